"""Who is told of their week or month, once each; and what there is to tell of a month of looking."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    select,
)

from cases.access_review import Look
from cases.model import AgencyId, ApproachKind, CaseStatus, PractitionerId
from cases.ports_reviews import Regular, Whom
from cases.ports_reviews import Row as ToTell
from cases.profile import Profile
from cases.records import Notice
from store.choices import choices_of
from store.database import Database
from store.digest_rows import Bare, put
from store.effects import notice_row
from store.looks import Span, looks
from store.profiles import profiles_of
from store.tables import (
    approaches,
    cases,
    digests,
    notices,
    practitioners,
)
from store.tables.columns import Moment

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
            before = {PractitionerId(row.id): bool(row.before) for row in told}
            said, days = choices_of(connection, [*before]), profiles_of(connection, [*before])
            return [Whom(one, said[one], days.get(one) or Profile(one), before[one]) for one in before]

        return await self._database.read(found)

    async def begin(
        self, kind: Regular, period: str, rows: Sequence[ToTell], at: datetime
    ) -> Sequence[PractitionerId]:
        """Have these people told, each once for a period whoever asks for it; those who are told now."""
        asked = {row.practitioner_id: row for row in rows}
        if not asked:
            return ()
        return await self._database.write(lambda connection: _begin(connection, kind, period, asked, at))

    async def looks(
        self, agency: AgencyId, since: datetime, until: datetime, on: date, after: int, most: int
    ) -> Sequence[Look]:
        """Looks from a moment on and before another, in the order of the trail, those after a number."""

        def found(connection: Connection) -> Sequence[Look]:
            services = self._database.directory.at(connection).services.values()
            own = [one.id for one in services if one.agency_id == agency and not one.sensitive]
            return looks(connection, agency, own, Span(since, until, on, after, most))

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
    told = put(connection, [Bare(one, kind, period, at) for one in asked])
    if told:
        waiting = [Notice(one, kind, period, asked[one].not_before) for one in told]
        connection.execute(notices.insert(), [notice_row(notice, at) for notice in waiting])
    return told
