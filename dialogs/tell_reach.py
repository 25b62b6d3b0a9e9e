"""What a manager is told of people who cannot be reached, as it stands when it is sent."""

from datetime import datetime

from cards.card import Card
from cards.unreachable import unreachable
from cases.reach import told_of
from cases.records import Notice
from cases.views import ReachView
from dialogs.turn import Desk

UNREACHABLE = "unreachable"


async def tell_unreachable(notice: Notice, desk: Desk, now: datetime) -> Card | None:  # noqa: ARG001 - as all
    """Those who cannot be reached just now; None if all can."""
    manager = await desk.register.colleague(notice.to)
    if manager is None:
        return None
    agency = manager.agency.id
    people, managing = await desk.reach.out_of_reach(agency), await desk.reach.managing(agency)
    mine = told_of(people, managing).get(notice.to, ())
    if not mine:
        return None
    removed = tuple(one.name for one in mine if not one.never)
    return unreachable(ReachView(removed, tuple(one.name for one in mine if one.never)))
