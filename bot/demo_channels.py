"""The channels that the demo's world begins with, as if the service had made them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from cases.model import (
    CaseId,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.ports_casework import CaseTeam
from cases.records import ChannelRewrite
from store.channel_book import SqlChannelBook
from store.channel_orders import rewrite
from store.database import Database

Row = Mapping[str, Any]

_AGE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Channels:
    """What was asked for, and what has come of it."""

    team: CaseTeam
    orders: tuple[ChannelOrder, ...]
    records: tuple[ChannelRecord, ...]
    seats: tuple[Seat, ...]

    async def write(self, database: Database) -> None:
        """Put them beside the register."""

        def write(connection: Connection) -> None:
            for order in self.orders:
                rewrite(connection, ChannelRewrite(None, order))

        await database.write(write)
        book = SqlChannelBook(database)
        await book.keep_team(self.team)
        for record in self.records:
            await book.keep(record)
        await book.seat(*self.seats)


def channels_of(world: Mapping[str, Sequence[Row]], home: str, team: str, now: datetime) -> Channels:
    """The world's channels, all in one team: shared ones where people of other tenants are in."""
    people = {row["id"]: row for row in world["people"]}
    members = {row["id"]: row["members"] for row in world["conversations"]}
    held = [row for row in world["cases"] if row["conversation"] and row["lead"]]
    at = now - _AGE

    def form(case: Row) -> ChannelForm:
        tenants = {people[one]["tenantId"] for one in members[case["conversation"]]}
        return ChannelForm.SHARED if tenants - {home} else ChannelForm.PRIVATE

    return Channels(
        CaseTeam(team, "Team around the child", at, ready=True),
        tuple(ChannelOrder(CaseId(row["id"]), form(row), PractitionerId(row["lead"]), at) for row in held),
        tuple(
            ChannelRecord(
                CaseId(row["id"]),
                ChannelStage.OPEN,
                team,
                ConversationId(row["conversation"]),
                row["reference"],
                at,
            )
            for row in held
        ),
        tuple(_seat(row["id"], people[one], at) for row in held for one in members[row["conversation"]]),
    )


def _seat(case: str, person: Row, at: datetime) -> Seat:
    return Seat(
        CaseId(case),
        Identity(person["tenantId"], person["aadObjectId"]),
        SeatStage.IN,
        at,
        PractitionerId(person["id"]) if person["registered"] else None,
    )
