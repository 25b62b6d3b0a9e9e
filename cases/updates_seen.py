"""Which updates are to be acknowledged, and what follows when nobody does. docs/policy.md has the tables."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cases.availability import works
from cases.choices import Choice, zone_of
from cases.model import PractitionerId, Update, UpdateKind
from cases.profile import Profile
from cases.workdays import IsHoliday

TO_BE_SEEN = frozenset(
    {
        UpdateKind.LEAD_CHANGED,
        UpdateKind.CASE_OPENED,
        UpdateKind.CASE_CLOSED,
        UpdateKind.CASE_REOPENED,
        UpdateKind.STRANGER,
    }
)
"""What changes whom everybody turns to, whether there is a case, or who may have read along."""

AT_MOST = timedelta(days=7)
"""However long somebody is off work, so much later they are asked again, and then the lead hears."""

OLDEST = timedelta(days=90)
"""What happened longer ago than this is asked of nobody."""

SOONEST = timedelta(hours=20)
"""No working day is over sooner, whatever the clock does."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """That somebody was told of an update, in the message ``batch``, and what has become of it."""

    update: Update
    practitioner_id: PractitionerId
    batch: str
    told_at: datetime
    seen_at: datetime | None = None
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether it is to be acknowledged and has not been."""
        return needs_seen(self.update.kind) and self.seen_at is None


def needs_seen(kind: UpdateKind) -> bool:
    """Whether readers are asked to say that they have seen it."""
    return kind in TO_BE_SEEN


def reminder_due(telling: Telling, choice: Choice, profile: Profile, now: datetime, off: IsHoliday) -> bool:
    """Whether somebody is to be asked again, once, now that one of their working days has passed."""
    if not telling.waits or telling.reminded_at is not None:
        return False
    return after_working_day(telling.told_at, choice, profile, off) <= now


def lead_due(telling: Telling, choice: Choice, profile: Profile, now: datetime, off: IsHoliday) -> bool:
    """Whether the lead is to hear that it has still not been seen."""
    if not telling.waits or telling.reminded_at is None or telling.escalated_at is not None:
        return False
    return after_working_day(telling.reminded_at, choice, profile, off) <= now


def after_working_day(since: datetime, choice: Choice, profile: Profile, is_holiday: IsHoliday) -> datetime:
    """The same time of day on the next day on which this person works, in UTC; at most a week later."""
    there = since.astimezone(zone_of(choice))
    days = (there + _DAY * ahead for ahead in range(1, AT_MOST.days))
    at = next((one for one in days if works(profile, one.date(), is_holiday)), there + AT_MOST)
    return at.astimezone(UTC)
