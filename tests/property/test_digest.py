"""What a manager may not see leaves no trace in their digest: not in a count, a name, an order or a bar."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import msgspec
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from cases.commands import AskToConfirm, Command, DigestLine, MyDigest
from cases.digest import Line, Rules
from cases.introduction import Approach as Waiting
from cases.introduction import Introduction, Stage
from cases.model import (
    Approach,
    ApproachKind,
    CaseId,
    ChildId,
    InvolvementId,
    PractitionerId,
    Purpose,
    Reason,
    ServiceId,
    Task,
    TaskId,
    Update,
    UpdateKind,
)
from cases.records import DigestsMade, Effects, IntroductionRewrite, NewApproach, TaskRewrite
from dialogs.digest_plan import plan_some
from dialogs.dispatch import dispatch
from dialogs.tell import tell
from dialogs.turn import Digesting, Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY
from tests.desk import fake_desk
from tests.examples import examples
from tests.fakes_digests import FakeDigests
from tests.property.registers import Unseen, identity, registers, unseen_things, with_unseen
from tests.property.tasks import tasks_of

MANAGER = "manager"
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
ASKED: tuple[Command, ...] = (
    MyDigest(),
    *(DigestLine(line) for line in Line),
    *(DigestLine(line, service=ServiceId("nursing"), week=True) for line in (Line.OPENED, Line.CLOSED)),
    AskToConfirm(PractitionerId("nurse")),
    AskToConfirm(PractitionerId("stranger")),
)


def beside(seed: RegisterSeed, child: str) -> Effects:
    """What people of the hidden service did around the child: a task, a request, a look past a shield."""
    if "stranger" not in {one.id for one in seed.practitioners}:
        return Effects()
    nurse, stranger, week = PractitionerId("nurse"), PractitionerId("stranger"), timedelta(days=7)
    given = [
        Task(
            TaskId(f"by-{number}"),
            CaseId("case"),
            "Ring",
            nurse,
            stranger,
            NOW,
            NOW,
            due=TODAY - week * number,
        )
        for number in (1, 2, 3)
    ]
    about = (Waiting(InvolvementId("stranger-c1"), stranger, ServiceId("hidden service"), Stage.PASSED, NOW),)
    request = Introduction("hidden", nurse, ChildId(child), Reason(Purpose.CARE), NOW, about)
    looked = Approach("past", ApproachKind.OVERRIDE, stranger, ChildId(child), Reason(Purpose.CARE), NOW)
    return Effects(
        rewrites=(
            *(TaskRewrite(None, one) for one in given),
            IntroductionRewrite(None, request),
            NewApproach(looked, NOW - week, frozenset()),
        )
    )


async def heard(seed: RegisterSeed, child: str, hidden: Effects) -> tuple[list[bytes], list[object]]:
    """All that the manager can get, and the figures that are kept."""
    fakes = fake_desk(seed)
    desk = replace(fakes.desk, digesting=Digesting(rules=Rules(level=1, contact_days=7)))
    digests = desk.digests
    assert isinstance(digests, FakeDigests)
    fakes.ledger.tasks.rows.update(tasks_of(seed))
    await fakes.ledger.commit(hidden, None)
    if hidden.rewrites:
        said = Update("u", NOW - timedelta(days=9), UpdateKind.LEAD_CHANGED, ChildId(child))
        fakes.ledger.updates.append(replace(said, about_id=PractitionerId("stranger")))
        digests.unseen.add(("u", PractitionerId("nurse")))
    got, numbers = [], count()
    for command in ASKED:
        turn = Turn(identity(MANAGER), Room.PERSONAL, "a:1", str(next(numbers)), NOW)
        for reply in await dispatch(turn, command, desk) or ():
            got += [msgspec.json.encode((reply.card.summary, reply.card.content))]
    for now in (MONDAY, MONDAY + timedelta(days=1)):
        await plan_some(desk, "Europe/London", now.date(), "", now)
    for when, one in fakes.ledger.notices.pending:
        if one.notice.to == MANAGER:
            card = await tell(one.notice, desk, MONDAY)
            got.append(msgspec.json.encode((str(when), card.summary, card.content)) if card else b"")
    rows = [row for (who, *_), row in sorted(digests.rows.kept.items()) if who == MANAGER]
    return got, [DigestsMade(tuple(rows))]


@given(registers(), unseen_things, st.booleans())
@settings(max_examples=examples(150), deadline=None)
def test_what_may_not_be_seen_leaves_no_trace_in_a_digest(seed: RegisterSeed, thing: Unseen, lately: bool):  # noqa: FBT001 - drawn
    # What begins before Monday may be seen by then.
    assume("yet to begin" not in thing.what)
    grown = with_unseen(seed, thing)
    if lately:
        grown = replace(
            grown,
            involvements=tuple(
                replace(one, last_contact=TODAY) if one.practitioner_id == "stranger" else one
                for one in grown.involvements
            ),
        )
    before = asyncio.run(heard(seed, thing.child, Effects()))
    after = asyncio.run(heard(grown, thing.child, beside(grown, thing.child)))
    event(f"{thing.what}: {len(before[0])} answers")
    assert before == after
