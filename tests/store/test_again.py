"""What is kept for a decent hour is looked at again when its reader says otherwise, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.choices import Choice
from cases.model import Absence
from cases.ports_delivery import QUIET, PutOff
from cases.profile import Profile
from cases.records import AnyRewrite, ChoiceRewrite, Effects, Notice, ProfileRewrite
from store.database import Database
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.seed import seed
from tests.fakes import FakeClock
from tests.store.world import ANNA, BEN, WORLD

LEASE, NIGHT = timedelta(minutes=3), timedelta(hours=14)
CHOICE, PROFILE = Choice(ANNA.id), Profile(ANNA.id)
AWAY = replace(PROFILE, absence=Absence(date(2026, 11, 20)))


async def due(database: Database, clock: FakeClock) -> list[str]:
    return [one.notice.subject for one in await SqlNotices(database).due(clock.now(), 9)]


@pytest.fixture
async def waiting(database: Database, clock: FakeClock) -> Database:
    """Two that wait for Anna's morning, one that failed before, and one that waits for Ben's morning."""
    await seed(database, WORLD)
    told = [Notice(who.id, "grant", f"{who.id}-{number}") for who in (ANNA, BEN) for number in range(2)]
    broken = Notice(ANNA.id, "grant", "broken")
    await SqlLedger(database, clock).commit(Effects(notices=(*told, broken)), None)
    box, morning = SqlNotices(database), clock.now() + NIGHT
    for one in await box.take(clock.now(), clock.now() + LEASE, "me", 9):
        quiet = one.notice.subject != "broken"
        error, why = (QUIET, PutOff.UNTIMELY) if quiet else ("ConnectorError 502", PutOff.TRIED)
        await box.later(one.id, morning, error, "me", why)
    clock.advance(timedelta(minutes=5))
    return database


@pytest.mark.parametrize(
    ("change", "comes"),
    [
        (ChoiceRewrite(CHOICE, replace(CHOICE, budget=9)), True),
        (ChoiceRewrite(CHOICE, replace(CHOICE, muted=frozenset()), muting=True), False),
        (ProfileRewrite(PROFILE, AWAY), True),
        (ProfileRewrite(PROFILE, replace(PROFILE, languages=("pl",))), False),
    ],
    ids=["a choice", "muting alone", "days away", "languages"],
)
async def test_their_own_word_has_what_is_kept_for_them_looked_at_again(
    waiting: Database, clock: FakeClock, change: AnyRewrite, *, comes: bool
):
    assert await due(waiting, clock) == []
    await SqlLedger(waiting, clock).commit(Effects(rewrites=(change,)), None)
    assert await due(waiting, clock) == ([f"{ANNA.id}-0", f"{ANNA.id}-1"] if comes else [])
    clock.advance(NIGHT)
    assert len(await due(waiting, clock)) == 5


async def test_one_that_somebody_delivers_just_now_is_left_to_them(waiting: Database, clock: FakeClock):
    clock.advance(NIGHT)
    box = SqlNotices(waiting)
    taken = await box.take(clock.now(), clock.now() + LEASE, "me", 9)
    assert len(taken) == 5
    change = ChoiceRewrite(CHOICE, replace(CHOICE, budget=9))
    await SqlLedger(waiting, clock).commit(Effects(rewrites=(change,)), None)
    assert await due(waiting, clock) == []
