"""Which notices wait until somebody's quiet hours are over. docs/policy.md lists those that do not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cases.choices import Choice, awake, is_quiet
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

TIMED: Final = frozenset({"updates"})
"""Planned by the choice itself, alarms at once: delivery has nothing to put off."""


def not_before(
    kind: str, choice: Choice | None, profile: Profile, now: datetime, is_holiday: IsHoliday
) -> datetime | None:
    """The moment, in UTC, until which a notice of that kind waits; None if it may be delivered now.

    ``choice`` is None for somebody who has made none: for them nothing waits.
    """
    if choice is None or kind in URGENT or kind in TIMED:
        return None
    at = awake(choice, profile, now, is_holiday)
    return at if at > now else None


def why_now(kind: str, choice: Choice | None, profile: Profile, now: datetime, is_holiday: IsHoliday) -> str:
    """Why somebody hears this although they are to be left alone; "" where there is nothing to explain."""
    if choice is None or kind not in URGENT or not is_quiet(choice, profile, now, is_holiday):
        return ""
    return f"This does not wait for the end of your quiet hours: {URGENT[kind]}."
