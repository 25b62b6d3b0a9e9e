"""Finds the children of a whole register who may be one, by Splink: an extra, which need not be installed."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from itertools import islice

from sqlalchemy import Connection

from cases.linking import may_be_called_so, same_number
from cases.matching import CERTAIN, CLOSE
from cases.matching.nicknames import Forms
from cases.model import Child, ChildId
from store import files, rows
from store.database import Database
from store.duplicates import Duplicate, page_after
from store.splink_model import likely_pairs
from store.splink_rows import Rows
from store.tables import children

_AT_ONCE = 500
_THESE = rows.ForIds(lambda among: files.CHILDREN.where(among(children.c.id)))


async def find(
    database: Database, on_page: Callable[[int], None], forms: Forms | None = None
) -> AsyncIterator[Duplicate]:
    """Every pair once. ``on_page`` hears of how many more children have been read."""
    known = forms or Forms()
    ids: list[ChildId] = []
    with Rows(known) as made:
        while page := await database.read(partial(_after, ids)):
            made.add(page)
            ids += [child.id for child in page]
            on_page(len(page))
        pairs = iter(likely_pairs(made, CLOSE))
    while some := [(ids[one], ids[other], sure) for one, other, sure in islice(pairs, _AT_ONCE)]:
        for found in await database.read(partial(_judged, some, known)):
            yield found


def _after(ids: Sequence[ChildId], connection: Connection) -> Sequence[Child]:
    return page_after(connection, ids[-1] if ids else "")


def _judged(
    pairs: Sequence[tuple[ChildId, ChildId, float]], forms: Forms, connection: Connection
) -> list[Duplicate]:
    these = sorted({child for one, other, _ in pairs for child in (one, other)})
    there: Mapping[ChildId, Child] = {
        child.id: child for child in files.children_from(_THESE.gather(connection, these))
    }
    return [
        Duplicate(one, other, (there[one].reference, there[other].reference), sure, sure >= CERTAIN)
        for one, other, sure in pairs
        if one in there and other in there and _may_be_one(there[one], there[other], forms)
    ]


def _may_be_one(one: Child, other: Child, forms: Forms) -> bool:
    """Not if they have no given name in common, or twins would be one child: as an import links.

    A child of whom one name is known, or none, has none that contradicts.
    """
    return (
        same_number(one, other)
        or not (_fully_named(one) and _fully_named(other))
        or may_be_called_so(one, other, forms)
    )


def _fully_named(child: Child) -> bool:
    return any(name.given and name.family for name in child.names)
