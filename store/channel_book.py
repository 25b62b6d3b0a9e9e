"""Where the background work keeps what it has done in Teams (cases.ports_casework.ChannelBook)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, false, or_, select, true, update

from cases.model import (
    CaseId,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    Seat,
    SeatStage,
)
from cases.ports_casework import CaseTeam
from cases.records import CaseEventKind
from store.database import Database
from store.tables import case_events, case_teams, case_tending, cases, channel_records, channel_seats
from store.upsert import insert

_CLOSED_BY = (
    select(case_events.c.id)
    .where(case_events.c.case_id == bindparam("case"), case_events.c.kind == CaseEventKind.CLOSED)
    .order_by(case_events.c.number.desc())
    .limit(1)
)


class SqlChannelBook:
    """The book in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, case: CaseId, work: str, now: datetime, until: datetime) -> bool:
        """Be the one who tends this case until a moment, or leave word that there is more to do."""

        def claim(connection: Connection) -> bool:
            # Between the two statements whoever has it may let go: then it is to be had.
            while True:
                if _claim(connection, case, work, now, until):
                    return True
                if _leave_word(connection, case, work):
                    return False

        return await self._database.write(claim)

    async def release(self, case: CaseId, work: str) -> bool:
        """Stop tending. False, and still the one who tends, if word was left meanwhile: go round again."""
        mine = (case_tending.c.case_id == case, case_tending.c.work_key == work)

        def release(connection: Connection) -> bool:
            if connection.execute(delete(case_tending).where(*mine, ~case_tending.c.again)).rowcount:
                return True
            heard = update(case_tending).where(*mine).values(again=False)
            return not connection.execute(heard).rowcount

        return await self._database.write(release)

    async def keep(self, record: ChannelRecord) -> None:
        """How far the channel has come. Its ``conversation_id`` on the case follows: set while it is OPEN."""
        values = {
            "case_id": record.case_id,
            "stage": record.stage,
            "team_id": record.team_id,
            "channel_id": record.channel_id,
            "name": record.name,
            "since": record.since,
            "trouble": record.trouble,
        }
        at = record.channel_id if record.stage is ChannelStage.OPEN else None

        def keep(connection: Connection) -> None:
            _upsert(connection, channel_records, values, "case_id")
            connection.execute(update(cases).where(cases.c.id == record.case_id).values(conversation_id=at))

        await self._database.write(keep)

    async def seat(self, *seats: Seat) -> None:
        """How far these people have come."""

        def sit(connection: Connection) -> None:
            for seat in sorted(seats, key=lambda one: (one.case_id, str(one.identity))):
                _upsert(connection, channel_seats, _seat(seat), "case_id", "tenant_id", "object_id")

        await self._database.write(sit)

    async def teams(self) -> Sequence[CaseTeam]:
        """All teams of ours, the oldest first."""
        statement = select(case_teams).order_by(case_teams.c.made_at, case_teams.c.name)
        rows = await self._database.look_up(lambda connection: connection.execute(statement).all())
        return [
            CaseTeam(
                row.team_id,
                row.name,
                row.made_at,
                row.ready,
                row.full,
                row.operation,
                None if row.case_id is None else CaseId(row.case_id),
            )
            for row in rows
        ]

    async def keep_team(self, team: CaseTeam, instead_of: str = "") -> None:
        """How far a team has come; it takes the place of what was intended under that id."""
        values = {
            "team_id": team.team_id,
            "name": team.name,
            "made_at": team.made_at,
            "ready": team.ready,
            "full": team.full,
            "operation": team.operation,
            "case_id": team.case_id,
        }

        def keep(connection: Connection) -> None:
            if instead_of and instead_of != team.team_id:
                connection.execute(delete(case_teams).where(case_teams.c.team_id == instead_of))
            _upsert(connection, case_teams, values, "team_id")

        await self._database.write(keep)

    async def channels_in(self, team: str) -> Sequence[ConversationId]:
        """The channels that we have made in a team, lost ones too."""
        statement = select(channel_records.c.channel_id).where(
            channel_records.c.team_id == team, channel_records.c.channel_id.is_not(None)
        )
        found = await self._database.read(lambda connection: connection.scalars(statement).all())
        return [ConversationId(one) for one in sorted(filter(None, found))]

    async def seated(self, identity: Identity) -> Sequence[CaseId]:
        """The cases in whose channels somebody has a seat that is not OUT."""
        statement = select(channel_seats.c.case_id).where(
            channel_seats.c.tenant_id == identity.tenant_id,
            channel_seats.c.object_id == identity.object_id,
            channel_seats.c.stage != SeatStage.OUT,
        )
        found = await self._database.read(lambda connection: connection.scalars(statement).all())
        return [CaseId(one) for one in sorted(found)]

    async def closed_by(self, case: CaseId) -> str:
        """The id of the event by which a case was closed last, "" if it never was."""
        found = await self._database.look_up(lambda connection: connection.scalar(_CLOSED_BY, {"case": case}))
        return found or ""


def _claim(connection: Connection, whose: CaseId, work: str, now: datetime, until: datetime) -> bool:
    statement = insert(connection.dialect.name, case_tending).values(
        case_id=whose, work_key=work, until=until, again=False
    )
    mine = case_tending.c.work_key == work
    # Who claims anew what they have keeps the word that was left.
    changed = {"work_key": work, "until": until, "again": case((mine, case_tending.c.again), else_=false())}
    statement = statement.on_conflict_do_update(
        index_elements=["case_id"], set_=changed, where=or_(mine, case_tending.c.until <= now)
    )
    return connection.execute(statement.returning(case_tending.c.case_id)).first() is not None


def _leave_word(connection: Connection, whose: CaseId, work: str) -> bool:
    statement = update(case_tending).where(case_tending.c.case_id == whose, case_tending.c.work_key != work)
    return connection.execute(statement.values(again=true())).rowcount > 0


def _seat(seat: Seat) -> dict[str, Any]:
    return {
        "case_id": seat.case_id,
        "tenant_id": seat.identity.tenant_id,
        "object_id": seat.identity.object_id,
        "practitioner_id": seat.practitioner_id,
        "stage": seat.stage,
        "at": seat.at,
        "membership": seat.membership,
        "why": seat.why,
    }


def _upsert(connection: Connection, table: Any, values: dict[str, Any], *key: str) -> None:  # noqa: ANN401 - a table
    statement = insert(connection.dialect.name, table).values(**values)
    changed = {name: value for name, value in values.items() if name not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))
