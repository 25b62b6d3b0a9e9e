"""What was written between a merge and its undoing, and goes back with the child who was merged away."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update

from cases.handover import OPEN_STATES
from cases.merging import goes_back
from cases.model import Merge, ServiceId
from store.tables import (
    child_merge_rows,
    child_merges,
    handovers,
    introduction_approaches,
    introductions,
    involvements,
)

_OF = select(involvements.c.id, involvements.c.service_id, involvements.c.child_id).where(
    or_(involvements.c.child_id == bindparam("kept"), involvements.c.child_id == bindparam("gone"))
)
# What other merges moved to the kept child is theirs to move.
_OTHERS = (
    select(child_merge_rows.c.table_name, child_merge_rows.c.row_key)
    .join(child_merges, child_merges.c.id == child_merge_rows.c.merge_id)
    .where(
        child_merges.c.kept_id == bindparam("kept"),
        child_merges.c.id != bindparam("merge"),
        child_merges.c.undone_at.is_(None),
    )
)
_MOVE = update(involvements).where(involvements.c.id == bindparam("row")).values(child_id=bindparam("to"))


def work_since(connection: Connection, made: Merge, moved: Collection[str], held: Collection[str]) -> None:
    """Move back what cases.merging.goes_back says, and what is about nothing but that. The rest stays."""
    sides = {"kept": made.kept, "gone": made.gone}
    found = connection.execute(_OF, sides).all()
    taken = connection.execute(_OTHERS, {"kept": made.kept, "merge": made.id}).all()
    others = {(row.table_name, row.row_key.get("id")) for row in taken}
    mine = {ServiceId(row.service_id) for row in found if row.id in moved}
    theirs = {ServiceId(row.service_id) for row in found if row.id in held}
    for row in found:
        later = row.child_id == made.kept and row.id not in moved and row.id not in held
        if later and (involvements.name, row.id) not in others and goes_back(row.service_id, mine, theirs):
            connection.execute(_MOVE, {"row": row.id, "to": made.gone})
    back = {row.id for row in connection.execute(_OF, sides) if row.child_id == made.gone}
    _handovers(connection, made, back)
    _introductions(connection, made, back)


def _handovers(connection: Connection, made: Merge, back: Collection[str]) -> None:
    def open_of(child: str) -> Sequence[Any]:
        return connection.execute(select(handovers).where(handovers.c.child_id == child)).all()

    offered = {row.giver_id for row in open_of(made.gone) if row.state in OPEN_STATES}
    for row in open_of(made.kept):
        twice = row.state in OPEN_STATES and row.giver_id in offered
        if row.involvements and set(row.involvements) <= set(back) and not twice:
            there = update(handovers).where(handovers.c.id == row.id)
            connection.execute(there.values(child_id=made.gone))


def _introductions(connection: Connection, made: Merge, back: Collection[str]) -> None:
    about: dict[str, set[str]] = {}
    found = connection.execute(
        select(introductions.c.id, introduction_approaches.c.involvement_id)
        .join(introduction_approaches, introduction_approaches.c.introduction_id == introductions.c.id)
        .where(introductions.c.child_id == made.kept)
    )
    for row in found:
        about.setdefault(row.id, set()).add(row.involvement_id)
    for one in sorted(one for one, these in about.items() if these <= set(back)):
        there = update(introductions).where(introductions.c.id == one)
        connection.execute(there.values(child_id=made.gone))
