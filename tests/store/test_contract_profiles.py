"""What every store of profiles does, the fake one too."""

import asyncio
from dataclasses import replace
from datetime import date, datetime

import pytest

from cases.model import Absence, PractitionerId
from cases.profile import Profile, Weekday
from cases.records import Effects, OutdatedError, ProfileRewrite
from tests.fakes import FakeClock
from tests.store.conftest import Opened
from tests.store.world import ANNA, ANNA_ROBIN, BEN, CARA, KIM, ROBIN, WORLD

SAID = Profile(
    ANNA.id,
    frozenset({Weekday.MONDAY, Weekday.THURSDAY}),
    ("Polish", "Język migowy", "中文"),
    Absence(date(2026, 11, 16), date(2026, 12, 1)),
)
HELD = replace(WORLD, profiles=(SAID,))
DAY = datetime.fromisoformat("2026-11-20T12:00:00+00:00").date()


async def test_a_profile_is_read_as_it_was_written(ports: Opened):
    profiles = (await ports(HELD)).profiles
    assert await profiles.of(ANNA.id) == SAID


async def test_of_whoever_has_said_nothing_the_profile_is_empty(ports: Opened):
    profiles = (await ports(HELD)).profiles
    for one in (BEN.id, PractitionerId("nobody"), PractitionerId("\x00")):
        assert await profiles.of(one) == Profile(one)


async def test_the_children_of_a_practitioner_are_those_of_the_day_hidden_ones_too(ports: Opened):
    profiles = (await ports(WORLD)).profiles
    assert list(await profiles.works_with(ANNA.id, DAY)) == [ROBIN.id]
    assert list(await profiles.works_with(CARA.id, DAY)) == [ROBIN.id]
    assert list(await profiles.works_with(BEN.id, DAY)) == [KIM.id]
    assert list(await profiles.works_with(PractitionerId("nobody"), DAY)) == []
    assert list(await profiles.works_with(ANNA.id, date(1999, 1, 1))) == []


async def test_a_child_with_two_involvements_is_named_once(ports: Opened):
    twice = replace(ANNA_ROBIN, id="second", role="Chair")
    profiles = (await ports(replace(WORLD, involvements=(*WORLD.involvements, twice)))).profiles
    assert list(await profiles.works_with(ANNA.id, DAY)) == [ROBIN.id]


@pytest.mark.parametrize("before", [Profile(BEN.id), replace(SAID, practitioner_id=BEN.id)])
async def test_a_profile_is_rewritten_whether_there_was_one_or_not(ports: Opened, before: Profile):
    held = replace(WORLD, profiles=() if before == Profile(BEN.id) else (before,))
    opened = await ports(held)
    after = replace(before, languages=("Urdu",), absence=Absence(DAY))
    assert await opened.ledger.commit(Effects(rewrites=(ProfileRewrite(before, after),)), "1")
    assert await opened.profiles.of(BEN.id) == after
    gone = Profile(BEN.id)
    assert await opened.ledger.commit(Effects(rewrites=(ProfileRewrite(after, gone),)), "2")
    assert await opened.profiles.of(BEN.id) == gone


async def test_what_has_changed_in_the_meantime_is_not_written_over(ports: Opened):
    opened = await ports(HELD)
    stale = ProfileRewrite(replace(SAID, languages=()), Profile(ANNA.id))
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(Effects(rewrites=(stale,)), "1")
    assert await opened.profiles.of(ANNA.id) == SAID


async def test_of_two_changes_at_once_one_is_written(ports: Opened):
    opened = await ports(HELD)
    wishes = [ProfileRewrite(SAID, replace(SAID, languages=(one,))) for one in ("Urdu", "Welsh")]
    done = await asyncio.gather(
        *(opened.ledger.commit(Effects(rewrites=(wish,)), str(number)) for number, wish in enumerate(wishes)),
        return_exceptions=True,
    )
    assert sorted(map(str, done)) == ["", "True"]
    assert (await opened.profiles.of(ANNA.id)).languages in (("Urdu",), ("Welsh",))


async def test_a_circle_says_who_is_away(ports: Opened, clock: FakeClock):
    register = (await ports(HELD)).register
    (file,) = await register.files([ROBIN.id], BEN.id, clock.now())
    absent = {member.practitioner.id: member.absence for member in file.circle}
    assert absent == {ANNA.id: SAID.absence, CARA.id: None}
