"""Counts calls in sliding windows, as Graph does, and spreads those of a wide one over its span."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from graph.rates import Rate

_LATE, _LATE_WHEN_SPREAD = 0.1, 0.08
"""We keep so many seconds longer than the span: calls do not arrive in the rhythm they were sent in."""
WIDE = 10
"""A limit of so many calls is not used up in a burst: it would arrive stretched, and the next one not."""
_AT_ONCE = 0.15
"""So much of a wide limit may go at once, to catch up after the event loop was busy."""
_NOTHING = 1e-6
_REMEMBERED = 4_096


@dataclass(slots=True, eq=False)
class Turn:
    """One call that may be made. It counts from when it has begun, ``at``: our own code takes its time."""

    at: float | None = None


class Windows:
    """Which calls count against which limit, and which limits are closed. Times are in seconds."""

    def __init__(self) -> None:
        self._taken: dict[str, deque[Turn]] = {}
        self._closed: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def wait(self, limits: Mapping[str, Rate], now: float) -> float:
        """How long at least until a call that counts against all of these may go."""
        return max((self.of_one(key, rate, now) for key, rate in limits.items()), default=0.0)

    def take(self, turn: Turn, limits: Mapping[str, Rate], now: float) -> None:
        """Count one call; there is room for it."""
        if len(self._taken) > _REMEMBERED:
            self._forget(now)
        for key, rate in limits.items():
            taken = self._taken.setdefault(key, deque())
            if len(taken) >= rate.calls:
                taken.popleft()
            taken.append(turn)
            if rate.calls >= WIDE:
                self._next[key] = max(now, self._next.get(key, now)) + _span(rate) / rate.calls

    def close(self, key: str, until: float) -> None:
        """Let nothing through before that moment."""
        self._closed[key] = max(until, self._closed.get(key, until))

    def of_one(self, key: str, rate: Rate, now: float) -> float:
        """The same for one limit."""
        taken, full = self._taken.get(key), 0.0
        if taken is not None and len(taken) >= rate.calls:
            # Whatever has not begun yet counts for a whole span at least.
            oldest = now if taken[0].at is None else taken[0].at
            full = oldest + _span(rate) - now
        at_once = _span(rate) * _AT_ONCE
        spread = self._next[key] - at_once - now if key in self._next else 0.0
        longest = max(full, spread, self._closed.get(key, now) - now)
        return longest if longest > _NOTHING else 0.0

    def _forget(self, now: float) -> None:
        hour_ago = now - 3_600.0
        self._taken = {
            key: taken
            for key, taken in self._taken.items()
            if any(one.at is None or one.at > hour_ago for one in taken)
        }
        self._closed = {key: until for key, until in self._closed.items() if until > now}
        self._next = {key: at for key, at in self._next.items() if at > now}


def _span(rate: Rate) -> float:
    return rate.seconds + (_LATE_WHEN_SPREAD if rate.calls >= WIDE else _LATE)
