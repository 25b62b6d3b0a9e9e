"""Reads and rewrites one practitioner's involvements with a child; nobody's change is ever written over."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, Row, bindparam, delete, select, update

from cases.model import ChildId, Involvement, InvolvementId, PractitionerId
from cases.records import Event, EventKind, Rewrite
from store import rows
from store.tables import children, events, involvement_named_to, involvements

_HELD = rows.ForIds(
    lambda among: (
        select(involvements, involvement_named_to.c.practitioner_id)
        .outerjoin(involvement_named_to, involvement_named_to.c.involvement_id == involvements.c.id)
        .where(involvements.c.practitioner_id == bindparam("whose"), among(involvements.c.child_id))
        .order_by(involvements.c.id)
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )
)
# Replicas that rewrite the same child's circle take turns; whoever only reads it does not wait.
_LOCK = (
    select(children.c.id)
    .where(children.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(children.c.id)
    .with_for_update(key_share=True)
)
_UPDATE = update(involvements).where(involvements.c.id == bindparam("row"))
_UNNAME = delete(involvement_named_to).where(
    involvement_named_to.c.involvement_id == bindparam("row"),
    involvement_named_to.c.practitioner_id == bindparam("whom"),
)
_EVENT = select(events).where(events.c.id == bindparam("event"))


def held(connection: Connection, whose: PractitionerId, of: Sequence[ChildId]) -> tuple[Involvement, ...]:
    """All of a practitioner's involvements with these children, by id."""
    found = _HELD.gather(connection, of, whose=whose)
    made = (
        rows.involvement(group[0], {row.involvement_named_to_practitioner_id for row in group} - {None})
        for group in rows.grouped(found, "involvements_id")
    )
    return tuple(sorted(made, key=lambda row: row.id))


def lock(connection: Connection, rewrites: Iterable[Rewrite]) -> None:
    """Keep others from rewriting these children's involvements until the transaction ends."""
    ids = sorted({rewrite.child_id for rewrite in rewrites})
    if ids:
        connection.execute(_LOCK, {"ids": ids}).all()


def is_current(connection: Connection, rewrite: Rewrite) -> bool:
    """Whether everything is still as it was when the change was decided."""
    there = held(connection, rewrite.practitioner_id, [rewrite.child_id])
    return there == tuple(sorted(rewrite.before, key=lambda row: row.id))


def rewrite(connection: Connection, change: Rewrite) -> None:
    """Write what is new or different. Call ``lock`` and ``is_current`` first."""
    known = {row.id: row.disclosure.named_to for row in change.before}
    for row in change.after:
        if row.id in known:
            connection.execute(_UPDATE.values(**_changing(row)), {"row": row.id})
        else:
            connection.execute(involvements.insert(), whole_row(row))
        _name(connection, row, known.get(row.id, frozenset()))


def _name(connection: Connection, row: Involvement, before: frozenset[PractitionerId]) -> None:
    """Name an involvement to whom it is disclosed now, and to nobody else."""
    now = row.disclosure.named_to
    for one in sorted(before - now):
        connection.execute(_UNNAME, {"row": row.id, "whom": one})
    if named := [{"involvement_id": row.id, "practitioner_id": one} for one in sorted(now - before)]:
        connection.execute(involvement_named_to.insert(), named)


def event(connection: Connection, event_id: str) -> Event | None:
    """What happened to an involvement; None if no event has this id."""
    row = connection.execute(_EVENT, {"event": event_id}).one_or_none()
    return None if row is None else event_from(row)


def event_row(one: Event) -> dict[str, Any]:
    """An event as the table has it."""
    return {
        "id": one.id,
        "at": one.at,
        "kind": one.kind,
        "child_id": one.child_id,
        "involvement_id": one.involvement_id,
        "practitioner_id": one.practitioner_id,
        "actor_id": one.actor_id,
        "on_day": one.on,
        "detail": one.detail,
        "previous": one.previous,
        "basis": one.basis,
        "grant_id": one.grant_id,
    }


def event_from(row: Row[Any]) -> Event:
    """An event from its row."""
    return Event(
        id=row.id,
        at=row.at,
        kind=EventKind(row.kind),
        child_id=ChildId(row.child_id),
        involvement_id=InvolvementId(row.involvement_id),
        practitioner_id=PractitionerId(row.practitioner_id),
        actor_id=PractitionerId(row.actor_id),
        on=row.on_day,
        detail=row.detail,
        previous=row.previous,
        basis=row.basis,
        grant_id=row.grant_id,
    )


def _changing(row: Involvement) -> dict[str, Any]:
    return {
        "role": row.role,
        "visibility": row.visibility,
        "since": row.since,
        "until": row.until,
        "last_contact": row.last_contact,
        "last_confirmed": row.last_confirmed,
        "cancelled": row.cancelled,
        "disclosure_level": row.disclosure.level,
        "disclosure_basis": row.disclosure.basis,
        "recording_basis": row.recording_basis,
    }


def whole_row(row: Involvement) -> dict[str, Any]:
    """An involvement as the table has it, without whom it is named to."""
    return {
        **_changing(row),
        "id": row.id,
        "child_id": row.child_id,
        "practitioner_id": row.practitioner_id,
        "service_id": row.service_id,
    }
