"""Opens and changes cases, and keeps what happened to them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from cases.model import Case, CaseId, CaseStatus, PractitionerId
from cases.records import CaseEvent, CaseEventKind, CaseOpening, CaseRewrite
from store.tables import case_children, cases

_LOCK = (
    select(cases.c.id)
    .where(cases.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(cases.c.id)
    .with_for_update(key_share=True)
)
_NOW = select(cases.c.lead_id, cases.c.status, cases.c.kind, cases.c.reference).where(
    cases.c.id == bindparam("case")
)
_UPDATE = update(cases).where(cases.c.id == bindparam("case"))
_TAKEN = select(cases.c.id).where(
    cases.c.reference == bindparam("reference"), cases.c.id != bindparam("case")
)
_OTHER_OPEN = (
    select(cases.c.id)
    .join(case_children, case_children.c.case_id == cases.c.id)
    .where(
        cases.c.status == CaseStatus.OPEN,
        cases.c.id != bindparam("case"),
        case_children.c.child_id.in_(bindparam("children", expanding=True)),
    )
    .limit(1)
)
# Replicas take turns at opening cases: else two could open one for the same child at the same time.
_ONE_AT_A_TIME = select(func.pg_advisory_xact_lock(0x7EA3CA5E))


def lock(connection: Connection, rewrites: Sequence[CaseRewrite]) -> None:
    """Keep others from changing these cases until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({rewrite.before.id for rewrite in rewrites})}).all()


def is_current(connection: Connection, rewrite: CaseRewrite) -> bool:
    """Whether the case is still as it was when the change was decided, and its reference its own."""
    return _is(connection, rewrite.before) and not _is_taken(connection, rewrite.after)


def rewrite(connection: Connection, change: CaseRewrite) -> None:
    """Write what may change of a case. Call ``lock`` and ``is_current`` first."""
    connection.execute(_UPDATE.values(**_changing(change.after)), {"case": change.after.id})


def lock_openings(connection: Connection, openings: Sequence[CaseOpening]) -> None:
    """Keep others from opening cases until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME)
    if again := sorted({one.before.id for one in openings if one.before is not None}):
        connection.execute(_LOCK, {"ids": again}).all()


def may_open(connection: Connection, opening: CaseOpening) -> bool:
    """Whether none of its children has another open case, and nothing came in between."""
    case, before = opening.after, opening.before
    if before is not None and not _is(connection, before):
        return False
    asked = {"case": case.id, "children": list(case.children)}
    return not (connection.execute(_OTHER_OPEN, asked).first() or _is_taken(connection, case))


def open_case(connection: Connection, opening: CaseOpening) -> None:
    """Write a new case, or that one is open again. Call ``lock_openings`` and ``may_open`` first."""
    case = opening.after
    if opening.before is not None:
        connection.execute(_UPDATE.values(**_changing(case)), {"case": case.id})
        return
    connection.execute(cases.insert(), {"id": case.id, **_changing(case)})
    about = [
        {"case_id": case.id, "child_id": child, "position": number}
        for number, child in enumerate(case.children)
    ]
    connection.execute(case_children.insert(), about)


def _is(connection: Connection, case: Case) -> bool:
    row = connection.execute(_NOW, {"case": case.id}).one_or_none()
    return row is not None and tuple(row) == (case.lead_id, case.status, case.kind, case.reference)


def _is_taken(connection: Connection, case: Case) -> bool:
    asked = {"case": case.id, "reference": case.reference}
    return connection.execute(_TAKEN, asked).first() is not None


def _changing(case: Case) -> dict[str, Any]:
    return {
        "lead_id": case.lead_id,
        "status": case.status,
        "kind": case.kind,
        "reference": case.reference,
    }


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
        "detail": one.detail,
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
        detail=row.detail,
    )


def _practitioner(found: str | None) -> PractitionerId | None:
    return None if found is None else PractitionerId(found)
