"""What every reader of digests does, the fake one too; and that none is made twice."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from cases.choices import Choice
from cases.digest import Kind, Line, Rules, asked
from cases.digest_count import found
from cases.model import Absence, Seat, ServiceId
from cases.ports import Ledger
from cases.ports_digests import Digests
from cases.profile import Profile, Weekday
from cases.records import (
    ChoiceRewrite,
    DigestRow,
    DigestsMade,
    Effects,
    Notice,
    OutdatedError,
    ProfileRewrite,
)
from store.database import Database
from store.digests import SqlDigests
from store.ledger import SqlLedger
from store.seed import RegisterSeed, seed
from store.tables import channel_orders, channel_seats, update_items, updates
from tests.builders import NOW, TODAY
from tests.databases import KINDS
from tests.desk import fake_desk
from tests.digest_world import (
    ANN,
    BOB,
    CHIEF,
    FIGURES,
    HAPPENED,
    MATRON,
    NURSE,
    SERVICES,
    STRANGER,
    UNSEEN,
    UPDATES,
    WORLD,
    in_order,
)
from tests.fakes import FakeClock
from tests.fakes_casework import FakeCasework
from tests.fakes_digests import FakeDigests

DAY, MONTH = timedelta(days=1), timedelta(days=31)


@dataclass(frozen=True)
class Opened:
    digests: Digests
    ledger: Ledger
    happen: Callable[[], Awaitable[None]]


Open = Callable[[RegisterSeed], Awaitable[Opened]]


@pytest.fixture(params=["fake", *KINDS])
async def opened(
    request: pytest.FixtureRequest, clock: FakeClock, empty_url: Callable[[str], str]
) -> AsyncIterator[Open]:
    if request.param == "fake":

        async def fakes(register: RegisterSeed) -> Opened:
            return fake(register)

        yield fakes
        return
    async with Database(empty_url(request.param)) as database:

        async def real(register: RegisterSeed) -> Opened:
            await seed(database, register)
            ledger = SqlLedger(database, clock)

            async def happen() -> None:
                await ledger.commit(HAPPENED, None)
                await beside(database)

            return Opened(SqlDigests(database), ledger, happen)

        yield real


def fake(register: RegisterSeed) -> Opened:
    fakes = fake_desk(register)
    digests, casework = fakes.desk.digests, fakes.desk.casework
    assert isinstance(digests, FakeDigests)
    assert isinstance(casework, FakeCasework)

    async def happen() -> None:
        await fakes.ledger.commit(HAPPENED, None)
        casework.seats[STRANGER.case_id, STRANGER.identity] = STRANGER
        fakes.ledger.updates.extend(UPDATES)
        digests.unseen.update(UNSEEN)

    return Opened(digests, fakes.ledger, happen)


async def beside(database: Database, seat: Seat = STRANGER) -> None:
    """What is written by other work than turns."""
    order = {"case_id": seat.case_id, "form": "private", "asked_by": ANN.id, "asked_at": NOW}
    row = {
        "case_id": seat.case_id, "tenant_id": seat.identity.tenant_id, "object_id": seat.identity.object_id,
        "stage": seat.stage, "at": seat.at, "membership": "", "why": "",
    }  # fmt: skip
    items = [{"update_id": one, "practitioner_id": who, "due_at": NOW} for one, who in UNSEEN]
    seen = {"update_id": "u1", "practitioner_id": BOB.id, "due_at": NOW, "seen_at": NOW}
    rows = ((channel_orders, order), (channel_seats, row), (updates, [asdict(one) for one in UPDATES]))
    for table, values in (*rows, (update_items, items), (update_items, seen)):
        await database.write(
            lambda connection, table=table, values=values: connection.execute(insert(table), values)
        )


async def test_the_facts_are_the_same_whoever_reads_them_and_count_what_is_to_be_counted(opened: Open):
    here = await opened(WORLD)
    await here.happen()
    pattern = fake(WORLD)
    await pattern.happen()
    for services in (SERVICES, {ServiceId("nursing")}, {*SERVICES, ServiceId("nursing")}, set()):
        facts = await here.digests.facts(services, TODAY, NOW - MONTH)
        assert in_order(facts) == in_order(await pattern.digests.facts(services, TODAY, NOW - MONTH))
    (chief, _) = await here.digests.managers("Europe/London", "", 9)
    facts = await here.digests.facts({*SERVICES, ServiceId("nursing")}, TODAY, NOW - MONTH)
    counted = found(chief.viewer, facts, asked(NOW, TODAY, NOW - DAY, Rules(level=1), lambda _: False))
    assert counted.figures == FIGURES
    parted = found(
        chief.viewer,
        facts.by_service().of(SERVICES),
        asked(NOW, TODAY, NOW - DAY, Rules(level=1), lambda _: False),
    )
    assert (parted.children, parted.caseload) == (counted.children, counted.caseload)
    assert [parted.listed(line) for line in Line] == [counted.listed(line) for line in Line]


async def test_managers_come_by_time_zone_with_how_they_want_to_hear(opened: Open):
    here = await opened(WORLD)
    there = Choice(MATRON.id, zone="Asia/Kolkata")
    days = Profile(MATRON.id, frozenset({Weekday.MONDAY}), absence=Absence(TODAY))
    changes = (ChoiceRewrite(Choice(MATRON.id), there), ProfileRewrite(Profile(MATRON.id), days))
    assert await here.digests.zones() == ["Europe/London"]
    both = await here.digests.managers("Europe/London", "", 9)
    assert [one.viewer.id for one in both] == [CHIEF.id, MATRON.id]
    assert [one.viewer.id for one in await here.digests.managers("Europe/London", "chief", 9)] == [MATRON.id]
    await here.ledger.commit(Effects(rewrites=changes), None)
    assert await here.digests.zones() == ["Asia/Kolkata", "Europe/London"]
    (matron,) = await here.digests.managers("Asia/Kolkata", "", 9)
    assert (matron.choice, matron.profile) == (there, days)
    assert matron.viewer.agency_id == "health"
    assert len(matron.viewer.agreements) == 1
    (chief,) = await here.digests.managers("Europe/London", "", 9)
    assert chief.choice == Choice(CHIEF.id)


async def test_whoever_has_left_or_has_no_account_gets_none(opened: Open):
    people = (replace(CHIEF, active=False), replace(MATRON, identity=None), ANN, NURSE)
    here = await opened(RegisterSeed(WORLD.agencies, WORLD.services, people))
    assert await here.digests.managers("Europe/London", "", 9) == []
    assert await here.digests.zones() == []


def made(period: str, **changes: object) -> DigestRow:
    row = DigestRow(CHIEF.id, "day", period, NOW, NOW - DAY, SERVICES, {"children": 4}, ((ANN.id, 3),))
    return replace(row, **changes)


async def test_none_is_made_twice_and_it_is_written_with_its_notice(opened: Open):
    here = await opened(WORLD)
    first, second = made("2026-11-19"), made("2026-11-20", figures={})
    week, other = made("2026-W47", kind="week"), made("2026-11-20", practitioner_id=MATRON.id)

    async def write(*rows: DigestRow) -> None:
        notices = tuple(Notice(one.practitioner_id, "digest", one.period) for one in rows)
        await here.ledger.commit(Effects(notices=notices, rewrites=(DigestsMade(rows),)), None)

    await write(first, week)
    with pytest.raises(OutdatedError):
        await write(second, first)
    assert await here.digests.one(CHIEF.id, Kind.DAY, "2026-11-20") is None
    await write(second, other)
    assert await here.digests.one(CHIEF.id, Kind.DAY, "2026-11-19") == first
    assert await here.digests.one(CHIEF.id, Kind.WEEK, "2026-W47") == week
    both = [CHIEF.id, MATRON.id, ANN.id]
    assert await here.digests.latest(both, Kind.DAY) == {CHIEF.id: second, MATRON.id: other}
    assert await here.digests.latest([CHIEF.id], Kind.DAY) == {CHIEF.id: second}
    assert await here.digests.latest(both, Kind.DAY, before="2026-11-20") == {CHIEF.id: first}
    assert await here.digests.latest([], Kind.DAY) == {}
