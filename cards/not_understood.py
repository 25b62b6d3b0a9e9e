"""The text was none of the things the bot knows."""

from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.help import examples
from cases.commands import Help

SUMMARY = "Sorry, I didn't understand that."


def not_understood(hint: str = "") -> Card:
    """Short, with examples; no echo of what was typed. ``hint`` is a sentence of ours on what was wrong."""
    body: list[Element] = [heading("Sorry, I didn't understand that")]
    if hint:
        body.append(TextBlock(hint))
    body += [TextBlock("Try, for instance:"), examples()]
    return finish(body, SUMMARY, [press("What can I ask?", Help())])
