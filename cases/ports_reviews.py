"""What is needed for what is sent once a week or a month: to whom, once each, and a month of the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from cases.access_review import Look
from cases.choices import Choice
from cases.model import AgencyId, PractitionerId
from cases.profile import Profile


class Regular(StrEnum):
    """What is sent: the kind of its notices, and of its rows in the table of digests."""

    WEEK = "case.week"
    MONTH = "access.month"


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who may have to be told. ``before`` is whether they were told of any earlier period."""

    practitioner_id: PractitionerId
    choice: Choice
    profile: Profile
    before: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """That somebody is told, from that moment on."""

    practitioner_id: PractitionerId
    not_before: datetime


class Reviews(Protocol):
    """Who is told of their week or month, once each; and what there is to tell of a month of looking."""

    async def to_tell(self, kind: Regular, periods: Sequence[str], after: str, most: int) -> Sequence[Whom]:
        """Those whom it concerns and who have not been told of all of these periods, by id, those after one.

        A week concerns whoever leads an open case, a month the governance leads: those at work, whom Teams
        knows. At most so many. Their choices come without what they muted.
        """
        ...

    async def begin(
        self, kind: Regular, period: str, rows: Sequence[Row], at: datetime
    ) -> Sequence[PractitionerId]:
        """Have these people told, each once for a period whoever asks for it; those who are told now, by id.

        The row and the notice, whose subject is the period, are written in one transaction.
        """
        ...

    async def looks(
        self, agency: AgencyId, since: datetime, until: datetime, on: date, after: int, most: int
    ) -> Sequence[Look]:
        """Looks from a moment on and before another, in the order of the trail, those after a number.

        Those of this agency's people, and those of all others at children with whom an open service of it
        openly works on that day. At most so many; fewer means that these are the last.
        """
        ...

    async def overrides(self, since: datetime, until: datetime) -> Sequence[str]:
        """The ids of the overrides of that time, refused ones too, in order of time."""
        ...

    async def agencies(self) -> Mapping[AgencyId, str]:
        """What all agencies are called."""
        ...
