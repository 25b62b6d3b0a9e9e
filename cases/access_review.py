"""A month of the audit trail as one governance lead is told of it, counted look by look, however long it is.

What may be told of a look is decided for each one before it is counted (cases/policy_access.py), so what may
not be told has no part in any number, order or list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.model import ChildId, Colleague, PractitionerId, Purpose, Viewer
from cases.policy import Right, Shown
from cases.policy_access import LookSight, look_told
from cases.policy_profiles import profile_shown
from cases.profile import Profile
from cases.records import Action, Outcome
from cases.unusual import Busiest, out_of_hours, shares_surname, surname
from cases.views import Looker
from cases.workdays import IsHoliday

LOOKS = (Action.CIRCLE_SEE, Action.FAMILY_SEE, Action.PICTURE_SEE, Action.TIMELINE_SEE)
"""What somebody does to look at a child. What they are told without asking is no look of theirs."""

ENDS = (Outcome.SHOWN, Outcome.REFUSED, Outcome.NOT_FOUND)
MOST_REFERENCES = 3
_PURPOSES = {str(one): one for one in Purpose}


@dataclass(frozen=True, slots=True)
class Look:
    """A look, as the trail has it. ``purpose`` is that of a reason given with it, "" without one.

    ``families`` are the family names of the child, ``openly`` is whether the reader's agency openly works
    with the child now.
    """

    number: int
    at: datetime
    practitioner_id: PractitionerId
    child_id: ChildId | None
    outcome: str
    right: str
    purpose: str = ""
    families: tuple[str, ...] = ()
    shielded: bool = False
    openly: bool = False


@dataclass(slots=True)
class _Person:
    """One person's looks so far. A question about several children is several entries of one moment."""

    who: Colleague
    profile: Profile
    surname: frozenset[str]
    asked: datetime | None = None
    refused: int = 0
    refused_at: datetime | None = None
    late: int = 0
    late_at: datetime | None = None
    late_children: dict[ChildId, None] = field(default_factory=dict)
    alike: dict[ChildId, bool] = field(default_factory=dict)
    busiest: Busiest = field(default_factory=Busiest)


class Tally:
    """What is told of a month to one governance lead. Takes its looks in the order of the trail."""

    def __init__(self, viewer: Viewer, is_holiday: IsHoliday, burst: int, today: date) -> None:
        """``burst`` is how many children somebody may look at in an hour."""
        self._viewer, self._is_holiday, self._burst, self._today = viewer, is_holiday, burst, today
        self._people: dict[PractitionerId, _Person] = {}
        self._reasons: Counter[Purpose] = Counter()

    def unknown(self, looks: Iterable[Look]) -> Sequence[PractitionerId]:
        """Those who looked, and of whom nothing is known yet."""
        return sorted({one.practitioner_id for one in looks} - self._people.keys())

    def know(
        self, people: Mapping[PractitionerId, Colleague], profiles: Mapping[PractitionerId, Profile]
    ) -> None:
        """Who they are, and on which days they work; as far as the reader may know that."""
        for who, colleague in people.items():
            known = profile_shown(self._viewer, colleague, Shown.NOTHING, self._today) is Shown.ALL
            profile = profiles.get(who) if known else None
            one = _Person(colleague, profile or Profile(who), surname(colleague.practitioner.name))
            self._people.setdefault(who, one)

    def add(self, look: Look) -> None:
        """One more look."""
        person = self._people.get(look.practitioner_id)
        if person is None:
            return
        sight = look_told(self._viewer, person.who, openly=look.openly, shielded=look.shielded)
        if sight is LookSight.NOTHING:
            return
        if look.purpose and person.asked != look.at and look.purpose in _PURPOSES:
            self._reasons[_PURPOSES[look.purpose]] += 1
            person.asked = look.at
        if look.outcome == Outcome.REFUSED and person.refused_at != look.at:
            person.refused += 1
            person.refused_at = look.at
        # What is answered to a whole channel is no look of everybody's who is in it.
        if look.outcome == Outcome.SHOWN and look.child_id is not None and look.right != Right.CHANNEL:
            self._shown(person, look, look.child_id, sight)

    def _shown(self, person: _Person, look: Look, child: ChildId, sight: LookSight) -> None:
        named = sight is LookSight.BY_REFERENCE
        person.busiest.looked(look.at, child)
        # A shielded child's name is known to nobody by this.
        if not look.shielded and shares_surname(person.surname, look.families):
            person.alike[child] = named
        if not out_of_hours(look.at, person.profile, self._is_holiday):
            return
        if person.late_at != look.at:
            person.late += 1
            person.late_at = look.at
        if named and len(person.late_children) < MOST_REFERENCES:
            person.late_children[child] = None

    def reasons(self) -> tuple[tuple[Purpose, int], ...]:
        """How many reasons were given, by purpose; the most frequent first."""
        order = list(Purpose)
        return tuple(sorted(self._reasons.items(), key=lambda one: (-one[1], order.index(one[0]))))

    def children(self) -> list[ChildId]:
        """The children who are told of by reference."""
        found: set[ChildId] = set()
        for one in self._people.values():
            found.update(one.late_children, _first(one.alike))
        return sorted(found)

    def refused(self) -> tuple[Looker, ...]:
        """Who was refused, and how often."""
        return _ordered(_looker(one, one.refused) for one in self._people.values())

    def same_name(self, references: Mapping[ChildId, str]) -> tuple[Looker, ...]:
        """Who looked at children of their own family name, and how many."""
        return _ordered(
            _looker(one, len(one.alike), _first(one.alike), references) for one in self._people.values()
        )

    def bursts(self) -> tuple[Looker, ...]:
        """Who looked at more children in an hour than is usual."""
        found = (one for one in self._people.values() if one.busiest.children > self._burst)
        return _ordered(_looker(one, one.busiest.children, since=one.busiest.since) for one in found)

    def out_of_hours(self, references: Mapping[ChildId, str]) -> tuple[Looker, ...]:
        """Who looked out of hours, and how often."""
        return _ordered(
            _looker(one, one.late, one.late_children, references) for one in self._people.values()
        )


def _first(alike: Mapping[ChildId, bool]) -> list[ChildId]:
    return [child for child, named in alike.items() if named][:MOST_REFERENCES]


def _looker(
    one: _Person,
    count: int,
    children: Iterable[ChildId] = (),
    references: Mapping[ChildId, str] | None = None,
    since: datetime | None = None,
) -> Looker:
    who, known = one.who, references or {}
    told = tuple(known[child] for child in children if child in known)
    return Looker(who.practitioner.id, who.practitioner.name, who.agency.name, count, told, since)


def _ordered(found: Iterable[Looker]) -> tuple[Looker, ...]:
    some = (one for one in found if one.count)
    return tuple(sorted(some, key=lambda one: (-one.count, one.name, one.practitioner_id)))
