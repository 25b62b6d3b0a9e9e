"""Somebody without the app gets it when there is something to tell them; without leave their manager hears."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SystemClock
from tests.local_teams import LocalTeams, card_of, started, words

HANNAH, LEILA, MANAGER = "p-hannah-abara", "p-leila-osei", "p-marek-zielinski"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PERMISSION = "TeamsAppInstallation.ReadWriteSelfForUser.All"


class Pinned(SystemClock):
    """A Monday in working hours, whatever day it is."""

    def now(self) -> datetime:
        return MONDAY


@pytest.fixture
async def teams(fresh_url: str) -> AsyncIterator[LocalTeams]:
    async with started(fresh_url, base_clock=Pinned()) as running:
        yield running


def said(activities: list) -> list[str]:
    return [words(card_of(one)) for one in activities if one.get("attachments")]
