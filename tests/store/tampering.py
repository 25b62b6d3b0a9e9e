"""Changes made directly in the database, past the service and its triggers, as whoever has the file could."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

from cases.model import ChildId, Identity, InvolvementId, PractitionerId
from cases.records import Action, AuditEntry, Effects, Outcome
from store.database import Database
from store.ledger import SqlLedger
from store.seals import SqlSeals
from tests.fakes import FakeClock

Tamper = Callable[..., None]


def entries(clock: FakeClock, count: int, start: int = 0) -> list[AuditEntry]:
    """Entries that all differ, some with gaps and foreign letters."""
    return [
        AuditEntry(
            at=clock.now() + timedelta(microseconds=number * 1001),
            identity=Identity("tenant", f"oid-{number % 3}"),
            practitioner_id=PractitionerId(f"p-{number % 3}") if number % 5 else None,
            action=Action.CIRCLE_SEE,
            outcome=Outcome.SHOWN,
            child_id=ChildId(f"c-{number % 4}") if number % 3 else None,
            basis="involved",
            reason="safeguarding: Zoë “said” \\ so",
            asked=f"who is working with Łucja {number}?",
            shown=tuple(InvolvementId(f"i-é-{one}") for one in range(number % 3)),
        )
        for number in range(start, start + count)
    ]


async def sealed(database: Database, clock: FakeClock, *batches: int, keys=()) -> None:
    """Write batches of entries, and seal each."""
    ledger, seals, start = SqlLedger(database, clock), SqlSeals(database, keys), 0
    for batch in batches:
        for entry in entries(clock, batch, start):
            await ledger.commit(Effects(audit=(entry,)), None)
        start += batch
        await seals.seal(clock.now())


async def tamper(database_url: str, *statements: str) -> None:
    """Run SQL with every trigger out of the way."""
    if database_url.startswith("sqlite"):
        _on_sqlite(Path(database_url.removeprefix("sqlite:///")), statements)
    else:
        await _on_postgresql(database_url, statements)


def _on_sqlite(path: Path, statements: Sequence[str]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        if name.startswith("audit"):
            connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


async def _on_postgresql(url: str, statements: Sequence[str]) -> None:
    dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(dsn)
    try:
        for table in ("audit", "audit_seals"):
            await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        for statement in statements:
            await connection.execute(statement)
    finally:
        for table in ("audit", "audit_seals"):
            await connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_refuses_change")
        await connection.close()
