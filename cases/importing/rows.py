"""What a row of each kind says, once it has been read: values, and ids as the agency's system has them."""

from dataclasses import dataclass
from datetime import date

from cases.importing.faults import Fault
from cases.model import Birth, Identity, Name


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child."""

    source_id: str
    names: tuple[Name, ...]
    birth: Birth | None = None
    area: str = ""
    nhs_number: str = ""
    upn: str = ""
    shielded: bool = False


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """An adult around a child, or how two children are related."""

    source_id: str
    child: str
    person: str
    other_child: str
    name: Name
    relationship: str


@dataclass(frozen=True, slots=True)
class PractitionerRow:
    """A practitioner. ``service`` is an id or a name, not looked up yet."""

    source_id: str
    name: str
    role: str
    service: str
    phone: str = ""
    email: str = ""
    identity: Identity | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class InvolvementRow:
    """An involvement. ``service``, ``role`` and ``visibility`` are "" where others say it."""

    source_id: str
    child: str
    practitioner: str
    service: str
    role: str
    since: date
    until: date | None = None
    last_contact: date | None = None
    visibility: str = ""
    basis: str = ""


AnyRow = ChildRow | PeopleRow | PractitionerRow | InvolvementRow


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: its id, as far as that can be read, and why."""

    source_id: str
    faults: tuple[Fault, ...]
