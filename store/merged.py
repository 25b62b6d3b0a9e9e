"""Who turned out to be whom: a child who was merged into another is read, and written, as that one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Connection, bindparam, or_, select

from cases.model import ChildId
from cases.records import (
    AnyRewrite,
    CaseOpening,
    Effects,
    HandoverRewrite,
    IntroductionRewrite,
    NewApproach,
    Rewrite,
)
from store import rows
from store.tables import children

Id = TypeVar("Id", bound=str)

_POINTERS = rows.ForIds(
    lambda among: select(children.c.id, children.c.merged_into).where(
        among(children.c.id), children.c.merged_into.is_not(None)
    )
)
_WHOLE = rows.ForIds(
    lambda among: select(children.c.id).where(or_(among(children.c.id), among(children.c.merged_into)))
)
# Whoever writes of a child keeps it from being merged away until they have written; they do not wait for
# one another.
_HOLD = (
    select(children.c.id, children.c.merged_into)
    .where(children.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(children.c.id)
    .with_for_update(read=True, key_share=True)
)


def pointers(connection: Connection, asked: Sequence[str]) -> Mapping[str, ChildId]:
    """Whom those of these children who were merged are now."""
    return {row.id: ChildId(row.merged_into) for row in _POINTERS.gather(connection, asked)}


def resolved(connection: Connection, asked: Sequence[ChildId]) -> list[ChildId]:
    """These children as they are now, each once, in the order asked."""
    moved = pointers(connection, asked)
    return list(dict.fromkeys(moved.get(child, child) for child in asked))


def parts(connection: Connection, asked: Sequence[ChildId]) -> list[ChildId]:
    """These children and all who were merged into them: what the histories know them by."""
    return sorted({ChildId(row.id) for row in _WHOLE.gather(connection, asked)} | set(asked))


def hold(connection: Connection, turns: Iterable[Effects]) -> set[str]:
    """Keep the children of these turns from being merged until the transaction ends; those who are now."""
    ids = sorted({child for effects in turns for child in written_of(effects)})
    if not ids:
        return set()
    found = connection.execute(_HOLD, {"ids": ids}).all()
    return {row.id for row in found if row.merged_into is not None}


def written_of(effects: Effects) -> set[str]:
    """The children whom a turn writes rows about that a merge would have to move."""
    about: set[str] = {grant.child_id for grant in effects.grants}
    for change in effects.rewrites:
        about |= set(_children(change))
    return about


def _children(change: AnyRewrite) -> Iterable[ChildId]:
    match change:
        case Rewrite():
            return (change.child_id,)
        case HandoverRewrite() | IntroductionRewrite():
            return (change.after.child_id,)
        case NewApproach():
            return (change.approach.child_id,)
        case CaseOpening():
            return change.after.children
    return ()
