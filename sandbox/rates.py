"""How many calls the connector takes: sliding windows, as Teams counts them.

Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

import time
from collections import deque
from collections.abc import Callable, Mapping

Limits = tuple[tuple[int, float], ...]
"""(calls, seconds): no more than that many calls in any span of that length."""

SEND: Limits = ((7, 1.0), (8, 2.0), (60, 30.0), (1_800, 3_600.0))
READ: Limits = ((14, 1.0), (16, 2.0), (120, 30.0), (3_600, 3_600.0))
TENANT: Limits = ((50, 1.0),)


class Rates:
    """Counts the calls taken.

    ``monotonic`` gives seconds; ``enabled=False`` lets everything pass, for benchmarks.
    """

    def __init__(self, *, enabled: bool = True, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._enabled = enabled
        self._monotonic = monotonic
        self._taken: dict[str, deque[float]] = {}

    def take(self, calls: Mapping[str, Limits]) -> float:
        """Count one call against every key, or none of them.

        Returns 0 when the call may go ahead, else the seconds until it may.
        """
        if not self._enabled:
            return 0.0
        now = self._monotonic()
        wait = max((self._wait(key, limits, now) for key, limits in calls.items()), default=0.0)
        if wait > 0:
            return wait
        for key, limits in calls.items():
            self._taken.setdefault(key, deque(maxlen=max(count for count, _ in limits))).append(now)
        return 0.0

    def _wait(self, key: str, limits: Limits, now: float) -> float:
        taken = self._taken.get(key, deque())
        return max((taken[-count] + span - now for count, span in limits if len(taken) >= count), default=0.0)
