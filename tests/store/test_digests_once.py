"""Two replicas that make a morning's digests at the same moment: each manager gets one."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, func, select

from bot.desks import desk_of
from bot.settings import Settings
from cases.model import PractitionerId, ServiceId
from dialogs.digest_plan import CHUNK, plan_some
from dialogs.rounds_digests import plan_digests
from dialogs.turn import Desk
from store.database import Database
from store.ledger import SqlLedger
from store.seed import RegisterSeed, seed
from store.tables import audit, digests, notices, scheduled_work
from tests.builders import agency, practitioner, service
from tests.desk import Present
from tests.fakes import FakeClock

MONDAY, AT = date(2026, 11, 23), datetime(2026, 11, 23, 8, tzinfo=UTC)
MANAGERS = CHUNK + 20
WORLD = RegisterSeed(
    agencies=(agency("council"),),
    services=(service("front door", "council"),),
    practitioners=tuple(
        practitioner(f"m{number:04}", "front door", manages=frozenset({ServiceId("front door")}))
        for number in range(MANAGERS)
    ),
)


def replica(database: Database, clock: FakeClock) -> Desk:
    settings = Settings(_env_file=None)
    ledger = SqlLedger(database, clock)
    return desk_of(settings, database, ledger=ledger, roster=Present(), pictures=None, public="")


async def make(desk: Desk, now: datetime) -> None:
    after, zone = "", "Europe/London"
    while after := await plan_some(desk, zone, now.date(), after, now):
        assert PractitionerId(after) in {one.id for one in WORLD.practitioners}


def counts(connection: Connection) -> list[int]:
    tables = (digests, notices, audit)
    return [connection.scalar(select(func.count()).select_from(one)) or 0 for one in tables]


async def test_each_manager_gets_one_however_many_make_it(database: Database, clock: FakeClock):
    await seed(database, WORLD)
    replicas = [replica(database, clock) for _ in range(3)]
    await asyncio.gather(*(make(one, AT) for one in replicas))
    # The week's stands for the day's: two are kept, one is told.
    assert await database.read(counts) == [2 * MANAGERS, MANAGERS, MANAGERS]
    await asyncio.gather(*(make(one, AT + timedelta(days=1)) for one in replicas))
    assert await database.read(counts) == [3 * MANAGERS, 2 * MANAGERS, 2 * MANAGERS]


async def test_a_mornings_work_is_planned_once(database: Database, clock: FakeClock):
    await seed(database, WORLD)
    replicas = [replica(database, clock) for _ in range(3)]
    for now in (AT - timedelta(minutes=1), AT, AT + timedelta(hours=3)):
        await asyncio.gather(*(plan_digests(one, now) for one in replicas))
    found = await database.read(lambda connection: connection.execute(select(scheduled_work)).all())
    assert [(row.name, row.ids) for row in found] == [("digest.plan", ["Europe/London", MONDAY.isoformat()])]
