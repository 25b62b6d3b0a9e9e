"""Agencies, their services and people, and what they have agreed on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.model.guids import same_case
from cases.model.ids import AgencyId, PractitionerId, ServiceId


class Purpose(StrEnum):
    """Why somebody looks. The purposes a data-sharing agreement can name."""

    SAFEGUARDING = "safeguarding"
    EARLY_HELP = "early_help"
    CARE = "care"
    EDUCATION = "education"
    CRIME = "crime"


class Level(StrEnum):
    """How much an agreement shares: that somebody is involved, or also how to reach them."""

    EXISTENCE = "existence"
    CONTACT = "contact"


class ChannelForm(StrEnum):
    """What a case's channel is made as.

    Private: people of the home tenant and its guests. Shared: people of other tenants too. Own team: the
    whole of a team that is made for this case alone.
    """

    PRIVATE = "private"
    SHARED = "shared"
    OWN_TEAM = "own_team"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person in Teams: Entra tenant id and object id. Never a name, never an e-mail address."""

    tenant_id: str
    object_id: str

    def __post_init__(self) -> None:
        """Two spellings of a GUID are one identity: files have it in either case, Graph in lower case."""
        object.__setattr__(self, "tenant_id", same_case(self.tenant_id))
        object.__setattr__(self, "object_id", same_case(self.object_id))


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation: council, police force, NHS trust, school, charity.

    An involvement that nobody has confirmed for ``confirm_after_days`` is shown as not confirmed.
    ``channel_form`` is what the channels of cases are to be that its people lead; None is whatever fits.
    """

    id: AgencyId
    name: str
    kind: str = ""
    confirm_after_days: int = 90
    channel_form: ChannelForm | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A team inside an agency."""

    id: ServiceId
    agency_id: AgencyId
    name: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A person who works with children, as others may come to know them."""

    id: PractitionerId
    name: str
    role: str
    service_id: ServiceId
    phone: str = ""
    email: str = ""
    identity: Identity | None = None
    manages: frozenset[ServiceId] = frozenset()
    broker: bool = False
    governance_lead: bool = False
    administrator: bool = False
    active: bool = True
    steward: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a practitioner is away, both included. ``until`` is None as long as nobody can say."""

    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether they are away on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A data-sharing agreement: who shares with whom, for which purposes, how much, from when to when."""

    id: str
    agencies: frozenset[AgencyId]
    purposes: frozenset[Purpose]
    level: Level
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Colleague:
    """A practitioner and where they work."""

    practitioner: Practitioner
    service: Service
    agency: Agency
