"""Which cases' channels a change touches: none is forgotten, whoever wrote the change."""

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import Connection, bindparam, or_, select

from cases.model import CaseId, ChildId, PractitionerId, SeatStage
from cases.records import (
    AnyRewrite,
    CaseOpening,
    CaseRewrite,
    ChannelRewrite,
    ChildMerge,
    ChildUnmerge,
    Departure,
    Rewrite,
    Work,
)
from store.tables import case_children, cases, channel_orders, channel_seats, involvements

_ORDERED = channel_orders.c.case_id
_TOUCHED = select(_ORDERED).where(
    or_(
        _ORDERED.in_(bindparam("cases", expanding=True)),
        _ORDERED.in_(
            select(case_children.c.case_id).where(
                case_children.c.child_id.in_(bindparam("children", expanding=True))
            )
        ),
    )
)
_OF_PEOPLE = select(_ORDERED).where(
    or_(
        _ORDERED.in_(select(cases.c.id).where(cases.c.lead_id.in_(bindparam("people", expanding=True)))),
        _ORDERED.in_(
            select(channel_seats.c.case_id).where(
                channel_seats.c.practitioner_id.in_(bindparam("people", expanding=True)),
                channel_seats.c.stage != SeatStage.OUT,
            )
        ),
        _ORDERED.in_(
            select(case_children.c.case_id)
            .join(involvements, involvements.c.child_id == case_children.c.child_id)
            .where(involvements.c.practitioner_id.in_(bindparam("people", expanding=True)))
        ),
    )
)


def tending(connection: Connection, changes: Iterable[AnyRewrite]) -> list[Work]:
    """The works that bring Teams in line with these changes, which have been written."""
    about: set[CaseId] = set()
    children: set[ChildId] = set()
    people: set[PractitionerId] = set()
    for change in changes:
        match change:
            case Rewrite():
                children.add(change.child_id)
            case ChildMerge() | ChildUnmerge():
                children |= {change.merge.kept, change.merge.gone}
            case CaseRewrite() | CaseOpening():
                about.add(change.after.id)
            case ChannelRewrite():
                about.add(change.after.case_id)
            case Departure():
                people.add(change.practitioner_id)
    touched: set[str] = set()
    if about or children:
        touched |= set(connection.scalars(_TOUCHED, {"cases": sorted(about), "children": sorted(children)}))
    if people:
        touched |= set(connection.scalars(_OF_PEOPLE, {"people": sorted(people)}))
    return [tend(CaseId(case)) for case in sorted(touched)]


def tend(case: CaseId) -> Work:
    """See to a case's channel: a new piece of work each time."""
    return Work("tend", f"tend:{case}:{uuid4().hex}", (case,))
