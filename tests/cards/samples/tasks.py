"""Cards about tasks."""

from collections.abc import Callable
from datetime import date, time, timedelta

from cards import Card
from cards.task import shared_task_card, task_card, task_not_known, task_not_shown
from cards.task_list import no_such_case, task_list, which_case
from cards.task_told import task_changed, task_given
from cases.commands import CaseTasks
from cases.model import CaseId, Item, PractitionerId, Priority, TaskId, TaskState
from cases.task import LONGEST_TITLE, TABLE, Part, Step
from cases.task_asked import SAY_WHY
from cases.views import TaskLine, TaskList, TaskListView, TaskView
from tests.cards.samples.base import HOSTILE, TODAY

ID = TaskId("5f0c6a3e9d4b4c7f8a1b2c3d4e5f6a7b")
CHECKLIST = (Item("Ring the school", done=True), Item("Write to the health visitor"), Item("Tell the lead"))
PEOPLE = tuple(
    (PractitionerId(f"p-{n}"), f"Practitioner Number{n}, Social worker, Family help {n}") for n in range(60)
)


def steps_of(state: TaskState, *parts: Part) -> frozenset[Step]:
    """What somebody who is all this may do."""
    return frozenset(step for step in Step for part in parts if (state, part, step) in TABLE)


def view(state: TaskState = TaskState.OPEN, *parts: Part, **changes: object) -> TaskView:
    shown: dict[str, object] = {
        "owner": "Ewan Price",
        "asked_by": "Grace Adeyemi",
        "details": "Ask how attendance was in November.\nThey know that you ring.",
        "due": TODAY + timedelta(days=14),
        "due_at": time(15),
        "checklist": CHECKLIST,
        "steps": steps_of(state, *parts),
        "people": PEOPLE[:3],
        **changes,
    }
    return TaskView(ID, 3, "Agree who rings the school", "kanu-rilo", TODAY, state=state, **shown)  # type: ignore[arg-type]


def card(state: TaskState = TaskState.OPEN, *parts: Part, **changes: object) -> Card:
    return task_card(view(state, *parts, **changes))


def line(number: int, **changes: object) -> TaskLine:
    shown: dict[str, object] = {
        "title": f"Ring the school, for the {number}. time",
        "reference": "kanu-rilo",
        "due": TODAY + timedelta(days=number - 2),
        "steps": steps_of(TaskState.OPEN, Part.OWNER),
        **changes,
    }
    return TaskLine(TaskId(f"{ID[:-2]}{number:02}"), 2, **shown)  # type: ignore[arg-type]


def listed(kind: TaskList, *lines: TaskLine, **changes: object) -> Card:
    return task_list(TaskListView(kind, TODAY, lines, **changes))  # type: ignore[arg-type]


WIDE = TaskListView(
    TaskList.MINE,
    TODAY,
    tuple(
        line(n, title="W" * LONGEST_TITLE, due=TODAY, priority=Priority.URGENT, reference="kanu-rilo")
        for n in range(10)
    ),
    page=3,
    more=True,
)
HOSTILE_TASK: dict[str, object] = {
    "owner": HOSTILE,
    "asked_by": HOSTILE,
    "details": HOSTILE,
    "said": HOSTILE,
    "note": HOSTILE,
    "problem": HOSTILE,
    "step": Step.DECLINE,
    "words": HOSTILE,
    "people": ((PractitionerId("p"), HOSTILE),),
    "checklist": (Item(HOSTILE),) * 20,
    "source": "javascript:alert(1)",
}
OWNER, ASKER = {"owner": ""}, {"asked_by": ""}
SAMPLES: dict[str, Callable[[], Card]] = {
    "task_open_owner": lambda: card(TaskState.OPEN, Part.OWNER, **OWNER),
    "task_open_asker": lambda: card(TaskState.OPEN, Part.ASKER, Part.LEAD, **ASKER),
    "task_open_owners_manager": lambda: card(TaskState.OPEN, Part.OWNERS_MANAGER),
    "task_open_leads_manager": lambda: card(TaskState.OPEN, Part.LEADS_MANAGER),
    "task_open_reader": lambda: card(TaskState.OPEN),
    "task_open_all": lambda: card(TaskState.OPEN, *Part, owner="", asked_by="", people=PEOPLE, more=True),
    "task_accepted_owner": lambda: card(
        TaskState.ACCEPTED, Part.OWNER, snoozed=TODAY + timedelta(1), **OWNER
    ),
    "task_accepted_lead": lambda: card(TaskState.ACCEPTED, Part.LEAD),
    "task_overdue": lambda: card(
        TaskState.ACCEPTED, Part.OWNER, due=date(2026, 11, 3), priority=Priority.URGENT, **OWNER
    ),
    "task_without_a_day": lambda: card(
        TaskState.OPEN, Part.OWNER, due=None, due_at=None, details="", checklist=()
    ),
    "task_declined_owner": lambda: card(TaskState.DECLINED, Part.OWNER, said="No room for it now", **OWNER),
    "task_declined_asker": lambda: card(
        TaskState.DECLINED, Part.ASKER, said="No room for it now: full until May", **ASKER
    ),
    "task_done_owner": lambda: card(TaskState.DONE, Part.OWNER, said="They ring on Monday", **OWNER),
    "task_done_reader": lambda: card(TaskState.DONE, said="They ring on Monday", due=date(2026, 11, 3)),
    "task_cancelled_lead": lambda: card(TaskState.CANCELLED, Part.LEAD, said="The case moved on"),
    "task_outdated": lambda: card(
        TaskState.DONE, Part.OWNER, note="This changed in the meantime: here is how it is now.", **OWNER
    ),
    "task_declining_problem": lambda: card(
        TaskState.OPEN, Part.OWNER, problem=SAY_WHY, step=Step.DECLINE, words="", **OWNER
    ),
    "task_nobody_else": lambda: card(TaskState.OPEN, Part.LEAD, people=()),
    "task_from_a_message": lambda: card(source="https://teams.microsoft.com/l/message/19:case/1"),
    "task_hostile": lambda: task_card(
        TaskView(ID, 1, HOSTILE, HOSTILE, TODAY, steps=steps_of(TaskState.OPEN, *Part), **HOSTILE_TASK)  # type: ignore[arg-type]
    ),
    "task_endless": lambda: card(
        TaskState.OPEN,
        *Part,
        details="W" * 1000,
        said="W" * 1000,
        checklist=(Item("W" * 100),) * 20,
        people=tuple((PractitionerId(f"{n}" * 36), "W" * 300) for n in range(60)),
    ),
    "task_shared": lambda: shared_task_card(view(), ["29:one", "29:two"]),
    "task_shared_unrefreshed": lambda: shared_task_card(view()),
    "task_not_known": task_not_known,
    "task_not_shown": lambda: task_not_shown("task-1"),
    "task_given": lambda: task_given(view(TaskState.OPEN, Part.OWNER, **OWNER)),
    "task_changed": lambda: (
        task_changed(view(TaskState.DONE, Part.ASKER, **ASKER), str(Step.FINISH), "Ewan Price")
        or task_not_known()
    ),
    "tasks_mine": lambda: listed(
        TaskList.MINE,
        *(line(n) for n in (0, 2, 3, 4, 9)),
        line(12, due=None, steps=steps_of(TaskState.ACCEPTED, Part.OWNER), state=TaskState.ACCEPTED),
        more=True,
    ),
    "tasks_mine_none": lambda: listed(TaskList.MINE),
    "tasks_mine_wide": lambda: task_list(WIDE),
    "tasks_case": lambda: listed(
        TaskList.CASE,
        line(0, owner="Ewan Price", steps=steps_of(TaskState.OPEN, Part.LEAD)),
        line(3),
        line(5, owner="Grace Adeyemi", steps=frozenset()),
        line(9, owner="Grace Adeyemi", state=TaskState.DONE, said="They ring on Monday", steps=frozenset()),
        reference="kanu-rilo",
        case_id=CaseId("case"),
        live=3,
        ended=1,
        note="That is done.",
    ),
    "tasks_case_none": lambda: listed(TaskList.CASE, reference="kanu-rilo", case_id=CaseId("case")),
    "tasks_team": lambda: listed(
        TaskList.TEAM,
        line(0, owner="Ewan Price", steps=steps_of(TaskState.OPEN, Part.OWNERS_MANAGER)),
        line(1, owner="Grace Adeyemi", steps=frozenset()),
        line(5, owner="Ewan Price", steps=frozenset()),
        line(6, steps=steps_of(TaskState.OPEN, Part.OWNER)),
        page=1,
    ),
    "tasks_hostile": lambda: listed(
        TaskList.CASE,
        *(line(n, title=HOSTILE, reference=HOSTILE, owner=HOSTILE, said=HOSTILE) for n in range(10)),
        reference=HOSTILE,
        note=HOSTILE,
        case_id=CaseId("case"),
    ),
    "tasks_no_case": no_such_case,
    "tasks_which_case": lambda: which_case(
        [("kanu-rilo", CaseTasks(case_id=CaseId("a"))), ("lumo-tavi", CaseTasks(case_id=CaseId("b")))]
    ),
}
