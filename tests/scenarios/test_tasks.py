"""A task from being given to its end: in the owner's chat, on lists, and in the case's channel."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from sqlalchemy import select

from bot.clock import SystemClock
from cases.model import CaseId, PractitionerId, Task, TaskId
from cases.records import Effects, Notice, TaskEvent, TaskRewrite, Work
from store.database import Database
from store.ledger import SqlLedger
from store.tables import channel_orders, channel_records, channel_seats, task_events, tasks
from tests.local_teams import LocalTeams, button, card_of, walk, words

LEILA, FIONA, MARCUS, LUCY, ELLIE = (
    "p-leila-osei",
    "p-fiona-maddox",
    "p-marcus-thorne",
    "p-lucy-tranter",
    "p-ellie-farrow",
)
CASE, REFERENCE = CaseId("case-lumo-tavi"), "lumo-tavi"
ONE = TaskId("5f0c6a3e9d4b4c7f8a1b2c3d4e5f6a7b")
SUMMARIES = ("You have a new task.", "A task.")  # as it is sent, and once it is kept in step
NOT_KNOWN = "This task is not known here."
Json = dict[str, Any]


def facts(card: Json) -> dict[str, str]:
    return {one["title"]: one["value"] for one in walk(card) if one.keys() == {"title", "value"}}


async def given(url: str, day: date, number: int = 0, **changes: Any) -> Task:
    """Leila gives Fiona a task: what is written when she does."""
    now = datetime.now(UTC)
    task = Task(
        TaskId(f"{ONE[:-3]}{number:03}") if number else ONE,
        CASE,
        f"Ring the school {number}",
        changes.pop("owner", PractitionerId(FIONA)),
        PractitionerId(LEILA),
        now,
        now,
        due=day,
        **changes,
    )
    effects = Effects(
        rewrites=(TaskRewrite(None, task),),
        task_events=(TaskEvent(f"given-{task.id}", now, task.id, PractitionerId(LEILA), "given"),),
        notices=(Notice(task.owner_id, "task.given", str(task.id)),),
        work=(Work("task.post", f"task.post:{task.id}:1", (str(task.id),)),),
    )
    async with Database(url) as database:
        await SqlLedger(database, SystemClock()).commit(effects, None)
    return task


async def seats(teams: LocalTeams, url: str, *people: str) -> str:
    """The case's channel as the background work leaves it, with these people in it."""
    channel, now = teams.case_channel(REFERENCE), SystemClock().now()
    async with Database(url) as database:
        for table in (channel_seats, channel_records, channel_orders):
            await database.write(lambda one, of=table: one.execute(of.delete().where(of.c.case_id == CASE)))
        row = {"case_id": CASE, "form": "private", "asked_by": LEILA, "asked_at": now}
        await database.write(lambda one: one.execute(channel_orders.insert().values(**row)))
        record = {"case_id": CASE, "stage": "open", "team_id": "team", "channel_id": channel, "name": ""}
        await database.write(
            lambda one: one.execute(channel_records.insert().values(**record, since=now, trouble=""))
        )
        for who in people:
            person = teams.person(who)
            seat = {"case_id": CASE, "tenant_id": person["tenantId"], "object_id": person["aadObjectId"]}
            seat |= {"practitioner_id": who, "stage": "in", "membership": "", "why": "", "at": now}
            await database.write(lambda one, row=seat: one.execute(channel_seats.insert().values(**row)))
    return channel


async def today(teams: LocalTeams) -> date:
    return date.fromisoformat((await teams.get("/sandbox/truth"))["today"])


async def latest(teams: LocalTeams, person: str) -> Json:
    await teams.post("/sandbox/settle", {})
    return (await teams.messages(person))[-1]


def shown(before: Json, pressed: Json) -> Json:
    return {**before, "attachments": [{"content": card_of(pressed["body"])}]}


@asynccontextmanager
async def reading(url: str) -> AsyncIterator[Database]:
    async with Database(url) as database:
        yield database


async def kept(url: str) -> tuple[str, int, str]:
    async with reading(url) as database:
        row = await database.read(lambda one: one.execute(select(tasks).where(tasks.c.id == ONE)).one())
    return row.state, row.version, row.owner_id


async def test_the_owner_accepts_declines_and_finishes_in_their_chat(teams: LocalTeams, copied_url: str):
    day = await today(teams) + timedelta(days=1)
    await given(copied_url, day)
    card = await latest(teams, FIONA)
    assert card["summary"] in SUMMARIES
    assert "Ring the school" not in card["summary"] + card_of(card)["fallbackText"]
    assert facts(card_of(card))["Due"] == "Tomorrow"
    accepted = shown(card, await teams.press(FIONA, card, "Accept"))
    assert facts(card_of(accepted))["State"] == "Accepted"
    empty = await teams.press(FIONA, accepted, "Decline and say why", why="other")
    assert "Please choose why" in words(card_of(empty["body"]))
    why = {"why": "no_room", "typed.declined": "Full until May"}
    declined = await teams.press(FIONA, accepted, "Decline and say why", **why)
    assert facts(card_of(declined["body"]))["State"] == "Declined: No room for it now: Full until May"
    heard = await latest(teams, LEILA)
    assert "Fiona Maddox declined this task." in words(card_of(heard))
    opened = shown(heard, await teams.press(LEILA, heard, "Reopen"))
    assert facts(card_of(opened))["State"] == "Not accepted yet"
    again = await latest(teams, FIONA)
    done = await teams.press(FIONA, again, "It is done", **{"typed.done": "They ring on Monday"})
    assert facts(card_of(done["body"]))["State"] == "Done: They ring on Monday"
    assert await kept(copied_url) == ("done", 5, FIONA)
    async with reading(copied_url) as database:
        steps = await database.read(
            lambda one: one.execute(select(task_events.c.step).order_by(task_events.c.number)).scalars().all()
        )
    assert steps == ["given", "accept", "decline", "reopen", "say it is done"]


async def test_an_old_card_and_a_double_press_change_nothing(teams: LocalTeams, copied_url: str):
    await given(copied_url, await today(teams))
    card = await latest(teams, FIONA)
    first = await teams.press(FIONA, card, "Accept")
    assert facts(card_of(first["body"]))["State"] == "Accepted"
    twice = await teams.press(FIONA, card, "Accept")
    assert "changed in the meantime" not in words(card_of(twice["body"]))
    old = await teams.press(FIONA, card, "It is done")
    assert "This changed in the meantime: here is how it is now." in words(card_of(old["body"]))
    assert await kept(copied_url) == ("accepted", 2, FIONA)


async def test_given_to_somebody_else_moved_and_cancelled(teams: LocalTeams, copied_url: str):
    day = await today(teams)
    await given(copied_url, day)
    (listed,) = await teams.ask(LEILA, f"tasks for {REFERENCE}")
    assert "1 to do, 0 ended." in words(card_of(listed))
    card = shown(listed, await teams.press(LEILA, listed, "Open"))
    people = next(one for one in walk(card_of(card)) if one.get("id") == "to")["choices"]
    assert MARCUS in [one["value"] for one in people]
    assert FIONA not in [one["value"] for one in people]
    forged = await teams.press(LEILA, card, "Give it to them", to=ELLIE)
    assert "You cannot give it to them." in words(card_of(forged["body"]))
    card = shown(card, await teams.press(LEILA, card, "Give it to them", to=MARCUS))
    assert facts(card_of(card))["Who"] == "Marcus Thorne"
    assert (await latest(teams, MARCUS))["summary"] in SUMMARIES
    later = (day + timedelta(days=7)).isoformat()
    past = await teams.press(LEILA, card, "Save the day", due=(day - timedelta(days=1)).isoformat())
    assert "That day is over" in words(card_of(past["body"]))
    card = shown(card, await teams.press(LEILA, card, "Save the day", due=later, due_at="15:00"))
    assert facts(card_of(card))["Due"].endswith("at 15:00")
    why = {"typed.cancelled": "The school rang us"}
    card = shown(card, await teams.press(LEILA, card, "Cancel it", **why))
    assert facts(card_of(card))["State"] == "Cancelled: The school rang us"
    assert await kept(copied_url) == ("cancelled", 4, MARCUS)


async def test_whoever_may_not_see_it_finds_no_task(teams: LocalTeams, copied_url: str):
    await given(copied_url, await today(teams))
    card = await latest(teams, FIONA)
    (helped,) = await teams.ask(ELLIE, "help")
    body = {"as": ELLIE, "activityId": helped["id"]}
    path = f"/sandbox/conversations/{quote(helped['conversation']['id'], safe='')}/actions"
    answers = []
    for task in (ONE, "none"):
        data = {**button(card_of(card), "Accept")["data"], "task": task}
        answered = await teams.post(path, body | {"verb": "task.move", "data": data})
        answers.append(card_of(answered["body"]))
    assert answers[0] == answers[1]
    assert NOT_KNOWN in words(answers[0])
    (listed,) = await teams.ask(ELLIE, f"tasks for {REFERENCE}")
    (unknown,) = await teams.ask(ELLIE, "tasks for kima-reso")
    assert card_of(listed) == card_of(unknown)
    assert await kept(copied_url) == ("open", 1, FIONA)


async def test_my_tasks_are_done_one_after_the_other_without_leaving_the_list(
    teams: LocalTeams, copied_url: str
):
    day = await today(teams)
    for number in range(1, 13):
        await given(copied_url, day + timedelta(days=number - 2), number)
    (listed,) = await teams.ask(FIONA, "my tasks")
    card = card_of(listed)
    assert words(card).splitlines()[:2] == ["My tasks", "Overdue"]
    assert words(card).count("Ring the school") == 10
    further = shown(listed, await teams.press(FIONA, listed, "More"))
    assert words(card_of(further)).count("Ring the school") == 2
    listed = shown(listed, await teams.press(FIONA, listed, "Done"))
    assert "**Ring the school 1**" not in words(card_of(listed))
    assert words(card_of(listed)).count("Ring the school") == 10


async def test_the_channel_watches_while_the_owner_works(teams: LocalTeams, copied_url: str):
    channel = await seats(teams, copied_url, LEILA, FIONA, MARCUS, LUCY)
    await given(copied_url, await today(teams))
    card = await latest(teams, FIONA)
    await teams.press(FIONA, card, "Accept")
    await teams.post("/sandbox/settle", {})
    path = f"/sandbox/conversations/{quote(channel, safe='')}?as={LUCY}"
    (posted,) = [one for one in (await teams.get(path))["activities"] if "attachments" in one]
    base = card_of(posted)
    assert facts(base)["State"] == "Accepted"
    assert [one["title"] for one in base["actions"]] == ["Open"]
    assert len(base["refresh"]["userIds"]) == 4
    refresh = {"as": LEILA, "activityId": posted["id"], **_asks(base["refresh"]["action"])}
    there = f"/sandbox/conversations/{quote(channel, safe='')}/actions"
    mine = card_of((await teams.post(there, refresh))["body"])
    assert button(mine, "It is done")
    theirs = card_of((await teams.post(there, {**refresh, "as": LUCY}))["body"])
    assert not [one for one in walk(theirs) if one.get("verb") == "task.move"]
    done = button(mine, "It is done")
    await teams.post(there, {"as": LEILA, "activityId": posted["id"], **_asks(done)})
    await teams.post("/sandbox/settle", {})
    (posted,) = [one for one in (await teams.get(path))["activities"] if "attachments" in one]
    assert facts(card_of(posted))["State"] == "Done"
    chat = f"/sandbox/conversations/{quote(card['conversation']['id'], safe='')}?as={FIONA}"
    own = [one for one in (await teams.get(chat))["activities"] if one["id"] == card["id"]]
    assert [facts(card_of(one))["State"] for one in own] == ["Done"]


def _asks(action: Json) -> Json:
    return {"verb": action["verb"], "data": action["data"]}
