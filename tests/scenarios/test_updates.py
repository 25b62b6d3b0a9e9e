"""Somebody joins, and each of those around the child hears of it as they have chosen; so does the channel."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest

from bot.clock import SystemClock
from cards.updates import SHARED_SUMMARY, SUMMARY
from cases.choices import Choice, Pace
from cases.model import PractitionerId
from cases.records import ChoiceRewrite, Effects
from store.database import Database
from store.ledger import SqlLedger
from tests.leaks.unseen import involve
from tests.local_teams import LocalTeams, card_of, free_port, started, words
from tests.scenarios.test_involvement import ELLIE, join
from tests.scenarios.test_upkeep import to

LEILA, FIONA, KWAME, ADAEZE, MARCUS = (
    "p-leila-osei",
    "p-fiona-maddox",
    "p-kwame-asante",
    "p-adaeze-obi",
    "p-marcus-thorne",
)
TUESDAY = date(2026, 11, 24)
JOINED = "**Ellie Farrow** (Police constable, Ellwater Constabulary) joined on 24 November 2026."
Json = dict[str, Any]


class OnTuesday(SystemClock):
    """Stands at five past ten of a working day."""

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 10, 5, tzinfo=UTC)


def outsider(world: Json) -> str:
    """Somebody of an agency that has no agreement in force with the police's."""
    return next(one["id"] for one in world["people"] if one["agency"] == "northgate")


def with_outsider(world: Json) -> None:
    involve(world, "c-1001", outsider(world))


@pytest.fixture
async def borough(copied_url: str) -> AsyncIterator[LocalTeams]:
    async with started(copied_url, change=with_outsider, base_clock=OnTuesday(), graph=False) as local:
        yield local


async def choose(url: str, **paces: Choice) -> None:
    async with Database(url) as database:
        for choice in paces.values():
            change = ChoiceRewrite(Choice(choice.id), choice)
            await SqlLedger(database, SystemClock()).commit(Effects(rewrites=(change,)), None)


def chosen(who: str, pace: Pace) -> Choice:
    return replace(Choice(PractitionerId(who)), pace=pace)


async def heard(teams: LocalTeams, person: str) -> list[Json]:
    return [one for one in await teams.inbox(person) if one.get("summary") == SUMMARY]


async def settle(teams: LocalTeams) -> None:
    """Twice: what is planned in the one is gathered in the other."""
    for _ in range(2):
        await teams.post("/sandbox/settle", {})


async def posted(teams: LocalTeams) -> list[Json]:
    """The cards of updates in the case's channel, as its lead sees them."""
    channel = quote(teams.case_channel("lumo-tavi"), safe="")
    seen = (await teams.get(f"/sandbox/conversations/{channel}?as={LEILA}"))["activities"]
    return [one for one in seen if one.get("summary") == SHARED_SUMMARY]


async def test_each_hears_as_they_chose_and_who_may_not_see_hears_nothing(
    borough: LocalTeams, copied_url: str
):
    teams, stranger = borough, outsider(borough.world)
    await choose(
        copied_url,
        fiona=chosen(FIONA, Pace.AT_ONCE),
        kwame=chosen(KWAME, Pace.DAILY),
        marcus=chosen(MARCUS, Pace.ONLY_MINE),
        stranger=chosen(stranger, Pace.AT_ONCE),
    )
    await join(teams, ELLIE)
    await settle(teams)
    (card,) = await heard(teams, FIONA)
    assert JOINED in words(card_of(card))
    assert "Farrow" not in card["summary"] + card_of(card)["fallbackText"] + card_of(card)["speak"]
    assert [await heard(teams, one) for one in (KWAME, ADAEZE)] == [[], []]

    await to(teams, TUESDAY, 10, 59)
    assert await heard(teams, ADAEZE) == []
    await to(teams, TUESDAY, 11)
    (card,) = await heard(teams, ADAEZE)
    assert JOINED in words(card_of(card))

    await to(teams, TUESDAY + timedelta(days=1), 8, 29)
    assert await heard(teams, KWAME) == []
    await to(teams, TUESDAY + timedelta(days=1), 8, 30)
    (card,) = await heard(teams, KWAME)
    assert JOINED in words(card_of(card))

    await to(teams, TUESDAY + timedelta(days=6), 12)
    for one in (FIONA, ADAEZE, KWAME):
        assert len(await heard(teams, one)) == 1
    # The lead has heard by a message of their own, Ellie did it, and Marcus wants only what needs him.
    for one in (LEILA, ELLIE, MARCUS, stranger):
        assert await heard(teams, one) == []


async def test_the_channel_gets_one_card_of_a_minute_with_what_all_may_see(borough: LocalTeams):
    teams = borough
    await join(teams, ELLIE)
    await teams.ask(FIONA, "I'm still working with Amara Okonkwo-Reed")
    await settle(teams)
    assert await posted(teams) == []
    await to(teams, TUESDAY, 10, 7)
    (card,) = await posted(teams)
    said = words(card_of(card))
    assert JOINED in said
    assert "Still involved: **Fiona Maddox**" in said
    await to(teams, TUESDAY, 12)
    assert len(await posted(teams)) == 1


async def test_a_service_that_ends_after_planning_tells_each_once_when_it_is_back(copied_url: str):
    again = partial(started, copied_url, base_clock=OnTuesday(), graph=False, port=free_port())
    async with again() as teams:
        await join(teams, ELLIE)
        await settle(teams)
        assert await heard(teams, ADAEZE) == []
    async with again() as teams:
        await to(teams, TUESDAY, 11)
        (card,) = await heard(teams, ADAEZE)
        assert JOINED in words(card_of(card))
        assert len(await posted(teams)) == 1
    async with again() as teams:
        await to(teams, TUESDAY, 13)
        assert (await heard(teams, ADAEZE), await posted(teams)) == ([], [])
