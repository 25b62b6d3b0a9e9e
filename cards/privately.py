"""What a channel sees when the answer goes to the asker alone."""

from cards.card import Card, finish
from cards.elements import TextBlock

SUMMARY = "I've answered you privately."


def privately() -> Card:
    """The same whatever the answer was."""
    return finish([TextBlock(SUMMARY)], SUMMARY)
