"""Checks that are asked for: however often somebody knocks, a case is checked once in so many seconds."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from cases.checking import LAG
from cases.model import CaseId, Identity
from cases.records import Work

SOON = timedelta(seconds=10)
_MINUTE = timedelta(minutes=1)
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)

AGAIN = "again"
"""A second look, some time after the first, at what may have been under way then."""
WHOM = "whom"
"""A look at one person alone, whom a listing may not show yet: their tenant and object id follow."""
SECOND_LOOK = timedelta(minutes=2)


def check(case: CaseId, now: datetime, whom: Iterable[Identity] = ()) -> tuple[Work, ...]:
    """Check a case in a moment, with these people by name; and again when no listing lags any more."""
    soon = _end_of(SOON, now)
    named = (
        Work(
            "check",
            f"check:{case}:{one.tenant_id}:{one.object_id}:{_stamp(soon)}",
            (case, WHOM, one.tenant_id, one.object_id),
            soon,
        )
        for one in whom
    )
    at_once = Work("check", f"check:{case}:{_stamp(soon)}", (case,), soon)
    return (at_once, check_at(case, now + LAG), *named)


def check_at(case: CaseId, moment: datetime) -> Work:
    """Check a case not before that moment, within a minute of it."""
    due = _end_of(_MINUTE, moment)
    return Work("check", f"check:{case}:at:{_stamp(due)}", (case,), due)


def check_again(case: CaseId, now: datetime) -> Work:
    """Take the second look."""
    due = _end_of(_MINUTE, now + SECOND_LOOK)
    return Work("check", f"check:{case}:again:{_stamp(due)}", (case, AGAIN), due)


def check_team(team: str, now: datetime) -> tuple[Work, ...]:
    """Check all the channels of a team in a moment, and again when no listing lags any more."""
    soon, late = _end_of(SOON, now), _end_of(_MINUTE, now + LAG)
    return tuple(Work("check.team", f"check.team:{team}:{_stamp(due)}", (team,), due) for due in (soon, late))


def _end_of(span: timedelta, moment: datetime) -> datetime:
    """The end of the span of time that a moment is in: whoever comes later in it is too early as well."""
    return _BEGIN + ((moment - _BEGIN) // span + 1) * span


def _stamp(moment: datetime) -> str:
    return str(int(moment.timestamp()))
