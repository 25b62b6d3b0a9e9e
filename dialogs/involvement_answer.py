"""The answer to a change of an involvement: it is done and shown, or a form asks for what is unsure."""

from collections.abc import Sequence
from dataclasses import replace

from cards.circle import circle
from cards.involvement import involvement_form
from cards.involvement_done import involvement_done
from cases.circle import circle_view, disclosed
from cases.commands import Confirm, Join, Leave, OfInvolvement
from cases.lifecycle import OUTDATED, decide_change
from cases.model import ChildFile, Colleague, Viewer
from cases.names import is_called
from cases.policy import right_to_see
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, EventKind, Notice, Outcome
from cases.scene import Ask, Change, Scene, stamp
from cases.views import InvolvementForm
from dialogs.entries import entry_by
from dialogs.turn import Answer, Reply, Turn

TOLD_OF = (EventKind.JOINED, EventKind.LEFT, EventKind.CANCELLED)


def take(
    turn: Turn,
    viewer: Viewer,
    command: OfInvolvement,
    scene: Scene,
    people: Sequence[Colleague],
    so_far: Effects,
) -> Answer:
    """Do it, show it, write it; or ask with a form when anything is unsure."""
    seen = stamp(scene.going_on)
    if turn.outdated or (not isinstance(command, Confirm) and command.seen not in ("", seen)):
        return shown(turn, viewer, scene.file, OUTDATED, so_far, Outcome.OUTDATED)
    unsure = len(people) > 1 or not is_sure(command.query, scene.file)
    result = Ask() if unsure and not isinstance(command, Confirm) else decide_change(scene, command)
    if isinstance(result, Change):
        return shown(
            turn,
            viewer,
            result.file,
            result.said,
            _effects(viewer, command, scene, result, so_far),
            # Found by name alone it may have been a namesake.
            query=command.query if command.query.name else None,
        )
    if isinstance(command, Confirm):
        return shown(turn, viewer, scene.file, result.problem, so_far)
    form = _form(viewer, scene, people, seen, result.problem)
    entry = entry_of(turn, viewer, Outcome.FORM_SHOWN, scene.file)
    unseen = tuple(replace(one, shown=()) for one in so_far.audit)
    effects = replace(so_far, audit=(*unseen, entry))
    return Answer((Reply(involvement_form(form, command)),), effects)


def is_sure(query: Query, file: ChildFile) -> bool:
    """Whether the child is beyond doubt: chosen, named in full, or found by what is theirs alone."""
    if file.close is not None:
        return False
    return not query.name or bool(query.nhs_number) or is_called(file.child.names, query.name)


def _form(
    viewer: Viewer, scene: Scene, people: Sequence[Colleague], seen: str, problem: str
) -> InvolvementForm:
    child, whose = scene.file.child, scene.whose
    of_another = len(people) == 1 and whose.practitioner.id != viewer.id
    return InvolvementForm(
        child_name=str(child.names[0]) if child.names else "",
        birth=child.birth,
        reference=child.reference,
        today=scene.today,
        whose=whose.practitioner.name if of_another else "",
        role=next((row.role for row in scene.going_on if row.role), "") or whose.practitioner.role,
        rows=tuple((str(row.id), row.role or whose.practitioner.role) for row in scene.going_on),
        people=tuple(
            (str(one.practitioner.id), f"{one.practitioner.name}, {one.practitioner.role}, {one.agency.name}")
            for one in people
        ),
        sensitive=whose.service.sensitive,
        seen=seen if len(people) == 1 else "",
        problem=problem,
    )


def _effects(
    viewer: Viewer, command: OfInvolvement, scene: Scene, change: Change, so_far: Effects
) -> Effects:
    """What is written, and who is told: of a beginning or an end, the leads and whoever it is about."""
    told: list[Notice] = []
    for event in change.events:
        if isinstance(command, Join | Leave) and event.kind in TOLD_OF:
            to = {case.lead_id for case in scene.file.cases} | {event.practitioner_id}
            told += [Notice(one, "involvement", event.id) for one in sorted(filter(None, to - {viewer.id}))]
    # A lead who hears of the beginning hears there why the child was looked for: one message, not two.
    hear = {notice.to for notice in told}
    looks = tuple(notice for notice in so_far.notices if notice.to not in hear)
    return replace(so_far, notices=(*looks, *told), rewrites=(change.rewrite,), events=change.events)


def shown(
    turn: Turn,
    viewer: Viewer,
    file: ChildFile,
    said: str,
    effects: Effects,
    outcome: Outcome = Outcome.CHANGED,
    query: Query | None = None,
) -> Answer:
    """The circle as it is now, with a sentence; the sentence alone to one who may not see it."""
    standing = right_to_see(viewer, file, turn.now, turn.today)
    basis = standing.basis if standing else ""
    why = next((f"{one.reason.purpose}: {one.reason.words}".rstrip(": ") for one in effects.grants), "")
    did = replace(entry_of(turn, viewer, outcome, file), basis=basis, reason=why)
    if standing is None:
        return Answer((Reply(involvement_done(said)),), replace(effects, audit=(did,)))
    saw = replace(
        did,
        action=Action.CIRCLE_SEE,
        outcome=Outcome.SHOWN,
        shown=disclosed([viewer], file, standing, turn.today),
    )
    view = circle_view(viewer, file, standing, turn.today)
    card = circle(view, query, own=True, note=said, drawable=turn.drawable)
    return Answer((Reply(card),), replace(effects, audit=(did, saw)))


def entry_of(turn: Turn, viewer: Viewer, outcome: Outcome, file: ChildFile | None = None) -> AuditEntry:
    """What was tried, for the audit trail."""
    return entry_by(
        turn, viewer, Action.INVOLVEMENT_CHANGE, outcome, child_id=file.child.id if file else None
    )
