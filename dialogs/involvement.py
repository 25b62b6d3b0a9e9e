"""Join, leave, change role, log contact, confirm: the conversation around an involvement.

One's own involvement is found among one's own, and nothing else is said of anybody. To join, or to act for
somebody else, the child is found through the same gate as for the question who works with them.
"""

from collections.abc import Sequence
from dataclasses import replace

from cards.card import Card
from cards.choice import choice
from cards.circle import circle
from cards.involvement import involvement_form
from cards.involvement_done import involvement_done, not_involved
from cards.not_found import not_found
from cards.protected import protected
from cards.reason import reason
from cases.circle import circle_view, disclosed
from cases.commands import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.lifecycle import OUTDATED, Ask, Change, Scene, decide_change, stamp
from cases.look import Decision, Look, choice_of, decide
from cases.model import ChildFile, Colleague, Grant, Involvement, InvolvementId, Member, Viewer
from cases.names import is_called
from cases.policy import is_open_to, leads, may_act_for, right_to_see
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, EventKind, Notice, Outcome
from cases.views import ChoiceView, InvolvementForm, ProtectedView, ReasonView
from dialogs.turn import Answer, Desk, Reply, Turn

NOT_YOURS = (
    "I can do that for nobody of that name here. Their manager can; and the lead can, for those whom the "
    "circle names to them."
)


async def by_gate(turn: Turn, viewer: Viewer, command: Join | Leave, desk: Desk) -> Answer:
    """Join, or act for somebody else: first the child, as if it had been asked who works with them."""
    files = await _files(turn, viewer, command, desk)
    further = isinstance(command, Join) and command.further
    look = Look(
        viewer=viewer,
        identity=turn.identity,
        query=command.query,
        asked=turn.asked,
        files=files,
        reason=command.reason,
        further=further,
        now=turn.now,
        today=turn.today,
        grant_for=desk.grant_for,
        fresh_id=desk.fresh_id(),
    )
    decision = decide(look)
    fresh_id = desk.fresh_id()
    if decision.file is None:
        return Answer((Reply(_other_card(decision, command)),), decision.effects)
    given = decision.effects.grants
    file = replace(decision.file, grants=(*decision.file.grants, *given))
    people = await _people(viewer, file, command, desk, turn)
    if not people:
        return _shown(turn, viewer, file, NOT_YOURS, decision.effects, Outcome.REFUSED)
    held = await desk.register.held(people[0].practitioner.id, [file.child.id])
    scene = Scene(
        actor=viewer.id,
        whose=people[0],
        file=file,
        held=tuple(held),
        now=turn.now,
        today=turn.today,
        fresh_id=fresh_id,
        grant_id=given[0].id if given else "",
        hidden=_hidden(viewer, file, people[0], held, turn),
    )
    if isinstance(command, Leave) and not scene.going_on:
        return _shown(
            turn, viewer, file, "They are not recorded as working with this child.", decision.effects
        )
    return _take(turn, viewer, command, scene, people, decision.effects)


async def leave(turn: Turn, viewer: Viewer, command: Leave, desk: Desk) -> Answer:
    """My own involvement, or somebody else's through the gate."""
    others = command.practitioner_id is not None and command.practitioner_id != viewer.id
    return await (by_gate if others else of_mine)(turn, viewer, command, desk)


async def of_mine(
    turn: Turn, viewer: Viewer, command: Leave | ChangeRole | LogContact | Confirm, desk: Desk
) -> Answer:
    """Change my own involvement. Of a child whom I do not work with, nothing is said."""
    files = await _files(turn, viewer, command, desk)
    held = await desk.register.held(viewer.id, [file.child.id for file in files])
    me, fresh_id = await desk.register.colleague(viewer.id), desk.fresh_id()
    mine = [file for file in files if is_open_to(viewer, file) and _going_on(file, held, turn)]
    meant = [file for file in mine if is_called(file.child.names, command.query.name)] or mine
    if not meant or me is None:
        entry = _entry(turn, viewer, Outcome.NOT_FOUND)
        return Answer((Reply(not_involved(command.query)),), Effects(audit=(entry,)))
    if len(meant) > 1:
        entries = tuple(_entry(turn, viewer, Outcome.CHOICE_OFFERED, file) for file in meant)
        card = choice(
            choice_of(meant, None), None, lambda child: replace(command, query=Query(), child_id=child)
        )
        return Answer((Reply(card),), Effects(audit=entries))
    (file,) = meant
    scene = Scene(
        actor=viewer.id,
        whose=me,
        file=file,
        held=tuple(row for row in held if row.child_id == file.child.id),
        now=turn.now,
        today=turn.today,
        fresh_id=fresh_id,
    )
    return _take(turn, viewer, command, scene, [me], Effects())


async def _files(turn: Turn, viewer: Viewer, command: OfInvolvement, desk: Desk) -> Sequence[ChildFile]:
    if command.child_id is not None:
        return await desk.register.files([command.child_id], viewer.id, turn.now)
    found = await desk.search.find(command.query)
    reference = command.query.reference
    return [
        replace(file, by_reference=bool(reference) and file.child.reference == reference)
        for file in await desk.register.files(found, viewer.id, turn.now)
    ]


async def _people(
    viewer: Viewer, file: ChildFile, command: Join | Leave, desk: Desk, turn: Turn
) -> list[Colleague]:
    """Whose involvement is meant: those of that name for whom this viewer may act."""
    name = command.name if isinstance(command, Join) else ""
    me = await desk.register.colleague(viewer.id)
    if command.practitioner_id is not None:
        one = await desk.register.colleague(command.practitioner_id)
        found: Sequence[Colleague] = [one] if one else []
    elif name:
        found = await desk.register.colleagues(name)
    else:
        return [me] if me else []
    return [one for one in found if one == me or _may_act_for(viewer, file, one, turn)]


def _hidden(
    viewer: Viewer, file: ChildFile, whose: Colleague, held: Sequence[Involvement], turn: Turn
) -> frozenset[InvolvementId]:
    """Which of somebody else's involvements this viewer may do nothing about, nor hear of."""
    if whose.practitioner.id == viewer.id:
        return frozenset()
    members = (Member(row, whose.practitioner, whose.service, whose.agency) for row in held)
    return frozenset(
        member.involvement.id for member in members if not may_act_for(viewer, file, member, turn.today)
    )


def _may_act_for(viewer: Viewer, file: ChildFile, whose: Colleague, turn: Turn) -> bool:
    prospect = Scene(viewer.id, whose, file, (), turn.now, turn.today, "").prospect
    return may_act_for(viewer, file, prospect, turn.today)


def _going_on(file: ChildFile, held: Sequence[Involvement], turn: Turn) -> bool:
    return any(
        row.child_id == file.child.id and (row.until is None or row.until >= turn.today) for row in held
    )


def _take(
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
        return _shown(turn, viewer, scene.file, OUTDATED, so_far, Outcome.OUTDATED)
    unsure = len(people) > 1 or not _sure(command, scene.file)
    result = Ask() if unsure and not isinstance(command, Confirm) else decide_change(scene, command)
    if isinstance(result, Change):
        return _shown(
            turn, viewer, result.file, result.said, _effects(viewer, command, scene, result, so_far)
        )
    if isinstance(command, Confirm):
        return _shown(turn, viewer, scene.file, result.problem, so_far)
    form = _form(viewer, scene, people, seen, result.problem)
    entry = _entry(turn, viewer, Outcome.FORM_SHOWN, scene.file)
    unseen = tuple(replace(one, shown=()) for one in so_far.audit)
    effects = replace(so_far, audit=(*unseen, entry))
    return Answer((Reply(involvement_form(form, command)),), effects)


def _sure(command: OfInvolvement, file: ChildFile) -> bool:
    """Whether the child is beyond doubt: chosen, named in full, or found by what is theirs alone."""
    query = command.query
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
        if isinstance(command, Join | Leave) and event.kind in (EventKind.JOINED, EventKind.LEFT):
            to = {case.lead_id for case in scene.file.cases if leads(case.lead_id or viewer.id, scene.file)}
            to |= {event.practitioner_id}
            told += [
                Notice(one, "involvement", event.id) for one in sorted(to - {viewer.id, None}, key=str) if one
            ]
    # A lead who hears of the beginning hears there why the child was looked for: one message, not two.
    hear = {notice.to for notice in told}
    looks = tuple(notice for notice in so_far.notices if notice.to not in hear)
    return replace(so_far, notices=(*looks, *told), rewrites=(change.rewrite,), events=change.events)


def _shown(
    turn: Turn,
    viewer: Viewer,
    file: ChildFile,
    said: str,
    effects: Effects,
    outcome: Outcome = Outcome.CHANGED,
) -> Answer:
    """The circle as it is now, with a sentence; the sentence alone to one who may not see it."""
    standing = right_to_see(viewer, file, turn.now, turn.today)
    basis = standing.basis if standing else ""
    grants: tuple[Grant, ...] = effects.grants
    why = next((f"{one.reason.purpose}: {one.reason.words}".rstrip(": ") for one in grants), "")
    did = replace(_entry(turn, viewer, outcome, file), basis=basis, reason=why)
    if standing is None:
        return Answer((Reply(involvement_done(said)),), replace(effects, audit=(did,)))
    saw = replace(
        did,
        action=Action.CIRCLE_SEE,
        outcome=Outcome.SHOWN,
        shown=disclosed([viewer], file, standing, turn.today),
    )
    view = circle_view(viewer, file, standing, turn.today)
    return Answer((Reply(circle(view, own=True, note=said)),), replace(effects, audit=(did, saw)))


def _other_card(decision: Decision, command: Join | Leave) -> Card:
    match decision.answer:
        case ChoiceView() as view:
            return choice(view, None, lambda child: replace(command, query=Query(), child_id=child))
        case ReasonView() as view:
            return reason(view, command)
        case ProtectedView() as view:
            return protected(view)
        case _:
            return not_found()


def _entry(turn: Turn, viewer: Viewer, outcome: Outcome, file: ChildFile | None = None) -> AuditEntry:
    return AuditEntry(
        at=turn.now,
        identity=turn.identity,
        practitioner_id=viewer.id,
        action=Action.INVOLVEMENT_CHANGE,
        outcome=outcome,
        child_id=file.child.id if file else None,
        asked=turn.asked,
    )
