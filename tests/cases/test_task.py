"""Where a task stands, and what holds whatever is done with it. The table is that of docs/policy.md."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import CaseId, Item, PractitionerId, Task, TaskId, TaskState
from cases.task import LIVE, TABLE, Move, Part, Step, may, moved
from tests.builders import NOW, TODAY

OWNER, LEAD = PractitionerId("owner"), PractitionerId("lead")
TASK = Task(TaskId("t"), CaseId("case"), "Ring the school", OWNER, LEAD, NOW, NOW, checklist=(Item("Dates"),))
WHOLE = {
    Step.DECLINE: Move(Step.DECLINE, "No room"),
    Step.CANCEL: Move(Step.CANCEL, "Not needed"),
    Step.REASSIGN: Move(Step.REASSIGN, to=PractitionerId("other")),
    Step.TICK: Move(Step.TICK, item=0),
    Step.SNOOZE: Move(Step.SNOOZE, until=TODAY),
}
STATES, PARTS, STEPS = st.sampled_from(TaskState), st.frozensets(st.sampled_from(Part)), st.sampled_from(Step)


@given(STATES, PARTS, STEPS)
def test_nothing_moves_but_by_the_table(state: TaskState, parts: frozenset[Part], step: Step):
    after = moved(replace(TASK, state=state), parts, WHOLE.get(step, Move(step)), NOW)
    allowed = {TABLE[state, part, step] for part in parts if (state, part, step) in TABLE}
    assert may(replace(TASK, state=state), parts, step) == bool(allowed)
    assert (after is not None) == bool(allowed)
    if after is not None:
        assert after.state in allowed
        assert (after.version, after.at) == (TASK.version + 1, NOW)


@given(st.lists(st.tuples(PARTS, STEPS), max_size=12))
def test_whatever_is_done_a_task_stays_whole(steps: list[tuple[frozenset[Part], Step]]):
    task, done = TASK, 0
    for number, (parts, step) in enumerate(steps):
        to = PractitionerId(f"p{number}")
        move = Move(Step.REASSIGN, to=to) if step is Step.REASSIGN else WHOLE.get(step, Move(step))
        after = moved(task, parts, move, NOW + timedelta(minutes=number))
        task, done = after or task, done + (after is not None)
    assert task.version == 1 + done
    assert (task.id, task.case_id, task.asked_by, task.asked_at) == (TASK.id, TASK.case_id, LEAD, NOW)
    assert len(task.checklist) == 1


@pytest.mark.parametrize(
    "move",
    [
        Move(Step.DECLINE, "  "),
        Move(Step.CANCEL),
        Move(Step.REASSIGN),
        Move(Step.REASSIGN, to=OWNER),
        Move(Step.TICK, item=1),
        Move(Step.TICK),
        Move(Step.SNOOZE),
    ],
)
def test_what_is_not_wholly_said_changes_nothing(move: Move):
    assert moved(TASK, frozenset(Part), move, NOW) is None


def test_a_new_owner_is_asked_afresh_and_reminded_afresh():
    held = replace(TASK, state=TaskState.ACCEPTED, snoozed=TODAY)
    after = moved(held, frozenset({Part.LEAD}), Move(Step.REASSIGN, to=LEAD), NOW)
    assert after is not None
    assert (after.owner_id, after.state, after.snoozed) == (LEAD, TaskState.OPEN, None)


def test_a_line_is_ticked_off_and_on_again():
    once = moved(TASK, frozenset({Part.OWNER}), WHOLE[Step.TICK], NOW)
    assert once is not None
    assert once.checklist == (Item("Dates", done=True),)
    again = moved(once, frozenset({Part.OWNER}), WHOLE[Step.TICK], NOW)
    assert again is not None
    assert again.checklist == TASK.checklist


def test_only_what_is_live_can_be_declined_or_done():
    for state in set(TaskState) - set(LIVE):
        assert not may(replace(TASK, state=state), frozenset(Part), Step.DECLINE)
        assert not may(replace(TASK, state=state), frozenset(Part), Step.FINISH)
