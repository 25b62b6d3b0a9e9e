"""Keeps our calls under somebody's rates: a queue for each line of calls, the lines served in turn."""

import asyncio
import math
import time
from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from cases.ports_tenant import ThrottledError
from graph.rates import Rate
from graph.windows import Turn, Windows

PATIENCE = 30.0

AnyCall_contra = TypeVar("AnyCall_contra", contravariant=True)
AnyCall = TypeVar("AnyCall")


class Limits(Protocol[AnyCall_contra]):
    """What limits calls of one kind: to Graph (``graph.rates``), or to the Bot Connector."""

    def of(self, call: AnyCall_contra) -> Mapping[str, Rate]:
        """Every limit that a call counts against, by a key of its own."""
        ...

    def line(self, call: AnyCall_contra) -> str:
        """In whose line it waits; the lines are served in turn."""
        ...

    def narrowest(self, call: AnyCall_contra) -> str:
        """The key of the limit that was met when such a call is said to have been one too many."""
        ...


class Ticks(Protocol):
    """A clock that can be waited for."""

    def now(self) -> float:
        """Seconds, from any beginning; they never go back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class LoopTicks:
    """The machine's clock: the event loop's own stands still while the loop is busy."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass(slots=True, eq=False)
class _Waiter:
    limits: Mapping[str, Rate]
    until: float
    go: asyncio.Future[Turn]


class Pace(Generic[AnyCall]):
    """Lets calls through, none too early. Whoever would wait longer than ``patience`` is sent away."""

    def __init__(self, rates: Limits[AnyCall], ticks: Ticks, patience: float = PATIENCE) -> None:
        self._rates = rates
        self._ticks = ticks
        self._patience = patience
        self._windows = Windows()
        self._queues: OrderedDict[str, deque[_Waiter]] = OrderedDict()
        self._woken = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None

    async def begin(self, call: AnyCall) -> None:
        """Return when the call may be made; it counts from then on. Raises ThrottledError as ``turn``."""
        self.ended(await self.turn(call))

    def begun(self, turn: Turn) -> None:
        """It is on its way; a second time says nothing."""
        if turn.sent is None:
            turn.sent = self._ticks.now()

    def ended(self, turn: Turn) -> None:
        """The answer has come, or will not; a second time says nothing."""
        self.begun(turn)
        if turn.answered is None:
            turn.answered = self._ticks.now()

    async def turn(self, call: AnyCall) -> Turn:
        """Return when the call may be made; say then when it has ``begun``, and when it has ``ended``.

        Raises ThrottledError when it would have to wait too long.
        """
        limits, now = self._rates.of(call), self._ticks.now()
        wait = self._windows.wait(limits, now)
        if wait > self._patience:
            raise ThrottledError(wait)
        if wait == 0 and not self._queues:
            return self._take(limits, now)
        waiter = _Waiter(limits, now + self._patience, asyncio.get_running_loop().create_future())
        self._queues.setdefault(self._rates.line(call), deque()).append(waiter)
        self._woken.set()
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        return await waiter.go

    def hold(self, call: AnyCall, seconds: float) -> None:
        """The far side has had too many calls such as this one: make none of them for a while."""
        self.shut(self._rates.narrowest(call), seconds)

    def shut(self, key: str, seconds: float) -> None:
        """Let nothing through that counts against this limit for a while."""
        self._windows.close(key, self._ticks.now() + seconds)

    def wait(self, key: str, rate: Rate) -> float:
        """How long until one more call would keep within that rate, of those counted under a key."""
        return self._windows.counted(key, rate, self._ticks.now())

    def count(self, call: AnyCall) -> Turn:
        """The same as ``turn`` for a call that is made now whatever the limits say: others wait for it."""
        return self._take(self._rates.of(call), self._ticks.now())

    async def close(self) -> None:
        """Let nobody through any more."""
        if self._serving is not None:
            self._serving.cancel()
            await asyncio.wait({self._serving})
        for queue in self._queues.values():
            for waiter in queue:
                waiter.go.cancel()

    async def _serve(self) -> None:
        while self._queues:
            self._woken.clear()
            soonest = self._round()
            if self._queues and soonest > 0:
                await self._nap(soonest)

    def _round(self) -> float:
        """Serve each line once; how long until somebody might be served next, 0 if somebody was now."""
        now, soonest = self._ticks.now(), math.inf
        # Limits that were found to be full in this round: many wait for the same ones.
        full: dict[str, float] = {}
        for line in list(self._queues):
            wait = self._serve_one(self._queues[line], now, full)
            soonest = min(soonest, wait)
            if not self._queues[line]:
                del self._queues[line]
            elif wait == 0:
                self._queues.move_to_end(line)
        return soonest

    def _serve_one(self, queue: deque[_Waiter], now: float, full: dict[str, float]) -> float:
        """Let the first through who may go; 0 then, else how long until one might."""
        soonest = math.inf
        for waiter in list(queue):
            if waiter.go.done():
                queue.remove(waiter)
                continue
            wait = self._wait(waiter.limits, now, full)
            if wait == 0:
                queue.remove(waiter)
                waiter.go.set_result(self._take(waiter.limits, now))
                return 0.0
            if waiter.until <= now:
                queue.remove(waiter)
                waiter.go.set_exception(ThrottledError(wait))
            else:
                soonest = min(soonest, wait, waiter.until - now)
        return soonest

    def _wait(self, limits: Mapping[str, Rate], now: float, full: dict[str, float]) -> float:
        for key, rate in limits.items():
            if key not in full and (wait := self._windows.of_one(key, rate, now)) > 0:
                full[key] = wait
            if key in full:
                return full[key]
        return 0.0

    def _take(self, limits: Mapping[str, Rate], now: float) -> Turn:
        turn = Turn()
        self._windows.take(turn, limits, now)
        return turn

    async def _nap(self, seconds: float) -> None:
        """Wait that long, or until somebody comes."""
        if math.isinf(seconds):
            return
        nap = asyncio.create_task(self._ticks.sleep(seconds))
        woken = asyncio.create_task(self._woken.wait())
        try:
            await asyncio.wait({nap, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            nap.cancel()
            woken.cancel()
