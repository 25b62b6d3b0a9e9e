"""Forms and news about handing over."""

from dataclasses import dataclass
from datetime import date

from cases.handover import HandoverState
from cases.model import Birth


@dataclass(frozen=True, slots=True)
class HandoverForm:
    """What the form needs besides the command that it fills in.

    ``people`` maps the ids of whom one may ask to words; ``more`` says that there are others. ``owners`` does
    so for whose work it may be, if several are called so; ``whose`` is the name if it is another's. ``cases``
    are the references of those whose lead goes with it. ``problem`` is one sentence.
    """

    child_name: str
    birth: Birth | None
    reference: str
    today: date
    people: tuple[tuple[str, str], ...]
    more: bool = False
    whose: str = ""
    owners: tuple[tuple[str, str], ...] = ()
    cases: tuple[str, ...] = ()
    chosen: str = ""
    seen: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class HandoverAsked:
    """What somebody is asked to take over, before they may know more: the child by reference only.

    ``asked_by`` is who asks; ``of_another`` if it is somebody else's work. ``may_see`` if the reader has a
    right to the circle anyway. ``problem`` is one sentence.
    """

    handover: str
    reference: str
    asked_by: str
    of_another: bool
    roles: tuple[tuple[str, date], ...]
    first_day: date
    with_lead: bool
    may_see: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class HandoverStands:
    """How a hand-over stands, for somebody who has a part in it.

    ``giver`` and ``receiver`` are names, "" for the reader themself. ``may_withdraw`` is its id if the reader
    may do that.
    """

    state: HandoverState
    reference: str
    giver: str
    receiver: str
    first_day: date
    reason: str = ""
    reminder: bool = False
    may_withdraw: str = ""
