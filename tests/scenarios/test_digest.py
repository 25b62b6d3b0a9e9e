"""A manager's digest over HTTP: by the clock, on demand, drilled into, and a task given on from there."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cases.model import CaseId, PractitionerId, Task, TaskId
from cases.records import Effects, TaskEvent, TaskRewrite
from store.database import Database
from store.ledger import SqlLedger
from tests.fakes import FakeClock
from tests.local_teams import LocalTeams, button, card_of, started, walk, words
from tests.scenarios.test_tasks import facts
from tests.scenarios.test_upkeep import after, to

JOANNA, LEILA, MARCUS = "p-joanna-whitlock", "p-leila-osei", "p-marcus-thorne"
SERVICE, LEVEL = "Family Safeguarding", 20
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
DAILY, WEEKLY = "Your team's digest of the day.", "Your team's digest of the week."
BEGAN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
Json = dict[str, Any]


@pytest.fixture
async def teams(copied_url: str) -> AsyncIterator[LocalTeams]:
    """A local Teams on a Friday, whatever day it is."""
    async with started(copied_url, graph=False, base_clock=FakeClock(BEGAN)) as local:
        yield local


async def given(url: str, due: date) -> None:
    """Leila has a task in a case that she leads."""
    task = Task(
        TaskId("5f0c6a3e9d4b4c7f8a1b2c3d4e5f6a7b"),
        CaseId("case-lumo-tavi"),
        "Ring the school",
        PractitionerId(LEILA),
        PractitionerId(LEILA),
        BEGAN,
        BEGAN,
        due=due,
    )
    event = TaskEvent("given", BEGAN, task.id, task.asked_by, "given")
    async with Database(url) as database:
        effects = Effects(rewrites=(TaskRewrite(None, task),), task_events=(event,))
        await SqlLedger(database, FakeClock(BEGAN)).commit(effects, None)


async def digests(teams: LocalTeams, person: str = JOANNA) -> list[Json]:
    return [one for one in await teams.inbox(person) if one.get("summary") in (DAILY, WEEKLY)]


class Oracle:
    """What the design says that a digest counts, from /sandbox/truth alone."""

    def __init__(self, world: Json, truth: Json, today: date) -> None:
        self.people = {one["id"]: one for one in world["people"]}
        self.today = today
        shielded = set(truth["shielded"])
        self.mine = [
            one
            for one in truth["involvements"]
            if one["current"] and SERVICE in one["service"] and one["child"] not in shielded
        ]
        self.children = {one["child"] for one in self.mine}
        self.cases = [
            one
            for one in truth["cases"]
            if one["status"] == "open"
            and not shielded & set(one["children"])
            and (self.children & set(one["children"]) or self._own(one["lead"]))
        ]

    def _own(self, who: str | None) -> bool:
        return who is not None and self.people[who]["service"] == self.people[JOANNA]["service"]

    def caseload(self) -> dict[str, int]:
        held: dict[str, set[str]] = {}
        for one in self.mine:
            held.setdefault(one["practitioner"], set()).add(one["child"])
        return {self.people[who]["name"]: len(children) for who, children in held.items()}

    def without_contact(self) -> int:
        last: dict[str, str] = {}
        for one in self.mine:
            said = one["lastContact"] or one["since"]
            last[one["child"]] = max(last.get(one["child"], said), said)
        return sum(day <= (self.today - timedelta(days=28)).isoformat() for day in last.values())

    def without(self, what: str) -> int:
        return sum(one[what] is None for one in self.cases)


def counted(card: Json, about: str) -> int:
    """The number in front of these words; 0 where the line is left out."""
    lines = [one for one in words(card).split("\n") if about in one and one.startswith("**")]
    return int(lines[0].split("**")[1]) if lines else 0


async def test_monday_at_eight_brings_one_digest_which_leads_to_a_task_that_is_given_on(
    teams: LocalTeams, copied_url: str
):
    await given(copied_url, date(2026, 11, 12))
    await to(teams, MONDAY, 7, 59)
    assert await digests(teams) == []
    await to(teams, MONDAY, 8)
    (message,) = await digests(teams)
    assert message["summary"] == WEEKLY
    card = card_of(message)
    oracle = Oracle(teams.world, await teams.get("/sandbox/truth"), MONDAY)
    charts = {one["type"]: one for one in walk(card) if str(one.get("type")).startswith("Chart.")}
    assert {one["x"]: one["y"] for one in charts["Chart.HorizontalBar"]["data"]} == oracle.caseload()
    assert [one["y"] for one in charts["Chart.VerticalBar"]["data"]] == [0, 1, 0]
    assert counted(card, "overdue task") == 1
    assert counted(card, "without a contact") == oracle.without_contact()
    assert counted(card, "without a channel") == oracle.without("conversation") > 0
    assert counted(card, "without a lead") == oracle.without("lead")
    assert next(one for one in walk(card) if one.get("text", "").endswith("** children"))["text"] == (
        f"**{len(oracle.children)}** children"
    )
    for name in (*oracle.caseload(), "Amara", "C-1001", "lumo-tavi"):
        assert name not in message["summary"] + card["fallbackText"] + card["speak"]

    shows = [one for one in walk(card) if one.get("type") == "Action.Execute" and one["title"] == "Show"]
    late = next(one for one in shows if one["data"]["line"] == "overdue")
    listed = await pressed(teams, message, late)
    assert "Ring the school" in words(card_of(listed))
    task = after(message, await teams.press(JOANNA, listed, "Open, or give to somebody else"))
    moved = after(message, await teams.press(JOANNA, task, "Give it to them", to=MARCUS))
    assert facts(card_of(moved))["Who"] == "Marcus Thorne"

    await to(teams, MONDAY, 17)
    assert len(await digests(teams)) == 1
    await to(teams, MONDAY + timedelta(days=1), 8)
    (_, daily) = await digests(teams)
    assert daily["summary"] == DAILY
    assert "Nothing is overdue." in words(card_of(daily))


async def pressed(teams: LocalTeams, message: Json, action: Json) -> Json:
    """The card that this very button puts in the place of the message's."""
    body = {
        "as": JOANNA,
        "activityId": message["id"],
        "verb": action["verb"],
        "data": action["data"],
    }
    path = f"/sandbox/conversations/{message['conversation']['id']}/actions"
    return after(message, await teams.post(path, body))


async def test_on_demand_it_comes_at_once_with_the_change_and_to_nobody_who_manages_nothing(
    teams: LocalTeams, copied_url: str
):
    await to(teams, MONDAY, 8)
    await given(copied_url, date(2026, 11, 19))
    (now,) = await teams.ask(JOANNA, "my digest now")
    assert "**1** (+1) overdue task" in words(card_of(now))
    assert "Changes since 23 November" in words(card_of(now))
    assert button(card_of(now), "Tasks of my team")
    (none,) = await teams.ask(LEILA, "digest")
    assert "You manage no service" in words(card_of(none))
    await to(teams, MONDAY, 12)
    assert len(await digests(teams, LEILA)) == 0


async def test_after_an_outage_of_a_week_one_comes(teams: LocalTeams):
    await to(teams, MONDAY, 8)
    await to(teams, MONDAY + timedelta(days=4), 10)
    assert [one["summary"] for one in await digests(teams)] == [WEEKLY, DAILY]
    await to(teams, MONDAY + timedelta(days=5), 10)
    assert len(await digests(teams)) == 2
