"""What is unusual about looking at children: at whom, how many, and when. docs/policy.md has the tables."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import lru_cache

from cases.availability import works
from cases.local import LOCAL
from cases.model import ChildId
from cases.names import normalise
from cases.profile import Profile
from cases.workdays import IsHoliday

FROM, UNTIL = time(7), time(20)
"""In British time: before and after these nobody is expected to look."""

SPAN = timedelta(hours=1)
_SHORTEST = 3
"""Letters: shorter parts of a family name ("de", "la") make nobody a relative."""


def out_of_hours(at: datetime, profile: Profile, is_holiday: IsHoliday) -> bool:
    """Whether a look falls before 07:00, after 20:00, or on a day on which they do not work."""
    there = at.astimezone(LOCAL)
    return not (FROM <= there.time() <= UNTIL) or not works(profile, there.date(), is_holiday)


def surname(name: str) -> frozenset[str]:
    """The parts of a practitioner's family name, which is the last word of their name; hyphens part it."""
    words = name.split()
    return _parts(words[-1]) if len(words) > 1 else frozenset()


def shares_surname(mine: frozenset[str], families: Iterable[str]) -> bool:
    """Whether one of a child's family names has a part in common with these."""
    return bool(mine) and any(mine & _parts(family) for family in families)


@lru_cache(maxsize=4_096)
def _parts(family: str) -> frozenset[str]:
    return frozenset(part for part in normalise(family).split() if len(part) >= _SHORTEST)


@dataclass(slots=True)
class Busiest:
    """The most children at whom one person has looked within an hour, and since when; told look by look."""

    children: int = 0
    since: datetime | None = None
    _recent: deque[tuple[datetime, ChildId]] = field(default_factory=deque)
    _counts: Counter[ChildId] = field(default_factory=Counter)

    def looked(self, at: datetime, child: ChildId) -> None:
        """One more look, the next in time."""
        self._recent.append((at, child))
        self._counts[child] += 1
        while self._recent[0][0] <= at - SPAN:
            _, gone = self._recent.popleft()
            self._counts[gone] -= 1
            if not self._counts[gone]:
                del self._counts[gone]
        if len(self._counts) > self.children:
            self.children, self.since = len(self._counts), self._recent[0][0]
