"""Tasks: who may not be seen has none, and whoever presses what in whatever order, no change is lost."""

import asyncio
from dataclasses import replace

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from cases.commands import CaseTasks, MoveTask, RefreshTask, ShowTask, TeamTasks
from cases.model import CaseId, Item, PractitionerId, TaskId
from cases.policy_tasks import parts_of
from cases.task import TABLE, Step
from dialogs.turn import Room
from store.seed import RegisterSeed
from tests.builders import NOW
from tests.dialogs.tasks import CASE, PEOPLE, Hands, task
from tests.examples import examples
from tests.property.registers import Unseen, identity, registers, unseen_things
from tests.property.test_no_trace import PLACES, SAID_OF, TIMELINES, VIEWERS, Said, assert_unnoticed, talks

IDS = st.sampled_from(["task-me", "task-nurse", "task-doctor", "hidden-0", "hidden-1", "none"]).map(TaskId)
TASKS = st.one_of(
    st.sampled_from(["my tasks", "tasks of my team", "tasks of this case"]),
    st.builds("tasks for {}".format, SAID_OF),
    TIMELINES,
    st.builds("close the case for {}".format, SAID_OF),
    st.builds(ShowTask, IDS),
    st.builds(RefreshTask, IDS),
    st.builds(CaseTasks, case_id=st.sampled_from(["case", "hidden", "none"]).map(CaseId)),
    st.builds(TeamTasks, st.integers(0, 2)),
    st.builds(MoveTask, IDS, st.integers(1, 2), st.sampled_from(Step), words=st.just("Why"),
              to=st.sampled_from(["nurse", "stranger", "outsider", "nobody"]).map(PractitionerId)),
)  # fmt: skip


@settings(max_examples=examples(150), deadline=None)
@given(registers(), unseen_things, st.sampled_from(VIEWERS), st.sampled_from(PLACES), talks(TASKS))
def test_nobody_can_tell_that_somebody_they_may_not_see_has_tasks(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    assert_unnoticed(seed, thing, viewer, place, said)


WHO = st.sampled_from([one.id for one in PEOPLE])
PRESSES = st.lists(
    st.tuples(
        WHO,
        st.sampled_from(Step),
        st.integers(-1, 0),
        WHO,
        st.sampled_from(["", "2026-11-20", "2026-12-04", "2026-11-01"]),
        st.sampled_from(["", "Because"]),
    ),
    min_size=1,
    max_size=15,
)


@settings(max_examples=examples(150), deadline=None)
@given(PRESSES)
def test_whoever_presses_what_no_change_is_lost_and_none_is_made_that_the_table_does_not_have(presses):
    asyncio.run(_play(presses))


async def _play(presses) -> None:
    hands = Hands(task(checklist=(Item("Ring"), Item("Write"))))
    one, desk = TaskId("task-1"), hands.fakes.desk
    lead = await desk.register.colleague(PractitionerId("lead"))
    for who, step, offset, to, due, words in presses:
        before = hands.tasks[one]
        owner = await desk.register.colleague(before.owner_id)
        viewer = await desk.register.viewer(identity(who), NOW)
        assert viewer is not None
        command = MoveTask(
            one, before.version + offset, step, words, to=PractitionerId(to), due=due, item=len(words) % 3
        )
        await hands.press(who, command)
        after = hands.tasks[one]
        if after == before:
            continue
        event(f"{step}")
        parts = parts_of(viewer, before, CASE, lead, owner)
        assert offset == 0, "an old press changes nothing"
        assert after.version == before.version + 1
        assert after.state in {TABLE.get((before.state, part, step)) for part in parts}
        assert after.owner_id == (to if step is Step.REASSIGN else before.owner_id)
        kept = replace(after, version=before.version, at=before.at, state=before.state, said=before.said,
                       owner_id=before.owner_id, due=before.due, due_at=before.due_at,
                       checklist=before.checklist, snoozed=before.snoozed)  # fmt: skip
        assert kept == before
    events = hands.fakes.ledger.tasks.happened
    assert len(events) == hands.tasks[one].version - 1, "each change is in the history, once"
