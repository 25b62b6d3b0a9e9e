"""What others may see of a sensitive service, and being put in touch with one."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.introduction import Reads
from cases.model import Birth, DisclosureLevel, InvolvementId, Purpose, Reason


@dataclass(frozen=True, slots=True)
class DisclosureForm:
    """What the form needs besides the command that it fills in.

    ``rows`` (involvements to choose from) and ``people`` (whom it may be named to) map ids to words.
    ``level``, ``basis`` and ``named`` are what is disclosed so far or was filled in. ``whose`` is the other
    practitioner's name, "" when the involvement is the viewer's own. ``problem`` is one sentence.
    """

    child_name: str
    birth: Birth | None
    reference: str
    today: date
    rows: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...] = ()
    which: str = ""
    whose: str = ""
    level: DisclosureLevel = DisclosureLevel.NONE
    basis: str = ""
    named: tuple[str, ...] = ()
    also: str = ""
    recording_basis: str = ""
    seen: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who somebody is and how they are reached."""

    name: str
    role: str
    service: str
    agency: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class RequestView:
    """Somebody asks to be put in touch, as a broker and the practitioner concerned read it.

    ``reference`` is the child's. ``services`` maps involvements to words, those alone that the reader may
    pass the request on to; ``passed`` are those that have been asked and have not answered.
    """

    introduction: str
    asker: PersonView
    reference: str
    reason: Reason
    asked_at: datetime
    services: tuple[tuple[InvolvementId, str], ...] = ()
    passed: tuple[tuple[InvolvementId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class QueueView:
    """All who wait for this broker, the longest first. ``opened`` is the one to be answered here."""

    waiting: tuple[RequestView, ...]
    opened: RequestView | None = None
    which: str = ""
    why: str = ""
    note: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ApproachForm:
    """A request before the practitioner whom it concerns, and what was filled in so far."""

    request: RequestView
    which: InvolvementId
    basis: str = ""
    why: str = ""
    share: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What the asker is told: who gave their name, or that somebody will call, or that nobody will.

    ``why`` is what a practitioner said for declining, if they let the asker read it.
    """

    reference: str
    reads: Reads
    people: tuple[PersonView, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class MyIntroduction:
    """One of the viewer's own requests."""

    introduction: str
    asked_at: datetime
    purpose: Purpose
    outcome: OutcomeView


@dataclass(frozen=True, slots=True)
class MyIntroductionsView:
    """The viewer's own requests, the newest first. ``note`` is one sentence on what was just done."""

    requests: tuple[MyIntroduction, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureNotice:
    """Somebody has let the reader know that they work with a child."""

    reference: str
    person: PersonView
    at: datetime
