"""Being put in touch: the broker's side. Where there is no broker, the manager of the service's."""

from cards.introduction_answer import introduction_gone
from cards.introduction_queue import introduction_queue
from cases.commands import IntroductionQueue, PassIntroduction
from cases.introduction import Introduction, Move, Party, Reads, Step, moved, read_by_asker
from cases.model import InvolvementId, Viewer
from cases.records import Action, Effects, IntroductionRewrite, Notice, Outcome
from cases.views import QueueView, RequestView
from dialogs.introduction_reading import as_it_stands, entry, files_of, for_broker, waiting
from dialogs.turn import Answer, Desk, Reply, Turn

WHY = "Please say in a few words why not: it is recorded, and not told to whoever asked."
CHOOSE = "Please choose to whom it is passed on."
PASSED, SAID_NO, CHANGED = "Passed on.", "Answered.", "This changed in the meantime. Here is how it is now."
NOT_CHOSEN = "Another service was chosen."


async def queue(turn: Turn, viewer: Viewer, command: IntroductionQueue, desk: Desk) -> Answer:
    """All who are waiting, one of them opened."""
    views = await waiting(viewer, turn.now, desk)
    if not viewer.practitioner.broker and not views:
        return _nothing(turn, viewer, Action.INTRODUCTION_SEE)
    opened = next((one for one in views if one.introduction == command.introduction), None)
    return _listed(turn, viewer, QueueView(views, opened))


async def pass_on(turn: Turn, viewer: Viewer, command: PassIntroduction, desk: Desk) -> Answer:
    """Pass a request on to the practitioners chosen, or say no to all of it."""
    action = Action.INTRODUCTION_DECLINE if command.no else Action.INTRODUCTION_PASS
    request = await desk.introductions.one(command.introduction)
    if request is None:
        return _nothing(turn, viewer, action)
    files = await files_of([request], viewer.id, turn.now, desk)
    file = files[request.child_id]
    view = await for_broker(viewer, request, file, turn.now, desk)
    if view is None or (not command.no and not view.services):
        return await _outdated(turn, viewer, action, desk)
    which = {InvolvementId(one) for one in command.which.split(",") if one}
    if problem := _problem(command, view, which):
        views = await waiting(viewer, turn.now, desk)
        return _listed(
            turn,
            viewer,
            QueueView(views or (view,), view, command.which, command.why, problem=problem),
        )
    before = as_it_stands(request, file, turn.now)
    after = _after(turn, viewer, command, view, which, before)
    return await _written(turn, viewer, command, request, after, which, desk)


def _problem(command: PassIntroduction, view: RequestView, which: set[InvolvementId]) -> str:
    if command.no:
        return "" if command.why.strip() else WHY
    return "" if which and which <= {one for one, _ in view.services} else CHOOSE


def _after(
    turn: Turn,
    viewer: Viewer,
    command: PassIntroduction,
    view: RequestView,
    which: set[InvolvementId],
    before: Introduction,
) -> Introduction:
    here = {one for one, _ in view.services}
    if command.no:
        no = Move(Party.BROKER, Step.REFUSE, turn.now, viewer.id, command.why.strip())
        return moved(before, here | {one for one, _ in view.passed}, no) or before
    passed = moved(before, which, Move(Party.BROKER, Step.PASS, turn.now, viewer.id)) or before
    rest = Move(Party.BROKER, Step.REFUSE, turn.now, viewer.id, NOT_CHOSEN)
    return moved(passed, here - which, rest) or passed


async def _written(
    turn: Turn,
    viewer: Viewer,
    command: PassIntroduction,
    request: Introduction,
    after: Introduction,
    which: set[InvolvementId],
    desk: Desk,
) -> Answer:
    told = []
    if not command.no:
        told = [
            Notice(one.practitioner_id, "introduction.passed", f"{request.id}/{one.involvement_id}")
            for one in after.approaches
            if one.involvement_id in which
        ]
    elif read_by_asker(after) is Reads.DECLINED:
        told = [Notice(request.asker_id, "introduction.outcome", request.id)]
    did = entry(
        turn,
        viewer,
        Action.INTRODUCTION_DECLINE if command.no else Action.INTRODUCTION_PASS,
        Outcome.NOT_SHARED if command.no else Outcome.CHANGED,
        request.child_id,
        basis="broker",
        reason=command.why.strip() if command.no else "",
        about=which,
    )
    views = tuple(one for one in await waiting(viewer, turn.now, desk) if one.introduction != request.id)
    note = SAID_NO if command.no else PASSED
    effects = Effects(audit=(did,), notices=tuple(told), rewrites=(IntroductionRewrite(request, after),))
    return Answer((Reply(introduction_queue(QueueView(views, note=note))),), effects)


async def _outdated(turn: Turn, viewer: Viewer, action: Action, desk: Desk) -> Answer:
    """Answered by somebody else, or none of this viewer's business: a broker sees the queue as it is."""
    if not viewer.practitioner.broker:
        return _nothing(turn, viewer, action)
    return _listed(turn, viewer, QueueView(await waiting(viewer, turn.now, desk), note=CHANGED))


def _listed(turn: Turn, viewer: Viewer, view: QueueView) -> Answer:
    saw = entry(turn, viewer, Action.INTRODUCTION_SEE, Outcome.LISTED, basis="broker")
    return Answer((Reply(introduction_queue(view)),), Effects(audit=(saw,)))


def _nothing(turn: Turn, viewer: Viewer, action: Action) -> Answer:
    refused = entry(turn, viewer, action, Outcome.REFUSED)
    return Answer((Reply(introduction_gone()),), Effects(audit=(refused,)))
