"""The runs of imports: begun with their first change, ended with their last, both on the audit trail."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from cases.model import Identity
from cases.records import Action, AuditEntry, Effects, Outcome
from store.effects import Turn, write
from store.imports.scope import Scope
from store.tables import import_runs

COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Run:
    """Who imports which file, for the trail."""

    file: str
    by: str


def is_first(connection: Connection, agency: str, source: str, kind: str) -> bool:
    """Whether no import of this kind from this source has come to its end yet."""
    ended = select(import_runs.c.id).where(
        import_runs.c.agency_id == agency,
        import_runs.c.source == source,
        import_runs.c.kind == kind,
        import_runs.c.ended_at.is_not(None),
    )
    return connection.scalar(ended.limit(1)) is None


def begin(connection: Connection, scope: Scope, run: Run) -> None:
    """Write that a run begins."""
    connection.execute(
        import_runs.insert(),
        {
            "id": scope.run,
            "agency_id": scope.agency,
            "source": scope.source,
            "kind": scope.kind,
            "file": run.file,
            "by": run.by,
            "began_at": scope.at,
            "ended_at": None,
        },
    )
    _record(connection, scope, run, "began")


def finish(connection: Connection, scope: Scope, run: Run, counts: str) -> None:
    """Write that a run has come to its end, and what it did."""
    connection.execute(update(import_runs).where(import_runs.c.id == scope.run).values(ended_at=scope.at))
    _record(connection, scope, run, f"ended; {counts}")


def _record(connection: Connection, scope: Scope, run: Run, what: str) -> None:
    entry = AuditEntry(
        at=scope.at,
        identity=Identity(COMMAND_LINE, run.by),
        practitioner_id=None,
        action=Action.REGISTER_IMPORT,
        outcome=Outcome.CHANGED,
        basis=COMMAND_LINE,
        asked=f"import of {scope.kind} from {run.file}, agency {scope.agency}, source {scope.source}: {what}",
    )
    write(connection, [Turn(Effects(audit=(entry,)), None)], scope.at)
