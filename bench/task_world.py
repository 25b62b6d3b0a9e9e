"""Cases with channels, and tasks in them, for the benchmark of tasks."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from sqlalchemy import Connection

from bench.activities import Person
from bench.questions import Row, World, involved
from bot.clock import SystemClock
from cases.local import local_day
from cases.model import CaseId, Item, PractitionerId, Task, TaskId
from cases.records import Effects, Notice, TaskRewrite
from store import tasks
from store.database import Database
from store.ledger import SqlLedger
from store.tables import channel_orders, channel_records, channel_seats

FEW, MANY = 100, 10_000
LEAD = PractitionerId("p-leila-osei")


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody, and the task of theirs that they press."""

    person: Person
    task: str
    case: CaseId
    owner: PractitionerId


@dataclass(frozen=True, slots=True)
class Work:
    """Who presses, who has few tasks and who many; ``lists`` are the cases of these two."""

    hands: tuple[Hand, ...]
    few: Person
    many: Person
    lists: dict[PractitionerId, tuple[int, tuple[CaseId, ...]]]


def open_cases(world: World, at_once: int) -> Work:
    """Add a case, with a channel, for each hand, and some for the two with lists."""
    chats = {row["members"][0]: row["id"] for row in world["conversations"] if row["type"] == "personal"}
    people = {
        row["id"]: Person(row["tenantId"], row["aadObjectId"], row["name"], chats[row["id"]])
        for row in world["people"]
    }
    theirs: dict[str, list[str]] = {}
    for child, who in involved(world).items():
        theirs.setdefault(who, []).append(child)
    busiest = sorted(theirs, key=lambda who: (-len(theirs[who]), who))
    hands = []
    for who in busiest[2 : 2 + at_once]:
        case = _case(world, theirs[who][0])
        hands.append(Hand(people[who], f"task-{case}", case, PractitionerId(who)))
    lists = {}
    for who, count in zip(busiest[:2], (FEW, MANY), strict=True):
        cases = tuple(_case(world, child) for child in theirs[who][:10])
        lists[PractitionerId(who)] = (count, cases)
    return Work(tuple(hands), people[busiest[0]], people[busiest[1]], lists)


def _case(world: World, child: str) -> CaseId:
    number = len(world["cases"])
    row: Row = {"id": f"case-b{number}", "reference": f"bench-{number}", "children": [child], "lead": LEAD}
    row |= {"status": "open", "opened": "2026-01-05", "closed": None, "conversation": f"19:bench{number}"}
    world["cases"].append(row)
    return CaseId(str(row["id"]))


async def give(register: Path, work: Work) -> None:
    """Everybody's tasks, and word of those that are pressed."""
    async with Database(f"sqlite:///{register}") as database:
        await database.write(lambda connection: _write(connection, work))
        told = tuple(Notice(hand.owner, "task.given", hand.task) for hand in work.hands)
        await SqlLedger(database, SystemClock()).commit(Effects(notices=told), None)


def _write(connection: Connection, work: Work) -> None:
    now = SystemClock().now()
    for hand in work.hands:
        tasks.rewrite(connection, TaskRewrite(None, _task(hand.task, hand.case, hand.owner, 1)))
        order = {"case_id": hand.case, "form": "private", "asked_by": LEAD, "asked_at": now}
        connection.execute(channel_orders.insert(), order)
        channel = f"19:bench{hand.case.removeprefix('case-b')}"
        record = {"case_id": hand.case, "stage": "open", "team_id": "team", "channel_id": channel}
        connection.execute(channel_records.insert(), record | {"name": "", "trouble": ""})
        identity = {"tenant_id": hand.person.tenant_id, "object_id": hand.person.object_id}
        seat = {"case_id": hand.case, "practitioner_id": hand.owner, "stage": "in", "at": now}
        connection.execute(channel_seats.insert(), seat | identity | {"membership": "", "why": ""})
    for owner, (count, cases) in work.lists.items():
        for number, case in zip(range(count), cycle(cases), strict=False):
            one = _task(f"list-{owner}-{number}", case, owner, number % 100)
            tasks.rewrite(connection, TaskRewrite(None, one))


def _task(name: str, case: CaseId, owner: PractitionerId, days: int) -> Task:
    now = SystemClock().now()
    due = local_day(now) + timedelta(days=days)
    return Task(
        TaskId(name),
        case,
        "Agree who rings the school, and write down when",
        owner,
        LEAD,
        now,
        now,
        details="Ask how attendance was in November.",
        due=due,
        checklist=(Item("Ring the school"), Item("Tell the lead")),
    )
