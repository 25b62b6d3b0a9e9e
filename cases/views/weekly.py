"""A lead's week in their cases, and a governance lead's look at a month of access."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import CaseId, PractitionerId, Purpose, Verdict


@dataclass(frozen=True, slots=True)
class WeekPerson:
    """Somebody whom the circle names, and of which agency. ``on`` is the day that it is about."""

    name: str
    agency: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class SilentChild:
    """A child with whom nobody has logged a contact for long, as far as the lead sees. "" is the only one."""

    name: str
    since: date


@dataclass(frozen=True, slots=True)
class CaseWeek:
    """One case: what changed in the week, and what is open now.

    ``contacts`` are by whom and how many. ``overdue`` counts tasks, the oldest due on ``overdue_since``.
    ``channel`` is what is to be said of its channel, "" for nothing. ``child`` is the reference of its only
    child, "" where there are several, or none whose circle the lead may see.
    """

    case_id: CaseId
    reference: str
    child: str = ""
    circle: bool = False
    joined: tuple[WeekPerson, ...] = ()
    left: tuple[WeekPerson, ...] = ()
    contacts: tuple[tuple[str, int], ...] = ()
    done: tuple[str, ...] = ()
    overdue: int = 0
    overdue_since: date | None = None
    unconfirmed: tuple[WeekPerson, ...] = ()
    silent: tuple[SilentChild, ...] = ()
    channel: str = ""
    refused: tuple[str, ...] = ()

    @property
    def to_do(self) -> int:
        """How many things are open."""
        return (
            self.overdue + len(self.unconfirmed) + len(self.silent) + bool(self.channel) + len(self.refused)
        )

    @property
    def changes(self) -> int:
        """How much has changed."""
        logged = sum(count for _, count in self.contacts)
        return len(self.joined) + len(self.left) + logged + len(self.done)


@dataclass(frozen=True, slots=True)
class WeekView:
    """A lead's cases, those first in which most is to be done. ``more`` are not listed.

    ``until`` is the last day looked at. ``reference`` is set when one case was asked for.
    """

    since: date
    until: date
    today: date
    cases: tuple[CaseWeek, ...]
    more: int = 0
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """An override of the month. ``verdict`` is None while nobody has reviewed it."""

    id: str
    reference: str
    who: str
    agency: str
    at: datetime
    purpose: Purpose
    verdict: Verdict | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Lapse:
    """An agreement that ends soon, or has ended: with which other agencies, and its last day."""

    agencies: tuple[str, ...]
    last: date
    over: bool


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody whose looks are counted. ``references`` are of children, as far as they may be told.

    ``since`` is when the hour began in which they looked at so many.
    """

    practitioner_id: PractitionerId
    name: str
    agency: str
    count: int
    references: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccessView:
    """A month of access. ``reasons`` counts by purpose; ``burst`` is how many children an hour may have."""

    month: date
    today: date
    overrides: tuple[OverrideLine, ...] = ()
    reasons: tuple[tuple[Purpose, int], ...] = ()
    lapses: tuple[Lapse, ...] = ()
    refused: tuple[Looker, ...] = ()
    same_name: tuple[Looker, ...] = ()
    bursts: tuple[Looker, ...] = ()
    out_of_hours: tuple[Looker, ...] = ()
    burst: int = 20

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return not any(
            (
                self.overrides,
                self.reasons,
                self.lapses,
                self.refused,
                self.same_name,
                self.bursts,
                self.out_of_hours,
            )
        )
