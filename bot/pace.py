"""How often Teams may be written to, as data, and who waits when it has been written to often.

Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit (per bot and conversation;
per app and tenant). A process counts all its calls; the answer to a turn never waits, what is sent without
anybody waiting for it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from cases.ports_tenant import ThrottledError
from graph.pace import LoopTicks, Pace, Ticks
from graph.rates import Rate
from graph.windows import Turn

TENANT = Rate(50, 1.0)
CONVERSATION = (Rate(7, 1.0), Rate(8, 2.0), Rate(60, 30.0), Rate(1_800, 3_600.0))
_PATIENCE = 30.0
_UNSAID = 2.0
"""A 429 that does not say until when."""
_SUSPECT = 4
"""So many calls in two seconds, and a 429 may be about the conversation and not about the tenant."""


@dataclass(frozen=True, slots=True)
class Send:
    """A call about to be made: to which tenant, and to which conversation if it writes to one."""

    tenant: str = ""
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class SendRates:
    """For one tenant, and for any one conversation (graph.pace.Limits)."""

    tenant: Rate = TENANT
    conversation: tuple[Rate, ...] = CONVERSATION

    def part(self, share: float) -> "SendRates":
        """That share of every rate, for a process that is not alone."""
        return SendRates(self.tenant.part(share), tuple(rate.part(share) for rate in self.conversation))

    def of(self, call: Send) -> dict[str, Rate]:
        """See ``Limits``."""
        return dict(self._of(call))

    def line(self, call: Send) -> str:
        """What goes to one conversation keeps its order, and holds up no other."""
        return call.conversation

    def narrowest(self, call: Send) -> str:
        """See ``Limits``."""
        return f"{call.conversation} 0" if call.conversation else f"tenant {call.tenant}"

    def _of(self, call: Send) -> Iterator[tuple[str, Rate]]:
        yield f"tenant {call.tenant}", self.tenant
        if call.conversation:
            for number, rate in enumerate(self.conversation):
                yield f"{call.conversation} {number}", rate


def rates_of(per_second: int, share: float) -> SendRates:
    """So many messages a second to a tenant, and that share of all limits."""
    return SendRates(Rate(per_second, TENANT.seconds)).part(share)


class Gate(Protocol):
    """What each call to the Bot Connector passes."""

    async def enter(self, call: Send) -> Turn:
        """Return when the call may be made. Raises ThrottledError."""
        ...

    def began(self, turn: Turn) -> None:
        """It is on its way."""
        ...

    def ended(self, turn: Turn) -> None:
        """It has been answered, or will not be."""
        ...

    def refused(self, call: Send, seconds: float | None) -> None:
        """It was one too many; ``seconds`` says for how long, if that was said."""
        ...


class OpenGate:
    """Lets everything pass, uncounted: for tests of other things."""

    async def enter(self, call: Send) -> Turn:  # noqa: ARG002
        """See ``Gate``."""
        return Turn()

    def began(self, turn: Turn) -> None:
        """See ``Gate``."""

    def ended(self, turn: Turn) -> None:
        """See ``Gate``."""

    def refused(self, call: Send, seconds: float | None) -> None:
        """See ``Gate``."""


class SendPace:
    """Counts all that one process sends. Close it."""

    def __init__(
        self, rates: SendRates, home: str = "", ticks: Ticks | None = None, *, quiet: float = 0.0
    ) -> None:
        """``home`` is the tenant of calls that name none.

        For the first ``quiet`` seconds background work sends nothing: nobody knows what a process that was
        killed just before has sent in that time.
        """
        self._home = home
        self._ticks = ticks or LoopTicks()
        self._from = self._ticks.now() + quiet
        self.pace: Pace[Send] = Pace(rates, self._ticks, _PATIENCE)
        self.counted, self.waiting = _Counting(self), _Waiting(self)

    def at_home(self, call: Send) -> Send:
        """The call, with its tenant."""
        return call if call.tenant else Send(self._home, call.conversation)

    def refused(self, call: Send, seconds: float | None) -> None:
        """Teams never says whose limit was met: the tenant's, unless the conversation was busy itself."""
        there, wait = self.at_home(call), _UNSAID if seconds is None else seconds
        self.pace.hold(there, wait)
        busy = Rate(_SUSPECT, 2.0)
        if not there.conversation or self.pace.wait(f"{there.conversation} 1", busy) == 0:
            self.pace.shut(f"tenant {there.tenant}", wait)

    def begin(self, call: Send) -> None:
        """Keep the first moments quiet."""
        if (left := self._from - self._ticks.now()) > 0:
            self.pace.shut(f"tenant {call.tenant}", left)

    async def close(self) -> None:
        """Let nobody wait any more."""
        await self.pace.close()


class _Counting:
    """For turns: counts, and never waits (``Gate``)."""

    def __init__(self, of: SendPace) -> None:
        self._of = of

    async def enter(self, call: Send) -> Turn:
        return self._of.pace.count(self._of.at_home(call))

    def began(self, turn: Turn) -> None:
        self._of.pace.begun(turn)

    def ended(self, turn: Turn) -> None:
        self._of.pace.ended(turn)

    def refused(self, call: Send, seconds: float | None) -> None:
        self._of.refused(call, seconds)


class _Waiting(_Counting):
    """For background work: waits its turn (``Gate``)."""

    async def enter(self, call: Send) -> Turn:
        there = self._of.at_home(call)
        self._of.begin(there)
        return await self._of.pace.turn(there)


__all__ = ["CONVERSATION", "TENANT", "Gate", "OpenGate", "Send", "SendPace", "SendRates", "ThrottledError"]
