"""Reads who holds what over all children: what is due, who has left, who answers for whom."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    LABEL_STYLE_TABLENAME_PLUS_COL,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    not_,
    or_,
    select,
)

from cases.confirming import ASKED_EVERY
from cases.model import AgencyId, Case, CaseStatus, Colleague, Member, PractitionerId, ServiceId
from cases.ports_upkeep import Leaver
from store import files, rows
from store.database import Database
from store.tables import (
    agencies,
    cases,
    confirm_prompts,
    involvement_named_to,
    involvements,
    practitioners,
    service_managers,
    services,
)

_NOT_OVER = and_(
    not_(involvements.c.cancelled),
    or_(involvements.c.until.is_(None), involvements.c.until >= bindparam("today")),
)
_HELD = (
    select(involvements, involvement_named_to.c.practitioner_id)
    .outerjoin(involvement_named_to, involvement_named_to.c.involvement_id == involvements.c.id)
    .where(involvements.c.practitioner_id == bindparam("whose"), _NOT_OVER)
    .order_by(involvements.c.id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_ALLOWED_DAYS = select(agencies.c.confirm_after_days).distinct()
_ASKED = select(confirm_prompts.c.asked_on).where(confirm_prompts.c.practitioner_id == bindparam("whose"))
_STAFF = select(practitioners.c.id).where(
    practitioners.c.active, practitioners.c.service_id.in_(bindparam("services", expanding=True))
)
_MANAGERS = (
    select(practitioners.c.id)
    .join(service_managers, service_managers.c.practitioner_id == practitioners.c.id)
    .join(services, services.c.id == service_managers.c.service_id)
    .where(practitioners.c.active, services.c.agency_id == bindparam("agency"))
    .distinct()
)
_LED = files.CASES.where(cases.c.lead_id == bindparam("whose"), cases.c.status == CaseStatus.OPEN)
_LEAVERS = (
    select(practitioners.c.id, practitioners.c.left_on)
    .where(
        practitioners.c.active.is_(False),
        or_(
            exists().where(involvements.c.practitioner_id == practitioners.c.id, _NOT_OVER),
            exists().where(cases.c.lead_id == practitioners.c.id, cases.c.status == CaseStatus.OPEN),
        ),
    )
    .order_by(practitioners.c.id)
)


def _unconfirmed(stale: ColumnElement[bool]) -> Select[Any]:
    """Whoever has something of the agencies with that many days, by one of the two ways into the index."""
    return (
        select(involvements.c.practitioner_id)
        .join(services, services.c.id == involvements.c.service_id)
        .join(agencies, agencies.c.id == services.c.agency_id)
        .join(practitioners, practitioners.c.id == involvements.c.practitioner_id)
        .outerjoin(confirm_prompts, confirm_prompts.c.practitioner_id == involvements.c.practitioner_id)
        .where(
            stale,
            involvements.c.since <= bindparam("last"),
            or_(involvements.c.until.is_(None), involvements.c.until > bindparam("today")),
            agencies.c.confirm_after_days == bindparam("days"),
            practitioners.c.active,
            practitioners.c.tenant_id.is_not(None),
            or_(confirm_prompts.c.asked_on.is_(None), confirm_prompts.c.asked_on <= bindparam("asked")),
        )
        .distinct()
        .limit(bindparam("most"))
    )


_LAST: ColumnElement[Any] = bindparam("last")
_TO_ASK = tuple(
    _unconfirmed(stale)
    for stale in (
        involvements.c.last_confirmed <= _LAST,
        and_(involvements.c.last_confirmed.is_(None), involvements.c.since <= _LAST),
    )
)


class SqlUpkeep:
    """Upkeep in a database (cases.ports_upkeep.Upkeep)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._directory = database.directory

    async def held_by(self, practitioner: PractitionerId, today: date) -> Sequence[Member]:
        """All of a practitioner's involvements that are not over, those to come too, by id."""

        def held(connection: Connection) -> Sequence[Member]:
            found = connection.execute(_HELD, {"whose": practitioner, "today": today})
            made = [
                rows.involvement(
                    group[0], {row.involvement_named_to_practitioner_id for row in group} - {None}
                )
                for group in rows.grouped(found, "involvements_id")
            ]
            if not made:
                return ()
            directory = self._directory.at(connection)
            whose = directory.practitioners(connection, [practitioner])[practitioner]
            where = directory.services
            return [
                Member(row, whose, service, directory.agencies[service.agency_id])
                for row in made
                for service in (where[row.service_id],)
            ]

        return await self._database.read(held)

    async def to_ask(self, today: date, most: int) -> Sequence[PractitionerId]:
        """At most so many active practitioners with something due whom nobody has asked for a week, by id."""

        def to_ask(connection: Connection) -> Sequence[PractitionerId]:
            found: set[PractitionerId] = set()
            for days in sorted(connection.scalars(_ALLOWED_DAYS)):
                last = date.fromordinal(today.toordinal() - days)
                said = {
                    "today": today,
                    "days": days,
                    "last": last,
                    "asked": today - ASKED_EVERY,
                    "most": most,
                }
                for statement in _TO_ASK:
                    found.update(connection.scalars(statement, said))
            return sorted(found)[:most]

        return await self._database.read(to_ask)

    async def asked_on(self, practitioner: PractitionerId) -> date | None:
        """When a practitioner was last asked; None if never."""
        return await self._database.look_up(
            lambda connection: connection.scalar(_ASKED, {"whose": practitioner})
        )

    async def staff(self, services: Sequence[ServiceId]) -> Sequence[Colleague]:
        """The active practitioners of these services, by name and id."""
        found = await self._colleagues(
            lambda connection: connection.scalars(_STAFF, {"services": list(services)})
        )
        return sorted(found, key=lambda one: (one.practitioner.name, one.practitioner.id))

    async def managers(self, agency: AgencyId) -> Sequence[Colleague]:
        """The active practitioners who manage any service of that agency, by id."""
        return await self._colleagues(lambda connection: connection.scalars(_MANAGERS, {"agency": agency}))

    async def led_by(self, practitioner: PractitionerId) -> Sequence[Case]:
        """The open cases that a practitioner leads, by id."""
        return await self._database.read(
            lambda connection: list(files.cases_from(connection.execute(_LED, {"whose": practitioner})))
        )

    async def leavers(self, today: date) -> Sequence[Leaver]:
        """Who has left and still has an involvement that is not over, or leads an open case; by id."""
        return await self._database.read(
            lambda connection: [
                Leaver(PractitionerId(row.id), row.left_on)
                for row in connection.execute(_LEAVERS, {"today": today})
            ]
        )

    async def _colleagues(self, find: Callable[[Connection], Iterable[str]]) -> Sequence[Colleague]:
        def colleagues(connection: Connection) -> Sequence[Colleague]:
            ids = sorted(find(connection))
            directory = self._directory.at(connection)
            known = directory.practitioners(connection, ids)
            return [directory.colleague(known[one]) for one in ids]

        return await self._database.read(colleagues)
