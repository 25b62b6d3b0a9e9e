"""Being put in touch: the side of the practitioner of the sensitive service, who alone gives their name."""

from dataclasses import replace

from cards.introduction_answer import introduction_answer, introduction_answered, introduction_gone
from cases.commands import AnswerIntroduction
from cases.disclosure import disclose, named_too
from cases.introduction import Introduction, Move, Party, Reads, Step, moved, read_by_asker
from cases.model import DisclosureBasis, InvolvementId, Viewer
from cases.records import Action, AuditEntry, Effects, IntroductionRewrite, Notice, Outcome
from cases.scene import Scene
from cases.views import ApproachForm
from dialogs.introduction_reading import as_it_stands, entry, files_of, for_practitioner
from dialogs.turn import Answer, Desk, Reply, Turn

STEPS = {"accept": Step.ACCEPT, "decline": Step.DECLINE, "contact": Step.CONTACT}
ACTIONS = {
    Step.ACCEPT: Action.INTRODUCTION_ACCEPT,
    Step.DECLINE: Action.INTRODUCTION_DECLINE,
    Step.CONTACT: Action.INTRODUCTION_CONTACT,
}
GROUND = "Please choose on what ground you give your name."
WHY = "Please say in a few words why not: it is recorded."
SAID = {
    Step.ACCEPT: "They are told who you are and how to reach you. You can withdraw that at any time.",
    Step.DECLINE: "They are told that you would rather not be put in touch now.",
    Step.CONTACT: "They are told that somebody will get in touch. They do not know who you are.",
}


async def answer(turn: Turn, viewer: Viewer, command: AnswerIntroduction, desk: Desk) -> Answer:
    """Accept, decline, or get in touch oneself; with nothing chosen, the request is shown."""
    step = STEPS.get(command.answer)
    request = await desk.introductions.one(command.introduction)
    form = await for_practitioner(viewer, request, command.which, turn.now, desk) if request else None
    if request is None or form is None:
        action = ACTIONS[step] if step else Action.INTRODUCTION_SEE
        refused = entry(turn, viewer, action, Outcome.REFUSED)
        return Answer((Reply(introduction_gone()),), Effects(audit=(refused,)))
    problem = _problem(step, command)
    if step is None or problem:
        filled = replace(
            form,
            basis=command.basis if command.basis in set(DisclosureBasis) else "",
            why=command.why,
            share=command.share == "true",
            problem=problem,
        )
        saw = entry(turn, viewer, Action.INTRODUCTION_SEE, Outcome.FORM_SHOWN, request.child_id)
        return Answer((Reply(introduction_answer(filled)),), Effects(audit=(saw,)))
    return await _do(turn, viewer, command, step, request, form, desk)


def _problem(step: Step | None, command: AnswerIntroduction) -> str:
    if step is Step.ACCEPT and command.basis not in set(DisclosureBasis):
        return GROUND
    return WHY if step is Step.DECLINE and not command.why.strip() else ""


async def _do(
    turn: Turn,
    viewer: Viewer,
    command: AnswerIntroduction,
    step: Step,
    request: Introduction,
    form: ApproachForm,
    desk: Desk,
) -> Answer:
    which = InvolvementId(command.which)
    declines = step is Step.DECLINE
    move = Move(
        Party.PRACTITIONER,
        step,
        turn.now,
        viewer.id,
        why=command.why.strip() if declines else "",
        shared=declines and command.share == "true",
    )
    files = await files_of([request], viewer.id, turn.now, desk)
    after = moved(as_it_stands(request, files[request.child_id], turn.now), [which], move) or request
    did = entry(
        turn,
        viewer,
        ACTIONS[step],
        Outcome.NOT_SHARED if declines else Outcome.CHANGED,
        request.child_id,
        basis=command.basis if step is Step.ACCEPT else "",
        reason=move.why,
        about=[which],
    )
    named = await _named(turn, viewer, command, request, did, desk) if step is Step.ACCEPT else Effects()
    told: tuple[Notice, ...] = ()
    if not declines:
        told = (Notice(request.asker_id, "introduction.outcome", f"{request.id}/{which}"),)
    elif read_by_asker(after) is Reads.DECLINED:
        told = (Notice(request.asker_id, "introduction.outcome", request.id),)
    effects = replace(
        named,
        audit=(did, *named.audit),
        notices=told,
        rewrites=(*named.rewrites, IntroductionRewrite(request, after)),
    )
    asker = form.request.asker if step is Step.CONTACT else None
    return Answer((Reply(introduction_answered(SAID[step], asker)),), effects)


async def _named(
    turn: Turn,
    viewer: Viewer,
    command: AnswerIntroduction,
    request: Introduction,
    did: AuditEntry,
    desk: Desk,
) -> Effects:
    """The disclosure by name to the asker that accepting is."""
    me = await desk.register.colleague(viewer.id)
    held = await desk.register.held(viewer.id, [request.child_id])
    files = await files_of([request], viewer.id, turn.now, desk)
    row = next(one for one in held if one.id == command.which)
    if me is None:
        return Effects()
    scene = Scene(
        actor=viewer.id,
        whose=me,
        file=files[request.child_id],
        held=tuple(held),
        now=turn.now,
        today=turn.today,
        fresh_id=desk.fresh_id(),
    )
    change = disclose(scene, row, named_too(row, request.asker_id, command.basis))
    if not change.events:
        return Effects()
    entry_too = replace(did, action=Action.DISCLOSURE_CHANGE)
    return Effects(audit=(entry_too,), rewrites=(change.rewrite,), events=change.events)
