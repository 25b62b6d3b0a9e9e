"""Rows of digests, in one way: a manager's figures, or that somebody was told of a week or month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from cases.model import PractitionerId, ServiceId
from cases.records import DigestRow
from store.tables import digests
from store.upsert import insert

_PUT = {
    dialect: insert(dialect, digests).on_conflict_do_nothing().returning(digests.c.practitioner_id)
    for dialect in ("sqlite", "postgresql")
}


@dataclass(frozen=True, slots=True)
class Bare:
    """That somebody is told of a period: nothing of it is kept, because it is counted when it is sent."""

    practitioner_id: PractitionerId
    kind: str
    period: str
    at: datetime


def put(connection: Connection, made: Sequence[DigestRow | Bare]) -> Sequence[PractitionerId]:
    """Write those that are not there yet; says whose these are, by id."""
    if not made:
        return ()
    # In order, so that two replicas with the same people in hand cannot wait for each other.
    rows = [_row(one) for one in sorted(made, key=lambda one: (one.practitioner_id, one.kind, one.period))]
    return sorted(map(PractitionerId, connection.scalars(_PUT[connection.dialect.name], rows)))


def digest_from(row: Row[Any]) -> DigestRow:
    """A manager's digest as it was made."""
    kept = row.figures
    return DigestRow(
        PractitionerId(row.practitioner_id),
        row.kind,
        row.period,
        row.at,
        datetime.fromisoformat(kept["since"]),
        frozenset(map(ServiceId, kept["services"])),
        kept["counts"],
        tuple((PractitionerId(who), count) for who, count in kept["caseload"]),
    )


def _row(made: DigestRow | Bare) -> dict[str, Any]:
    return {
        "practitioner_id": made.practitioner_id,
        "kind": made.kind,
        "period": made.period,
        "at": made.at,
        "figures": _figures(made) if isinstance(made, DigestRow) else {},
    }


def _figures(made: DigestRow) -> dict[str, Any]:
    return {
        "counts": dict(made.figures),
        "since": made.since.isoformat(),
        "services": sorted(made.services),
        "caseload": [list(one) for one in made.caseload],
    }
