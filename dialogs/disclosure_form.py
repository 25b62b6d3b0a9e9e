"""Whom a sensitive involvement can be named to, and the form that asks."""

from collections.abc import Sequence
from datetime import date

from cases.commands import Disclose
from cases.disclosure import stamp_of
from cases.model import ChildFile, Colleague, DisclosureBasis, Involvement, PractitionerId, Viewer
from cases.policy import Shown, right_to_see, shown
from cases.policy_sensitive import may_be_named
from cases.views import DisclosureForm
from dialogs.turn import Desk, Turn

UNKNOWN = "I know nobody of that name whom I can name this to. Please give the full name."
SEVERAL = "Several people are called so: please choose below."


async def wanted(
    viewer: Viewer, file: ChildFile, row: Involvement, command: Disclose, turn: Turn, desk: Desk
) -> tuple[frozenset[PractitionerId], str]:
    """Who was chosen and typed, and one sentence if somebody cannot be told who that is."""
    known = _known(viewer, file, row, turn)
    chosen: set[PractitionerId] = set()
    for one in filter(None, (part.strip() for part in command.named.split(","))):
        whom = await desk.register.colleague(PractitionerId(one))
        if whom is None or not may_be_named(viewer, whom, known):
            return frozenset(), "Please choose from the list, or type a full name."
        chosen.add(whom.practitioner.id)
    if typed := command.also.strip():
        called = await _called(viewer, typed, known, desk)
        fresh = [one for one in called if one.practitioner.id not in chosen]
        if not called:
            return frozenset(chosen), UNKNOWN
        if len(called) > 1 and len(fresh) == len(called):
            return frozenset(chosen), SEVERAL
        if len(called) == 1:
            chosen.add(called[0].practitioner.id)
    return frozenset(chosen - {row.practitioner_id}), ""


async def people_for(
    viewer: Viewer, file: ChildFile, row: Involvement | None, command: Disclose, turn: Turn, desk: Desk
) -> tuple[tuple[str, str], ...]:
    """Whom the form offers: the circle as the viewer sees it, who knows already, and who was typed."""
    if row is None:
        return ()
    known = _known(viewer, file, row, turn)
    typed = command.also.strip()
    called = await _called(viewer, typed, known, desk) if typed else []
    ids = known | {one.practitioner.id for one in called}
    ids |= {PractitionerId(one) for one in command.named.split(",") if one}
    found = [await desk.register.colleague(one) for one in sorted(ids - {row.practitioner_id})]
    people = [one for one in found if one and may_be_named(viewer, one, known)]
    ordered = sorted(people, key=lambda one: (one.practitioner.name, one.practitioner.id))
    return tuple((one.practitioner.id, words(one)) for one in ordered)


async def form_of(
    viewer: Viewer,
    file: ChildFile,
    rows: Sequence[Involvement],
    row: Involvement | None,
    people: tuple[tuple[str, str], ...],
    today: date,
    desk: Desk,
) -> DisclosureForm:
    """The form before anything is filled in."""
    child = file.child
    whose = {one.id: await desk.register.colleague(one.practitioner_id) for one in rows}
    mine = row is None or row.practitioner_id == viewer.id
    of = None if row is None else whose[row.id]
    return DisclosureForm(
        child_name=str(child.names[0]) if child.names else "",
        birth=child.birth,
        reference=child.reference,
        today=today,
        rows=tuple((one.id, _line(one, who)) for one in rows if (who := whose[one.id])),
        people=people,
        which=row.id if row else "",
        whose="" if mine or of is None else of.practitioner.name,
        basis=row.disclosure.basis if row and row.disclosure.basis in set(DisclosureBasis) else "",
        recording_basis=row.recording_basis if row else "",
        seen=stamp_of(row) if row else "",
    )


def words(whom: Colleague) -> str:
    """How somebody is offered: name, role and agency."""
    return f"{whom.practitioner.name}, {whom.practitioner.role}, {whom.agency.name}"


def _line(row: Involvement, whose: Colleague) -> str:
    return f"{whose.practitioner.name}, {row.role or whose.practitioner.role}"


def _known(viewer: Viewer, file: ChildFile, row: Involvement, turn: Turn) -> set[PractitionerId]:
    """Who is in the circle by name as this viewer sees it, and to whom it is named already."""
    standing = right_to_see(viewer, file, turn.now, turn.today)
    if standing is None:
        return set(row.disclosure.named_to)
    seen = {
        member.practitioner.id
        for member in file.circle
        if shown(viewer, member, standing.purpose, turn.today) >= Shown.EXISTENCE
    }
    return seen | row.disclosure.named_to


async def _called(viewer: Viewer, typed: str, known: set[PractitionerId], desk: Desk) -> Sequence[Colleague]:
    return [one for one in await desk.register.colleagues(typed) if may_be_named(viewer, one, known)]
