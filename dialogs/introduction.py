"""Asking to be put in touch with a further service: the asker's side of it."""

from collections.abc import Sequence
from dataclasses import replace

from cards.introduction import introduction_ask, introduction_passed_on, my_introductions
from cards.introduction_answer import introduction_gone
from cases.commands import AskIntroduction, MyIntroductions, Who, WithdrawIntroduction
from cases.introduction import (
    Approach,
    Introduction,
    Move,
    Party,
    Reads,
    Stage,
    Step,
    moved,
)
from cases.meant import meant
from cases.model import ChildFile, Member, PractitionerId, Reason, Viewer
from cases.policy import Standing, purposes_for, right_to_see
from cases.policy_sensitive import further_services
from cases.records import Action, Effects, IntroductionRewrite, Notice, Outcome
from cases.views import MyIntroductionsView
from dialogs.introduction_reading import entry, files_of, handlers, mine, outcome
from dialogs.looks import find
from dialogs.rounds_introduction import look_after
from dialogs.turn import Answer, Desk, Reply, Turn
from dialogs.who import who

WITHDRAWN = "Withdrawn."
Target = tuple[ChildFile, Standing, tuple[Member, ...]]


async def ask_introduction(turn: Turn, viewer: Viewer, command: AskIntroduction, desk: Desk) -> Answer:
    """Ask, where the circle says that a further service is involved.

    Everywhere else the answer is the one to "who is working with this child?", whatever the reason.
    """
    targets = await _targets(turn, viewer, command, desk)
    if len(targets) != 1:
        answer = await who(turn, viewer, Who(command.query), desk)
        tried = entry(turn, viewer, Action.INTRODUCTION_ASK, Outcome.REFUSED)
        return replace(answer, effects=replace(answer.effects, audit=(*answer.effects.audit, tried)))
    ((file, standing, members),) = targets
    child = file.child
    if command.reason is None:
        asked = entry(turn, viewer, Action.INTRODUCTION_ASK, Outcome.FORM_SHOWN, child.id)
        form = introduction_ask(child.reference, purposes_for(viewer, turn.today))
        return Answer((Reply(form),), Effects(audit=(asked,)))
    reason = command.reason
    did = entry(
        turn,
        viewer,
        Action.INTRODUCTION_ASK,
        Outcome.CHANGED,
        child.id,
        basis=standing.basis,
        reason=f"{reason.purpose}: {reason.words}".rstrip(": "),
        about=[member.involvement.id for member in members],
    )
    fresh_id = desk.fresh_id()
    if not await _is_open(turn, viewer, file, desk):
        effects = await _request(turn, viewer, file, members, reason, fresh_id, desk)
    else:
        effects = Effects()
    return Answer((Reply(introduction_passed_on(child.reference)),), replace(effects, audit=(did,)))


async def my_requests(turn: Turn, viewer: Viewer, command: MyIntroductions, desk: Desk) -> Answer:  # noqa: ARG001
    """What I have asked for, and where it stands."""
    return await _listed(turn, viewer, desk)


async def withdraw(turn: Turn, viewer: Viewer, command: WithdrawIntroduction, desk: Desk) -> Answer:
    """I need not be put in touch any more: nobody is asked about it again."""
    request = await desk.introductions.one(command.introduction)
    if request is None or request.asker_id != viewer.id:
        refused = entry(turn, viewer, Action.INTRODUCTION_WITHDRAW, Outcome.REFUSED)
        return Answer((Reply(introduction_gone()),), Effects(audit=(refused,)))
    files = await files_of([request], viewer.id, turn.now, desk)
    reads = outcome(request, files[request.child_id], turn.now).reads
    after = moved(
        request,
        {one.involvement_id for one in request.approaches},
        Move(Party.ASKER, Step.WITHDRAW, turn.now, viewer.id),
    )
    # What has come of it by now is what the asker is shown, and stays.
    if after is None or reads is not Reads.PASSED_ON:
        return await _listed(turn, viewer, desk)
    shown = await mine(viewer, turn.now, desk)
    file = files[request.child_id]
    now_reads = tuple(
        replace(one, outcome=outcome(after, file, turn.now)) if one.introduction == request.id else one
        for one in shown
    )
    did = entry(turn, viewer, Action.INTRODUCTION_WITHDRAW, Outcome.CHANGED, request.child_id)
    effects = Effects(audit=(did,), rewrites=(IntroductionRewrite(request, after),))
    return Answer((Reply(my_introductions(MyIntroductionsView(now_reads, WITHDRAWN))),), effects)


async def _targets(turn: Turn, viewer: Viewer, command: AskIntroduction, desk: Desk) -> list[Target]:
    """The children whose circle, as this viewer sees it today, has the line of a further service."""
    targets: list[Target] = []
    for file in await find(turn, viewer, command.query, desk):
        standing = right_to_see(viewer, file, turn.now, turn.today)
        members = further_services(viewer, file, standing, turn.today) if standing else ()
        if standing and members:
            targets.append((file, standing, members))
    found = meant(command.query, targets, lambda one: one[0], acting=True)
    # Who only comes close is offered by the question that this falls back to.
    return list(found.these) if not found.ask else []


async def _is_open(turn: Turn, viewer: Viewer, file: ChildFile, desk: Desk) -> bool:
    """Whether the viewer has a request open for this child; what can come to nothing any more is closed."""
    for request in await desk.introductions.of(viewer.id):
        if request.child_id == file.child.id and request.open:
            await look_after(request, desk, turn.now)
            again = await desk.introductions.one(request.id)
            return bool(again and again.open)
    return False


async def _request(
    turn: Turn,
    viewer: Viewer,
    file: ChildFile,
    members: tuple[Member, ...],
    reason: Reason,
    fresh_id: str,
    desk: Desk,
) -> Effects:
    brokers = await desk.introductions.brokers()
    notices: dict[Notice, None] = {}
    approaches = []
    for member in members:
        row = member.involvement
        to = await handlers(row.service_id, brokers, desk)
        # Where nobody passes requests on, the practitioner is asked at once.
        stage = Stage.ASKED if to else Stage.PASSED
        approaches.append(Approach(row.id, row.practitioner_id, row.service_id, stage, turn.now))
        notices.update(dict.fromkeys(_told(fresh_id, row.id, to, row.practitioner_id)))
    ordered = tuple(sorted(approaches, key=lambda one: one.involvement_id))
    request = Introduction(fresh_id, viewer.id, file.child.id, reason, turn.now, ordered)
    return Effects(notices=tuple(notices), rewrites=(IntroductionRewrite(None, request),))


def _told(request: str, row: str, to: Sequence[PractitionerId], whose: PractitionerId) -> list[Notice]:
    if not to:
        return [Notice(whose, "introduction.passed", f"{request}/{row}")]
    return [Notice(one, "introduction.waiting", request) for one in to]


async def _listed(turn: Turn, viewer: Viewer, desk: Desk) -> Answer:
    requests = await mine(viewer, turn.now, desk)
    saw = entry(turn, viewer, Action.INTRODUCTION_SEE, Outcome.LISTED)
    return Answer((Reply(my_introductions(MyIntroductionsView(requests))),), Effects(audit=(saw,)))
