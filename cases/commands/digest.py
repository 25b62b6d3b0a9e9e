"""A manager's digest: all of it now, one line of it, and what is done from there."""

from dataclasses import dataclass

from cases.digest import Line
from cases.model import PractitionerId, ServiceId


@dataclass(frozen=True, slots=True)
class MyDigest:
    """How do the services that I manage stand now?"""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """What does this line count? Of all services that I manage, or of one. ``page`` counts from 0.

    ``week`` says that it is a week's, for the lines that count what has happened.
    """

    line: Line
    service: ServiceId | None = None
    page: int = 0
    week: bool = False


@dataclass(frozen=True, slots=True)
class AskToConfirm:
    """Ask this practitioner whether they still work with those whom they have not confirmed."""

    practitioner_id: PractitionerId


OfDigest = MyDigest | DigestLine | AskToConfirm
