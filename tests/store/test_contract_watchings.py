"""What every keeper of subscriptions does, the fake one too."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.ports_channels import TeamId
from cases.ports_watchings import KeptWatch, Watchings
from store.database import Database
from store.watchings import SqlWatchings
from tests.builders import NOW
from tests.databases import KINDS
from tests.fakes_watchings import FakeWatchings

ONE = KeptWatch("subscription-1", TeamId("team-a"), NOW, "a secret")
TWO = KeptWatch("subscription-2", TeamId("team-b"), NOW, "another")


@pytest.fixture(params=["fake", *KINDS])
async def kept(request: pytest.FixtureRequest, empty_url: Callable[[str], str]) -> AsyncIterator[Watchings]:
    """Each keeper in turn, empty."""
    if request.param == "fake":
        yield FakeWatchings()
        return
    async with Database(empty_url(request.param)) as database:
        yield SqlWatchings(database)


async def test_what_is_kept_is_found_by_its_id_and_listed_by_team(kept: Watchings):
    await kept.keep(TWO)
    await kept.keep(ONE)
    assert list(await kept.all()) == [ONE, TWO]
    assert await kept.watching("subscription-1") == ONE
    assert await kept.watching("nobody's \x00") is None


async def test_a_team_has_one_the_last(kept: Watchings):
    await kept.keep(ONE)
    again = replace(ONE, id="subscription-3", secret="new")
    await kept.keep(again)
    assert list(await kept.all()) == [again]


async def test_one_lasts_longer_and_is_forgotten(kept: Watchings):
    await kept.keep(ONE)
    until = NOW + timedelta(hours=3)
    await kept.prolong(ONE.id, until)
    await kept.prolong("unknown", until)
    assert await kept.watching(ONE.id) == replace(ONE, until=until)
    await kept.forget(ONE.id)
    await kept.forget("unknown")
    assert list(await kept.all()) == []


def test_a_secret_is_not_printed():
    assert "a secret" not in repr(ONE)
