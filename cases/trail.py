"""What of the audit trail is shown to whom. cases/policy.py says how much; this makes the pages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from cases.local import LOCAL, local_day
from cases.model import ChildFile, ChildId, Colleague, Identity, PractitionerId, Viewer
from cases.policy import Shown
from cases.policy_trail import look_shown
from cases.ports_audit import Part, TrailEntry
from cases.records import Action, AuditEntry, Outcome
from cases.views import AgencyLook, AgencyLooksView, TrailLine, TrailView

PAGE = 10
"""Entries on a page of a governance lead's."""

DAYS_PAGE = 20
"""Agencies and days on a page of a lead's. A page holds whole days, so that it ends where a day ends."""

GOVERNANCE, LEAD = "governance", "lead"
_LONGEST_NUMBER = 18  # digits: less than any database's largest number

Colleagues = Mapping[PractitionerId, Colleague]


def below(older: str) -> Part:
    """Where a governance lead's page begins: below that entry's number; without one, at the newest."""
    number = older.isascii() and older.isdigit() and len(older) <= _LONGEST_NUMBER
    return Part(below=int(older)) if number else Part()


def before(older: str) -> Part:
    """Where a lead's page begins: before that day. An entry's number would tell how many others there are."""
    try:
        day = date.fromisoformat(older)
    except ValueError:
        return Part()
    return Part(before=midnight(day))


def midnight(day: date) -> datetime:
    """The moment at which a day begins for the people of the register."""
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL)


def page(
    about: str, entries: Sequence[TrailEntry], colleagues: Colleagues, references: Mapping[ChildId, str]
) -> TrailView:
    """A governance lead's page, from one entry more than fits on it if there are so many."""
    return TrailView(
        about=about,
        lines=tuple(_line(entry, colleagues, references) for entry in entries[:PAGE]),
        older=str(entries[PAGE - 1].number) if len(entries) > PAGE else "",
    )


def _line(entry: TrailEntry, colleagues: Colleagues, references: Mapping[ChildId, str]) -> TrailLine:
    known = entry.practitioner_id is not None and colleagues.get(entry.practitioner_id)
    return TrailLine(
        at=entry.at,
        who=known.practitioner.name if known else "",
        agency=known.agency.name if known else "",
        child_reference=references.get(entry.child_id, entry.child_id) if entry.child_id else "",
        action=entry.action,
        outcome=entry.outcome,
        basis=entry.basis,
        reason=entry.reason,
    )


def is_look(entry: TrailEntry) -> bool:
    """Whether somebody was shown something of the child, and not of the trail about the child."""
    return entry.outcome == Outcome.SHOWN and entry.action != Action.TRAIL_READ


def agency_looks(
    viewer: Viewer, file: ChildFile, entries: Iterable[TrailEntry], colleagues: Colleagues, today: date
) -> AgencyLooksView:
    """A lead's page, from all that is left of the trail: each agency once a day."""
    looks = dict.fromkeys(_looks(viewer, file, entries, colleagues, today))
    ordered = sorted(looks, key=lambda look: (-look.on.toordinal(), look.agency == "", look.agency))
    if len(ordered) <= DAYS_PAGE:
        return AgencyLooksView(file.child.reference, tuple(ordered))
    last = ordered[DAYS_PAGE - 1].on
    shown = tuple(look for look in ordered if look.on >= last)
    older = last.isoformat() if len(shown) < len(ordered) else ""
    return AgencyLooksView(file.child.reference, shown, older)


def _looks(
    viewer: Viewer, file: ChildFile, entries: Iterable[TrailEntry], colleagues: Colleagues, today: date
) -> Iterable[AgencyLook]:
    for entry in entries:
        who = colleagues.get(entry.practitioner_id) if entry.practitioner_id else None
        if who is None or not is_look(entry):
            continue
        how = look_shown(viewer, file, who, entry.basis, today)
        if how is not Shown.NOTHING:
            agency = "" if how is Shown.LINE else who.agency.name
            yield AgencyLook(local_day(entry.at), agency)


def read_entry(
    identity: Identity,
    reader: PractitionerId | None,
    now: datetime,
    outcome: Outcome,
    asked: str,
    child: ChildId | None = None,
    basis: str = "",
) -> AuditEntry:
    """That somebody read the trail, or tried to."""
    return AuditEntry(
        at=now,
        identity=identity,
        practitioner_id=reader,
        action=Action.TRAIL_READ,
        outcome=outcome,
        child_id=child,
        basis=basis,
        asked=asked,
    )
