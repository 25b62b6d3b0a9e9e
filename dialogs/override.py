"""The protected record: ask the lead to get in touch, or see past the shield, once."""

from dataclasses import replace

from cards.override import override_refused, override_warning, seen_once
from cards.protected import passed_on, protected
from cases.commands import AskLead, Override
from cases.model import Approach, ApproachKind, ChildFile, PractitionerId, Reason, Viewer
from cases.override import Refuse, Scene, See, Warn, decide_override, override_id
from cases.policy_override import may_override
from cases.records import Action, Effects, Notice, Outcome
from cases.trail import midnight
from cases.views import ProtectedView
from dialogs.shield import entry_of, governance_of, leads_of, new, the_record
from dialogs.turn import Answer, Desk, Reply, Turn


async def ask_lead(turn: Turn, viewer: Viewer, command: AskLead, desk: Desk) -> Answer:
    """Pass it on to the lead of the child's case; to the governance lead if there is none. Once a day."""
    record = await the_record(turn, viewer, command, desk)
    if isinstance(record, Answer):
        return record
    file, why = record
    since = midnight(turn.today)
    so_far = await desk.approaches.of(viewer.id, since)
    effects = Effects(audit=(entry_of(turn, viewer, Action.LEAD_ASK, Outcome.PASSED_ON, why, file),))
    child = file.child.id
    if not any(one.kind is ApproachKind.CONTACT and one.child_id == child for one in so_far):
        approach = Approach(desk.fresh_id(), ApproachKind.CONTACT, viewer.id, child, why, turn.now)
        to = leads_of(file, but=viewer.id) or await governance_of(viewer.id, file, desk)
        told = tuple(Notice(one, "lead_asked", approach.id) for one in to)
        effects = replace(effects, notices=told, rewrites=(new(approach, so_far, since),))
    return Answer((Reply(passed_on()),), effects)


async def override(turn: Turn, viewer: Viewer, command: Override, desk: Desk) -> Answer:
    """Warn; and then, if all is said that is needed, show the circle once."""
    record = await the_record(turn, viewer, command, desk)
    if isinstance(record, Answer):
        return record
    file, why = record
    if not may_override(viewer, turn.today):
        return _minimal(turn, viewer, file, why, Outcome.REFUSED)
    if command.form and await desk.approaches.approach(override_id(viewer, command.form)):
        return _minimal(turn, viewer, file, why, Outcome.PROTECTED)
    scene = Scene(
        viewer=viewer,
        command=command,
        file=file,
        today_so_far=await desk.approaches.of(viewer.id, midnight(turn.today)),
        hear=await governance_of(viewer.id, file, desk),
        a_day=desk.overrides_a_day,
        now=turn.now,
        today=turn.today,
        fresh_id=desk.fresh_id(),
    )
    return _answer(turn, scene, why)


def _answer(turn: Turn, scene: Scene, why: Reason) -> Answer:
    action, file = Action.SHIELDING_OVERRIDE, scene.file
    match decide_override(scene, why):
        case Warn(view, command):
            entry = entry_of(turn, scene.viewer, action, Outcome.FORM_SHOWN, why, file)
            return Answer((Reply(override_warning(view, command)),), Effects(audit=(entry,)))
        case Refuse(sentence, approach):
            entry = entry_of(turn, scene.viewer, action, Outcome.REFUSED, why, file)
            refused = Answer((Reply(override_refused(sentence)),), Effects(audit=(entry,)))
            return refused if approach is None else _told(refused, turn, scene, approach)
        case See(view, standing, shown, approach):
            entry = entry_of(turn, scene.viewer, action, Outcome.SHOWN, why, file, standing.basis, shown)
            seen = Answer((Reply(seen_once(view)),), Effects(audit=(entry,)))
            return _told(seen, turn, scene, approach, leads_of(file, but=scene.viewer.id))


def _told(
    answer: Answer, turn: Turn, scene: Scene, approach: Approach, leads: tuple[PractitionerId, ...] = ()
) -> Answer:
    """The same, kept and told: at once to the governance leads, and to the leads who are none of them."""
    notices = [Notice(one, "override", approach.id) for one in scene.hear]
    notices += [Notice(one, "override_lead", approach.id) for one in leads if one not in scene.hear]
    kept = new(approach, scene.today_so_far, midnight(turn.today))
    return replace(answer, effects=replace(answer.effects, notices=tuple(notices), rewrites=(kept,)))


def _minimal(turn: Turn, viewer: Viewer, file: ChildFile, why: Reason, outcome: Outcome) -> Answer:
    view = ProtectedView(file.child.reference, why, may_override(viewer, turn.today))
    entry = entry_of(turn, viewer, Action.SHIELDING_OVERRIDE, outcome, why, file)
    return Answer((Reply(protected(view)),), Effects(audit=(entry,)))
