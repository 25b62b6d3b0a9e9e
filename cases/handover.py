"""Handing over one's work with a child: where it stands, and who may do what then (docs/policy.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from cases.model import ChildId, InvolvementId, PractitionerId
from cases.workdays import IsHoliday, after_working_days

REMINDED_AFTER = 5
"""Working days without an answer, after which whoever asked is reminded, once."""


class HandoverState(StrEnum):
    """Where a hand-over stands. Only the first two can still change."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN_STATES = (HandoverState.ASKED, HandoverState.ACCEPTED)


class Part(StrEnum):
    """Somebody's part in a hand-over. ``TIME`` is nobody's: a day that comes, or work that has ended."""

    ASKER = "who asked"
    RECEIVER = "who is asked"
    GIVER = "whose work it is, if another asked"
    OTHER = "anybody else"
    TIME = "nobody"


class Step(StrEnum):
    """What is done with a hand-over."""

    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    BEGIN = "the first day has come"
    END = "there is nothing left to hand over"


class WhyNot(StrEnum):
    """Why somebody does not take over. The last one needs words."""

    NO_ROOM = "no_room"
    NOT_ME = "not_me"
    ELSEWHERE = "elsewhere"
    OTHER = "other"


TABLE: Mapping[tuple[HandoverState, Part, Step], HandoverState] = {
    (HandoverState.ASKED, Part.RECEIVER, Step.ACCEPT): HandoverState.ACCEPTED,
    (HandoverState.ASKED, Part.RECEIVER, Step.DECLINE): HandoverState.DECLINED,
    (HandoverState.ASKED, Part.ASKER, Step.WITHDRAW): HandoverState.WITHDRAWN,
    (HandoverState.ASKED, Part.TIME, Step.END): HandoverState.LAPSED,
    (HandoverState.ACCEPTED, Part.TIME, Step.BEGIN): HandoverState.DONE,
}
"""All that can happen; whatever is not here changes nothing."""


@dataclass(frozen=True, slots=True)
class Handover:
    """``giver_id``'s involvements with a child are to become ``receiver_id``'s from ``first_day``.

    ``with_lead`` hands over the lead of the giver's open cases of that child too. ``reason`` is why it was
    declined.
    """

    id: str
    child_id: ChildId
    involvements: tuple[InvolvementId, ...]
    giver_id: PractitionerId
    receiver_id: PractitionerId
    asked_by: PractitionerId
    asked_at: datetime
    first_day: date
    with_lead: bool
    state: HandoverState = HandoverState.ASKED
    reason: str = ""
    answered_at: datetime | None = None
    reminded_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it can still change."""
        return self.state in OPEN_STATES


def part_of(who: PractitionerId, handover: Handover) -> Part:
    """Somebody's part in it."""
    if who == handover.receiver_id:
        return Part.RECEIVER
    if who == handover.asked_by:
        return Part.ASKER
    return Part.GIVER if who == handover.giver_id else Part.OTHER


def stepped(handover: Handover, part: Part, step: Step, now: datetime, reason: str = "") -> Handover | None:
    """The hand-over after that step; None if that part may not take it, or not now."""
    state = TABLE.get((handover.state, part, step))
    if state is None:
        return None
    answered = handover.answered_at if step is Step.BEGIN else now
    return replace(handover, state=state, answered_at=answered, reason=reason or handover.reason)


def reason_of(why: str, words: str) -> str:
    """Why it is declined, as it is recorded; "" if that has not been said yet."""
    said = " ".join(words.split())
    if why not in set(WhyNot) or (why == WhyNot.OTHER and not said):
        return ""
    return f"{why}: {said}".rstrip(": ")


def reminder_due(handover: Handover, now: datetime, is_holiday: IsHoliday) -> bool:
    """Whether whoever asked is to be reminded by now."""
    if handover.state is not HandoverState.ASKED or handover.reminded_at is not None:
        return False
    return now >= after_working_days(handover.asked_at, REMINDED_AFTER, is_holiday)
