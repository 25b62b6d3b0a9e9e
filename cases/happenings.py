"""What has happened with a child, as one viewer may be told of it: from the register's rows and its history.

Involvements are judged first, and every entry is made of those alone that are told; so a hidden one leaves no
mark on what is said of another. The rows say how it stands, from when to when; the events, when it was
recorded and by whom, and what the rows keep no trace of. A new kind of entry is a function in ``_SOURCES``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from cases.case_ends import CaseEnd
from cases.local import local_day
from cases.model import ContactKind, InvolvementId, Member, PractitionerId, Purpose, TaskId, Viewer
from cases.policy import Shown
from cases.policy_timeline import lead_is_named, told
from cases.ports_history import History
from cases.records import CaseEventKind, Event, EventKind
from cases.spells import gaps, latest, moves
from cases.views import Happened, TimelineEntry


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry, when it was recorded, if known; and the involvement, or the task, that it is about."""

    entry: TimelineEntry
    at: datetime | None = None
    involvement_id: InvolvementId | None = None
    task_id: TaskId | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of a child's history one viewer may be told."""

    viewer: Viewer
    purpose: Purpose | None
    today: date
    history: History
    members: tuple[tuple[Member, Shown], ...]
    events: Mapping[InvolvementId, Sequence[Event]]

    def recorder(self, actor: PractitionerId | None, whose: PractitionerId | None) -> str:
        """Who recorded it, if somebody else did: named if it is the viewer, or is on the timeline anyway."""
        if actor is None or actor == whose:
            return ""
        if actor == self.viewer.id:
            return self.viewer.practitioner.name
        return next(
            (one.practitioner.name for one, _ in self.members if one.practitioner.id == actor),
            "",
        )


def happenings(
    viewer: Viewer,
    history: History,
    purpose: Purpose | None,
    today: date,
    tasks: Iterable[Happening] = (),
) -> list[Happening]:
    """Everything that this viewer, who has the right to see the circle, may be told; the newest first.

    ``purpose`` is that of the grant the look rests on, or None for a standing right. ``tasks`` are those
    of cases.task_happenings.
    """
    # What was called off before it began has never been.
    held = (member for member in history.involvements if not member.involvement.cancelled)
    judged = ((member, told(viewer, member, purpose, today)) for member in held)
    members = tuple((member, how) for member, how in judged if how is not Shown.NOTHING)
    mine = {member.involvement.id for member, _ in members}
    events: dict[InvolvementId, list[Event]] = defaultdict(list)
    for event in history.events:
        if event.involvement_id in mine:
            events[event.involvement_id].append(event)
    seen = _Seen(viewer, purpose, today, history, members, events)
    found = sorted((*tasks, *(one for source in _SOURCES for one in source(seen))), key=_alike)
    return sorted(found, key=_when, reverse=True)


_ORDER = {kind: number for number, kind in enumerate(Happened)}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def _when(one: Happening) -> tuple[date, datetime, int]:
    return (one.entry.on, one.at or _LONG_AGO, _ORDER[one.entry.kind])


def _alike(one: Happening) -> tuple[str, str, str, str]:
    """An order for what is of one moment, in which nothing hidden plays a part."""
    entry = one.entry
    return (entry.agency, entry.name, entry.detail, entry.by)


def _about(
    seen: _Seen, member: Member, on: date, kind: Happened, detail: str = "", event: Event | None = None
) -> Happening:
    whose = member.practitioner
    by = seen.recorder(event.actor_id, whose.id) if event else ""
    entry = TimelineEntry(on, kind, whose.name, member.agency.name, detail, by)
    return Happening(entry, event.at if event else None, member.involvement.id)


def _beginnings_and_ends(seen: _Seen) -> Iterator[Happening]:
    left_for_a_role, begun_by_a_role = moves(event for events in seen.events.values() for event in events)
    for member, _ in seen.members:
        row, events = member.involvement, seen.events.get(member.involvement.id, ())
        away = list(gaps(row, events))
        for on in [*([] if row.id in begun_by_a_role else [row.since]), *(back for _, back in away)]:
            event = latest(events, EventKind.JOINED, on)
            yield _about(seen, member, on, Happened.JOINED, _first_role(member, events), event)
        for on in [*(gone for gone, _ in away), *([row.until] if row.until else [])]:
            event = latest(events, EventKind.LEFT, on)
            if event is None or event.id not in left_for_a_role:
                yield _about(seen, member, on, Happened.LEFT, event=event)


def _first_role(member: Member, events: Iterable[Event]) -> str:
    before = next((one.previous for one in events if one.kind is EventKind.ROLE_CHANGED), "")
    return before or member.involvement.role or member.practitioner.role


def _changes_of_role(seen: _Seen) -> Iterator[Happening]:
    for member, _ in seen.members:
        for event in seen.events.get(member.involvement.id, ()):
            if event.kind is EventKind.ROLE_CHANGED:
                yield _about(seen, member, event.on, Happened.ROLE_CHANGED, event.detail, event)


_CONTACT_KINDS = frozenset(ContactKind)


def _contacts(seen: _Seen) -> Iterator[Happening]:
    """Once for each day and kind, however often it was logged."""
    for member, how in seen.members:
        if how is not Shown.ALL:
            continue
        recorded = seen.events.get(member.involvement.id, ())
        logged = {(one.on, one.detail): one for one in recorded if one.kind is EventKind.CONTACT}
        for (on, kind), event in logged.items():
            known = kind if kind in _CONTACT_KINDS else ""
            yield _about(seen, member, on, Happened.CONTACT, known, event)
        last = member.involvement.last_contact
        if last and last not in {on for on, _ in logged}:
            yield _about(seen, member, last, Happened.CONTACT)


def _confirmations(seen: _Seen) -> Iterator[Happening]:
    """Once for each day. Joining, a contact and the like confirm as well, and are told as what they are."""
    for member, how in seen.members:
        if how is not Shown.ALL:
            continue
        row, recorded = member.involvement, seen.events.get(member.involvement.id, ())
        confirmed = {one.on: one for one in recorded if one.kind is EventKind.CONFIRMED}
        for on, event in confirmed.items():
            yield _about(seen, member, on, Happened.CONFIRMED, event=event)
        last, otherwise = row.last_confirmed, {row.since, row.last_contact, *confirmed}
        if last and last not in otherwise and not any(local_day(one.at) == last for one in recorded):
            yield _about(seen, member, last, Happened.CONFIRMED)


_ENDS = frozenset(CaseEnd)
_OF_CASES = {
    CaseEventKind.OPENED: Happened.OPENED,
    CaseEventKind.CLOSED: Happened.CLOSED,
    CaseEventKind.REOPENED: Happened.REOPENED,
    CaseEventKind.LEAD_CHANGED: Happened.LEAD_CHANGED,
}


def _cases(seen: _Seen) -> Iterator[Happening]:
    """A lead who may not be named and no lead at all read the same."""
    shown = {member.practitioner.id for member, _ in seen.members}
    for event in seen.history.case_events:
        kind = _OF_CASES.get(event.kind)
        if kind is None:
            continue
        lead = seen.history.leads.get(event.lead_id) if event.lead_id else None
        if kind is Happened.CLOSED or (
            lead
            and lead.practitioner.id not in shown
            and not lead_is_named(seen.viewer, lead, seen.purpose, seen.today)
        ):
            lead = None
        name, agency = (lead.practitioner.name, lead.agency.name) if lead else ("", "")
        by = seen.recorder(event.actor_id, event.lead_id if lead else None)
        detail = event.detail if kind is Happened.CLOSED and event.detail in _ENDS else ""
        yield Happening(TimelineEntry(event.on, kind, name, agency, detail, by), event.at)


_SOURCES: tuple[Callable[[_Seen], Iterable[Happening]], ...] = (
    _beginnings_and_ends,
    _changes_of_role,
    _contacts,
    _confirmations,
    _cases,
)
