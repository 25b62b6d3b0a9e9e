"""A month of the audit trail, read along its numbers a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, not_, or_, select

from cases.access_review import ENDS, LOOKS, Look
from cases.model import AgencyId, ChildId, PractitionerId, ServiceId, Visibility
from store import rows
from store.tables import audit, child_names, children, involvements, practitioners, services
from store.tables.columns import Moment

_SLACK = timedelta(hours=1)
"""Entries are numbered when they are written, and a turn may be that long behind its moment at the worst."""

# Looks at a child who was merged into another since are looks at that one.
_NOW = (
    select(children.c.merged_into).where(children.c.id == audit.c.child_id).correlate(audit).scalar_subquery()
)
_OPENLY = (
    select(involvements.c.id)
    .where(
        involvements.c.child_id == func.coalesce(_NOW, audit.c.child_id),
        involvements.c.service_id.in_(bindparam("own", expanding=True)),
        involvements.c.visibility == Visibility.OPEN,
        not_(involvements.c.cancelled),
        involvements.c.since <= bindparam("on"),
        or_(involvements.c.until.is_(None), involvements.c.until >= bindparam("on")),
    )
    .exists()
)
_OWN = services.c.agency_id == bindparam("agency")
_LOOKS = (
    select(
        audit.c.id,
        audit.c.at,
        audit.c.practitioner_id,
        audit.c.child_id,
        audit.c.outcome,
        audit.c.basis,
        audit.c.reason,
        _OWN.label("own"),
    )
    .join(practitioners, practitioners.c.id == audit.c.practitioner_id)
    .join(services, services.c.id == practitioners.c.service_id)
    .where(
        audit.c.id > bindparam("after"),
        audit.c.id < bindparam("end"),
        audit.c.at >= bindparam("since", type_=Moment()),
        audit.c.at < bindparam("until", type_=Moment()),
        audit.c.action.in_(LOOKS),
        audit.c.outcome.in_(ENDS),
        or_(_OWN, _OPENLY),
    )
    .order_by(audit.c.id)
    .limit(bindparam("most"))
)
_CHILDREN = rows.ForIds(
    lambda among: (
        select(children.c.id, children.c.shielded, child_names.c.family)
        .outerjoin(child_names, child_names.c.child_id == children.c.id)
        .where(among(children.c.id))
    )
)
_FROM = select(audit.c.id, audit.c.at).where(audit.c.id >= bindparam("number")).order_by(audit.c.id).limit(1)


@dataclass(frozen=True, slots=True)
class Span:
    """Looks from ``since`` on and before ``until``, those after a number, at most so many.

    ``on`` is the day on which an agency has to work with a child for others' looks at them to be its own.
    """

    since: datetime
    until: datetime
    on: date
    after: int
    most: int


def looks(connection: Connection, agency: AgencyId, own: Sequence[ServiceId], span: Span) -> Sequence[Look]:
    """Those of an agency's people, and those of others at children with whom its ``own`` services work."""
    asked = {
        "agency": agency,
        "own": list(own),
        "on": span.on,
        "since": span.since,
        "until": span.until,
        "after": span.after or _number_at(connection, span.since - _SLACK) - 1,
        "end": _number_at(connection, span.until + _SLACK),
        "most": span.most,
    }
    return _made(connection, connection.execute(_LOOKS, asked).all())


def _number_at(connection: Connection, moment: datetime) -> int:
    """The lowest number of an entry from that moment on, found by halving: the trail grows with time.

    An index of moments would cost every turn that writes.
    """
    low, high = 0, (connection.scalar(select(func.max(audit.c.id))) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        row = connection.execute(_FROM, {"number": middle}).one_or_none()
        if row is None or row.at >= moment:
            high = middle
        else:
            low = row.id + 1
    return low


def _made(connection: Connection, found: Sequence[Row[Any]]) -> Sequence[Look]:
    families: dict[str, list[str]] = {}
    shielded: set[str] = set()
    ids = sorted({row.child_id for row in found if row.child_id is not None})
    for child in _CHILDREN.gather(connection, ids):
        if child.family is not None:
            families.setdefault(child.id, []).append(child.family)
        if child.shielded:
            shielded.add(child.id)
    return [
        Look(
            number=row.id,
            at=row.at,
            practitioner_id=PractitionerId(row.practitioner_id),
            child_id=None if row.child_id is None else ChildId(row.child_id),
            outcome=row.outcome,
            right=row.basis.partition(":")[0],
            purpose=row.reason.partition(":")[0],
            families=tuple(sorted(families.get(row.child_id, ()))),
            shielded=row.child_id in shielded,
            openly=not row.own,
        )
        for row in found
    ]
