"""Somebody without the app gets it once there is something to tell them; else their manager hears."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.clock import SystemClock
from cases.model import PractitionerId
from cases.records import Effects, Notice
from store.database import Database
from store.ledger import SqlLedger
from tests.local_teams import LocalTeams, card_of, started, words

LEILA, JOANNA = "p-leila-osei", "p-joanna-whitlock"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PERMISSION = "TeamsAppInstallation.ReadWriteSelfForUser.All"


class Pinned(SystemClock):
    """A Monday in working hours, whatever day it is."""

    def now(self) -> datetime:
        return MONDAY


def without_app(world: dict[str, Any]) -> None:
    leila = next(one for one in world["people"] if one["id"] == LEILA)
    leila["withoutApp"] = True


@pytest.fixture
async def teams(copied_url: str) -> AsyncIterator[LocalTeams]:
    async with started(copied_url, base_clock=Pinned(), change=without_app) as running:
        yield running


async def told_of_her_case(url: str) -> None:
    async with Database(url) as database:
        notice = Notice(PractitionerId(LEILA), "lead", "case-lumo-tavi")
        await SqlLedger(database, Pinned()).commit(Effects(notices=(notice,)), None)


def said(activities: list[dict[str, Any]]) -> list[str]:
    return [words(card_of(one)) for one in activities if one.get("attachments")]


async def test_who_never_had_the_app_gets_it_is_welcomed_and_told(teams: LocalTeams, copied_url: str):
    await told_of_her_case(copied_url)
    await teams.post("/sandbox/settle", {})
    # A clock that moves looks again; the welcome comes with Teams' own word that she has the app.
    await teams.post("/sandbox/clock", {"advance": 60})
    heard = said(await teams.inbox(LEILA))
    assert sum("Three things to try" in one for one in heard) == 1
    assert sum("You lead" in one for one in heard) == 1
    posted = [one for one in await teams.get("/sandbox/graph/log") if "teamwork" in one["path"]]
    assert ("POST", 201) in {(one["method"], one["status"]) for one in posted}


async def test_without_the_permission_the_manager_hears_once_a_week_who_was_not_reached(
    teams: LocalTeams, copied_url: str
):
    await teams.post("/sandbox/graph/limits", {"withheld": [PERMISSION]})
    await told_of_her_case(copied_url)
    await teams.post("/sandbox/settle", {})
    assert await teams.inbox(LEILA) == []
    for _ in range(4):
        await teams.post("/sandbox/clock", {"advance": timedelta(hours=1).total_seconds()})
    told = [one for one in said(await teams.inbox(JOANNA)) if "cannot be reached" in one]
    assert len(told) == 1
    assert "Leila Osei" in told[0]
    assert "never had the app" in told[0]
    summaries = [one.get("summary", "") for one in await teams.inbox(JOANNA)]
    assert not any("Leila" in one for one in summaries)
