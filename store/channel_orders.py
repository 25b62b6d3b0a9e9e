"""What was asked for of cases' channels: written with turns, read by whoever brings it about."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from cases.model import CaseId, ChannelForm, ChannelOrder, ConversationId, Place, PractitionerId
from cases.records import ChannelRewrite
from store.tables import channel_left_out, channel_orders
from store.upsert import insert

_LOCK = (
    select(channel_orders.c.case_id)
    .where(channel_orders.c.case_id.in_(bindparam("ids", expanding=True)))
    .order_by(channel_orders.c.case_id)
    .with_for_update()
)
_ONE = select(channel_orders).where(channel_orders.c.case_id == bindparam("case"))
_LEFT_OUT = select(channel_left_out.c.practitioner_id).where(channel_left_out.c.case_id == bindparam("case"))


def lock(connection: Connection, rewrites: Sequence[ChannelRewrite]) -> None:
    """Keep others from changing what was asked for until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({change.after.case_id for change in rewrites})}).all()


def is_current(connection: Connection, change: ChannelRewrite) -> bool:
    """Whether what was asked for is still as it was; where its progress is shown does not count."""
    held, before = order(connection, change.after.case_id), change.before
    if held is None or before is None:
        return held is before
    return (held.form, held.left_out, held.asked_at) == (before.form, before.left_out, before.asked_at)


def rewrite(connection: Connection, change: ChannelRewrite) -> None:
    """Write what is asked for now. Call ``lock`` and ``is_current`` first."""
    after = change.after
    values = {
        "form": after.form,
        "asked_by": after.asked_by,
        "asked_at": after.asked_at,
        "progress_conversation": after.progress.conversation_id if after.progress else None,
        "progress_activity": after.progress.activity_id if after.progress else None,
    }
    if change.before is None:
        connection.execute(channel_orders.insert(), {"case_id": after.case_id, **values})
    else:
        where = channel_orders.c.case_id == after.case_id
        connection.execute(update(channel_orders).where(where).values(**values))
    connection.execute(delete(channel_left_out).where(channel_left_out.c.case_id == after.case_id))
    rows = [{"case_id": after.case_id, "practitioner_id": one} for one in sorted(after.left_out)]
    if rows:
        statement = insert(connection.dialect.name, channel_left_out).on_conflict_do_nothing()
        connection.execute(statement, rows)


def order(connection: Connection, case: CaseId) -> ChannelOrder | None:
    """What was asked for of a case's channel; None where nothing was."""
    row = connection.execute(_ONE, {"case": case}).one_or_none()
    return None if row is None else order_from(row, connection.scalars(_LEFT_OUT, {"case": case}))


def order_from(row: Row[tuple[object, ...]], left_out: Iterable[str]) -> ChannelOrder:
    """An order from its row."""
    place = None
    if row.progress_conversation and row.progress_activity:
        place = Place(ConversationId(row.progress_conversation), row.progress_activity)
    return ChannelOrder(
        case_id=CaseId(row.case_id),
        form=ChannelForm(row.form),
        asked_by=PractitionerId(row.asked_by),
        asked_at=row.asked_at,
        left_out=frozenset(map(PractitionerId, left_out)),
        progress=place,
    )
