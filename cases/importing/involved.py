"""What of an involvement a source may change, and how the history tells it (docs/policy.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cases.importing.rows import InvolvementRow
from cases.model import Involvement, RecordingBasis, Service, Visibility
from cases.records import EventKind
from cases.spans import ended

Told = tuple[EventKind, date, str, str]
"""What happened, on which day, how it is now, how it was."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row says, with all that others say in its place."""

    role: str
    since: date
    until: date | None
    last_contact: date | None
    visibility: Visibility
    basis: str


def wanted(row: InvolvementRow, service: Service, role: str) -> Wanted:
    """A row's word; a sensitive service's involvements are sensitive, whatever it says."""
    sensitive = service.sensitive or row.visibility == Visibility.SENSITIVE
    return Wanted(
        row.role or role,
        row.since,
        row.until,
        row.last_contact,
        Visibility.SENSITIVE if sensitive else Visibility.OPEN,
        RecordingBasis(row.basis) if row.basis else "",
    )


def begun(made: Involvement, today: date) -> list[Told]:
    """What is told of a new one."""
    told: list[Told] = [(EventKind.JOINED, made.since, made.role, "")]
    if made.until and made.until < today:
        told.append((EventKind.LEFT, made.until, made.until.isoformat(), ""))
    return told


def changed(
    current: Involvement,
    before: Mapping[str, Any] | None,
    now: Wanted,
    today: date,
    gone_since: date | None = None,
) -> tuple[Involvement, list[Told]]:
    """The involvement after what a source says of it now, and what is told of that.

    ``before`` is what it said last, None for one that others have begun; ``gone_since`` the day on which it
    gave it no more. What this source said is changed as long as it is still so; what somebody has said since,
    in Teams, stays.
    """
    after = _dated(current, before or {}, now, gone_since)
    told = [_moved(current, after, today)] if _span(after) != _span(current) else []
    role = (before or {}).get("role", "")
    if now.role != role and (not current.role or (role and current.role == role)):
        told.append((EventKind.ROLE_CHANGED, today, now.role, current.role))
        after = replace(after, role=now.role)
    if now.last_contact and now.last_contact > (current.last_contact or date.min):
        was = current.last_contact.isoformat() if current.last_contact else ""
        told.append((EventKind.CONTACT, now.last_contact, "", was))
        after = replace(after, last_contact=now.last_contact)
    if now.visibility is Visibility.SENSITIVE:
        # What was open may be made sensitive by a file, and never the other way round.
        after = replace(after, visibility=now.visibility)
    if now.basis and not current.recording_basis:
        after = replace(after, recording_basis=now.basis)
    return after, told


def _dated(
    current: Involvement, said: Mapping[str, Any], now: Wanted, gone_since: date | None
) -> Involvement:
    until, since = _day(said.get("until")), _day(said.get("since"))
    after = current
    if gone_since is not None:
        if current.cancelled and current.until == current.since:
            after = current = replace(current, cancelled=False, until=None)
        elif current.until == gone_since:
            until = gone_since
    if since and now.since != since == current.since:
        after = replace(after, since=now.since)
    if now.until != until and current.until == until:
        after = replace(after, until=now.until)
    if after.until is not None and after.until < after.since:
        after = replace(after, until=after.since)
    return after


def over(current: Involvement, today: date) -> tuple[Involvement, list[Told]]:
    """The involvement after its source does not give it any more: today is its last day, if it has none."""
    if ended(current, today) or current.until == today:
        return current, []
    if current.since > today:
        off = replace(current, until=current.since, cancelled=True)
        return off, [(EventKind.CANCELLED, current.since, current.role, _dates(current))]
    after = replace(current, until=today)
    return after, [_moved(current, after, today)]


def _moved(before: Involvement, after: Involvement, today: date) -> Told:
    if after.until != before.until and after.until is not None:
        return EventKind.LEFT, after.until, _until(after.until), _until(before.until)
    if ended(before, today) and not ended(after, today):
        return EventKind.JOINED, today, _dates(after), _dates(before)
    return EventKind.DATES_CHANGED, today, _dates(after), _dates(before)


def _span(row: Involvement) -> tuple[date, date | None, bool]:
    return row.since, row.until, row.cancelled


def _day(written: Any) -> date | None:  # noqa: ANN401 - as JSON had it
    return date.fromisoformat(written) if written else None


def _dates(row: Involvement) -> str:
    return f"{row.since}/{_until(row.until)}"


def _until(day: date | None) -> str:
    return day.isoformat() if day else ""
