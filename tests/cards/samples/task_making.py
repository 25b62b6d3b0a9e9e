"""Cards about giving a task."""

from collections.abc import Callable
from datetime import date, time

from cards import Card
from cards.task_make import task_form
from cards.task_making import task_given, task_not_given, which_case
from cases.commands import NewTask
from cases.model import CaseId
from cases.views import TaskForm, TaskGiven, TaskNotGiven, WhichCase
from tests.cards.samples.base import HOSTILE, TODAY

PEOPLE = tuple((f"p-{n}", f"Practitioner Number{n}, Social worker, Agency {n}") for n in range(15))
TEMPLATES = (("core-group", "Hold the first core group"), ("assessment", "Finish the assessment"))
FILLED = NewTask(
    title="Ring the school",
    details="About attendance.\nThe number is on the board.",
    due="2026-11-27",
    due_at="15:00",
    priority="urgent",
    checklist="Ring\nWrite it up",
    form="f1",
)


def form(command: NewTask | None = None, **changes: object) -> Card:
    shown: dict[str, object] = {
        "reference": "lumo-tavi",
        "children": ("Amina Khan",),
        "people": PEOPLE[:3],
        "templates": TEMPLATES,
        **changes,
    }
    view = TaskForm(CaseId("case"), child_reference="TA-1042", today=TODAY, **shown)  # type: ignore[arg-type]
    return task_form(view, command or NewTask(form="f1"))


def given(**changes: object) -> Card:
    shown: dict[str, object] = {
        "owners": ("Ewan Price",),
        "today": TODAY,
        "due": date(2026, 11, 27),
        **changes,
    }
    return task_given(TaskGiven(CaseId("case"), "TA-1042", "lumo-tavi", "Ring the school", **shown))  # type: ignore[arg-type]


SAMPLES: dict[str, Callable[[], Card]] = {
    "task_form": form,
    "task_form_filled": lambda: form(FILLED, chosen=("p-1",), note="That is a Saturday."),
    "task_form_problem": lambda: form(
        FILLED, problem="That day has passed: please give today or a later one."
    ),
    "task_form_own": lambda: form(people=PEOPLE[:1], chosen=("p-0",), for_reader=True, templates=()),
    "task_form_many": lambda: form(
        people=PEOPLE, dataset="task.owners/case", chosen=("p-1", "p-3"), children=("Amina Khan",) * 5
    ),
    "task_form_template": lambda: form(FILLED, filled="Working Together to Safeguard Children 2023"),
    "task_form_hostile": lambda: form(
        NewTask(
            title=HOSTILE,
            details=HOSTILE,
            checklist=HOSTILE,
            template=HOSTILE,
            priority=HOSTILE,
            source=HOSTILE,
        ),
        people=((HOSTILE, HOSTILE),),
        children=(HOSTILE,),
        reference=HOSTILE,
        templates=((HOSTILE, HOSTILE),),
        note=HOSTILE,
        filled=HOSTILE,
        problem=HOSTILE,
    ),
    "task_which_case": lambda: which_case(WhichCase(), NewTask(form="f1")),
    "task_which_case_led": lambda: which_case(
        WhichCase(
            (("case", "lumo-tavi"),),
            (("C-1001", "Amara Okonkwo-Reed, born 2014, Millbrook, C-1001"),),
            "children",
            "I know of no case of that child.",
        ),
        NewTask(about="Florence Nightjar", title="Ring the school", when="by Friday", form="f1"),
    ),
    "task_which_case_hostile": lambda: which_case(
        WhichCase(((HOSTILE, HOSTILE),), ((HOSTILE, HOSTILE),), "children", HOSTILE),
        NewTask(about=HOSTILE, title=HOSTILE),
    ),
    "task_now_given": given,
    "task_now_given_several": lambda: given(
        owners=("Ewan Price", "", "Grace Adeyemi"), due_at=time(15), note="That is Boxing Day."
    ),
    "task_now_given_before": lambda: given(before=True, due=None, owners=("",)),
    "task_now_given_hostile": lambda: given(owners=(HOSTILE,), note=HOSTILE),
    "task_not_given": lambda: task_not_given(TaskNotGiven("This case has been closed.", "Ring the school")),
    "task_not_given_hostile": lambda: task_not_given(TaskNotGiven(HOSTILE, HOSTILE, HOSTILE)),
}
