"""Who looks, why, and how long that opens a circle."""

from dataclasses import dataclass
from datetime import datetime

from cases.model.agencies import Agreement, Practitioner, Purpose
from cases.model.ids import AgencyId, ChildId, PractitionerId


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody looks: a purpose and, if they like, some words."""

    purpose: Purpose
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """That a lead ended what a grant opened: a decision not to share.

    ``told`` is whether the asker reads why.
    """

    at: datetime
    by: PractitionerId
    words: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """A time-limited right to see a circle, got by giving a reason.

    ``ending`` is set when a lead ended it before it was over.
    """

    id: str
    practitioner_id: PractitionerId
    child_id: ChildId
    reason: Reason
    given_at: datetime
    expires_at: datetime
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who asks, as the policy knows them."""

    practitioner: Practitioner
    agency_id: AgencyId
    agreements: tuple[Agreement, ...] = ()

    @property
    def id(self) -> PractitionerId:
        """The viewer's practitioner id."""
        return self.practitioner.id
