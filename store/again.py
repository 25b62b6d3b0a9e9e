"""What waits for somebody is looked at again: by what they have said of themselves just now."""

from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, func, update

from cases.model import PractitionerId
from cases.ports_delivery import QUIET
from store.tables import notices, update_items

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_ITEMS = (
    update(update_items)
    .where(update_items.c.practitioner_id == bindparam("whose"), update_items.c.batch == "")
    .values(due_at=_LONG_AGO)
)
# In the order in which they were written; one that somebody delivers just now is left to them.
_NOTICES = (
    update(notices)
    .where(
        notices.c.practitioner_id == bindparam("whose"),
        notices.c.ended_at.is_(None),
        notices.c.taken_by == "",
        notices.c.error == QUIET,
    )
    .values(not_before=func.coalesce(notices.c.written_at, notices.c.not_before))
)


def look_again(connection: Connection, whose: PractitionerId) -> None:
    """Have all that waits for a decent hour, or for its turn, be judged anew; nothing is sent by this."""
    connection.execute(_ITEMS, {"whose": whose})
    connection.execute(_NOTICES, {"whose": whose})
