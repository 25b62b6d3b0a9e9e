"""Group commit: turns share transactions, never their fate."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from cases.records import Action, AuditEntry, Effects, Outcome, OutdatedError, Rewrite
from store.database import Database
from store.ledger import SqlLedger
from store.register import SqlRegister
from store.seed import seed
from store.tables import agencies, inbound
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.conftest import read_trail
from tests.store.world import ANNA, BEN, KIM, ROBIN, WORLD


class CountingDatabase:
    """A database that counts its transactions, and may be held up or fail."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.writes = 0
        self.failure: Exception | None = None
        self.busy = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def write(self, fn):
        self.writes += 1
        self.busy.set()
        await self.gate.wait()
        if self.failure:
            raise self.failure
        return await self._database.write(fn)


def entry(clock: FakeClock, asked: str) -> AuditEntry:
    return AuditEntry(
        clock.now(), ANNA.identity, ANNA.id, Action.CIRCLE_SEE, Outcome.SHOWN, ROBIN.id, asked=asked
    )


def looks(clock: FakeClock, asked: str) -> Effects:
    return Effects(audit=(entry(clock, asked),))


def refused(clock: FakeClock, asked: str) -> Effects:
    return Effects(audit=(entry(clock, asked),), grants=(make.grant("nobody", "robin", given=clock.now()),))


async def asked(database: Database) -> list[str]:
    return [line.asked for line in await read_trail(database)]


async def test_turns_that_come_while_one_is_written_share_the_next_transaction(
    database: Database, clock: FakeClock
):
    counting = CountingDatabase(database)
    ledger = SqlLedger(counting, clock)
    counting.gate.clear()
    first = asyncio.create_task(ledger.commit(looks(clock, "first"), "1"))
    await counting.busy.wait()
    others = [asyncio.create_task(ledger.commit(looks(clock, str(n)), f"o{n}")) for n in range(50)]
    await asyncio.sleep(0)
    counting.gate.set()

    assert await first
    assert await asyncio.gather(*others) == [True] * 50
    assert counting.writes == 2
    assert len(await asked(database)) == 51


async def test_of_two_turns_for_one_activity_in_one_transaction_the_first_is_written(
    database: Database, clock: FakeClock
):
    ledger = SqlLedger(database, clock)

    outcomes = await asyncio.gather(*(ledger.commit(looks(clock, name), "same") for name in "abc"))

    assert outcomes == [True, False, False]
    assert await asked(database) == ["a"]


async def test_a_turn_that_is_refused_fails_alone_and_may_be_tried_again(
    database: Database, clock: FakeClock
):
    await seed(database, WORLD)
    ledger = SqlLedger(database, clock)

    before, bad, after = await asyncio.gather(
        ledger.commit(looks(clock, "before"), "1"),
        ledger.commit(refused(clock, "bad"), "2"),
        ledger.commit(looks(clock, "after"), "3"),
        return_exceptions=True,
    )

    assert (before, after) == (True, True)
    assert isinstance(bad, IntegrityError)
    assert await asked(database) == ["before", "after"]
    assert await ledger.commit(looks(clock, "again"), "2") is True


async def test_when_the_database_is_away_every_turn_hears_of_it_and_nothing_is_tried_twice(
    database: Database, clock: FakeClock
):
    away = CountingDatabase(database)
    away.failure = ConnectionRefusedError("away")
    ledger = SqlLedger(away, clock)

    outcomes = await asyncio.gather(
        *(ledger.commit(looks(clock, name), name) for name in "abc"), return_exceptions=True
    )

    assert [type(outcome) for outcome in outcomes] == [ConnectionRefusedError] * 3
    assert away.writes == 1
    away.failure = None
    assert await ledger.commit(looks(clock, "a"), "a")


async def test_a_turn_given_up_before_its_transaction_began_is_not_written(
    database: Database, clock: FakeClock
):
    counting = CountingDatabase(database)
    ledger = SqlLedger(counting, clock)
    counting.gate.clear()
    first = asyncio.create_task(ledger.commit(looks(clock, "first"), "1"))
    await counting.busy.wait()
    given_up = asyncio.create_task(ledger.commit(looks(clock, "given up"), "2"))
    await asyncio.sleep(0)
    given_up.cancel()
    counting.gate.set()

    assert await first
    assert await ledger.commit(looks(clock, "redelivered"), "2")
    assert await asked(database) == ["first", "redelivered"]


async def test_two_replicas_write_one_activity_once(database_url: str, clock: FakeClock):
    async with Database(database_url) as one, Database(database_url) as other:
        ledgers = SqlLedger(one, clock), SqlLedger(other, clock)

        outcomes = await asyncio.gather(
            *(
                ledgers[number % 2].commit(looks(clock, str(number)), f"activity-{number // 2}")
                for number in range(80)
            )
        )

        assert outcomes.count(True) == 40
        assert len(await asked(one)) == 40


async def test_activities_are_forgotten_by_age(database: Database, clock: FakeClock):
    ledger = SqlLedger(database, clock)
    await ledger.commit(Effects(), "old")
    clock.advance(timedelta(days=2))
    await ledger.commit(Effects(), "new")

    assert await ledger.forget(clock.now() - timedelta(days=1)) == 1

    count = select(func.count()).select_from(inbound)
    assert await database.read(lambda connection: connection.scalar(count)) == 1
    assert await ledger.commit(Effects(), "new") is False


_TURNS = st.lists(st.tuples(st.integers(0, 8) | st.none(), st.booleans(), st.integers(0, 3)), max_size=40)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=_TURNS)
async def test_nothing_is_lost_and_nothing_doubled(turns, database: Database, clock: FakeClock):
    """Turns with and without an activity, some refused, at several moments, all at once."""
    if not await database.read(lambda connection: connection.scalar(select(func.count(agencies.c.id)))):
        await seed(database, WORLD)
    ledger = SqlLedger(database, clock)
    before = len(await asked(database))
    run = f"{before}-{len(turns)}"

    async def turn(number: int, once: int | None, bad, moments: int):
        for _ in range(moments):
            await asyncio.sleep(0)
        effects = (refused if bad else looks)(clock, f"{run}/{number}")
        return await ledger.commit(effects, None if once is None else f"{run}:{once}")

    outcomes = await asyncio.gather(
        *(turn(number, *what) for number, what in enumerate(turns)), return_exceptions=True
    )

    written = [f"{run}/{number}" for number, outcome in enumerate(outcomes) if outcome is True]
    assert sorted((await asked(database))[before:]) == sorted(written)
    for number, (once, bad, _) in enumerate(turns):
        if bad:
            assert outcomes[number] is False or isinstance(outcomes[number], IntegrityError)
        if once is None and not bad:
            assert outcomes[number] is True
    sound = {once for once, bad, _ in turns if once is not None and not bad}
    for once in sound:
        assert sum(outcomes[n] is True for n, what in enumerate(turns) if what[0] == once) == 1


async def test_replicas_that_change_the_same_involvements_never_write_over_each_other(
    database: Database, clock: FakeClock
):
    await seed(database, WORLD)
    held = tuple(await SqlRegister(database).held(BEN.id, [KIM.id]))
    ledgers = [SqlLedger(database, clock) for _ in range(4)]

    def change(number: int) -> Effects:
        after = tuple(replace(row, role=f"role {number}") for row in held)
        return Effects(rewrites=(Rewrite(KIM.id, BEN.id, held, after),))

    outcomes = await asyncio.gather(
        *(ledgers[number % 4].commit(change(number), f"activity-{number}") for number in range(20)),
        return_exceptions=True,
    )

    assert outcomes.count(True) == 1
    assert sum(isinstance(outcome, OutdatedError) for outcome in outcomes) == 19
    (row,) = await SqlRegister(database).held(BEN.id, [KIM.id])
    assert row.role == f"role {outcomes.index(True)}"
