"""Which notices wait until somebody's quiet hours are over. docs/policy.md lists those that do not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cases.availability import works
from cases.choices import Choice, awake, is_quiet, zone_of
from cases.profile import Profile
from cases.workdays import IsHoliday

URGENT: Final[Mapping[str, str]] = {
    "channel.stranger": "somebody unexpected is in the channel of a case",
    "override": "a protected record was opened past its shield",
    "override_lead": "a protected record was opened past its shield",
    "handover.today": "work is to be handed over to you today",
    "task.soon": "a task of yours is due within the hour",
}
"""By kind of notice, why it does not wait: what comes too late the next morning."""

GIVEN: Final = "task.given"
FOR_TODAY: Final = "a task that was given to you is due today"

OF_THEIR_DAYS: Final = frozenset({"profile"})
"""What tells people that somebody has recorded days away for them: kept for the end of these days, they could
not put it right."""

ANSWERS: Final = frozenset({"handover.answer", "introduction.outcome", "grant_ended"})
"""What came of a question of their reader's own: on the day on which they asked it, they wait for it.

Or they rely on what they were shown, when their access has ended."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a notice is about, as far as it bears on whether it may wait.

    ``asked_at`` is when its reader asked what it answers, ``due`` the day on which they are to have done
    something.
    """

    asked_at: datetime | None = None
    due: date | None = None


OF_NO_MATTER: Final = Matter()


def not_before(
    kind: str,
    choice: Choice | None,
    profile: Profile,
    now: datetime,
    is_holiday: IsHoliday,
    matter: Matter = OF_NO_MATTER,
) -> datetime | None:
    """The moment, in UTC, until which a notice of that kind waits; None if it may be delivered now.

    Nothing waits for somebody who has made no ``choice``: the usual hours are for what is gathered for
    people, not for what one colleague has for another.
    """
    if choice is None or kind in URGENT:
        return None
    if kind in OF_THEIR_DAYS:
        profile = replace(profile, absence=None)
    at = awake(choice, profile, now, is_holiday)
    if (
        at <= now
        or _is_answer(kind, choice, now, matter)
        or _is_for_today(choice, profile, now, is_holiday, matter)
    ):
        return None
    return at


def why_now(
    kind: str,
    choice: Choice | None,
    profile: Profile,
    now: datetime,
    is_holiday: IsHoliday,
    matter: Matter = OF_NO_MATTER,
) -> str:
    """Why somebody hears this although they are to be left alone; "" where there is nothing to explain."""
    if choice is None or not is_quiet(choice, profile, now, is_holiday):
        return ""
    why = URGENT.get(kind, "")
    if not why and _is_for_today(choice, profile, now, is_holiday, matter):
        why = FOR_TODAY
    return f"This does not wait for the end of your quiet hours: {why}." if why else ""


def _is_answer(kind: str, choice: Choice, now: datetime, matter: Matter) -> bool:
    asked = matter.asked_at
    zone = zone_of(choice)
    return (
        kind in ANSWERS and asked is not None and asked.astimezone(zone).date() == now.astimezone(zone).date()
    )


def _is_for_today(
    choice: Choice, profile: Profile, now: datetime, is_holiday: IsHoliday, matter: Matter
) -> bool:
    """It is to be done on the day that it is, and that is one on which they work."""
    today = now.astimezone(zone_of(choice)).date()
    return matter.due == today and works(profile, today, is_holiday)
