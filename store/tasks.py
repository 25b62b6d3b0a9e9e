"""Reads and rewrites tasks; nobody's change is ever written over."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select, tuple_, update

from cases.model import CaseId, Item, PractitionerId, Priority, Task, TaskId, TaskState
from cases.records import TaskEvent, TaskRewrite
from cases.task import LIVE, MOST_IN_A_CASE
from store.database import Database
from store.tables import task_events, tasks
from store.tables.columns import storable

_ORDER = (tasks.c.due.is_(None), tasks.c.due, tasks.c.due_at.is_(None), tasks.c.due_at, tasks.c.id)
_ONE = select(tasks).where(tasks.c.id == bindparam("task"))
_OF_CASE = (
    select(tasks)
    .where(tasks.c.case_id == bindparam("case"), tasks.c.state.in_(bindparam("states", expanding=True)))
    .order_by(*_ORDER)
)
_OWNED = (
    select(tasks)
    .where(tasks.c.owner_id.in_(bindparam("owners", expanding=True)), tasks.c.state.in_(LIVE))
    .order_by(*_ORDER)
    .limit(bindparam("most"))
    .offset(bindparam("after"))
)
_COUNT = select(func.count()).select_from(tasks).where(tasks.c.case_id == bindparam("case"))
_EVENTS = select(task_events).where(task_events.c.task_id == bindparam("task")).order_by(task_events.c.number)
_EVENTS_OF = (
    select(task_events)
    .join(tasks, tasks.c.id == task_events.c.task_id)
    .where(tasks.c.case_id == bindparam("case"))
    .order_by(task_events.c.number)
)
_LOCK = (
    select(tasks.c.id)
    .where(tasks.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(tasks.c.id)
    .with_for_update()
)
_VERSION = select(tasks.c.version).where(tasks.c.id == bindparam("task"))
# Made once: with its values in it, it would be made and looked through anew for each task.
_UPDATE = update(tasks).where(tasks.c.id == bindparam("row"))


class SqlTasks:
    """Tasks in a database (cases.ports_tasks.Tasks)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def task(self, task: TaskId) -> Task | None:
        """A task by its id."""
        found = await self._read(_ONE, task=storable(task))
        return found[0] if found else None

    async def of_case(self, case: CaseId, states: Collection[TaskState] = tuple(TaskState)) -> Sequence[Task]:
        """The tasks of a case that stand so, the soonest due first."""
        return await self._read(_OF_CASE, case=case, states=sorted(states))

    async def owned(self, owners: Collection[PractitionerId], most: int, after: int = 0) -> Sequence[Task]:
        """Live tasks of these people, the soonest due first; at most so many, past so many."""
        return await self._read(_OWNED, owners=sorted(owners), most=most, after=after) if owners else ()

    async def count_of(self, case: CaseId) -> int:
        """How many tasks a case has, ended ones too."""
        return await self._database.look_up(lambda connection: connection.scalar(_COUNT, {"case": case}) or 0)

    async def due_by(
        self, day: date, after: tuple[PractitionerId, TaskId] | None, most: int
    ) -> Sequence[Task]:
        """Live tasks due on that day or before, by owner and id, those after one; at most so many."""
        statement = select(tasks).where(tasks.c.state.in_(LIVE), tasks.c.due <= day)
        if after is not None:
            statement = statement.where(tuple_(tasks.c.owner_id, tasks.c.id) > after)
        ordered = statement.order_by(tasks.c.owner_id, tasks.c.id).limit(most)
        found = await self._database.read(lambda connection: connection.execute(ordered).all())
        return [task_from(row) for row in found]

    async def events(self, task: TaskId) -> Sequence[TaskEvent]:
        """What happened to a task, in the order in which it was written."""
        asked = {"task": storable(task)}
        found = await self._database.look_up(lambda connection: connection.execute(_EVENTS, asked).all())
        return [event_from(row) for row in found]

    async def events_of(self, case: CaseId) -> Sequence[TaskEvent]:
        """What happened to all tasks of a case, in the order in which it was written."""
        found = await self._database.read(
            lambda connection: connection.execute(_EVENTS_OF, {"case": case}).all()
        )
        return [event_from(row) for row in found]

    async def _read(self, statement: Select[Any], **asked: object) -> Sequence[Task]:
        found = await self._database.look_up(lambda connection: connection.execute(statement, asked).all())
        return [task_from(row) for row in found]


def lock(connection: Connection, rewrites: Sequence[TaskRewrite]) -> None:
    """Keep others from changing these tasks until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({change.after.id for change in rewrites})}).all()


def is_current(connection: Connection, change: TaskRewrite) -> bool:
    """Whether the task is still of the version that the change was decided on."""
    version = connection.scalar(_VERSION, {"task": change.after.id})
    if change.before is not None:
        return bool(version == change.before.version)
    held = connection.scalar(_COUNT, {"case": change.after.case_id}) or 0
    return version is None and held < MOST_IN_A_CASE


def rewrite(connection: Connection, change: TaskRewrite) -> None:
    """Write the task. Call ``lock`` and ``is_current`` first."""
    if change.before is None:
        connection.execute(tasks.insert(), {"id": change.after.id, **_values(change.after)})
    else:
        connection.execute(_UPDATE, {"row": change.after.id, **_values(change.after)})


def event_row(one: TaskEvent) -> dict[str, Any]:
    """An event as the table has it."""
    return {
        "id": one.id,
        "at": one.at,
        "task_id": one.task_id,
        "actor_id": one.actor_id,
        "step": one.step,
        "words": one.words,
        "previous": one.previous,
    }


def event_from(row: Row[Any]) -> TaskEvent:
    """An event from its row."""
    return TaskEvent(
        id=row.id,
        at=row.at,
        task_id=TaskId(row.task_id),
        actor_id=None if row.actor_id is None else PractitionerId(row.actor_id),
        step=row.step,
        words=row.words,
        previous=row.previous,
    )


def task_from(row: Row[Any]) -> Task:
    """A task from its row."""
    return Task(
        id=TaskId(row.id),
        case_id=CaseId(row.case_id),
        title=row.title,
        owner_id=PractitionerId(row.owner_id),
        asked_by=PractitionerId(row.asked_by),
        asked_at=row.asked_at,
        at=row.at,
        details=row.details,
        due=row.due,
        due_at=row.due_at,
        priority=Priority(row.priority),
        checklist=tuple(Item(item["words"], item["done"]) for item in row.checklist),
        state=TaskState(row.state),
        said=row.said,
        version=row.version,
        snoozed=row.snoozed,
        source=row.source,
        template=row.template,
    )


def _values(task: Task) -> dict[str, Any]:
    return {
        "case_id": task.case_id,
        "title": task.title,
        "details": task.details,
        "owner_id": task.owner_id,
        "asked_by": task.asked_by,
        "asked_at": task.asked_at,
        "at": task.at,
        "due": task.due,
        "due_at": task.due_at,
        "priority": task.priority,
        "checklist": [{"words": storable(item.words), "done": item.done} for item in task.checklist],
        "state": task.state,
        "said": task.said,
        "version": task.version,
        "snoozed": task.snoozed,
        "source": task.source,
        "template": task.template,
    }
