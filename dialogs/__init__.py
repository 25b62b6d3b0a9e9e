"""Conversations: a text or a button becomes a command, a command becomes an answer."""
