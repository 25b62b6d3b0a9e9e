"""Counts calls in sliding windows, as Graph does."""

from collections import deque
from collections.abc import Mapping

from graph.rates import Rate

_SLACK = 1.05
"""We keep this much longer than the span: calls do not arrive in the rhythm they were sent in."""
_NOTHING = 1e-6
_REMEMBERED = 4_096


class Windows:
    """When which limit was counted against last, and which are closed for a while. Times are in seconds."""

    def __init__(self) -> None:
        self._taken: dict[str, deque[float]] = {}
        self._closed: dict[str, float] = {}

    def wait(self, limits: Mapping[str, Rate], now: float) -> float:
        """How long until a call that counts against all of these may go."""
        longest = max((self._wait(key, rate, now) for key, rate in limits.items()), default=0.0)
        return longest if longest > _NOTHING else 0.0

    def take(self, limits: Mapping[str, Rate], now: float) -> None:
        """Count one call."""
        if len(self._taken) > _REMEMBERED:
            self._forget(now)
        for key, rate in limits.items():
            self._taken.setdefault(key, deque(maxlen=rate.calls)).append(now)

    def close(self, key: str, until: float) -> None:
        """Let nothing through before that moment."""
        self._closed[key] = max(until, self._closed.get(key, until))

    def _wait(self, key: str, rate: Rate, now: float) -> float:
        taken = self._taken.get(key)
        full = taken[0] + rate.seconds * _SLACK - now if taken and len(taken) == rate.calls else 0.0
        return max(full, self._closed.get(key, now) - now)

    def _forget(self, now: float) -> None:
        hour_ago = now - 3_600.0
        self._taken = {key: taken for key, taken in self._taken.items() if taken[-1] > hour_ago}
        self._closed = {key: until for key, until in self._closed.items() if until > now}
