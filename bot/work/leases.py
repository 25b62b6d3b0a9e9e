"""Who works, and who has stopped without a word: what a dead process had under way goes to the living."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.work.works import Works
from store.works import beat, died, leave, living

# Any number will do, as long as every replica asks for the same one.
_LOCK = 7216434
# A process that freezes with the lock in hand loses it after this time.
_TAKE = text(
    "SELECT pg_try_advisory_xact_lock(:key)"
    " FROM set_config('idle_in_transaction_session_timeout', '15000', true)"
)


class Leases:
    """One worker's place among the workers of a database. Waits for the database in the calling thread."""

    def __init__(self, works: Works, worker: str, silent: float) -> None:
        self._works = works
        self._worker = worker
        self._silent = silent
        self._alone = works.engine.dialect.name == "sqlite"

    def beat(self) -> None:
        """Say that this worker lives."""
        with self._works.engine.begin() as connection:
            beat(connection, self._worker)

    def bury(self) -> int:
        """Put back what the dead had under way, and count it against the work; says how many there were."""
        with self._in_turn() as mine:
            if not mine:
                return 0
            # In this order: whoever begins to work in between is alive already.
            pending = self._works.pending()
            alive = {self._worker} if self._alone else self._living()
            orphans = [key for key, worker in pending.items() if worker not in alive]
            self.give_up(*orphans)
            return len(orphans)

    def give_up(self, *keys: str) -> None:
        """Put these back for somebody else, and count it against them."""
        if keys:
            with self._works.engine.begin() as connection:
                died(connection, keys)
            self._works.put_back(keys)

    def leave(self) -> int:
        """End: what was still under way goes back into the queue, and is not counted as a death."""
        mine = [key for key, worker in self._works.pending().items() if worker == self._worker]
        self._works.put_back(mine)
        with self._works.engine.begin() as connection:
            leave(connection, self._worker)
        return len(mine)

    def _living(self) -> set[str]:
        with self._works.engine.begin() as connection:
            return living(connection, self._silent)

    @contextmanager
    def _in_turn(self) -> Iterator[bool]:
        # On SQLite there is only one process (bot.work.place.OneProcess).
        if self._alone:
            yield True
            return
        with self._works.engine.connect() as connection:
            try:
                yield bool(connection.scalar(_TAKE, {"key": _LOCK}))
            finally:
                with suppress(DBAPIError):  # lost meanwhile: then there is no lock to give back
                    connection.rollback()
