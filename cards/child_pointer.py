"""A child that somebody puts into a conversation: its reference alone, and the question who works with it.

Everybody there gets the card as it is, so nothing stands in it that one of them may not see; what the button
shows, each gets under their own rights.
"""

from cards.card import Card, finish, heading, press
from cards.elements import TextBlock
from cards.text import clip, escape
from cases.commands import Who
from cases.query import Query

SUMMARY = "A child's record is meant."
LONGEST = 100


def child_pointer(reference: str) -> Card:
    """The reference, and one button."""
    body = [
        heading(f"Child {escape(clip(reference, LONGEST))}"),
        TextBlock(
            "No name stands here, because everybody in this conversation can read it. The answer comes to "
            "you alone."
        ),
    ]
    who = press("Show who is working with this child", Who(Query(reference=reference)))
    return finish(body, SUMMARY, [who])
