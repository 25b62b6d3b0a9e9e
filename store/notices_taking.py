"""Which notices are taken next: a person's in their order, none while an earlier one is in hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, Update, bindparam, case, exists, func, select, true, update

from cases.model import PractitionerId
from cases.ports_delivery import DeliveryState, Doubt, PendingNotice
from cases.records import Notice
from store.tables import notices

# At once, of one person's: they go one after the other, and hold up nobody else's meanwhile.
_OF_ONE = 5
# As the partial indexes have it: a bound value would keep SQLite from using them.
OPEN = notices.c.ended_at.is_(None)
_earlier = notices.alias("earlier")
# One that was taken, or put off after a try, has a later moment than those behind it.
_BLOCKED = exists().where(
    _earlier.c.practitioner_id == notices.c.practitioner_id,
    _earlier.c.ended_at.is_(None),
    _earlier.c.blocks,
    _earlier.c.id < notices.c.id,
    _earlier.c.not_before > notices.c.not_before,
)
BEGUN = notices.c.state == DeliveryState.SENDING
# Since when it may be there: whoever was about to send it is gone, or nobody knows what became of a try.
DOUBT = func.coalesce(notices.c.doubt_since, case((BEGUN, notices.c.sending_at)))
DUE = (
    select(
        notices.c.id,
        notices.c.practitioner_id,
        notices.c.kind,
        notices.c.subject,
        notices.c.attempts,
        notices.c.written_at,
        notices.c.mark,
        notices.c.sending_at,
        DOUBT.label("doubt_since"),
        notices.c.looks,
    )
    .where(OPEN, notices.c.not_before <= bindparam("now"), ~_BLOCKED)
    .order_by(notices.c.not_before, notices.c.id)
    .limit(bindparam("most", type_=Integer))
)
NEXT = DUE.with_for_update(skip_locked=True, of=notices)


def a_few_each(found: Sequence[PendingNotice]) -> list[PendingNotice]:
    """Those of them that may be in one worker's hands at once."""
    counts: dict[PractitionerId, int] = {}
    kept = []
    for one in found:
        counts[one.notice.to] = counts.get(one.notice.to, 0) + 1
        if counts[one.notice.to] <= _OF_ONE:
            kept.append(one)
    return kept


def held(ids: Sequence[int], until: datetime, by: str) -> Update:
    """One that was about to leave when its sender went may have arrived."""
    return (
        update(notices)
        .where(notices.c.id.in_(ids))
        .values(
            not_before=until,
            taken_by=by,
            blocks=true(),
            doubt_since=DOUBT,
            state=DeliveryState.WAITING,
        )
    )


def pending(row: Row[*tuple[Any, ...]]) -> PendingNotice:
    """A row of ``DUE``."""
    notice = Notice(PractitionerId(row.practitioner_id), row.kind, row.subject)
    doubt = Doubt(row.doubt_since, row.sending_at, row.looks) if row.doubt_since else None
    return PendingNotice(row.id, notice, row.attempts, row.written_at, row.mark, doubt)
