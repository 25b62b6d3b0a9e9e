"""Tasks of the made-up registers: the same in each, and those of people who were added to one."""

from datetime import timedelta

from cases.model import CaseId, Item, PractitionerId, Task, TaskId
from cases.records import TaskEvent
from cases.task import Step
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY
from tests.property.registers import PEOPLE

KNOWN = (("me", "nurse", 1), ("nurse", "me", -2), ("officer", "nurse", 0), ("doctor", "doctor", 9))
HIDDEN = 12
"""More than fit on a page, so that one that is passed over would leave a gap."""


def tasks_of(seed: RegisterSeed) -> dict[TaskId, Task]:
    """A few of everybody's, and many of each person whom the others may not see."""
    cases = {case.id for case in seed.cases}
    made = [_task(f"task-{owner}", owner, asker, days) for owner, asker, days in KNOWN]
    hidden = [
        one.id for one in seed.practitioners if one not in PEOPLE and one.id in ("stranger", "outsider")
    ]
    for who in hidden:
        for number in range(HIDDEN):
            case = CaseId("hidden") if "hidden" in cases and number % 2 else CaseId("case")
            asker = "helper" if number % 3 else who
            made.append(_task(f"hidden-{number}", who, asker, number - 3, case))
    return {task.id: task for task in made if task.case_id in cases}


def events_of(seed: RegisterSeed) -> list[TaskEvent]:
    """What happened to them: also what somebody did whom nobody may see, where nobody is named else."""
    hidden = next((one.id for one in seed.practitioners if one.id in ("stranger", "outsider")), None)
    return [
        TaskEvent(
            f"{task.id} {step}", NOW - timedelta(days=ago), task.id, actor, str(step), previous=previous
        )
        for task in tasks_of(seed).values()
        for step, ago, actor, previous in (
            (Step.REASSIGN, 9, task.asked_by, hidden or ""),
            (Step.FINISH, 2, hidden, ""),
            (Step.CANCEL, 1, task.owner_id, ""),
        )
    ]


def _task(name: str, owner: str, asker: str, days: int, case: CaseId = CaseId("case")) -> Task:  # noqa: B008
    return Task(
        TaskId(name),
        case,
        f"Something {name}",
        PractitionerId(owner),
        PractitionerId(asker),
        NOW,
        NOW,
        due=TODAY + timedelta(days=days),
        checklist=(Item("Ring"),),
    )
