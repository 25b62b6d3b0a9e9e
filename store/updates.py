"""Who is to be told of what, and in which message."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, or_, select, update

from cases.model import CaseId, PractitionerId, Update, UpdateKind
from cases.ports_updates import Around, Item, Span
from cases.records import Notice
from store.database import Database
from store.effects import notice_row
from store.tables import notices, practitioners, update_batches, update_items, updates
from store.tables.columns import storable
from store.update_rows import update_from
from store.upsert import insert

KIND = "updates"
"""The notice that tells of a message's updates."""

_CHUNK = 500
_ORDER = (updates.c.at, updates.c.id)
_OF = select(updates).where(updates.c.id.in_(bindparam("ids", expanding=True))).order_by(*_ORDER)
_IN_BATCH = (
    select(updates)
    .join(update_items, update_items.c.update_id == updates.c.id)
    .where(update_items.c.batch == bindparam("of"))
    .order_by(*_ORDER)
)
_IS_DUE = (update_items.c.batch == "") & (update_items.c.due_at <= bindparam("now"))
_DUE = (
    select(update_items.c.practitioner_id)
    .where(_IS_DUE)
    .group_by(update_items.c.practitioner_id)
    .order_by(update_items.c.practitioner_id)
    .limit(bindparam("most"))
)
_AROUND = (
    select(updates)
    .where(
        updates.c.at >= bindparam("begins"),
        updates.c.at < bindparam("ends"),
        or_(
            updates.c.case_id == bindparam("case"),
            updates.c.child_id.in_(bindparam("children", expanding=True)),
            and_(
                updates.c.kind == UpdateKind.AWAY,
                updates.c.about_id.in_(bindparam("people", expanding=True)),
            ),
        ),
    )
    .order_by(*_ORDER)
)
_GATHERED = (
    select(func.count())
    .select_from(update_batches)
    .where(update_batches.c.practitioner_id == bindparam("whose"), update_batches.c.at >= bindparam("since"))
)
_LOCK = (
    select(practitioners.c.id).where(practitioners.c.id == bindparam("whose")).with_for_update(key_share=True)
)
_PUT = (
    update(update_items)
    .where(update_items.c.practitioner_id == bindparam("whose"), _IS_DUE)
    .values(batch=bindparam("into"))
)


class SqlUpdates:
    """Updates in a database (cases.ports_updates.Updates)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, ids: Sequence[str]) -> Sequence[Update]:
        """Those of these updates that there are, the oldest first."""

        def of(connection: Connection) -> list[Update]:
            found = _chunks(sorted({storable(one) for one in ids}))
            rows = [row for chunk in found for row in connection.execute(_OF, {"ids": chunk})]
            return sorted(map(update_from, rows), key=lambda one: (one.at, one.id))

        return await self._database.read(of)

    async def plan(self, items: Sequence[Item]) -> None:
        """Write who is to be told when. Whoever is to be told of that update already stays as they are."""
        if not items:
            return
        # In order, so that two replicas with the same updates in hand cannot wait for each other.
        rows = sorted(map(asdict, items), key=lambda row: (row["update_id"], row["practitioner_id"]))

        def plan(connection: Connection) -> None:
            connection.execute(insert(connection.dialect.name, update_items).on_conflict_do_nothing(), rows)

        await self._database.write(plan)

    async def due(self, now: datetime, most: int) -> Sequence[PractitionerId]:
        """At most so many practitioners who have something due that is in no message yet, by id."""
        asked = {"now": now, "most": most}
        found = await self._database.read(lambda connection: list(connection.scalars(_DUE, asked)))
        return [PractitionerId(one) for one in found]

    async def gather(
        self, practitioner: PractitionerId, now: datetime, batch: str, not_before: datetime | None = None
    ) -> int:
        """Put all that is due for somebody into one message and have that sent: all of it or nothing."""

        def gather(connection: Connection) -> int:
            connection.execute(_LOCK, {"whose": practitioner}).all()
            count = connection.execute(_PUT, {"whose": practitioner, "now": now, "into": batch}).rowcount
            if count:
                row = {"id": batch, "practitioner_id": practitioner, "at": now}
                connection.execute(update_batches.insert(), row)
                notice = Notice(practitioner, KIND, batch, not_before)
                connection.execute(notices.insert(), notice_row(notice, now))
            return int(count)

        return await self._database.write(gather)

    async def in_batch(self, batch: str) -> Sequence[Update]:
        """The updates that one message tells of, the oldest first."""
        if not batch:
            return ()
        asked = {"of": storable(batch)}
        return await self._database.look_up(
            lambda connection: list(map(update_from, connection.execute(_IN_BATCH, asked)))
        )

    async def in_case(self, case: CaseId, span: Span, circle: Around) -> Sequence[Update]:
        """What happened in a case within a span of time, the oldest first."""
        asked = {"begins": span.begins, "ends": span.ends, "case": case}
        asked |= {"children": list(circle.children), "people": list(circle.people)}
        return await self._database.read(
            lambda connection: list(map(update_from, connection.execute(_AROUND, asked)))
        )

    async def gathered(self, practitioner: PractitionerId, since: datetime) -> int:
        """How many messages of updates were made for somebody since a moment."""
        asked = {"whose": practitioner, "since": since}
        return await self._database.look_up(lambda connection: connection.scalar(_GATHERED, asked) or 0)


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
