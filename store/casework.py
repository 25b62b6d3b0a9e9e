"""Changes cases, and keeps what happened to them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from cases.model import CaseId, PractitionerId
from cases.records import CaseEvent, CaseEventKind, CaseRewrite
from store.tables import cases

_LOCK = (
    select(cases.c.id)
    .where(cases.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(cases.c.id)
    .with_for_update(key_share=True)
)
_NOW = select(cases.c.lead_id, cases.c.status).where(cases.c.id == bindparam("case"))
_UPDATE = update(cases).where(cases.c.id == bindparam("case"))


def lock(connection: Connection, rewrites: Sequence[CaseRewrite]) -> None:
    """Keep others from changing these cases until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({rewrite.before.id for rewrite in rewrites})}).all()


def is_current(connection: Connection, rewrite: CaseRewrite) -> bool:
    """Whether the lead and the status are still as they were when the change was decided."""
    row = connection.execute(_NOW, {"case": rewrite.before.id}).one_or_none()
    return row is not None and (row.lead_id, row.status) == (rewrite.before.lead_id, rewrite.before.status)


def rewrite(connection: Connection, change: CaseRewrite) -> None:
    """Write the lead and the status. Call ``lock`` and ``is_current`` first."""
    after = change.after
    connection.execute(_UPDATE.values(lead_id=after.lead_id, status=after.status), {"case": after.id})


def event_row(one: CaseEvent) -> dict[str, Any]:
    """An event as the table has it."""
    return {
        "id": one.id,
        "at": one.at,
        "kind": one.kind,
        "case_id": one.case_id,
        "actor_id": one.actor_id,
        "on_day": one.on,
        "lead_id": one.lead_id,
        "previous_id": one.previous_id,
    }


def event_from(row: Row[Any]) -> CaseEvent:
    """An event from its row."""
    return CaseEvent(
        id=row.id,
        at=row.at,
        kind=CaseEventKind(row.kind),
        case_id=CaseId(row.case_id),
        actor_id=_practitioner(row.actor_id),
        on=row.on_day,
        lead_id=_practitioner(row.lead_id),
        previous_id=_practitioner(row.previous_id),
    )


def _practitioner(found: str | None) -> PractitionerId | None:
    return None if found is None else PractitionerId(found)
