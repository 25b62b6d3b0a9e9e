"""Handing over one's work with a child to a colleague."""

from dataclasses import dataclass

from cases.model import ChildId, PractitionerId, Reason
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class HandOver:
    """A colleague is to take over this child: one's own work, or ``whose`` if another's is meant.

    ``name`` is the colleague as typed, ``to`` the one chosen; ``whose`` is typed too, and then found as
    ``practitioner_id``. ``with_lead`` is "true" or "false", "" while it has not been asked. Else as for
    ``cases.commands.involvement.Join``.
    """

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    whose: str = ""
    practitioner_id: PractitionerId | None = None
    name: str = ""
    to: str = ""
    first_day: str = ""
    with_lead: str = ""
    reason: Reason | None = None
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class AcceptHandover:
    """I take it over."""

    handover: str


@dataclass(frozen=True, slots=True)
class DeclineHandover:
    """I do not take it over, and why: ``why`` is a ``cases.handover.WhyNot``, ``words`` are my own."""

    handover: str
    why: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawHandover:
    """I no longer ask for it."""

    handover: str


OfHandover = HandOver | AcceptHandover | DeclineHandover | WithdrawHandover
