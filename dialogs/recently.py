"""What has been written of somebody in the last minutes, so that not each letter they type says it again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

MOST = 20_000
LASTS = timedelta(minutes=10)

Fact = tuple[str, ...]


class Recently:
    """Remembers facts for some minutes, in this process alone: forgetting one writes it once more."""

    def __init__(self, lasts: timedelta = LASTS, most: int = MOST) -> None:
        self._lasts, self._most = lasts, most
        self._kept: dict[Fact, datetime] = {}

    def unheard(self, facts: Iterable[Fact], now: datetime) -> frozenset[Fact]:
        """Those that have not been kept in the last minutes."""
        return frozenset(one for one in facts if not self._holds(one, now))

    def keep(self, facts: Iterable[Fact], now: datetime) -> None:
        """Remember these, which have been written now."""
        for one in facts:
            self._kept.pop(one, None)
            self._kept[one] = now
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]

    def _holds(self, fact: Fact, now: datetime) -> bool:
        at = self._kept.get(fact)
        return at is not None and at <= now < at + self._lasts
