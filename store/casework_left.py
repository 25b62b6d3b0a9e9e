"""Which involvements somebody ended with the very day on which they said so."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, bindparam, select

from cases.local import LOCAL
from cases.model import ChildId, InvolvementId
from cases.records import EventKind
from store import merged, rows
from store.tables import events

_LEFT = rows.ForIds(
    lambda among: select(events.c.involvement_id).where(
        among(events.c.child_id),
        events.c.kind == EventKind.LEFT,
        events.c.on_day == bindparam("on"),
        events.c.at >= bindparam("began"),
    )
)


def left_on(connection: Connection, children: Sequence[ChildId], on: date) -> frozenset[InvolvementId]:
    """Those of these children's that were ended on that day, with that day."""
    if not children:
        return frozenset()
    began = datetime.combine(on, time(), LOCAL)
    found = _LEFT.gather(connection, merged.parts(connection, children), on=on, began=began)
    return frozenset(InvolvementId(row.involvement_id) for row in found)
