"""Who has looked, and at what: the audit trail, for those whom the policy lets read it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from cards.agency_looks import agency_looks as agency_looks_card
from cards.namesakes import namesakes
from cards.not_found import not_found
from cards.trail import not_shared, trail_of_child, trail_of_practitioner, which_child
from cases import trail
from cases.commands import LookedAt, NotSharing, WhoLooked
from cases.model import ChildFile, ChildId, Colleague, PractitionerId, Viewer
from cases.policy_trail import TrailSight, reads_trail, trail_sight
from cases.ports_audit import TrailEntry
from cases.query import Query
from cases.records import AuditEntry, Effects, Outcome
from cases.views import AgencyLooksView, Namesake
from dialogs.looks import find_exactly
from dialogs.turn import Answer, Desk, Reply, Turn

MOST_REFUSED = 20
"""How many children one question that is refused leaves in the trail."""

_CHUNK = 500


async def who_looked(turn: Turn, viewer: Viewer, command: WhoLooked, desk: Desk) -> Answer:
    """Who has looked at a child: everything for a governance lead, agencies and days for the child's lead."""
    files = await find_exactly(turn, viewer, command.query, desk)
    whole = _whole_of(viewer, files, command.query)
    if len(whole) > 1:
        return _which(turn, viewer, whole, lambda one: WhoLooked(Query(reference=one)))
    if whole:
        return await _whole(turn, viewer, whole[0], command, desk)
    led = [file for file in files if trail_sight(viewer, file) is TrailSight.AGENCIES]
    if led:
        return await _agencies(turn, viewer, led, command, desk)
    return _refused(turn, viewer, [file.child.id for file in files])


async def not_sharing(turn: Turn, viewer: Viewer, command: NotSharing, desk: Desk) -> Answer:
    """What has been decided not to be shared about a child, for a governance lead."""
    files = await find_exactly(turn, viewer, command.query, desk)
    whole = _whole_of(viewer, files, command.query)
    if len(whole) > 1:
        return _which(turn, viewer, whole, lambda one: NotSharing(Query(reference=one)))
    if whole:
        return await _whole(turn, viewer, whole[0], command, desk)
    return _refused(turn, viewer, [file.child.id for file in files])


def _whole_of(viewer: Viewer, files: Sequence[ChildFile], query: Query) -> Sequence[ChildFile]:
    """Those of whom this viewer may read everything: one by its own reference, or the children of a case."""
    alone = bool(query.reference) and query == Query(reference=query.reference)
    by_case = alone and not any(file.by_reference for file in files)
    whole = [file for file in files if trail_sight(viewer, file, by_case=by_case) is TrailSight.ALL]
    return sorted(whole, key=lambda file: file.child.reference)


def _which(
    turn: Turn, viewer: Viewer, files: Sequence[ChildFile], then: Callable[[str], WhoLooked | NotSharing]
) -> Answer:
    audit = tuple(_read(turn, viewer, Outcome.CHOICE_OFFERED, file.child.id) for file in files)
    card = which_child([file.child.reference for file in files], then)
    return Answer((Reply(card),), Effects(audit=audit))


async def looked_at(turn: Turn, viewer: Viewer, command: LookedAt, desk: Desk) -> Answer:
    """What a practitioner has looked at, for a governance lead."""
    meant = await desk.trail.practitioners(command.practitioner)
    if not reads_trail(viewer) or not meant:
        return _refused(turn, viewer, [], f"practitioner {command.practitioner}", known=bool(meant))
    colleagues = await _colleagues(meant, desk)
    if len(meant) > 1:
        alike = [
            Namesake(who.practitioner.id, who.practitioner.role, who.agency.name)
            for who in colleagues.values()
        ]
        entry = _read(turn, viewer, Outcome.CHOICE_OFFERED, None, f"practitioner {command.practitioner}")
        return Answer((Reply(namesakes(alike)),), Effects(audit=(entry,)))
    (one,) = meant
    entries = await desk.trail.by(one, trail.below(command.older), trail.PAGE + 1)
    about = {entry.child_id for entry in entries if entry.child_id}
    files = await desk.register.files(sorted(about), viewer.id, turn.now)
    references = {file.child.id: file.child.reference for file in files}
    view = trail.page(colleagues[one].practitioner.name, entries, colleagues, references)
    entry = _read(turn, viewer, Outcome.SHOWN, None, f"practitioner {one}")
    return Answer((Reply(trail_of_practitioner(view, LookedAt(one))),), Effects(audit=(entry,)))


async def _whole(
    turn: Turn, viewer: Viewer, file: ChildFile, command: WhoLooked | NotSharing, desk: Desk
) -> Answer:
    declined = isinstance(command, NotSharing)
    part = replace(trail.below(command.older), outcome=str(Outcome.NOT_SHARED) if declined else "")
    entries = await desk.trail.about(file.child.id, part, trail.PAGE + 1)
    colleagues = await _colleagues(_people(entries), desk)
    view = trail.page(file.child.reference, entries, colleagues, {file.child.id: file.child.reference})
    asked = "decisions not to share" if declined else ""
    entry = _read(turn, viewer, Outcome.SHOWN, file.child.id, asked)
    card = not_shared(view, command) if isinstance(command, NotSharing) else trail_of_child(view, command)
    return Answer((Reply(card),), Effects(audit=(entry,)))


async def _agencies(
    turn: Turn, viewer: Viewer, led: Sequence[ChildFile], command: WhoLooked, desk: Desk
) -> Answer:
    views = [await _agency_looks(turn, viewer, file, command.older, desk) for file in led]
    audit = [_read(turn, viewer, Outcome.SHOWN, file.child.id, basis=trail.LEAD) for file in led]
    ordered = sorted(views, key=lambda view: view.reference)
    return Answer((Reply(agency_looks_card(ordered)),), Effects(audit=tuple(audit)))


async def _agency_looks(
    turn: Turn, viewer: Viewer, file: ChildFile, older: str, desk: Desk
) -> AgencyLooksView:
    entries: list[TrailEntry] = []
    part = trail.before(older)
    while True:
        chunk = await desk.trail.about(file.child.id, part, _CHUNK)
        entries += chunk
        colleagues = await _colleagues(_people(entries), desk)
        view = trail.agency_looks(viewer, file, entries, colleagues, turn.today)
        if view.older or len(chunk) < _CHUNK:
            return view
        part = replace(part, below=chunk[-1].number)


def _people(entries: Iterable[TrailEntry]) -> list[PractitionerId]:
    return sorted({entry.practitioner_id for entry in entries if entry.practitioner_id})


async def _colleagues(ids: Iterable[PractitionerId], desk: Desk) -> dict[PractitionerId, Colleague]:
    found = {one: await desk.register.colleague(one) for one in ids}
    return {one: colleague for one, colleague in found.items() if colleague}


def _refused(
    turn: Turn, viewer: Viewer, children: Sequence[ChildId], asked: str = "", *, known: bool = False
) -> Answer:
    """The same for what is not known and for what may not be read; the trail tells them apart."""
    entries = [_read(turn, viewer, Outcome.REFUSED, child, asked) for child in children[:MOST_REFUSED]]
    outcome = Outcome.REFUSED if known else Outcome.NOT_FOUND
    audit = entries or [_read(turn, viewer, outcome, None, asked)]
    return Answer((Reply(not_found()),), Effects(audit=tuple(audit)))


def _read(
    turn: Turn,
    viewer: Viewer,
    outcome: Outcome,
    child: ChildId | None,
    asked: str = "",
    *,
    basis: str = trail.GOVERNANCE,
) -> AuditEntry:
    stood_on = basis if outcome in (Outcome.SHOWN, Outcome.CHOICE_OFFERED) else ""
    # A pressed button has no words of its own.
    words = "; ".join(filter(None, (turn.asked, asked)))
    return trail.read_entry(turn.identity, viewer.id, turn.now, outcome, words, child, stood_on)
