"""The worker that seals: woken by the ledger, and it goes on when something goes wrong."""

import asyncio
from datetime import datetime

import pytest

from bot.bell import Bell, RingingLedger
from bot.sealing import SealWorker
from cases.records import Effects
from cases.seals import Seal
from store.database import Database
from store.ledger import SqlLedger
from store.seals import MOST, SqlSeals, verify
from tests.fakes import FakeClock
from tests.store.tampering import entries


class Watched(SqlSeals):
    """Says when a seal was made."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.made = asyncio.Event()

    async def seal(self, at: datetime) -> Seal | None:
        made = await super().seal(at)
        if made:
            self.made.set()
        return made


async def test_what_is_written_is_sealed_soon_after(database: Database, clock: FakeClock):
    seals = Watched(database)
    to_seal = Bell()
    worker = SealWorker(seals, clock, to_seal)
    ledger = RingingLedger(SqlLedger(database, clock), to_tell=Bell(), to_seal=to_seal)
    running = asyncio.create_task(worker.run())
    await ledger.commit(Effects(audit=tuple(entries(clock, 3))), "one")
    await asyncio.wait_for(seals.made.wait(), 10)
    assert (await verify(database)).sealed == 3
    running.cancel()
    await asyncio.wait({running})


async def test_all_that_is_there_is_sealed_at_once(database: Database, clock: FakeClock):
    await SqlLedger(database, clock).commit(Effects(audit=tuple(entries(clock, 2 * MOST + 7))), None)
    await SealWorker(SqlSeals(database), clock, Bell()).seal()
    verdict = await verify(database)
    assert (verdict.seals, verdict.sealed, verdict.unsealed) == (3, 2 * MOST + 7, 0)


@pytest.mark.parametrize("effects", ["none", "some"])
async def test_only_a_trail_that_has_grown_wakes_it(effects: str, database: Database, clock: FakeClock):
    to_tell, to_seal = Bell(), Bell()
    ledger = RingingLedger(SqlLedger(database, clock), to_tell=to_tell, to_seal=to_seal)
    audit = tuple(entries(clock, 1)) if effects == "some" else ()
    assert await ledger.commit(Effects(audit=audit), "one")
    assert await to_seal.wait(0.01) is bool(audit)
    assert not await ledger.commit(Effects(audit=audit), "one")
    assert not await to_seal.wait(0.01)
    assert not await to_tell.wait(0.01)
