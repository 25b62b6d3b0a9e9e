"""Reads what a day's reminders rest on, many rows at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
)

from cases.model import Case, CaseId, CaseStatus, Colleague, PractitionerId, Task, TaskState
from cases.ports_reminders import BEGINNINGS, ORPHANED, UNANSWERED, Unanswered
from cases.profile import Profile
from cases.records import TaskMark
from cases.task import LIVE
from store import files, rows, task_marks
from store.database import Database
from store.profiles import profiles_of
from store.tables import (
    case_children,
    cases,
    involvements,
    practitioners,
    task_events,
    task_reminders,
    tasks,
)
from store.tables.columns import Moment
from store.tasks import task_from

_CASES = rows.ForIds(lambda among: files.CASES.where(among(cases.c.id)))
_TIMED = (
    select(tasks)
    .where(
        tasks.c.state.in_(LIVE),
        tasks.c.due == bindparam("day"),
        tasks.c.due_at > bindparam("since"),
        tasks.c.due_at <= bindparam("until"),
    )
    .order_by(tasks.c.id)
)


def _said(kind: str, stamp: ColumnElement[str]) -> ColumnElement[bool]:
    return exists().where(
        task_reminders.c.kind == kind,
        task_reminders.c.subject == tasks.c.id,
        task_reminders.c.stamp == stamp,
    )


_SINCE = func.coalesce(
    select(func.max(task_events.c.at))
    .where(task_events.c.task_id == tasks.c.id, task_events.c.step.in_(BEGINNINGS))
    .scalar_subquery(),
    tasks.c.asked_at,
    type_=Moment(),
)


def _unanswered(state: ColumnElement[str]) -> Select[Any]:
    return (
        select(tasks, _SINCE.label("since"))
        .join(cases, cases.c.id == tasks.c.case_id)
        .where(
            tasks.c.id > bindparam("after"),
            state.in_((TaskState.OPEN, TaskState.DECLINED)),
            tasks.c.owner_id != tasks.c.asked_by,
            tasks.c.asked_at <= bindparam("before", type_=Moment()),
            cases.c.status == CaseStatus.OPEN,
            not_(_said(UNANSWERED, tasks.c.owner_id.concat("/").concat(tasks.c.state))),
            bindparam("before", type_=Moment()) >= _SINCE,
        )
        .order_by(tasks.c.id)
        .limit(bindparam("most"))
    )


# Pages are read along the ids: SQLite is kept from going through an index of states, and sorting, for each of
# them, while PostgreSQL has to see the plain column to know how many there are.
_UNANSWERED = {
    "sqlite": _unanswered(func.coalesce(tasks.c.state, "")),
    "postgresql": _unanswered(tasks.c.state),
}
_IN_THE_CIRCLE = (
    select(involvements.c.id)
    .join(case_children, case_children.c.child_id == involvements.c.child_id)
    .where(
        case_children.c.case_id == tasks.c.case_id,
        involvements.c.practitioner_id == tasks.c.owner_id,
        not_(involvements.c.cancelled),
        involvements.c.since <= bindparam("today"),
        or_(involvements.c.until.is_(None), involvements.c.until >= bindparam("today")),
    )
    .exists()
)
_ORPHANED = (
    select(tasks)
    .join(cases, cases.c.id == tasks.c.case_id)
    .join(practitioners, practitioners.c.id == tasks.c.owner_id)
    .where(
        tasks.c.id > bindparam("after"),
        tasks.c.state.in_(LIVE),
        cases.c.status == CaseStatus.OPEN,
        or_(
            not_(practitioners.c.active),
            and_(or_(cases.c.lead_id.is_(None), cases.c.lead_id != tasks.c.owner_id), not_(_IN_THE_CIRCLE)),
        ),
        not_(_said(ORPHANED, tasks.c.owner_id)),
    )
    .order_by(tasks.c.id)
    .limit(bindparam("most"))
)


class SqlReminders:
    """Reminders in a database (cases.ports_reminders.Reminders)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def profiles(self, whose: Collection[PractitionerId]) -> Mapping[PractitionerId, Profile]:
        """The profiles of those of these people who have said anything."""
        ordered = sorted(whose)
        if not ordered:
            return {}
        return await self._database.read(lambda connection: profiles_of(connection, ordered))

    async def cases(self, ids: Collection[CaseId]) -> Mapping[CaseId, Case]:
        """Those of these cases that are known, closed ones too."""

        def found(connection: Connection) -> Mapping[CaseId, Case]:
            return {one.id: one for one in files.cases_from(_CASES.gather(connection, sorted(ids)))}

        return await self._database.read(found) if ids else {}

    async def colleagues(self, whose: Collection[PractitionerId]) -> Mapping[PractitionerId, Colleague]:
        """Those of these people who are known, those who have left too."""

        def found(connection: Connection) -> Mapping[PractitionerId, Colleague]:
            directory = self._database.directory.at(connection)
            known = directory.practitioners(connection, whose)
            return {one: directory.colleague(known[one]) for one in whose if one in known}

        return await self._database.read(found) if whose else {}

    async def said(self, marks: Collection[TaskMark]) -> frozenset[TaskMark]:
        """Those of these marks that have been made."""
        return await self._database.read(lambda connection: task_marks.made(connection, marks))

    async def timed(self, day: date, since: time, until: time) -> Sequence[Task]:
        """Live tasks due on that day after the first time, and at the second or before; by id."""
        asked = {"day": day, "since": since, "until": until}
        return [task_from(row) for row in await self._rows(_TIMED, asked)]

    async def unanswered(self, before: datetime, after: str, most: int) -> Sequence[Unanswered]:
        """Open and declined tasks of open cases that stand so since that moment or before, by id."""
        asked = {"before": before, "after": after, "most": most}

        def found(connection: Connection) -> Sequence[Row[Any]]:
            return connection.execute(_UNANSWERED[connection.dialect.name], asked).all()

        return [Unanswered(task_from(row), row.since) for row in await self._database.read(found)]

    async def orphaned(self, today: date, after: str, most: int) -> Sequence[Task]:
        """Live tasks of open cases whose owner has left, or is neither lead nor in the circle; by id."""
        asked = {"today": today, "after": after, "most": most}
        return [task_from(row) for row in await self._rows(_ORPHANED, asked)]

    async def _rows(self, statement: Any, asked: dict[str, Any]) -> Sequence[Row[Any]]:  # noqa: ANN401
        return await self._database.read(lambda connection: connection.execute(statement, asked).all())
