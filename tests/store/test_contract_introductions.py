"""What every store of requests to be put in touch does, the fake one too."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from cases.introduction import Approach, Introduction, Move, Party, Stage, Step, moved
from cases.model import Disclosure, DisclosureLevel, InvolvementId, PractitionerId, Purpose, Reason, ServiceId
from cases.ports import Ledger, Register
from cases.ports_introductions import Introductions
from cases.records import Effects, IntroductionRewrite, OutdatedError, Rewrite
from store.database import Database
from store.introductions import SqlIntroductions
from store.ledger import SqlLedger
from store.register import SqlRegister
from store.seed import seed
from tests.builders import LONG_AGO, TODAY, child, sensitive
from tests.databases import KINDS
from tests.fakes import FakeClock, FakeInvolvements, FakeLedger, FakeRegister
from tests.fakes_introductions import FakeIntroductions
from tests.property.registers import PEOPLE, seed_of

DOCTOR = next(one for one in PEOPLE if one.id == "doctor")
HELPER = next(one for one in PEOPLE if one.id == "helper")
ROWS = tuple(
    replace(sensitive(who, DisclosureLevel.EXISTENCE, child="c1"), recording_basis="consent")
    for who in (DOCTOR, HELPER)
)
WORLD = seed_of((child("c1"), child("c2")), ROWS)


@dataclass(frozen=True)
class Opened:
    introductions: Introductions
    ledger: Ledger
    register: Register


@pytest.fixture(params=["fake", *KINDS])
async def opened(
    request: pytest.FixtureRequest, clock: FakeClock, empty_url: Callable[[str], str]
) -> AsyncIterator[Opened]:
    if request.param == "fake":
        kept, introductions = FakeInvolvements(WORLD), FakeIntroductions(WORLD)
        ledger = FakeLedger(clock, kept=kept)
        ledger.keepers[IntroductionRewrite] = introductions
        yield Opened(introductions, ledger, FakeRegister(WORLD, kept=kept))
        return
    async with Database(empty_url(request.param)) as database:
        await seed(database, WORLD)
        yield Opened(SqlIntroductions(database), SqlLedger(database, clock), SqlRegister(database))


def request_of(clock: FakeClock, identifier: str = "one", of: str = "me", about: str = "c1") -> Introduction:
    approaches = tuple(
        Approach(row.id, row.practitioner_id, row.service_id, Stage.ASKED, clock.now()) for row in ROWS
    )
    return Introduction(
        identifier,
        PractitionerId(of),
        child(about).id,
        Reason(Purpose.CARE, "together"),
        clock.now(),
        approaches,
    )


async def write(opened: Opened, before: Introduction | None, after: Introduction) -> None:
    await opened.ledger.commit(Effects(rewrites=(IntroductionRewrite(before, after),)), None)


async def test_a_request_is_kept_and_moves_only_from_where_it_stands(opened: Opened, clock: FakeClock):
    made = request_of(clock)
    await write(opened, None, made)
    assert await opened.introductions.one("one") == made
    assert await opened.introductions.one("two") is None

    move = Move(Party.BROKER, Step.PASS, clock.now() + timedelta(hours=1), PractitionerId("broker"))
    passed = moved(made, [ROWS[0].id], move)
    assert passed is not None
    await write(opened, made, passed)
    assert await opened.introductions.one("one") == passed
    with pytest.raises(OutdatedError):
        await write(opened, made, passed)


async def test_of_one_asker_and_child_one_request_is_open_at_a_time(opened: Opened, clock: FakeClock):
    first = request_of(clock)
    outcomes = await asyncio.gather(
        *(write(opened, None, replace(first, id=f"r{number}")) for number in range(8)), return_exceptions=True
    )
    assert sum(isinstance(one, OutdatedError) for one in outcomes) == 7
    await write(opened, None, request_of(clock, "other child", about="c2"))
    await write(opened, None, request_of(clock, "somebody else", of="nurse"))
    (kept,) = [one for one in await opened.introductions.of(PractitionerId("me")) if one.child_id == "c1"]
    closed = moved(kept, [row.id for row in ROWS], Move(Party.ASKER, Step.WITHDRAW, clock.now()))
    assert closed is not None
    await write(opened, kept, closed)
    await write(opened, None, replace(first, id="again"))


async def test_what_is_awaited_comes_in_order_and_what_is_answered_does_not(opened: Opened, clock: FakeClock):
    first = request_of(clock, "b")
    await write(opened, None, first)
    clock.advance(timedelta(hours=1))
    second = request_of(clock, "a", of="nurse")
    await write(opened, None, second)
    assert await opened.introductions.awaited() == [first, second]
    assert await opened.introductions.of(PractitionerId("nurse")) == [second]
    closed = moved(first, [row.id for row in ROWS], Move(Party.BROKER, Step.REFUSE, clock.now(), why="no"))
    assert closed is not None
    await write(opened, first, closed)
    assert await opened.introductions.awaited() == [second]


async def test_brokers_and_managers_are_those_of_the_register(opened: Opened):
    assert await opened.introductions.brokers() == ["broker"]
    assert await opened.introductions.managers([ServiceId("nursing"), ServiceId("clinic")]) == ["manager"]
    assert await opened.introductions.managers([ServiceId("clinic")]) == []
    assert await opened.introductions.managers([]) == []


async def test_a_disclosure_is_changed_and_withdrawn(opened: Opened, clock: FakeClock):
    for named in ({"me", "nurse"}, {"nurse", "officer"}, set()):
        held = tuple(await opened.register.held(DOCTOR.id, [child("c1").id]))
        level = DisclosureLevel.NAMED if named else DisclosureLevel.NONE
        to = frozenset(map(PractitionerId, named))
        disclosure = Disclosure(level, "consent" if named else "", to)
        after = replace(held[0], disclosure=disclosure)
        change = Rewrite(child("c1").id, DOCTOR.id, held, (after,))
        await opened.ledger.commit(Effects(rewrites=(change,)), None)
        assert await opened.register.held(DOCTOR.id, [child("c1").id]) == (after,)
        (file,) = await opened.register.files([child("c1").id], PractitionerId("me"), clock.now())
        seen = {member.involvement.id: member.involvement.disclosure for member in file.circle}
        assert seen[InvolvementId(after.id)] == disclosure
    assert after.since == LONG_AGO < TODAY
