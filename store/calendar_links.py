"""Keeps calendar links: digests, whose they are, and until when."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, or_, select

from cases.model import PractitionerId, Task, TaskId
from cases.ports_calendar import Holder
from cases.records import CalendarRewrite, CalendarToken
from cases.task import LIVE
from store.database import Database
from store.tables import calendar_links, practitioners, tasks
from store.tables.columns import storable
from store.tasks import task_from

_MOST = 500
_OF = select(calendar_links).where(calendar_links.c.practitioner_id == bindparam("whose"))
_BY = (
    select(calendar_links)
    .join(practitioners, practitioners.c.id == calendar_links.c.practitioner_id)
    .where(
        calendar_links.c.digest == bindparam("digest"),
        practitioners.c.active,
        or_(calendar_links.c.until.is_(None), calendar_links.c.until > bindparam("now")),
    )
)
_TASKS = (
    select(tasks)
    .where(
        tasks.c.owner_id == bindparam("whose"),
        tasks.c.due.is_not(None),
        or_(tasks.c.state.in_(LIVE), tasks.c.due >= bindparam("since")),
    )
    .order_by(tasks.c.due, tasks.c.id)
    .limit(_MOST)
)
# The practitioner's row, for there may be no link yet.
_LOCK = (
    select(practitioners.c.id)
    .where(practitioners.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(practitioners.c.id)
    .with_for_update(key_share=True)
)


class SqlCalendars:
    """Calendar links in a database (cases.ports_calendar.Calendars)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, practitioner: PractitionerId) -> frozenset[CalendarToken]:
        """All links of one person, those that are over too."""
        return await self._database.look_up(lambda connection: _of(connection, practitioner))

    async def holder(self, digest: str, now: datetime) -> Holder | None:
        """Whose link this is; None if there is none, it is over, or they have left."""
        asked = {"digest": storable(digest), "now": now}
        row = await self._database.look_up(lambda connection: connection.execute(_BY, asked).one_or_none())
        return None if row is None else Holder(PractitionerId(row.practitioner_id), TaskId(row.task_id))

    async def dated(self, practitioner: PractitionerId, since: date) -> Sequence[Task]:
        """Their tasks with a day: the live ones, and those ended that were due since; the soonest first."""
        asked = {"whose": practitioner, "since": since}
        found = await self._database.read(lambda connection: connection.execute(_TASKS, asked).all())
        return [task_from(row) for row in found]


def lock(connection: Connection, rewrites: Sequence[CalendarRewrite]) -> None:
    """Keep others from changing these people's links until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({change.practitioner_id for change in rewrites})}).all()


def is_current(connection: Connection, change: CalendarRewrite) -> bool:
    """Whether the links are still those that were known."""
    return _of(connection, change.practitioner_id) == change.before


def rewrite(connection: Connection, change: CalendarRewrite) -> None:
    """Write the links. Call ``lock`` and ``is_current`` first."""
    gone = [one.digest for one in change.before - change.after]
    connection.execute(delete(calendar_links).where(calendar_links.c.digest.in_(gone)))
    new = sorted(change.after - change.before, key=lambda one: one.digest)
    if new:
        connection.execute(calendar_links.insert(), [_row(change.practitioner_id, one) for one in new])


def _row(whose: PractitionerId, link: CalendarToken) -> dict[str, Any]:
    return {"digest": link.digest, "practitioner_id": whose, "task_id": link.task_id, "until": link.until}


def _of(connection: Connection, whose: PractitionerId) -> frozenset[CalendarToken]:
    return frozenset(_link(row) for row in connection.execute(_OF, {"whose": whose}))


def _link(row: Row[Any]) -> CalendarToken:
    return CalendarToken(row.digest, TaskId(row.task_id), row.until)
