"""Tasks of the made-up registers: the same in each, and those of people who were added to one."""

from datetime import timedelta

from cases.model import CaseId, Item, PractitionerId, Task, TaskId
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
