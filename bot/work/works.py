"""The works that the durable engine holds: put in, counted, listed, tried again, dropped.

Everything here waits for the database, in the thread that calls it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from time import monotonic, sleep
from typing import Any

from dbos import DBOSClient, DBOSPortableJSONSerializer, WorkflowStatus
from sqlalchemy import Connection, QueuePool, text

from bot.work.place import SCHEMA, has_tables, open_engine
from cases.records import Work
from store.works import deaths, forget_deaths, scheduled, unschedule

APPLICATION = "teamaround"
QUEUE = "work"
WORKFLOW = "work"
_ACTIVE = ("ENQUEUED", "PENDING", "DELAYED")
_GIVEN_UP = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_ENDED = ("SUCCESS", "CANCELLED")
_MOST = 500
_PATIENCE = 3.0  # seconds


class State(StrEnum):
    """How a piece of work stands, for those who look after the service."""

    WAITING = "waiting"
    RUNNING = "running"
    ATTENTION = "needs attention"


_STATES = {
    "ENQUEUED": State.WAITING,
    "DELAYED": State.WAITING,
    "PENDING": State.RUNNING,
    "ERROR": State.ATTENTION,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": State.ATTENTION,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One piece of work as it is listed. ``error`` names a step and a class; ``since`` is its last change."""

    key: str
    name: str
    ids: tuple[str, ...]
    state: State
    since: datetime
    deaths: int = 0
    error: str = ""


class Works:
    """The engine's works in the database at a URL, whether or not an engine runs here."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self._client = DBOSClient(
            system_database_engine=self.engine,
            dbos_system_schema=SCHEMA,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            lazy=True,
        )
        own = "" if self.engine.dialect.name == "sqlite" else f"{SCHEMA}."
        self._count = text(f"SELECT status, count(*) AS n FROM {own}workflow_status GROUP BY status")  # noqa: S608

    def close(self) -> None:
        """Let go of every connection."""
        self._client.destroy()
        # The engine's threads may be about to give one back, which nobody would close after this.
        end = monotonic() + _PATIENCE
        while isinstance(self.engine.pool, QueuePool) and self.engine.pool.checkedout() and monotonic() < end:
            sleep(0.01)
        self.engine.dispose()

    def there(self) -> bool:
        """Whether the database has the engine's tables."""
        return has_tables(self.engine)

    def open_queue(self, at_once: int, poll: float) -> None:
        """Have works taken up, so many at once in each process, by looking every ``poll`` seconds."""
        self._client.register_queue(QUEUE, worker_concurrency=at_once, polling_interval_sec=poll)

    def enqueue(self, connection: Connection, works: Sequence[Work]) -> None:
        """Put works into the transaction of a connection: as store.works.Enqueue."""
        try:
            for work in works:
                put = {"workflow_name": WORKFLOW, "queue_name": QUEUE, "workflow_id": work.key}
                self._client.enqueue_in_transaction(connection, put, work.name, *work.ids)  # type: ignore[arg-type]
        finally:
            # It leaves this behind, which would make every later statement on the connection slower.
            connection.execution_options(schema_translate_map=None)

    def counts(self) -> dict[State, int]:
        """How many stand how. What is not due yet is not among them."""
        found = dict.fromkeys(State, 0)
        with self.engine.connect() as connection:
            for row in connection.execute(self._count):
                if row.status in _STATES:
                    found[_STATES[row.status]] += row.n
        return found

    def listed(self, now: datetime) -> list[Listed]:
        """All that has not ended at that moment, what needs attention first, then by the last change."""
        order = list(reversed(State))
        with self.engine.connect() as connection:
            later = [
                Listed(work.key, work.name, work.ids, State.WAITING, work.not_before or now)
                for work in scheduled(connection)
            ]
            held = [
                _listed(one, deaths(connection, one.workflow_id))
                for one in self._with((*_ACTIVE, *_GIVEN_UP))
            ]
        return sorted(held, key=lambda one: (order.index(one.state), one.since)) + later

    def has_given_up(self, name: str) -> bool:
        """Whether any work of this job needs attention."""
        return any(next(_ids(one)) == name for one in self._with(_GIVEN_UP))

    def pending(self) -> dict[str, str]:
        """What is under way: who works on which key."""
        found = self._with(("PENDING",), load_input=False)
        return {one.workflow_id: one.executor_id or "" for one in found}

    def put_back(self, keys: Iterable[str]) -> None:
        """These go into the queue again, to be gone on with behind their last step that was kept."""
        if listed := list(keys):
            self._client.resume_workflows(listed, queue_name=QUEUE)

    def retry(self, key: str) -> bool:
        """Go on with what needs attention, behind its last step that succeeded; False if it does not."""
        if not any(one.workflow_id == key for one in self._with(_GIVEN_UP, workflow_ids=[key])):
            return False
        good = 0
        for step in self._client.list_workflow_steps(key):
            if isinstance(step["output"], dict) and "failed" not in step["output"]:
                good = max(good, step["function_id"])
        with self.engine.begin() as connection:
            forget_deaths(connection, [key])
        self._client.rewind_workflow(key, start_step=good + 1, queue_name=QUEUE)
        return True

    def drop(self, key: str) -> bool:
        """Never do it; False if there is nothing to be dropped. A step under way is not broken off."""
        with self.engine.begin() as connection:
            was_later = unschedule(connection, key)
        held = self._with((*_ACTIVE, *_GIVEN_UP), workflow_ids=[key], load_input=False)
        if held and held[0].status in _GIVEN_UP:
            # What has ended cannot be cancelled; so it is put back, and cancelled before anybody takes it.
            self._client.rewind_workflow(key, queue_name="dropped")
        if held:
            self._client.cancel_workflow(key)
        return was_later or bool(held)

    def forget(self, before: datetime) -> int:
        """Forget what ended before a moment; says how much. Until then the same key is the same work."""
        forgotten = 0
        ended = {"completed_before": before.isoformat(), "limit": _MOST, "load_input": False}
        while found := [one.workflow_id for one in self._with(_ENDED, **ended)]:
            self._client.delete_workflows(found)
            with self.engine.begin() as connection:
                forget_deaths(connection, found)
            forgotten += len(found)
        return forgotten

    def _with(self, statuses: Iterable[str], **more: Any) -> list[WorkflowStatus]:  # noqa: ANN401 - as theirs
        return self._client.list_workflows(status=list(statuses), load_output=True, **more)


def _listed(held: WorkflowStatus, times: int) -> Listed:
    name, *ids = _ids(held)
    since = datetime.fromtimestamp((held.updated_at or 0) / 1000, UTC)
    error = "" if held.error is None else str(held.error)
    return Listed(held.workflow_id, name, tuple(ids), _STATES[held.status], since, times, error)


def _ids(held: WorkflowStatus) -> Iterator[str]:
    given = held.input["args"] if held.input else ()
    return iter([str(part) for part in given] or [""])
