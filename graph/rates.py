"""How many calls Graph takes, as data, and which of the limits a call counts against.

Source: https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits. How often the
members of one team may be written is reported, not documented.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Rate:
    """No more than ``calls`` in any span of ``seconds``."""

    calls: int
    seconds: float

    def part(self, share: float) -> "Rate":
        """That share of the rate; what cannot be had by fewer calls is had by a longer span."""
        calls = max(1, int(self.calls * share))
        return Rate(calls, self.seconds * calls / (self.calls * share))


class Kind(Enum):
    """What a call does, as the limits tell calls apart."""

    READ = auto()
    READ_CHAT = auto()
    WRITE = auto()
    MAKE_TEAM = auto()
    MAKE_CHANNEL = auto()
    READ_MEMBERS = auto()
    WRITE_MEMBERS = auto()


@dataclass(frozen=True, slots=True)
class Call:
    """A call about to be made: what it does, and to which team and channel, or chat, if to any."""

    kind: Kind
    team: str = ""
    channel: str = ""
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Rates:
    """Per app and tenant. ``team`` and ``channel`` are for any one of them, ``team_members`` for writing."""

    read: Rate = Rate(30, 1.0)
    read_chat: Rate = Rate(20, 1.0)
    write: Rate = Rate(30, 1.0)
    make_team: Rate = Rate(10, 1.0)
    make_channel: Rate = Rate(30, 1.0)
    read_members: Rate = Rate(60, 1.0)
    write_members: Rate = Rate(30, 1.0)
    team: Rate = Rate(4, 1.0)
    channel: Rate = Rate(1, 1.0)
    team_members: Rate = Rate(4, 60.0)

    def part(self, share: float) -> "Rates":
        """That share of every rate, for a process that is not alone."""
        return replace(self, **{field.name: getattr(self, field.name).part(share) for field in fields(self)})

    def of(self, call: Call) -> dict[str, Rate]:
        """Every limit that a call counts against, by a key of its own."""
        return dict(self._of(call))

    def line(self, call: Call) -> str:
        """A team's calls wait for each other, and for no other team's; so do a chat's."""
        return call.team or call.chat

    def narrowest(self, call: Call) -> str:
        """The channel's limit, else the team's, else that of all such calls."""
        places = [key for key in self.of(call) if key.startswith(("channel ", "team "))]
        return places[-1] if places else call.kind.name

    def _of(self, call: Call) -> Iterator[tuple[str, Rate]]:
        yield call.kind.name, getattr(self, call.kind.name.lower())
        if call.team:
            yield f"team {call.team}", self.team
        if call.channel:
            yield f"channel {call.channel}", self.channel
        elif call.team and call.kind is Kind.WRITE_MEMBERS:
            yield f"members of {call.team}", self.team_members
