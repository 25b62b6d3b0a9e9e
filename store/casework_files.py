"""Reads cases whole: who is around their children, what was asked of their channels and what came of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cases.local import local_day
from cases.model import (
    AgencyId,
    Agreement,
    Case,
    CaseId,
    CaseStatus,
    ChannelRecord,
    ChildId,
    ConversationId,
    PractitionerId,
    Seat,
)
from cases.ports_casework import CaseAround, CaseFile
from store import files
from store.casework_left import left_on
from store.casework_pages import files_of, ordered_files
from store.channel_orders import order
from store.channel_rows import record_from, seat_from
from store.database import Database
from store.directory import Snapshot
from store.tables import case_children, cases, channel_orders, channel_records, channel_seats, children
from store.tables.columns import storable

_ONE = files.CASES.where(cases.c.id == bindparam("case"))
_BY_REFERENCE = files.CASES.where(cases.c.reference == bindparam("reference"))
_LED = files.CASES.where(cases.c.lead_id == bindparam("lead"))
_OPEN = files.CASES.where(
    cases.c.status == CaseStatus.OPEN,
    cases.c.id.in_(
        select(case_children.c.case_id).where(
            case_children.c.child_id.in_(bindparam("children", expanding=True))
        )
    ),
)
_RECORD = select(channel_records).where(channel_records.c.case_id == bindparam("case"))
_AT = select(channel_records.c.case_id).where(channel_records.c.channel_id == bindparam("channel"))
_SEATS = (
    select(channel_seats)
    .where(channel_seats.c.case_id == bindparam("case"))
    .order_by(channel_seats.c.tenant_id, channel_seats.c.object_id)
)
_SHIELDED = select(children.c.id).where(
    children.c.id.in_(bindparam("children", expanding=True)), children.c.shielded
)
_ORDERED = (
    select(channel_orders.c.case_id)
    .where(channel_orders.c.case_id > bindparam("after"))
    .order_by(channel_orders.c.case_id)
    .limit(bindparam("most"))
)


class SqlCasework:
    """Cases in a database (cases.ports_casework.Casework)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._directory = database.directory

    async def case_file(self, case: CaseId, on: date) -> CaseFile | None:
        """All about one case; None if it is not known."""
        return await self._database.look_up(
            lambda connection: case_file(connection, self._directory.at(connection), case, on)
        )

    async def around(
        self, case: CaseId, people: Collection[PractitionerId], now: datetime
    ) -> CaseAround | None:
        """What its tasks are judged by, and these people; None if it is not known."""

        def found(connection: Connection) -> CaseAround | None:
            return around(connection, self._directory.at(connection), case, people, now)

        return await self._database.look_up(found)

    async def channel(self, case: CaseId) -> tuple[ChannelRecord | None, Sequence[Seat]]:
        """What has become of its channel, and whoever has a seat there."""

        def found(connection: Connection) -> tuple[ChannelRecord | None, Sequence[Seat]]:
            asked = {"case": storable(case)}
            row = connection.execute(_RECORD, asked).one_or_none()
            seats = [seat_from(one) for one in connection.execute(_SEATS, asked)]
            return None if row is None else record_from(row), seats

        return await self._database.look_up(found)

    async def by_reference(self, reference: str) -> Case | None:
        """The case of that reference, open or closed."""
        found = await self._cases(_BY_REFERENCE, reference=storable(reference))
        return found[0] if found else None

    async def at(self, conversation: ConversationId) -> CaseId | None:
        """The case whose channel this is in Teams, whatever has become of it."""
        found = await self._database.look_up(
            lambda connection: connection.scalar(_AT, {"channel": storable(conversation)})
        )
        return None if found is None else CaseId(found)

    async def open_cases(self, children: Collection[ChildId]) -> Sequence[Case]:
        """The open cases of any of these children, by id."""
        return await self._cases(_OPEN, children=sorted(children)) if children else ()

    async def led_by(self, practitioner: PractitionerId) -> Sequence[Case]:
        """The cases that a practitioner leads, closed ones too, by id."""
        return await self._cases(_LED, lead=practitioner)

    async def ordered(self, after: str, most: int) -> Sequence[CaseId]:
        """Cases that a channel was asked for, by id, those after an id; at most so many."""
        asked = {"after": after, "most": most}
        found = await self._database.read(lambda connection: list(connection.scalars(_ORDERED, asked)))
        return [CaseId(one) for one in found]

    async def ordered_files(self, after: str, most: int, on: date) -> Sequence[CaseFile]:
        """The same cases whole, as they are on one day: a few statements, however many."""
        return await self._database.read(
            lambda connection: ordered_files(connection, self._directory.at(connection), after, most, on)
        )

    async def files_of(self, cases: Collection[CaseId], on: date) -> Sequence[CaseFile]:
        """Those of these cases that a channel was asked for, whole, by id: a few statements."""
        return await self._database.read(
            lambda connection: files_of(connection, self._directory.at(connection), cases, on)
        )

    async def _cases(self, statement: Any, **asked: object) -> Sequence[Case]:  # noqa: ANN401 - a select
        return await self._database.look_up(
            lambda connection: list(files.cases_from(connection.execute(statement, asked)))
        )


def case_file(connection: Connection, directory: Snapshot, case_id: CaseId, on: date) -> CaseFile | None:
    """All about one case, on this connection."""
    found = list(files.cases_from(connection.execute(_ONE, {"case": storable(case_id)})))
    if not found:
        return None
    case, asked = found[0], {"case": found[0].id}
    circles = files.circles(connection, directory, sorted(case.children), on)
    circle = tuple(member for child in case.children for member in circles.get(child, ()))
    lead = None
    if case.lead_id is not None:
        lead = directory.colleague(directory.practitioners(connection, [case.lead_id])[case.lead_id])
    agencies = {member.agency.id for member in circle} | ({lead.agency.id} if lead else set())
    row = connection.execute(_RECORD, asked).one_or_none()
    return CaseFile(
        case=case,
        circle=circle,
        lead=lead,
        shielded=connection.execute(_SHIELDED, {"children": list(case.children)}).first() is not None,
        agreements=_agreements(connection, directory, agencies),
        order=order(connection, case.id),
        record=None if row is None else record_from(row),
        seats=tuple(map(seat_from, connection.execute(_SEATS, asked))),
        left=left_on(connection, case.children, on),
    )


def around(
    connection: Connection,
    directory: Snapshot,
    case_id: CaseId,
    people: Collection[PractitionerId],
    now: datetime,
) -> CaseAround | None:
    """What a case's tasks are judged by, and these people, on this connection."""
    found = list(files.cases_from(connection.execute(_ONE, {"case": storable(case_id)})))
    if not found:
        return None
    case, wanted = found[0], {PractitionerId(storable(one)) for one in people}
    known = directory.practitioners(connection, wanted | ({case.lead_id} if case.lead_id else set()))
    return CaseAround(
        case,
        directory.colleague(known[case.lead_id]) if case.lead_id else None,
        files.read(connection, directory, case.children, None, now, local_day(now)),
        {one: directory.colleague(known[one]) for one in wanted if one in known},
    )


def _agreements(
    connection: Connection, directory: Snapshot, agencies: Iterable[AgencyId]
) -> frozenset[Agreement]:
    return frozenset(one for agency in agencies for one in directory.agreements(connection, agency))
