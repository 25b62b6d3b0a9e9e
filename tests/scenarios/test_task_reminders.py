"""Reminders by moving the clock, and tasks as a calendar, over HTTP."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from bot.clock import SystemClock
from cases.model import CaseId, PractitionerId, Task, TaskId, TaskState
from cases.records import Effects, TaskEvent, TaskRewrite
from store.database import Database
from store.ledger import SqlLedger
from tests.local_teams import LocalTeams, card_of, walk, words
from tests.scenarios.test_upkeep import after, to, today

LEILA, FIONA = "p-leila-osei", "p-fiona-maddox"
CASE = CaseId("case-lumo-tavi")
Json = dict[str, Any]


async def given(url: str, due: date, number: int = 1, **changes: Any) -> Task:
    """Leila has given Fiona a task, and Fiona has accepted it."""
    now = datetime.now(UTC)
    parts: dict[str, Any] = {"due": due, "state": TaskState.ACCEPTED} | changes
    owner = PractitionerId(parts.pop("owner", FIONA))
    task = Task(
        TaskId(f"{number:032x}"),
        CASE,
        f"Ring the school {number}",
        owner,
        PractitionerId(LEILA),
        now,
        now,
        **parts,
    )
    event = TaskEvent(f"given-{task.id}", now, task.id, task.asked_by, "given")
    async with Database(url) as database:
        effects = Effects(rewrites=(TaskRewrite(None, task),), task_events=(event,))
        await SqlLedger(database, SystemClock()).commit(effects, None)
    return task


async def tuesday(teams: LocalTeams) -> date:
    """A Tuesday some weeks ahead, in a week without bank holidays."""
    ahead = await today(teams) + timedelta(weeks=3)
    day = ahead + timedelta(days=(1 - ahead.weekday()) % 7)
    return day if not (day.month == 12 and day.day > 15) else date(day.year + 1, 1, 12)


async def heard(teams: LocalTeams, person: str, summary: str) -> list[Json]:
    return [one for one in await teams.inbox(person) if one.get("summary") == summary]


REMINDED, LATE = "You have tasks that are due.", "A colleague's task is overdue."


async def test_reminders_come_by_moving_the_clock_and_are_acted_on_in_place(
    teams: LocalTeams, copied_url: str
):
    day = await tuesday(teams)
    await given(copied_url, day, 1)
    await given(copied_url, day + timedelta(days=1), 2)
    await to(teams, day, 8, 59)
    assert await heard(teams, FIONA, REMINDED) == []
    await to(teams, day, 9)
    (message,) = await heard(teams, FIONA, REMINDED)
    said = words(card_of(message))
    assert said.index("Today") < said.index("Ring the school 1") < said.index("Tomorrow")
    assert "Ring the school" not in message["summary"] + card_of(message)["fallbackText"]
    await to(teams, day, 15)
    assert len(await heard(teams, FIONA, REMINDED)) == 1

    done = await teams.press(FIONA, message, "Done")
    assert done["status"] == 200
    assert "Ring the school 1" not in words(card_of(after(message, done)))
    await to(teams, day + timedelta(days=1), 9)
    second = (await heard(teams, FIONA, REMINDED))[-1]
    assert "Ring the school 1" not in words(card_of(second))
    await teams.press(FIONA, second, "Remind me next week")
    await to(teams, day + timedelta(days=2), 9)
    assert len(await heard(teams, FIONA, REMINDED)) == 2


async def test_what_is_late_comes_before_the_lead_once(teams: LocalTeams, copied_url: str):
    day = await tuesday(teams)
    await given(copied_url, day)
    for number in range(4):
        await to(teams, day + timedelta(days=number), 10)
    (message,) = await heard(teams, LEILA, LATE)
    assert "Fiona Maddox" in str(card_of(message))
    opened = await teams.press(LEILA, message, "Open")
    assert "Ring the school" in words(card_of(after(message, opened)))


async def test_an_hour_before_what_is_due_at_a_time(teams: LocalTeams, copied_url: str):
    day = await tuesday(teams)
    await given(copied_url, day, due_at=datetime(2026, 1, 1, 14).time())  # noqa: DTZ001 - a time of the wall
    await to(teams, day, 12, 59)
    assert await heard(teams, FIONA, "A task of yours is due within the hour.") == []
    await to(teams, day, 13, 1)
    assert len(await heard(teams, FIONA, "A task of yours is due within the hour.")) == 1


async def test_the_lead_decides_on_the_tasks_of_an_owner_who_left_the_circle(
    teams: LocalTeams, copied_url: str
):
    day = await tuesday(teams)
    await given(copied_url, day + timedelta(days=30))
    truth = await teams.get("/sandbox/truth")
    mine = {one["child"] for one in truth["involvements"] if one["practitioner"] == FIONA and one["current"]}
    for child in (one for one in teams.world["children"] if one["id"] in mine):
        await teams.ask(FIONA, f"I've stopped working with {child['reference']}")
    await to(teams, day, 10)
    (message,) = await heard(teams, LEILA, "Some tasks need a decision of yours.")
    (field,) = [one for one in walk(card_of(message)) if one.get("type") == "Input.ChoiceSet"]
    saved = await teams.press(LEILA, message, "Save", **{field["id"]: "cancel"})
    assert "Recorded." in words(card_of(after(message, saved)))
    assert "nothing left" in words(card_of(after(message, saved)))
    await to(teams, day + timedelta(days=1), 10)
    assert len(await heard(teams, LEILA, "Some tasks need a decision of yours.")) == 1


async def test_a_calendar_link_opens_and_is_taken_back(teams: LocalTeams, copied_url: str):
    day = await tuesday(teams)
    await given(copied_url, day)
    (reply,) = await teams.ask(FIONA, "calendar link")
    (address,) = [one["url"] for one in walk(card_of(reply)) if one.get("type") == "Action.OpenUrl"]
    async with teams.http.get(address) as response:
        assert response.status == 200
        (event,) = Calendar.from_ical(await response.read()).events
    assert (str(event["SUMMARY"]), event.start) == ("lumo-tavi: task due", day)
    (again,) = await teams.ask(FIONA, "my calendar link")
    assert "already" in words(card_of(again))
    await teams.ask(FIONA, "revoke my calendar link")
    async with teams.http.get(address) as response:
        assert response.status == 404
