"""A lead's Monday and a governance lead's first of the month: the clock is moved, and messages come once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SystemClock
from tests.local_teams import LocalTeams, card_of, started, walk, words

LEILA, MARCUS, GARETH, HELEN, ELLIE = (
    "p-leila-osei",
    "p-marcus-thorne",
    "p-gareth-pugh",
    "p-helen-marchetti",
    "p-ellie-farrow",
)
AMARA = "Who is working with Amara Okonkwo-Reed?"
WEEK, ACCESS = "Your week", "Access in "

Json = dict[str, Any]


class StillClock(SystemClock):
    """Stands at one moment of a Wednesday, whatever the day of the test."""

    def now(self) -> datetime:
        return datetime(2026, 11, 18, 21, 30, tzinfo=UTC)


@pytest.fixture
async def evening(copied_url: str) -> AsyncIterator[LocalTeams]:
    """The borough on Wednesday evening, 18 November 2026."""
    async with started(copied_url, graph=False, base_clock=StillClock()) as local:
        yield local


async def to(teams: LocalTeams, day: int, hour: int, minute: int = 0, month: int = 11) -> None:
    moment = datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    await teams.post("/sandbox/clock", {"to": moment.isoformat()})


async def got(teams: LocalTeams, person: str, what: str) -> list[Json]:
    """What they were told without having asked."""
    told = [one for one in await teams.inbox(person) if not one.get("replyToId")]
    return [one for one in told if what in words(card_of(one))]


async def test_monday_at_eight_brings_every_lead_their_week_and_nobody_else_anything(evening: LocalTeams):
    await evening.ask(MARCUS, "I saw Amara Okonkwo-Reed today")
    await to(evening, 22, 12)
    await to(evening, 23, 7, 59)
    assert await got(evening, LEILA, WEEK) == []
    await to(evening, 23, 8)
    (message,) = await got(evening, LEILA, WEEK)
    said = words(card_of(message))
    assert "lumo-tavi" in said
    assert "Marcus Thorne" in said
    for shown in (message["summary"], card_of(message)["fallbackText"], card_of(message)["speak"]):
        assert "Amara" not in shown
        assert "lumo" not in shown
    for hour in (9, 12, 17):
        await to(evening, 23, hour)
    await to(evening, 24, 9)
    assert len(await got(evening, LEILA, WEEK)) == 1
    leads = {one["lead"] for one in evening.world["cases"] if one["status"] == "open"}
    for one in evening.world["people"]:
        if one["id"] not in leads:
            assert await got(evening, one["id"], WEEK) == []


async def test_what_the_card_offers_is_answered_and_anothers_case_is_as_unknown(evening: LocalTeams):
    await to(evening, 23, 8)
    (message,) = await got(evening, LEILA, WEEK)
    titles = [one["title"] for one in walk(card_of(message)) if one.get("type") == "Action.Execute"]
    assert {"Tasks", "Who is working with them?", "My cases"} <= set(titles)
    for title in dict.fromkeys(titles):
        answer = await evening.press(LEILA, message, title)
        assert answer["status"] == 200
        assert "didn't understand" not in str(answer["body"])
    (mine,) = await evening.ask(LEILA, "week of lumo-tavi")
    assert "The week of lumo-tavi" in words(card_of(mine))
    (known,) = await evening.ask(GARETH, "week of lumo-tavi")
    (unknown,) = await evening.ask(GARETH, "week of bavo-dilu")
    assert card_of(known) == card_of(unknown)
    assert "lumo-tavi" in words(card_of((await evening.ask(LEILA, "my week"))[0]))


async def test_the_first_of_the_month_brings_the_governance_lead_a_look_at_access(evening: LocalTeams):
    (asked,) = await evening.ask(ELLIE, AMARA)
    await evening.press(ELLIE, asked, "Keeping a child safe", **{"reason.words": "Called to the house"})
    (night,) = await evening.ask(HELEN, "access review for November")
    assert "Before 07:00, after 20:00" in words(card_of(night)), "it is half past nine in the evening"
    await to(evening, 30, 12)
    assert await got(evening, HELEN, ACCESS) == []
    await to(evening, 1, 8, month=12)
    (message,) = await got(evening, HELEN, ACCESS)
    said = words(card_of(message))
    assert "Access in November 2026" in said
    assert "Ellie Farrow" in said
    for child in evening.world["children"]:
        for name in child["names"]:
            assert f"{name['given']} {name['family']}" not in str(message)
    assert "Called to the house" not in str(message)
    looked = await evening.press(HELEN, message, "Ellie Farrow")
    assert "What Ellie Farrow has looked at" in words(card_of(looked["body"]))
    await to(evening, 2, 9, month=12)
    assert len(await got(evening, HELEN, ACCESS)) == 1
    (again,) = await evening.ask(HELEN, "access review for November")
    assert "Access in November 2026" in words(card_of(again))
    (refused,) = await evening.ask(ELLIE, "access review")
    assert "I know nobody" in words(card_of(refused))
