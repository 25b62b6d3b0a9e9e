"""What a practitioner says of themself: working days, languages, days away. Nothing about any child."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from cases.model import Absence, PractitionerId


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


WEEK = tuple(Weekday)
USUAL = frozenset(WEEK[:5])
"""What "I don't work Fridays" takes Friday from, when nothing has been said of working days before."""


def weekday(on: date) -> Weekday:
    """The day of the week that it is."""
    return WEEK[on.weekday()]


@dataclass(frozen=True, slots=True)
class Profile:
    """One practitioner's. No working days and no languages: they have not been said."""

    practitioner_id: PractitionerId
    working_days: frozenset[Weekday] = frozenset()
    languages: tuple[str, ...] = ()
    absence: Absence | None = None

    @property
    def id(self) -> PractitionerId:
        """Whose it is."""
        return self.practitioner_id


def stamp(profile: Profile) -> str:
    """What a form was made from: it differs when the form has to be looked at afresh."""
    days = "".join(day for day in WEEK if day in profile.working_days)
    parts = (days, "\n".join(profile.languages), str(profile.absence))
    return blake2b("\n\n".join(parts).encode(), digest_size=8).hexdigest()
