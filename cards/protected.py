"""A shielded child's record: its reference and nothing else."""

from cards.card import Card, finish, heading
from cards.elements import TextBlock
from cards.text import escape
from cases.views import ProtectedView

SUMMARY = "This record is protected."


def protected(view: ProtectedView) -> Card:
    """The reference, and whom to turn to."""
    body = [
        heading("This record is protected"),
        TextBlock(f"Reference {escape(view.reference)}"),
        TextBlock("To find out more, contact the lead."),
    ]
    return finish(body, SUMMARY)
