"""Counts calls in sliding windows, as Microsoft does, and spreads those of a wide one over its span."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.rates import Rate

_LATE = 0.5
"""So many seconds after it was sent Graph has counted a call for sure, whenever it answers."""
_SURE = 0.01
"""We keep so many seconds longer than the span: clocks are coarse."""
WIDE = 10
"""A limit of so many calls is not used up in a burst: it would arrive stretched, and the next one not."""
_AT_ONCE = 0.15
"""So much of a wide limit may go at once, to catch up after the event loop was busy."""
_NOTHING = 1e-6
_REMEMBERED = 4_096


@dataclass(slots=True, eq=False)
class Turn:
    """One call that may be made, when it was sent, and when Graph's answer had come.

    Graph counts it somewhere between the two: how long it was on its way depends on how busy both sides are.
    """

    sent: float | None = None
    answered: float | None = None

    def counted(self, now: float) -> float:
        """The last moment at which Graph may have counted it, as far as can be known now."""
        if self.sent is None:
            return now
        return min(now if self.answered is None else self.answered, self.sent + _LATE)


@dataclass(slots=True, eq=False)
class _Window:
    """The last calls of one limit, so many as it allows."""

    rate: Rate
    taken: list[Turn]

    def take(self, turn: Turn, now: float) -> None:
        """Count it, and forget those that count no more: a limit of an hour would keep its calls for ever."""
        taken, since = self.taken, now - _span(self.rate)
        over = next((at for at, one in enumerate(taken) if one.counted(now) > since), len(taken))
        del taken[: max(over, len(taken) + 1 - self.rate.calls)]
        taken.append(turn)

    def over(self, now: float) -> bool:
        """Whether none of them counts any more."""
        return self.taken[-1].counted(now) + _span(self.rate) <= now


class Windows:
    """Which calls count against which limit, and which limits are closed. Times are in seconds."""

    def __init__(self) -> None:
        self._windows: dict[str, _Window] = {}
        self._closed: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self._most = _REMEMBERED

    def wait(self, limits: Mapping[str, Rate], now: float) -> float:
        """How long at least until a call that counts against all of these may go."""
        return max((self.of_one(key, rate, now) for key, rate in limits.items()), default=0.0)

    def take(self, turn: Turn, limits: Mapping[str, Rate], now: float) -> None:
        """Count one call; there is room for it."""
        if len(self._windows) > self._most:
            self._forget(now)
        for key, rate in limits.items():
            # Lists: most limits meet few calls, and an empty deque is larger than all of them.
            self._windows.setdefault(key, _Window(rate, [])).take(turn, now)
            if rate.calls >= WIDE:
                self._next[key] = max(now, self._next.get(key, now)) + _span(rate) / rate.calls

    def close(self, key: str, until: float) -> None:
        """Let nothing through before that moment."""
        self._closed[key] = max(until, self._closed.get(key, until))

    def of_one(self, key: str, rate: Rate, now: float) -> float:
        """The same for one limit."""
        window, full = self._windows.get(key), 0.0
        if window is not None and len(window.taken) >= rate.calls:
            # Whatever has not been answered yet counts for a whole span at least.
            full = window.taken[0].counted(now) + _span(rate) - now
        at_once = _span(rate) * _AT_ONCE
        spread = self._next[key] - at_once - now if key in self._next else 0.0
        longest = max(full, spread, self._closed.get(key, now) - now)
        return longest if longest > _NOTHING else 0.0

    def counted(self, key: str, rate: Rate, now: float) -> float:
        """How long until another rate, of fewer calls than the limit's own, would allow one more."""
        window = self._windows.get(key)
        if window is None or len(window.taken) < rate.calls:
            return 0.0
        return max(0.0, window.taken[-rate.calls].counted(now) + _span(rate) - now)

    def _forget(self, now: float) -> None:
        self._windows = {key: window for key, window in self._windows.items() if not window.over(now)}
        self._closed = {key: until for key, until in self._closed.items() if until > now}
        self._next = {key: at for key, at in self._next.items() if at > now}
        # What is still needed is not looked through again before there is as much again.
        self._most = max(_REMEMBERED, 2 * len(self._windows))


def _span(rate: Rate) -> float:
    return rate.seconds + _SURE
