"""The text was none of the things the bot knows."""

from cards.card import Card, finish, heading, press
from cards.elements import TextBlock
from cards.help import examples
from cases.commands import Help

SUMMARY = "Sorry, I didn't understand that."


def not_understood() -> Card:
    """Short, with examples; no echo of what was typed."""
    body = [heading("Sorry, I didn't understand that"), TextBlock("Try, for instance:"), examples()]
    return finish(body, SUMMARY, [press("What can I ask?", Help())])
