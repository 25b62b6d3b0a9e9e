"""Writes what turns leave behind: many turns in a few statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from cases.model import Grant
from cases.records import AuditEntry, Effects, Notice
from store.tables import audit, grants, inbound, notices
from store.tables.columns import storable
from store.upsert import insert

# Made once: building a statement takes as long as running it.
_CLAIM = {
    dialect: insert(dialect, inbound).on_conflict_do_nothing().returning(inbound.c.activity_id)
    for dialect in ("sqlite", "postgresql")
}
_INSERT = {table: table.insert() for table in (grants, audit, notices)}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn writes. ``once`` names the inbound activity that it answers."""

    effects: Effects
    once: str | None


def write(connection: Connection, turns: Sequence[Turn], at: datetime) -> list[bool]:
    """Write every turn that has not been written before, and say of each whether it was written now.

    Of several turns for the same activity the first counts.
    """
    activities = [None if turn.once is None else storable(turn.once) for turn in turns]
    free = _claim(connection, {activity for activity in activities if activity is not None}, at)
    outcomes = []
    written: list[Effects] = []
    for turn, activity in zip(turns, activities, strict=True):
        new = activity is None or activity in free
        outcomes.append(new)
        if new:
            free.discard(activity)
            written.append(turn.effects)
    _insert(connection, grants, (_grant(grant) for effects in written for grant in effects.grants))
    _insert(connection, audit, (_entry(entry) for effects in written for entry in effects.audit))
    _insert(connection, notices, (_notice(notice, at) for effects in written for notice in effects.notices))
    return outcomes


def _claim(connection: Connection, activities: set[str], at: datetime) -> set[str | None]:
    if not activities:
        return set()
    # In order, so that two replicas with the same activities in hand cannot wait for each other.
    claims = [{"activity_id": activity, "at": at} for activity in sorted(activities)]
    return set(connection.scalars(_CLAIM[connection.dialect.name], claims))


def _insert(connection: Connection, table: Table, values: Iterable[dict[str, Any]]) -> None:
    if rows := list(values):
        connection.execute(_INSERT[table], rows)


def _grant(grant: Grant) -> dict[str, Any]:
    return {
        "id": grant.id,
        "practitioner_id": grant.practitioner_id,
        "child_id": grant.child_id,
        "purpose": grant.reason.purpose,
        "words": grant.reason.words,
        "given_at": grant.given_at,
        "expires_at": grant.expires_at,
    }


def _entry(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "tenant_id": entry.identity.tenant_id,
        "object_id": entry.identity.object_id,
        "practitioner_id": entry.practitioner_id,
        "action": entry.action,
        "outcome": entry.outcome,
        "child_id": entry.child_id,
        "basis": entry.basis,
        "reason": entry.reason,
        "asked": entry.asked,
        "shown": list(entry.shown),
    }


def _notice(notice: Notice, at: datetime) -> dict[str, Any]:
    return {
        "practitioner_id": notice.to,
        "kind": notice.kind,
        "subject": notice.subject,
        "not_before": at,
        "attempts": 0,
        "error": "",
    }
