"""Counts calls in sliding windows, as Graph does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.rates import Rate

_SLACK = 1.05
"""We keep this much longer than the span: calls do not arrive in the rhythm they were sent in."""
_NOTHING = 1e-6
_REMEMBERED = 4_096


@dataclass(slots=True, eq=False)
class Turn:
    """One call that may be made. It counts from when it has ``begun``: our own code takes its time."""

    tell: Callable[["Turn"], None]
    at: float | None = None

    def begun(self) -> None:
        """It is on its way to Graph; a second time says nothing."""
        if self.at is None:
            self.tell(self)


class Windows:
    """Which calls count against which limit, and which limits are closed. Times are in seconds."""

    def __init__(self) -> None:
        self._taken: dict[str, list[Turn]] = {}
        self._closed: dict[str, float] = {}

    def wait(self, limits: Mapping[str, Rate], now: float) -> float:
        """How long at least until a call that counts against all of these may go."""
        longest = max((self._wait(key, rate, now) for key, rate in limits.items()), default=0.0)
        return longest if longest > _NOTHING else 0.0

    def take(self, turn: Turn, limits: Mapping[str, Rate], now: float) -> None:
        """Count one call; there is room for it."""
        if len(self._taken) > _REMEMBERED:
            self._forget(now)
        for key, rate in limits.items():
            taken = self._taken.setdefault(key, [])
            if len(taken) >= rate.calls:
                taken.remove(min((one for one in taken if one.at is not None), key=lambda one: one.at or 0.0))
            taken.append(turn)

    def close(self, key: str, until: float) -> None:
        """Let nothing through before that moment."""
        self._closed[key] = max(until, self._closed.get(key, until))

    def _wait(self, key: str, rate: Rate, now: float) -> float:
        taken, full = self._taken.get(key, ()), 0.0
        if len(taken) >= rate.calls:
            # Whatever has not begun yet counts for a whole span at least.
            oldest = min((one.at for one in taken if one.at is not None), default=now)
            full = oldest + rate.seconds * _SLACK - now
        return max(full, self._closed.get(key, now) - now)

    def _forget(self, now: float) -> None:
        hour_ago = now - 3_600.0
        self._taken = {
            key: taken
            for key, taken in self._taken.items()
            if any(one.at is None or one.at > hour_ago for one in taken)
        }
        self._closed = {key: until for key, until in self._closed.items() if until > now}
