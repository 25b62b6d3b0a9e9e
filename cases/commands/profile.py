"""Who a practitioner is, and what they say of themselves."""

from dataclasses import dataclass

from cases.model import PractitionerId
from cases.query import Query


@dataclass(frozen=True, slots=True)
class ShowProfile:
    """Who is this practitioner? By ``name`` as typed or by id; with neither, I am meant."""

    name: str = ""
    practitioner_id: PractitionerId | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Whose profiles can be seen of those in this child's circle?"""

    query: Query


@dataclass(frozen=True, slots=True)
class EditProfile:
    """My own profile, as the form has it: comma-separated days and languages, ISO days; "" is nothing said.

    ``sent`` marks a form that was filled in, ``seen`` what it was made from.
    """

    working_days: str = ""
    languages: str = ""
    away_from: str = ""
    away_until: str = ""
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class SetAway:
    """I am away, or back; or somebody whom I manage is, by ``name`` or by id.

    Without a last day, nobody can say when they will be back. ``form`` asks for the form first, ``sent``
    marks one that was filled in.
    """

    name: str = ""
    practitioner_id: PractitionerId | None = None
    away_from: str = ""
    away_until: str = ""
    back: bool = False
    form: bool = False
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class SetWorkingDays:
    """The comma-separated days are ``only`` my working days, or I work on them ``also``, or ``not``."""

    days: str
    how: str = "only"


@dataclass(frozen=True, slots=True)
class SetLanguages:
    """I speak these, comma-separated, ``also``; or ``only`` these; or ``not`` any more."""

    languages: str
    how: str = "also"


OfProfile = ShowProfile | People | EditProfile | SetAway | SetWorkingDays | SetLanguages
