"""Reads the stewards' queue: pairs as they are now, what a merge would move, and what was merged."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, func, not_, or_, select

from cases.model import CaseStatus, Child, ChildId, Link, LinkState, PractitionerId, Visibility
from cases.ports_stewards import Known, Outlook, Pair
from store import files, links, merged, rows
from store.database import Database
from store.merges import merge_from
from store.tables import (
    agencies,
    case_children,
    cases,
    channel_orders,
    child_links,
    child_merges,
    children,
    involvements,
    practitioners,
    services,
    sources,
)

_OPEN = (
    select(child_links)
    .where(child_links.c.state == LinkState.OPEN)
    .order_by(child_links.c.at, child_links.c.id)
    .limit(bindparam("most"))
)
_OF_TWO = select(child_links).where(
    child_links.c.one_id == bindparam("one"), child_links.c.other_id == bindparam("other")
)
_MERGES = select(child_merges).order_by(child_merges.c.at.desc(), child_merges.c.id).limit(bindparam("most"))
_MERGE = select(child_merges).where(child_merges.c.id == bindparam("merge"))
_CHILDREN = rows.ForIds(lambda among: files.CHILDREN.where(among(children.c.id)))
_WITH_CASE = rows.ForIds(
    lambda among: (
        select(case_children.c.child_id)
        .join(cases, cases.c.id == case_children.c.case_id)
        .where(cases.c.status == CaseStatus.OPEN, among(case_children.c.child_id))
        .distinct()
    )
)
# Not those that have sensitive services alone: their name says what a child is seen for.
_SOURCES = rows.ForIds(
    lambda among: (
        select(sources.c.entity_id, agencies.c.name)
        .join(agencies, agencies.c.id == sources.c.agency_id)
        .where(
            sources.c.kind == "children",
            sources.c.kind != "involvements",  # what the index of entities says of itself
            sources.c.ended.is_(None),
            among(sources.c.entity_id),
            exists().where(services.c.agency_id == agencies.c.id, not_(services.c.sensitive)),
        )
        .distinct()
    )
)
_OPENLY = select(func.count()).where(
    involvements.c.child_id == bindparam("gone"),
    involvements.c.visibility == Visibility.OPEN,
    not_(involvements.c.cancelled),
    involvements.c.since <= bindparam("on"),
    or_(involvements.c.until.is_(None), involvements.c.until >= bindparam("on")),
)
_CHANNELS = (
    select(func.count(func.distinct(channel_orders.c.case_id)))
    .select_from(case_children)
    .join(cases, cases.c.id == case_children.c.case_id)
    .join(channel_orders, channel_orders.c.case_id == cases.c.id)
    .where(
        cases.c.status == CaseStatus.OPEN,
        case_children.c.child_id.in_([bindparam("kept"), bindparam("gone")]),
    )
)
_STEWARDS = (
    select(practitioners.c.id)
    .where(practitioners.c.steward, practitioners.c.active)
    .order_by(practitioners.c.id)
)


class SqlStewarding:
    """The queue in a database (cases.ports_stewards.Stewarding)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def waiting(self, most: int) -> Sequence[Pair]:
        """Open pairs, the oldest first; not those who have become one child otherwise."""
        return await self._database.read(lambda connection: _pairs(connection, links_open(connection, most)))

    async def pair(self, link_id: str) -> Pair | None:
        """A pair by its id, answered or not; None if it is not known."""

        def read(connection: Connection) -> Pair | None:
            link = links.one(connection, link_id)
            found = _pairs(connection, [link]) if link else []
            return found[0] if found else None

        return await self._database.read(read)

    async def outlook(self, kept: ChildId, gone: ChildId, on: date) -> Outlook:
        """What will move if these two are merged on that day."""
        asked: dict[str, str | date] = {"kept": kept, "gone": gone, "on": on}

        def read(connection: Connection) -> Outlook:
            moving = connection.scalar(_OPENLY, asked) or 0
            return Outlook(moving, connection.scalar(_CHANNELS, asked) or 0)

        return await self._database.read(read)

    async def merges(self, most: int) -> Sequence[Known]:
        """The latest merges, undone ones too, the newest first."""
        return await self._database.read(lambda connection: _known(connection, _MERGES, most=most))

    async def merge(self, merge_id: str) -> Known | None:
        """A merge by its id."""
        found = await self._database.read(lambda connection: _known(connection, _MERGE, merge=merge_id))
        return found[0] if found else None

    async def link_of(self, one: ChildId, other: ChildId) -> Link | None:
        """The pair of these two in the queue, answered or not."""
        first, second = sorted((one, other))
        found = await self._database.read(
            lambda connection: links.read(connection, _OF_TWO, one=first, other=second)
        )
        return found[0] if found else None

    async def stewards(self) -> Sequence[PractitionerId]:
        """The active stewards, by id."""
        return await self._database.read(
            lambda connection: [PractitionerId(one) for one in connection.scalars(_STEWARDS)]
        )


def links_open(connection: Connection, most: int) -> Sequence[Link]:
    """Open pairs, the oldest first."""
    return links.read(connection, _OPEN, most=most)


def _pairs(connection: Connection, found: Sequence[Link]) -> list[Pair]:
    ids = sorted({child for link in found for child in (link.one, link.other)})
    if not ids:
        return []
    moved = merged.pointers(connection, ids)
    now = sorted({moved.get(child, child) for child in ids})
    known = _children(connection, now)
    with_case = frozenset(ChildId(row.child_id) for row in _WITH_CASE.gather(connection, now))
    named = _agencies(connection, now)
    made = []
    for link in found:
        one, other = (known[moved.get(child, child)] for child in (link.one, link.other))
        if one.id != other.id or link.state is not LinkState.OPEN:
            mine = {child.id: named.get(child.id, ()) for child in (one, other)}
            made.append(Pair(link, one, other, with_case & {one.id, other.id}, mine))
    return made


def _children(connection: Connection, ids: Sequence[ChildId]) -> Mapping[ChildId, Child]:
    return {child.id: child for child in files.children_from(_CHILDREN.gather(connection, ids))}


def _agencies(connection: Connection, ids: Sequence[ChildId]) -> Mapping[ChildId, tuple[str, ...]]:
    named: dict[ChildId, list[str]] = {}
    for row in _SOURCES.gather(connection, ids):
        named.setdefault(ChildId(row.entity_id), []).append(row.name)
    return {child: tuple(sorted(names)) for child, names in named.items()}


def _known(connection: Connection, statement: Select[Any], **asked: object) -> list[Known]:
    found = [merge_from(row) for row in connection.execute(statement, asked)]
    ids = sorted({child for made in found for child in (made.kept, made.gone)})
    known = _children(connection, ids) if ids else {}
    return [Known(made, known[made.kept], known[made.gone]) for made in found]
