"""Tasks that somebody has to decide on: what is offered, what is done, and what stays as it is."""

from dataclasses import replace
from datetime import timedelta

from cases.case_ends import stamp_of
from cases.commands import CloseCase, Command, MoveTask, NewTask, OpenTasks, SettleTasks
from cases.model import CaseId, CaseStatus, InvolvementId, TaskId, TaskState
from cases.records import Notice, Outcome
from cases.task import Step
from cases.task_left import key_of
from dialogs.dispatch import dispatch
from dialogs.tell_task_reminders import (
    tell_task_late,
    tell_task_orphaned,
    tell_task_reminder,
    tell_task_unanswered,
)
from dialogs.turn import Room, Turn
from tests.builders import NOW, TODAY, involvement
from tests.desk import FakeDesk
from tests.dialogs.test_task_reminders import LEAD, OTHER, OWNER, TASK, desk_with, register
from tests.local_teams import walk, words
from tests.property.registers import identity

CASE = TASK.case_id
T1, T2 = replace(TASK, state=TaskState.ACCEPTED), replace(TASK, id=TaskId("t2"), title="Write to the GP")
ENDED = replace(TASK, id=TaskId("t3"), title="Long done", state=TaskState.DONE)


async def ask(fakes: FakeDesk, command: Command, who: str = "lead"):
    once = f"{who}{len(fakes.ledger.audit)}"
    ((reply, *_),) = [
        await dispatch(Turn(identity(who), Room.PERSONAL, "a:1", once, NOW), command, fakes.desk)
    ]
    return reply.card.content


def offered(card) -> dict[str, list[str]]:
    return {
        one["id"]: [choice["value"] for choice in one["choices"]]
        for one in walk(card)
        if one.get("type") == "Input.ChoiceSet"
    }


def states(fakes: FakeDesk) -> dict[str, str]:
    return {one.id: one.state for one in fakes.ledger.tasks.rows.values()}


async def test_a_case_that_is_to_be_closed_lists_what_is_still_to_be_done():
    fakes = desk_with(T1, T2, ENDED)
    card = await ask(fakes, OpenTasks(CASE))
    assert offered(card) == {
        "choices.t1/1": ["done", "cancel", "leave"],
        "choices.t2/1": ["done", "cancel", "leave"],
    }
    assert "Long done" not in words(card)


async def test_each_is_done_cancelled_or_left_with_one_press():
    fakes = desk_with(T1, T2, replace(T1, id=TaskId("t4")))
    card = await ask(fakes, SettleTasks(CASE, None, {"t1/1": "done", "t2/1": "cancel", "t4/1": "leave"}))
    assert states(fakes) == {"t1": "done", "t2": "cancelled", "t4": "accepted"}
    assert list(offered(card)) == ["choices.t4/1"]
    assert "Recorded" in words(card)
    assert [(one.task_id, one.actor_id) for one in fakes.ledger.tasks.happened] == [
        ("t1", "lead"), ("t2", "lead"),
    ]  # fmt: skip
    told = {(one.notice.to, one.notice.kind) for one in await fakes.ledger.notices.due(NOW, 99)}
    assert told == {("owner", "task.changed")}


async def test_what_changed_in_the_meantime_stays_as_it_is():
    fakes = desk_with(replace(T1, version=2), T2)
    card = await ask(fakes, SettleTasks(CASE, None, {"t1/1": "cancel", "t2/1": "done"}))
    assert states(fakes) == {"t1": "accepted", "t2": "done"}
    assert "in the meantime" in words(card)


async def test_an_owners_tasks_are_given_to_whoever_may_own_them():
    fakes = desk_with(T1, T2)
    held = fakes.ledger.kept.rows[InvolvementId("owner-child")]
    fakes.ledger.kept.rows[held.id] = replace(held, until=TODAY - timedelta(days=1))
    choices = {"t1/1": f"to:{OTHER.id}", "t2/1": f"to:{OWNER.id}"}
    card = await ask(fakes, SettleTasks(CASE, OWNER.id, choices))
    rows = fakes.ledger.tasks.rows
    assert (rows[T1.id].owner_id, rows[T1.id].state) == (OTHER.id, TaskState.OPEN)
    assert rows[T2.id].owner_id == OWNER.id, "they may own none in this case any more"
    assert offered(card)["choices.t2/1"] == [f"to:{LEAD.id}", f"to:{OTHER.id}", "done", "cancel", "leave"]
    given = [one.notice for one in await fakes.ledger.notices.due(NOW, 99)]
    assert ("other", "task.given") in {(one.to, one.kind) for one in given}


async def test_nobody_settles_what_the_table_gives_to_others():
    fakes = desk_with(T1, T2)
    card = await ask(fakes, SettleTasks(CASE, None, {"t1/1": "cancel", "t2/1": "done"}), "other")
    assert states(fakes) == {"t1": "accepted", "t2": "open"}
    assert offered(card) == {}


async def test_a_case_that_one_may_not_see_reads_as_one_that_there_is_not():
    fakes = desk_with(T1, seed=register(involvement(LEAD)))
    for command in (OpenTasks, SettleTasks):
        hidden = await ask(fakes, command(CASE), "boss")
        assert hidden == await ask(fakes, command(CaseId("nowhere")), "boss")
        assert [one.outcome for one in fakes.ledger.audit[-2:]] == [Outcome.REFUSED, Outcome.NOT_FOUND]


async def test_forged_choices_do_nothing():
    fakes = desk_with(T1)
    forged = {"t1/1": "reopen", "t9/1": "done", "": "cancel", "t1": "done", "t1/one": "to:"}
    await ask(fakes, SettleTasks(CASE, None, forged))
    await ask(fakes, SettleTasks(CASE, OTHER.id, {"t1/1": "done"}))
    assert states(fakes) == {"t1": "accepted"}
    assert key_of(T1.id, 1) == "t1/1"


def closing(fakes: FakeDesk, choices: dict[str, str], on: str = TODAY.isoformat()) -> CloseCase:
    seen = stamp_of(fakes.ledger.cases.rows[CASE])
    return CloseCase(case_id=CASE, why="needs_met", on=on, sent=True, seen=seen, choices=choices)


async def test_a_case_is_closed_and_its_tasks_are_settled_with_one_form():
    fakes = desk_with(T1, T2, ENDED, replace(T1, id=TaskId("t4")))
    form = await ask(fakes, CloseCase(case_id=CASE))
    assert offered(form)["choices.t1/1"] == ["done", "cancel", "leave"]
    assert "Long done" not in words(form)
    await ask(fakes, closing(fakes, {"t1/1": "done", "t2/1": "cancel", "t4/1": "leave"}))
    assert states(fakes) == {"t1": "done", "t2": "cancelled", "t3": "done", "t4": "accepted"}
    assert fakes.ledger.cases.rows[CASE].status is CaseStatus.CLOSED
    posts = {key.rpartition(":")[0] for key in fakes.ledger.work if key.startswith("task.post:")}
    assert posts == {"task.post:t1", "task.post:t2"}


async def test_a_form_that_cannot_be_right_keeps_what_was_chosen_for_tasks():
    fakes = desk_with(T1, T2)
    card = await ask(fakes, closing(fakes, {"t1/1": "cancel", "t2/1": "reopen"}, "2199-01-01"))
    values = {one["id"]: one["value"] for one in walk(card) if one.get("id", "").startswith("choices.")}
    assert values == {"choices.t1/1": "cancel", "choices.t2/1": "leave"}
    assert states(fakes) == {"t1": "accepted", "t2": "open"}


async def test_a_case_is_not_closed_on_tasks_that_changed_in_the_meantime_or_are_not_there():
    fakes = desk_with(replace(T1, version=2), T2)
    for key, chosen in {"t1/1": "cancel", "t9/1": "done", "t2/1": f"to:{OTHER.id}", "": "done"}.items():
        card = await ask(fakes, closing(fakes, {"t2/1": "done", key: chosen}))
        assert "in the meantime" in words(card)
        assert states(fakes) == {"t1": "accepted", "t2": "open"}
        assert fakes.ledger.cases.rows[CASE].status is CaseStatus.OPEN
    assert offered(card).keys() == {"why", "choices.t1/2", "choices.t2/1"}


async def test_in_a_closed_case_no_task_is_given_or_opened_again_and_what_was_planned_is_not_said():
    fakes = desk_with(T1, ENDED)
    await ask(fakes, closing(fakes, {}))
    for step, of in ((Step.REASSIGN, T1), (Step.REOPEN, ENDED)):
        assert "not yours" in words(await ask(fakes, MoveTask(of.id, 1, step, to=OTHER.id)))
    card = await ask(fakes, NewTask(case_id=CASE, owners="lead", title="Ring", sent=True, form="f"))
    assert "closed" in words(card)
    assert states(fakes) == {"t1": "accepted", "t3": "done"}
    for teller, kind, subject in (
        (tell_task_reminder, "task.reminder", TODAY.isoformat()),
        (tell_task_late, "task.escalated", f"{T1.id}/1/1"),
        (tell_task_unanswered, "task.unanswered", f"{T1.id}/1"),
        (tell_task_orphaned, "task.orphaned", T1.id),
    ):
        assert await teller(Notice(OWNER.id, kind, subject), fakes.desk, NOW) is None
