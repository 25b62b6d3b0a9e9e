"""Quiet hours over HTTP: what waits for the morning, what does not, and what a choice does to it."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cases.deferral import FOR_TODAY
from tests.fakes import FakeClock
from tests.local_teams import LocalTeams, card_of, started, words
from tests.scenarios.test_digest import DAILY, JOANNA, WEEKLY
from tests.scenarios.test_involvement import ELLIE, LEILA, join
from tests.scenarios.test_tasks import given
from tests.scenarios.test_updates import FIONA, KWAME, OnTuesday
from tests.scenarios.test_upkeep import to
from tests.scenarios.test_weekly import WEEK

TUESDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 23)
Json = dict[str, Any]


@pytest.fixture
async def teams(copied_url: str) -> AsyncIterator[LocalTeams]:
    async with started(copied_url, graph=False, base_clock=OnTuesday()) as local:
        yield local


async def told(teams: LocalTeams, person: str, said: str) -> list[str]:
    """What they were told that says so, without having asked, as it was first sent."""
    got: dict[str, str] = {}
    for one in await teams.inbox(person):
        if not one.get("replyToId"):
            got.setdefault(one["id"], words(card_of(one)))
    return [one for one in got.values() if said in one]


async def test_what_can_wait_comes_in_the_morning_to_who_has_chosen(teams: LocalTeams):
    await teams.ask(LEILA, "updates every hour")
    await to(teams, TUESDAY, 19)
    await join(teams, ELLIE)
    for hour, minute in ((20, 0), (23, 59)):
        await to(teams, TUESDAY, hour, minute)
    await to(teams, TUESDAY + timedelta(days=1), 7, 59)
    assert await told(teams, LEILA, "Somebody joined") == []
    await to(teams, TUESDAY + timedelta(days=1), 8)
    (message,) = await told(teams, LEILA, "Somebody joined")
    assert "Called to the house last night" in message
    await to(teams, TUESDAY + timedelta(days=1), 12)
    assert len(await told(teams, LEILA, "Somebody joined")) == 1


async def test_who_has_chosen_nothing_is_not_kept_waiting_for_what_is_theirs_alone(teams: LocalTeams):
    await to(teams, TUESDAY, 19)
    await join(teams, ELLIE)
    await teams.post("/sandbox/settle", {})
    assert len(await told(teams, LEILA, "Somebody joined")) == 1


async def test_by_day_nothing_waits(teams: LocalTeams):
    await teams.ask(LEILA, "updates every hour")
    await join(teams, ELLIE)
    await teams.post("/sandbox/settle", {})
    assert len(await told(teams, LEILA, "Somebody joined")) == 1


async def test_a_task_for_the_same_evening_comes_then_and_says_why(teams: LocalTeams, copied_url: str):
    await teams.ask(FIONA, "updates every hour")
    await to(teams, TUESDAY, 19)
    for number, comes in ((1, 1), (2, 0)):
        await given(copied_url, TUESDAY + timedelta(days=number - 1), number)
        await teams.post("/sandbox/settle", {})
        got = await told(teams, FIONA, f"Ring the school {number}")
        assert len(got) == comes
        assert all(FOR_TODAY in one for one in got)
    await to(teams, TUESDAY + timedelta(days=1), 8)
    (waited,) = await told(teams, FIONA, "Ring the school 2")
    assert FOR_TODAY not in waited


async def test_other_quiet_hours_hold_for_what_waits_already(teams: LocalTeams):
    await teams.ask(LEILA, "updates every hour")
    await to(teams, TUESDAY, 19)
    await join(teams, ELLIE)
    await to(teams, TUESDAY, 20)
    assert await told(teams, LEILA, "Somebody joined") == []
    await teams.ask(LEILA, "quiet from 22:00 to 08:00")
    await teams.post("/sandbox/settle", {})
    assert len(await told(teams, LEILA, "Somebody joined")) == 1


async def test_updates_that_wait_are_told_as_their_reader_wants_them_by_then(teams: LocalTeams):
    await teams.ask(KWAME, "updates once a day")
    await teams.ask(FIONA, "updates every hour")
    await join(teams, ELLIE)
    await teams.post("/sandbox/settle", {})
    await teams.ask(KWAME, "updates at once")
    await teams.ask(FIONA, "updates once a day")
    await to(teams, TUESDAY, 10, 30)
    assert [len(await told(teams, one, "Ellie Farrow")) for one in (KWAME, FIONA)] == [1, 0]
    await to(teams, TUESDAY, 16)
    assert await told(teams, FIONA, "Ellie Farrow") == []
    await to(teams, TUESDAY + timedelta(days=1), 9)
    assert [len(await told(teams, one, "Ellie Farrow")) for one in (KWAME, FIONA)] == [1, 1]


async def test_a_service_put_up_on_a_monday_morning_makes_up_for_nothing(copied_url: str):
    began = FakeClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    async with started(copied_url, graph=False, base_clock=began) as teams:
        for hour in (10, 12, 17):
            await to(teams, MONDAY, hour)
        digests = [one for one in await teams.inbox(JOANNA) if one.get("summary") in (DAILY, WEEKLY)]
        assert digests == []
        assert await told(teams, LEILA, WEEK) == []
        await to(teams, TUESDAY, 8)
        (first,) = [one for one in await teams.inbox(JOANNA) if one.get("summary") in (DAILY, WEEKLY)]
        assert first["summary"] == WEEKLY
        await to(teams, MONDAY + timedelta(days=7), 8)
        assert len(await told(teams, LEILA, WEEK)) == 1
