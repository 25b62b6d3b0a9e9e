"""Forms and news about an involvement."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import Birth, PractitionerId, Reason
from cases.records import EventKind


@dataclass(frozen=True, slots=True)
class InvolvementForm:
    """What a form about an involvement needs besides the command that it fills in.

    ``whose`` is the other practitioner's name, "" when it is the viewer's own involvement. ``rows`` (the
    viewer's involvements with the child) and ``people`` (who is called so) map ids to words, and are there to
    choose from when there are several. ``role`` is their role so far. ``problem`` is one sentence.
    """

    child_name: str
    birth: Birth | None
    reference: str
    today: date
    whose: str = ""
    role: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    sensitive: bool = False
    seen: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class InvolvementNotice:
    """What somebody is told of an involvement that began or ended.

    ``yours`` when it is their own, begun or ended by somebody else; ``by`` is then that person, or "".
    ``reason`` is the one that the child was found by, if any, and ``grant_id`` names what it opened, to end
    it; "" when that can be done no more. ``may_end`` names whose involvement the reader may end.
    """

    kind: EventKind
    reference: str
    name: str
    role: str
    agency: str
    on: date
    at: datetime
    yours: bool = False
    by: str = ""
    reason: Reason | None = None
    may_end: PractitionerId | None = None
    grant_id: str = ""
