"""How somebody wants to hear of what happens, which cases they mute, and what they have seen."""

from dataclasses import dataclass

from cases.model import CaseId
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class EditUpdates:
    """How I want to hear of updates, as the form has it: times as "08:30", "" twice is no quiet hours.

    ``how`` is "at once", "daily", "mine" or minutes. ``sent`` marks a form that was filled in, ``seen`` what
    it was made from.
    """

    how: str = ""
    daily_at: str = ""
    quiet_from: str = ""
    quiet_to: str = ""
    zone: str = ""
    budget: str = ""
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class SetUpdates:
    """The same said in words: what is "" stays as it is. ``loud`` is to have no quiet hours."""

    how: str = ""
    daily_at: str = ""
    quiet_from: str = ""
    quiet_to: str = ""
    zone: str = ""
    budget: str = ""
    loud: bool = False


@dataclass(frozen=True, slots=True)
class MuteCase:
    """No more news of this case, or with ``back`` again; found as typed, or ``case_id`` once chosen."""

    query: Query = _NOT_SAID
    case_id: CaseId | None = None
    back: bool = False


@dataclass(frozen=True, slots=True)
class Muted:
    """Which cases have I muted?"""


@dataclass(frozen=True, slots=True)
class SeenUpdates:
    """I have seen all that this message tells of."""

    batch: str


@dataclass(frozen=True, slots=True)
class WhoHasSeen:
    """Who has seen this update of a case that I lead, and who has not?"""

    update_id: str


OfUpdates = EditUpdates | SetUpdates | MuteCase | Muted | SeenUpdates | WhoHasSeen
