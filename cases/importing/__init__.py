"""Rows of agencies' own files: what they may say, what is wrong with them, and what they change."""
