"""Tasks as a calendar, over HTTP: what a link opens, and that nothing of it names anybody."""

import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from icalendar import Calendar

from bot import logs
from bot.calendar import CALENDAR, CalendarFeed, Calls
from bot.ical import as_calendar
from bot.logs import AccessLog
from bot.web import last_resort
from cases.commands import CalendarLink, Command, RevokeCalendar, TaskFile
from cases.model import CaseStatus, Name, Task, TaskId, TaskState
from cases.records import Action
from dialogs.dispatch import dispatch
from dialogs.tasks_calendar import Dated
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.bot.loglines import Output, logging_put_back
from tests.builders import NOW, TODAY, agency, agreement, case, child, involvement, practitioner, service
from tests.desk import FakeDesk, fake_desk
from tests.local_teams import walk, words
from tests.property.registers import identity

LEAD, OWNER = practitioner("lead", "duty"), practitioner("owner", "duty")
BOT = "00000000-0000-4000-8000-0000000000b0"
TASK = Task(TaskId("t1"), case().id, "Visit Robin Example", OWNER.id, LEAD.id, NOW, NOW, due=TODAY)
LONDON = ZoneInfo("Europe/London")


def register() -> RegisterSeed:
    return RegisterSeed(
        agencies=(agency("council"),),
        services=(service("duty", "council"),),
        practitioners=(LEAD, OWNER),
        children=(child(names=(Name("Robin", "Example"),)),),
        involvements=(involvement(LEAD), involvement(OWNER)),
        cases=(case(lead="lead"),),
        agreements=(agreement("council"),),
    )


@dataclass
class Feed:
    fakes: FakeDesk
    http: aiohttp.ClientSession
    url: str
    asked: int = 0

    async def ask(self, command: Command, who: str = "owner") -> dict:
        self.asked += 1
        turn = Turn(identity(who), Room.PERSONAL, "a:1", f"once-{self.asked}", self.fakes.clock.now())
        (reply,) = await dispatch(turn, command, self.fakes.desk)
        return reply.card.content

    async def link(self, command: Command, who: str = "owner") -> str:
        """The path of the link on the card."""
        card = await self.ask(command, who)
        (address,) = [one["url"] for one in walk(card) if one.get("type") == "Action.OpenUrl"]
        return address.removeprefix("https://bot.example")

    async def get(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, bytes, Mapping[str, str]]:
        async with self.http.request(method, self.url + path, headers=headers) as response:
            return response.status, await response.read(), response.headers


@pytest.fixture
async def feed() -> AsyncIterator[Feed]:
    fakes = fake_desk(register())
    fakes.ledger.tasks.rows[TASK.id] = TASK
    app = web.Application(middlewares=[last_resort])
    app.router.add_get(CALENDAR, CalendarFeed(fakes.desk, fakes.clock, BOT).get)
    server = TestServer(app)
    await server.start_server(access_log_class=AccessLog, access_log=logging.getLogger("aiohttp.access"))
    async with aiohttp.ClientSession() as http:
        yield Feed(fakes, http, str(server.make_url("")).rstrip("/"))
    await server.close()


async def test_a_link_opens_ones_tasks_as_events_without_a_name(feed: Feed):
    path = await feed.link(CalendarLink())
    status, body, headers = await feed.get(path)
    assert status == 200
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Cache-Control"].startswith("private")
    (event,) = Calendar.from_ical(body).events
    assert str(event["SUMMARY"]) == "lumo-tavi: task due"
    assert event.start == TODAY
    whole = f"{path} {body!r} {headers}"
    assert not [name for name in ("Robin", "Example", "Visit", "Owner", "Lead") if name in whole]
    assert feed.fakes.ledger.audit[-1].action is Action.TASK_SEE
    assert feed.fakes.ledger.audit[-1].basis == "calendar"


async def test_reading_it_again_is_on_the_trail_once_and_costs_no_bytes(feed: Feed):
    path = await feed.link(CalendarLink())
    _, _, headers = await feed.get(path)
    before = len(feed.fakes.ledger.audit)
    status, body, again = await feed.get(path, **{"If-None-Match": headers["ETag"]})
    assert (status, body, again["ETag"]) == (304, b"", headers["ETag"])
    assert (await feed.get(path))[0] == 200
    assert len(feed.fakes.ledger.audit) == before
    feed.fakes.ledger.tasks.rows[TASK.id] = replace(TASK, due=TODAY + timedelta(days=1), version=2)
    assert (await feed.get(path, **{"If-None-Match": headers["ETag"]}))[0] == 200
    assert len(feed.fakes.ledger.audit) == before + 1


async def test_what_opens_nothing_is_answered_alike(feed: Feed):
    first = await feed.link(CalendarLink())
    assert "already" in words(await feed.ask(CalendarLink()))
    assert (await feed.get(first))[0] == 200
    second = await feed.link(CalendarLink(afresh=True))
    one = await feed.link(TaskFile(TASK.id))
    assert (await feed.get(second))[0] == 200
    feed.fakes.clock.advance(timedelta(minutes=16))
    answers = [await feed.get(path) for path in (first, one, "/calendar/unknown.ics", "/calendar/no-ending")]
    await feed.ask(RevokeCalendar())
    answers.append(await feed.get(second))
    third = await feed.link(CalendarLink())
    people = feed.fakes.desk.register.people
    people[OWNER.id] = replace(people[OWNER.id], active=False)
    answers.append(await feed.get(third))
    assert {status for status, _, _ in answers} == {404}
    assert len({body for _, body, _ in answers}) == 1
    assert len({tuple(sorted(set(headers) - {"Date"})) for _, _, headers in answers}) == 1


async def test_only_reading_is_possible(feed: Feed):
    path = await feed.link(CalendarLink())
    status, body, headers = await feed.get(path, "HEAD")
    assert (status, body) == (200, b"")
    assert headers["ETag"]
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert (await feed.get(path, method))[0] == 405


async def test_one_task_is_to_be_had_for_a_quarter_of_an_hour_and_by_its_owner(feed: Feed):
    feed.fakes.ledger.tasks.rows[TaskId("t2")] = replace(TASK, id=TaskId("t2"))
    path = await feed.link(TaskFile(TASK.id))
    _, body, _ = await feed.get(path)
    (event,) = Calendar.from_ical(body).events
    assert event["UID"] == "t1@tasks.teamaround"
    not_theirs = words(await feed.ask(TaskFile(TASK.id), "lead"))
    assert not_theirs == words(await feed.ask(TaskFile(TaskId("nobody's")), "lead"))
    assert "not known" in not_theirs


async def test_a_closed_case_and_a_circle_that_was_left_are_not_in_it(feed: Feed):
    path = await feed.link(CalendarLink())
    held = feed.fakes.ledger.cases.rows[TASK.case_id]
    feed.fakes.ledger.cases.rows[TASK.case_id] = replace(held, status=CaseStatus.CLOSED)
    assert not Calendar.from_ical((await feed.get(path))[1]).events
    feed.fakes.ledger.cases.rows[TASK.case_id] = held
    assert Calendar.from_ical((await feed.get(path))[1]).events
    feed.fakes.ledger.kept.rows.clear()
    assert not Calendar.from_ical((await feed.get(path))[1]).events


async def test_whoever_asks_again_and_again_is_asked_to_wait(feed: Feed):
    path = await feed.link(CalendarLink())
    answers = [await feed.get(path, "HEAD") for _ in range(61)]
    assert [status for status, _, _ in answers] == [200] * 60 + [429]
    assert answers[-1][2]["Retry-After"] == "600"
    feed.fakes.clock.advance(timedelta(minutes=11))
    assert (await feed.get(path))[0] == 200


def test_the_least_recent_caller_is_forgotten_first():
    calls = Calls(most=1, seconds=60, keys=2)
    assert [calls.too_many(key, 0) for key in ("a", "b", "a", "c", "b")] == [False, False, True, False, False]


async def test_the_token_is_in_no_log(feed: Feed):
    out = Output()
    with logging_put_back():
        logs.configure("info", "json", out)
        path = await feed.link(CalendarLink())
        await feed.get(path)
    assert '"route":"/calendar/{name}"' in out.getvalue()
    assert path.removeprefix("/calendar/") not in out.getvalue()


async def test_the_token_itself_is_kept_nowhere(feed: Feed):
    path = await feed.link(CalendarLink())
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    (kept,) = await feed.fakes.desk.calendars.of(OWNER.id)
    assert token not in kept.digest
    assert token not in str(feed.fakes.ledger.audit)


def event_of(**changes: object):
    body = as_calendar([Dated(replace(TASK, **changes), case())], BOT)
    calendar = Calendar.from_ical(body)
    (event,) = calendar.events
    return calendar, event


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2026, 3, 28), 0),
        (date(2026, 3, 30), 1),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 26), 0),
        (date(2027, 7, 1), 1),
    ],
)
def test_a_time_is_that_of_british_clocks_on_that_day(day: date, offset: int):
    calendar, event = event_of(due=day, due_at=time(14))
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    (zone,) = calendar.timezones
    there = datetime.combine(day, time(14), tzinfo=zone.to_tz())
    assert there.utcoffset() == timedelta(hours=offset)
    assert event.start == datetime.combine(day, time(14), tzinfo=LONDON)


def test_it_is_the_same_event_at_every_change_and_says_which_comes_after_which():
    _, before = event_of()
    _, after = event_of(version=7, state=TaskState.ACCEPTED)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 7)
    assert [str(one["STATUS"]) for one in (before, after)] == ["CONFIRMED", "CONFIRMED"]
    for ended in (TaskState.DONE, TaskState.CANCELLED, TaskState.DECLINED):
        assert str(event_of(state=ended)[1]["STATUS"]) == "CANCELLED"


def test_the_same_tasks_are_the_same_bytes():
    made = {as_calendar([Dated(TASK, case())], BOT) for _ in range(3)}
    assert len(made) == 1


def test_without_tasks_it_is_a_calendar_still():
    assert not Calendar.from_ical(as_calendar([], BOT)).events
