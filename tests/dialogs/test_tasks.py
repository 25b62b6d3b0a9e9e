"""What becomes of a task when somebody presses a button: theirs, another's, an old one, a forged one."""

from dataclasses import replace
from datetime import date, time

import pytest

from cards.task import NOT_KNOWN
from cases.commands import CaseTasks, MoveTask, MyTasks, RefreshTask, ShowTask, TeamTasks, Timeline
from cases.model import CaseId, CaseStatus, ChildId, Item, PractitionerId, TaskId, TaskState
from cases.query import Query
from cases.records import Action, Outcome
from cases.task import Step
from cases.task_asked import IN_THE_PAST, SAY_WHEN, SAY_WHOM, SAY_WHY
from dialogs.task_effects import CHANGED, GIVEN
from dialogs.tasks import NOBODY_ELSE, NOT_YOURS, OUTDATED
from dialogs.tell import tell
from dialogs.turn import Audience, Room
from tests.builders import NOW, TODAY
from tests.dialogs.tasks import CASE, Hands, seed, task
from tests.local_teams import words

ONE = TaskId("task-1")


def move(step: Step, version: int = 1, **changes: object) -> MoveTask:
    return MoveTask(ONE, version, step, **changes)  # type: ignore[arg-type]


async def told(hands: Hands) -> dict[str, str]:
    """Who is told what, in the background."""
    heard = {}
    for pending in await hands.fakes.ledger.notices.due(NOW, 100):
        card = await tell(pending.notice, hands.fakes.desk, NOW)
        if card is not None:
            heard[f"{pending.notice.kind} {pending.notice.to}"] = words(card.content)
    return heard


async def test_the_owner_accepts_and_finishes_and_the_others_hear_of_it():
    hands = Hands(task())
    assert "Accepted" in await hands.press("anna", move(Step.ACCEPT))
    card = await hands.press("anna", move(Step.FINISH, 2, words="They ring on Monday"))
    assert "That is done." in card
    now = hands.tasks[ONE]
    assert (now.state, now.version, now.said) == (TaskState.DONE, 3, "They ring on Monday")
    heard = await told(hands)
    assert heard.keys() == {f"{CHANGED} lead"}
    assert "Anna said that this task is done." in heard[f"{CHANGED} lead"]
    assert [one.step for one in hands.fakes.ledger.tasks.happened] == ["accept", "say it is done"]
    assert [(one.action, one.outcome) for one in hands.fakes.ledger.audit] == [
        (Action.TASK_CHANGE, Outcome.CHANGED)
    ] * 2


async def test_declining_needs_a_reason_and_the_form_comes_back_as_it_was():
    hands = Hands(task())
    assert SAY_WHY in await hands.press("anna", move(Step.DECLINE, why="other", words="  "))
    assert hands.tasks[ONE].state is TaskState.OPEN
    await hands.press("anna", move(Step.DECLINE, why="no_room", words="Full until May"))
    assert hands.tasks[ONE].said == "No room for it now: Full until May"


async def test_an_outdated_press_changes_nothing_and_says_how_it_is():
    hands = Hands(task())
    await hands.press("lead", move(Step.MOVE, due="2026-12-04", due_at="15:00"))
    card = await hands.press("anna", move(Step.ACCEPT))
    assert OUTDATED in card
    assert "Friday 4 December at 15:00" in card
    assert hands.tasks[ONE].state is TaskState.OPEN


async def test_a_change_that_comes_between_looking_and_writing_is_not_written_over():
    hands = Hands(task())
    keeper, look = hands.fakes.ledger.tasks, hands.fakes.ledger.tasks.task

    class Overtaken:
        """Reads tasks; somebody else's change comes right after the first reading."""

        done = False

        def __getattr__(self, name: str) -> object:
            return getattr(keeper, name)

        async def task(self, which: TaskId) -> object:
            found = await look(which)
            if not self.done:
                self.done = True
                keeper.rows[which] = replace(found, version=2, due=date(2026, 12, 4))
            return found

    hands.fakes = replace(hands.fakes, desk=replace(hands.fakes.desk, tasks=Overtaken()))
    assert OUTDATED in await hands.press("anna", move(Step.ACCEPT))
    assert (hands.tasks[ONE].state, hands.tasks[ONE].version) == (TaskState.OPEN, 2)


async def test_pressed_twice_it_acts_once_and_complains_of_nothing():
    hands = Hands(task())
    await hands.press("anna", move(Step.ACCEPT))
    again = await hands.press("anna", move(Step.ACCEPT))
    assert OUTDATED not in again
    assert hands.tasks[ONE].version == 2
    assert await hands.replies("anna", move(Step.FINISH, 2), once="same")
    assert await hands.replies("anna", move(Step.FINISH, 2), once="same") is None


@pytest.mark.parametrize(
    "who",
    ["stranger", "boss", "chief"],
    ids=["not around the child", "manages another's circle", "manages the lead alone"],
)
async def test_to_whoever_may_not_see_it_it_is_like_none(who: str):
    register = seed()
    of_boss = replace(
        register, involvements=tuple(one for one in register.involvements if one.practitioner_id != "anna")
    )
    hands = Hands(task(owner_id=PractitionerId("bert")), register=of_boss if who == "boss" else register)
    if who == "chief":
        only = tuple(one for one in register.involvements if one.practitioner_id != "lead")
        hands = Hands(task(), register=replace(register, involvements=only))
    for command in (ShowTask(ONE), RefreshTask(ONE), move(Step.ACCEPT), move(Step.CANCEL, words="Why")):
        unknown = replace(command, task=TaskId("none"))
        assert await hands.press(who, command) == await hands.press(who, unknown)
        assert NOT_KNOWN in await hands.press(who, command)
    assert {one.outcome for one in hands.fakes.ledger.audit} == {Outcome.REFUSED, Outcome.NOT_FOUND}


async def test_who_sees_it_and_may_not_do_that_reads_one_sentence():
    hands = Hands(task())
    card = await hands.press("bert", move(Step.ACCEPT))
    assert NOT_YOURS in card
    assert hands.tasks[ONE].state is TaskState.OPEN


async def test_a_task_of_somebody_hidden_is_there_for_them_and_the_giver_alone():
    hidden = task(owner_id=PractitionerId("doctor"))
    hands = Hands(hidden)
    for who in ("anna", "bert", "boss"):
        assert NOT_KNOWN in await hands.press(who, ShowTask(ONE))
    card = await hands.press("lead", ShowTask(ONE))
    assert "A colleague" in card
    assert "Doctor" not in card
    assert "Ring the school" in await hands.press("doctor", ShowTask(ONE))
    for who in ("anna", "lead"):
        listed = await hands.press(who, CaseTasks(case_id=CASE.id))
        assert ("Ring the school" in listed) is (who == "lead")
        assert ("1 to do" in listed) is (who == "lead")


async def test_a_task_is_given_to_somebody_else_of_the_circle_as_the_giver_sees_it():
    hands = Hands(task())
    for to in ("doctor", "stranger", "nobody", "anna"):
        card = await hands.press("lead", move(Step.REASSIGN, to=PractitionerId(to)))
        assert NOBODY_ELSE in card
    assert SAY_WHOM in await hands.press("lead", move(Step.REASSIGN))
    await hands.press("lead", move(Step.REASSIGN, to=PractitionerId("bert"), words="You know them"))
    assert hands.tasks[ONE].owner_id == "bert"
    heard = await told(hands)
    assert heard.keys() == {f"{CHANGED} anna", f"{GIVEN} bert"}
    assert "Lead gave this task to somebody else." in heard[f"{CHANGED} anna"]


async def test_the_day_is_changed_to_one_that_can_be():
    hands = Hands(task())
    for due, problem in (("", SAY_WHEN), ("2026-02-29", SAY_WHEN), ("2026-11-19", IN_THE_PAST)):
        assert problem in await hands.press("anna", move(Step.MOVE, due=due))
    assert "years" in await hands.press("anna", move(Step.MOVE, due="2099-01-01"))
    assert "15:00" in await hands.press("anna", move(Step.MOVE, due="2026-12-04", due_at="tea"))
    await hands.press("anna", move(Step.MOVE, due="2026-12-04", due_at="09:30"))
    assert (hands.tasks[ONE].due, hands.tasks[ONE].due_at) == (date(2026, 12, 4), time(9, 30))


async def test_snoozing_and_ticking_tell_nobody():
    hands = Hands(task(checklist=(Item("Ring"), Item("Write"))))
    await hands.press("anna", move(Step.SNOOZE))
    assert hands.tasks[ONE].snoozed == date(2026, 11, 21)
    await hands.press("anna", move(Step.SNOOZE, 2, until="next week"))
    assert hands.tasks[ONE].snoozed == date(2026, 11, 23)
    assert "☑ Write" in await hands.press("anna", move(Step.TICK, 3, item=1))
    assert NOT_YOURS in await hands.press("anna", move(Step.TICK, 4, item=7))
    assert not await told(hands)


async def test_my_tasks_are_grouped_and_acted_on_without_leaving_the_list():
    hands = Hands(
        task(1, due=date(2026, 11, 18)),
        task(2, due=TODAY),
        task(3, due=date(2026, 11, 22)),
        task(4, due=date(2026, 11, 23)),
        task(5, due=None),
        task(6, owner_id=PractitionerId("bert")),
    )
    listed = await hands.press("anna", "my tasks")
    assert [line for line in listed.splitlines() if line in GROUPS] == list(GROUPS)
    assert "overdue since Wednesday 18 November" in listed
    assert "school 6" not in listed
    listed = await hands.press("anna", move(Step.FINISH, back="mine"))
    assert "That is done." in listed
    assert "Ring the school 1" not in listed
    assert "Ring the school 2" in listed
    assert hands.tasks[ONE].state is TaskState.DONE
    listed = await hands.press("anna", replace(move(Step.ACCEPT), back="mine", task=TaskId("task-6")))
    assert NOT_YOURS in listed


GROUPS = ("Overdue", "Today", "This week", "Later", "Without a day")


async def test_pages_hold_ten_that_may_be_seen_each():
    mine = [task(n) for n in range(1, 26)]
    hands = Hands(*mine)
    seen = [await hands.press("anna", MyTasks(page)) for page in range(4)]
    assert [text.count("Ring the school") for text in seen] == [10, 10, 5, 0]
    # Those of a case that is no longer theirs leave no gap.
    other = CASE.__class__(CaseId("other"), "sira-pomo", ())
    register = seed(cases=(CASE, other))
    gone = [task(n, case_id=CaseId("other")) for n in range(1, 40, 2)]
    hands = Hands(*gone, *(task(n) for n in range(2, 41, 2)), register=register)
    assert [(await hands.press("anna", MyTasks(page))).count("Ring the") for page in range(3)] == [10, 10, 0]


async def test_the_tasks_of_a_case_are_found_by_what_people_call_it():
    hands = Hands(task(1), task(2, state=TaskState.DONE, said="They ring"), task(3))
    for said in ("tasks for lumo-tavi", "tasks of Robin Example"):
        listed = await hands.press("anna", said)
        assert "2 to do, 1 ended." in listed
    here = await hands.replies("anna", "tasks of this case", room=Room.CHANNEL)
    assert here is not None
    assert [reply.to for reply in here] == [Audience.ASKER, Audience.ROOM]
    assert "Ring the school" not in words(here[1].card.content)
    for said in ("tasks for lumo-tavi", "tasks of Robin Example", "tasks for kima-reso"):
        assert "I know of no case like that" in await hands.press("stranger", said)


async def test_the_tasks_of_a_closed_case_can_still_be_read():
    hands = Hands(task(), register=seed(cases=(replace(CASE, status=CaseStatus.CLOSED),)))
    assert "1 to do" in await hands.press("anna", CaseTasks(Query(reference="lumo-tavi")))


async def test_a_manager_reads_the_tasks_of_their_people_by_person():
    hands = Hands(task(1), task(2), task(3, owner_id=PractitionerId("bert")))
    listed = await hands.press("boss", "team tasks")
    assert listed.splitlines()[:2] == ["My team's tasks", "Anna"]
    assert listed.count("Ring the school") == 2
    assert "Your team has no tasks to do." in await hands.press("anna", TeamTasks())


async def test_the_tasks_of_a_shielded_childs_case_are_the_leads_alone():
    register = seed()
    hidden = tuple(replace(one, shielded=True) for one in register.children)
    hands = Hands(task(asked_by=PractitionerId("anna")), register=replace(register, children=hidden))
    assert NOT_KNOWN in await hands.press("anna", ShowTask(ONE))
    assert "1 to do" in await hands.press("lead", "tasks for lumo-tavi")
    assert "I know of no case like that" in await hands.press("lead", "tasks of Robin Example")


async def test_a_former_members_task_is_seen_as_the_timeline_would_tell_of_them():
    register = seed()
    over = tuple(
        replace(one, until=date(2026, 11, 1)) if one.practitioner_id in ("bert", "doctor") else one
        for one in register.involvements
    )
    hands = Hands(
        task(1, owner_id=PractitionerId("bert"), asked_by=PractitionerId("anna")),
        task(2, owner_id=PractitionerId("doctor"), asked_by=PractitionerId("anna")),
        register=replace(register, involvements=over),
    )
    listed = await hands.press("lead", CaseTasks(case_id=CASE.id))
    assert "Ring the school 1" in listed
    assert "Ring the school 2" not in listed
    assert NOT_KNOWN in await hands.press("bert", ShowTask(ONE))


async def test_in_a_channel_the_presser_alone_gets_their_own_view():
    hands = Hands(task())
    replies = await hands.replies("anna", RefreshTask(ONE), room=Room.CHANNEL)
    assert replies is not None
    assert replies[0].to is Audience.PRESSER
    for command in (ShowTask(ONE), ShowTask(TaskId("none")), MyTasks()):
        replies = await hands.replies("anna", command, room=Room.CHANNEL)
        assert replies is not None
        assert replies[0].to is Audience.ASKER, "Teams keeps a card's place private where it refreshes it"


async def test_the_timeline_tells_of_a_task_to_whoever_may_see_it_and_the_trail_has_that():
    hidden = task(2, owner_id=PractitionerId("doctor"), asked_by=PractitionerId("doctor"))
    hands = Hands(task(), hidden)
    await hands.press("anna", MoveTask(TaskId("task-1"), 1, Step.FINISH, "Rung"))
    said = await hands.press("bert", Timeline(child_id=ChildId("c1")))
    assert "Task done: Ring the school 1 · for Anna, Health" in said
    assert "Task given: Ring the school 1 · for Anna, Health · by Lead" in said
    assert "Ring the school 2" not in said
    assert [one.action for one in hands.fakes.ledger.audit[-2:]] == [Action.TIMELINE_SEE, Action.TASK_SEE]
    assert "Ring the school 2" in await hands.press("doctor", Timeline(child_id=ChildId("c1")))
