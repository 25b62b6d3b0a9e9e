"""What somebody is told whom another has named the lead of a case."""

from cards.card import Card, finish, heading
from cards.elements import TextBlock
from cards.text import clip, escape

SUMMARY = "You are the lead of a case now."
LONGEST = 100


def lead_told(reference: str) -> Card:
    """The case by its reference."""
    body = [
        heading(f"You lead {escape(clip(reference, LONGEST))} now"),
        TextBlock("You have been named the lead. Ask me who is working with this case to see whom you lead."),
    ]
    return finish(body, SUMMARY)
