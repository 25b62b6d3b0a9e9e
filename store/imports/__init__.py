"""Writes what agencies' files give: each chunk of rows in one transaction, with its history."""
