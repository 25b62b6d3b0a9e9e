"""Who is told of their week or month, and a month of the trail: read along its numbers, a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
)

from cases.access_review import ENDS, LOOKS, Look
from cases.model import AgencyId, ApproachKind, CaseStatus, ChildId, PractitionerId, Visibility
from cases.ports_reviews import Regular, Whom
from cases.ports_reviews import Row as ToTell
from cases.profile import Profile
from store import rows
from store.choices import CHOICES, choice_from
from store.database import Database
from store.profiles import PROFILES
from store.tables import (
    approaches,
    audit,
    cases,
    child_names,
    children,
    choices,
    digests,
    involvements,
    notices,
    practitioners,
    profiles,
    services,
)
from store.tables.columns import Moment
from store.upsert import insert

_SLACK = timedelta(hours=1)
"""Entries are numbered when they are written, and a turn may be that long behind its moment at the worst."""

_LEADS = exists().where(cases.c.lead_id == practitioners.c.id, cases.c.status == CaseStatus.OPEN)
_CONCERNS: Mapping[Regular, ColumnElement[bool]] = {
    Regular.WEEK: _LEADS,
    Regular.MONTH: practitioners.c.governance_lead.is_(True),
}
_MINE = and_(digests.c.practitioner_id == practitioners.c.id, digests.c.kind == bindparam("kind"))
_TOLD = (
    select(func.count())
    .where(_MINE, digests.c.period.in_(bindparam("periods", expanding=True)))
    .scalar_subquery()
)
_BEFORE = exists().where(_MINE, digests.c.period < bindparam("first"))
_TO_TELL = {
    kind: select(practitioners.c.id, _BEFORE.label("before"))
    .where(
        practitioners.c.active,
        practitioners.c.tenant_id.is_not(None),
        practitioners.c.id > bindparam("after"),
        concerns,
        bindparam("count") > _TOLD,
    )
    .order_by(practitioners.c.id)
    .limit(bindparam("most"))
    for kind, concerns in _CONCERNS.items()
}
_CHOICES = rows.ForIds(lambda among: CHOICES.where(among(choices.c.practitioner_id)))
_PROFILES = rows.ForIds(lambda among: PROFILES.where(among(profiles.c.practitioner_id)))

_OPENLY = (
    select(involvements.c.id)
    .where(
        involvements.c.child_id == audit.c.child_id,
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
_OVERRIDES = (
    select(approaches.c.id)
    .where(
        approaches.c.kind != ApproachKind.CONTACT,
        approaches.c.at >= bindparam("since", type_=Moment()),
        approaches.c.at < bindparam("until", type_=Moment()),
    )
    .order_by(approaches.c.at, approaches.c.id)
)


class SqlReviews:
    """Reviews in a database (cases.ports_reviews.Reviews)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def to_tell(self, kind: Regular, periods: Sequence[str], after: str, most: int) -> Sequence[Whom]:
        """Those whom it concerns and who were not told of all of these periods, by id, those after one."""
        asked = {"kind": kind, "periods": list(periods), "count": len(periods), "first": min(periods)}

        def found(connection: Connection) -> Sequence[Whom]:
            told = connection.execute(_TO_TELL[kind], {**asked, "after": after, "most": most}).all()
            ids = [row.id for row in told]
            if not ids:
                return ()
            chosen = {row.practitioner_id: row for row in _CHOICES.gather(connection, ids)}
            said = {row.profiles_practitioner_id: row for row in _PROFILES.gather(connection, ids)}
            return [
                Whom(
                    PractitionerId(row.id),
                    choice_from(PractitionerId(row.id), chosen.get(row.id)),
                    rows.profile(said[row.id]) if row.id in said else Profile(PractitionerId(row.id)),
                    bool(row.before),
                )
                for row in told
            ]

        return await self._database.read(found)

    async def begin(
        self, kind: Regular, period: str, rows: Sequence[ToTell], at: datetime
    ) -> Sequence[PractitionerId]:
        """Have these people told, each once for a period whoever asks for it; those who are told now."""
        asked = {row.practitioner_id: row for row in sorted(rows, key=lambda row: row.practitioner_id)}
        if not asked:
            return ()
        return await self._database.write(lambda connection: _begin(connection, kind, period, asked, at))

    async def looks(
        self, agency: AgencyId, since: datetime, until: datetime, on: date, after: int, most: int
    ) -> Sequence[Look]:
        """Looks from a moment on and before another, in the order of the trail, those after a number."""

        def found(connection: Connection) -> Sequence[Look]:
            directory = self._database.directory.at(connection)
            own = [
                one.id for one in directory.services.values() if one.agency_id == agency and not one.sensitive
            ]
            asked = {
                "agency": agency,
                "own": own,
                "on": on,
                "since": since,
                "until": until,
                "after": max(after, _number_at(connection, since - _SLACK) - 1),
                "end": _number_at(connection, until + _SLACK),
                "most": most,
            }
            return _looks(connection, connection.execute(_LOOKS, asked).all())

        return await self._database.read(found)

    async def overrides(self, since: datetime, until: datetime) -> Sequence[str]:
        """The ids of the overrides of that time, refused ones too, in order of time."""
        asked = {"since": since, "until": until}
        return await self._database.read(lambda connection: list(connection.scalars(_OVERRIDES, asked)))

    async def agencies(self) -> Mapping[AgencyId, str]:
        """What all agencies are called."""

        def called(connection: Connection) -> Mapping[AgencyId, str]:
            known = self._database.directory.at(connection).agencies
            return {one.id: one.name for one in known.values()}

        return await self._database.look_up(called)


def _begin(
    connection: Connection, kind: Regular, period: str, asked: Mapping[PractitionerId, ToTell], at: datetime
) -> Sequence[PractitionerId]:
    """In order of ids, so that two replicas with the same people in hand cannot wait for each other."""
    made = [
        {"practitioner_id": one, "kind": kind, "period": period, "at": at, "figures": {}} for one in asked
    ]
    statement = (
        insert(connection.dialect.name, digests).on_conflict_do_nothing().returning(digests.c.practitioner_id)
    )
    told = sorted(PractitionerId(one) for one in connection.scalars(statement, made))
    if told:
        waiting = [
            {
                "practitioner_id": one,
                "kind": kind,
                "subject": period,
                "not_before": max(at, asked[one].not_before),
                "attempts": 0,
                "error": "",
            }
            for one in told
        ]
        connection.execute(notices.insert(), waiting)
    return told


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


def _looks(connection: Connection, found: Sequence[Row[Any]]) -> Sequence[Look]:
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
