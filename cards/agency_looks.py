"""Who has looked at a child, for the child's lead: agencies and days."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from cards.card import Card, finish, heading, press, size
from cards.dates import day
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, Container
from cards.text import clip, escape
from cases.commands import WhoLooked
from cases.query import Query
from cases.views import AgencyLook, AgencyLooksView

SUMMARY = "Here is who has looked at the child you asked about."
NOBODY = "Nobody that I can show you."
FURTHER = "A further service"
MOST_CHILDREN = 6
LARGEST = 27_500  # as in cards/circle.py
LONGEST, LONGEST_DAY = 100, 1_500


def agency_looks(views: Sequence[AgencyLooksView]) -> Card:
    """One part for each child, by reference only: six at most, and fewer where they are large."""
    for most in range(min(len(views), MOST_CHILDREN), 0, -1):
        card = _card(views, most)
        if size(card) <= LARGEST:
            break
    return card


def _card(views: Sequence[AgencyLooksView], most: int) -> Card:
    body: list[Element] = [heading("Who has looked")]
    for view in views[:most]:
        body.append(_child(view))
        if view.older:
            older = press("Older", WhoLooked(Query(reference=view.reference), view.older))
            body.append(ActionSet([older], spacing="Small"))
    if len(views) > most:
        body.append(TextBlock("There are more children. Please ask by one child's reference."))
    body.append(TextBlock("That you asked is recorded.", size="Small", is_subtle=True))
    return finish(body, SUMMARY)


def _child(view: AgencyLooksView) -> Container:
    lines = [TextBlock(escape(clip(view.reference, LONGEST)), weight="Bolder")]
    days = groupby(view.looks, key=lambda look: look.on)
    lines += [TextBlock(_day(on, list(looks)), spacing="Small") for on, looks in days]
    if not view.looks:
        lines.append(TextBlock(NOBODY, spacing="Small"))
    return Container(lines, separator=True, spacing="Medium")


def _day(on: date, looks: Sequence[AgencyLook]) -> str:
    agencies = (escape(clip(look.agency, LONGEST)) or FURTHER for look in looks)
    return clip(f"{day(on)} · {', '.join(agencies)}", LONGEST_DAY)
