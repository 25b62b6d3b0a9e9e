"""Finds the children of a whole register who may be one: a page at a time, however many there are."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, bindparam, func, select

from cases.linking import Candidate, Doubtful, Linked, link, pair
from cases.matching.nicknames import Forms
from cases.model import Child, ChildId
from store import files, links
from store.database import Database
from store.linking import PAGE, Linking
from store.tables import children

_COUNT = select(func.count()).where(children.c.merged_into.is_(None))
_PAGE = (
    select(children.c.id)
    .where(children.c.id > bindparam("after"), children.c.merged_into.is_(None))
    .order_by(children.c.id)
    .limit(PAGE)
)
_CHILDREN = files.CHILDREN.where(children.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two children who may be one.

    ``certain``: by our own weights that an import would have linked them, by Splink 0.95 or more.
    """

    one: ChildId
    other: ChildId
    references: tuple[str, str]
    probability: float
    certain: bool


class Find(Protocol):
    """A way to find them, a page of children at a time."""

    def __call__(
        self, database: Database, on_page: Callable[[int], None], forms: Forms | None = None
    ) -> AsyncIterator[Duplicate]:
        """Every pair once. ``on_page`` hears of how many more children have been looked at."""
        ...


async def count(database: Database) -> int:
    """How many children there are to look at."""
    return await database.read(lambda connection: connection.scalar(_COUNT) or 0)


async def find(
    database: Database, on_page: Callable[[int], None], forms: Forms | None = None
) -> AsyncIterator[Duplicate]:
    """Every pair once. ``on_page`` hears of how many more children have been looked at."""
    linking, after = Linking(forms), ""
    while True:
        said = after

        def read(connection: Connection, said: str = said) -> tuple[Sequence[Duplicate], str, int]:
            known = page_after(connection, said)
            near = linking.candidates(connection, known, later=True)
            found = [
                one
                for child, candidates in zip(known, near, strict=True)
                for one in _of(child, candidates, forms or Forms())
            ]
            return found, known[-1].id if known else "", len(known)

        found, after, looked = await database.read(read)
        if not looked:
            return
        on_page(looked)
        for one in found:
            yield one


def page_after(connection: Connection, child_id: str) -> Sequence[Child]:
    """The next children by id, without those who are merged into another; nobody after the last one."""
    ids = list(connection.scalars(_PAGE, {"after": child_id}))
    return list(files.children_from(connection.execute(_CHILDREN, {"ids": ids}))) if ids else []


def _of(child: Child, candidates: Sequence[Candidate], forms: Forms) -> list[Duplicate]:
    """The pairs of which this child has the lower id, as the rules judge each by itself."""
    found = []
    for candidate in candidates:
        verdict = link(child, [candidate], forms)
        if isinstance(verdict, Linked | Doubtful):
            found.append(_pair(child, candidate, certain=isinstance(verdict, Linked)))
    return found


def _pair(child: Child, other: Candidate, *, certain: bool) -> Duplicate:
    references = (child.reference, other.child.reference)
    return Duplicate(child.id, other.child.id, references, other.probability, certain)


async def enqueue(
    database: Database, found: Sequence[Duplicate], fresh_id: Callable[[], str], at: datetime
) -> int:
    """Put pairs into the stewards' queue; how many were never in it before.

    Certain ones too: two records that are there are made one by a person, never in silence.
    """
    made = [pair(fresh_id(), one.one, one.other, one.probability, at) for one in found]
    return await database.write(lambda connection: links.put(connection, made))
