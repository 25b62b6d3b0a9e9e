"""The person who asks is not in the register of practitioners."""

from cards.card import Card, finish, heading
from cards.elements import TextBlock

SUMMARY = "I don't know you yet."


def not_registered() -> Card:
    """How to get in. The same for everybody, so that it says nothing of who is."""
    body = [
        heading("I don't know you yet"),
        TextBlock("I answer only people on the register of practitioners, and you are not on it."),
        TextBlock("Please ask your manager, or whoever looks after Teamaround in your agency, to add you."),
    ]
    return finish(body, SUMMARY)
