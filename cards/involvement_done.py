"""What was recorded when there is no circle to show any more; and that there was nothing to change."""

from cards.card import Card, finish, heading, press
from cards.elements import TextBlock
from cards.text import escape
from cases.commands import Join, Who
from cases.query import Query

DONE, NOT_INVOLVED = "Done.", "You are not recorded as working with that child."


def involvement_done(said: str) -> Card:
    """One sentence."""
    return finish([heading("Done"), TextBlock(escape(said))], DONE)


def not_involved(query: Query) -> Card:
    """The same for a child unknown, a child not allowed, and one whom only others work with."""
    body = [
        heading("You are not recorded as working with that child"),
        TextBlock("So there was nothing to change. If you do work with them, say so first."),
    ]
    if query == Query():
        return finish(body, NOT_INVOLVED)
    actions = [press("I work with this child", Join(query)), press("Who works with them?", Who(query))]
    return finish(body, NOT_INVOLVED, actions)
