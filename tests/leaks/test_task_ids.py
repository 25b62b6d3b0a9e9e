"""The id of a task that one may not see says no more than an id that nobody has."""

from collections.abc import Iterator
from typing import Any

import pytest

from cases.task import Step
from tests.leaks.eyes import Eyes
from tests.leaks.same import Same, first_difference
from tests.leaks.texts import INVOKES
from tests.leaks.unseen import LEILA, STRANGER
from tests.leaks.walks import Walk, given, two

Json = dict[str, Any]
NOBODYS, CASE, NO_CASE = "0f" * 16, "case-lumo-tavi", "case-lumo-tivo"
OTHERS = ("p-priyanka-nair", "p-ben-holloway", "p-owen-prosser", STRANGER)
"""Who works with other children; a manager of another service; somebody whom the register does not know."""
TEXTS = ("{}", "task {}", "tasks for {}", "task for me: finish {}", "close {}", "show me {}", "help {}")


def presses(task: str, case: str) -> Iterator[tuple[str, Json]]:
    """All that a task's id can be pressed with, right and wrong."""
    yield from ((verb, {"task": task}) for verb in ("task", "task.refresh", "task.file"))
    more = {"words": "Why", "to": LEILA, "due": "2027-02-01", "item": 0, "until": "2026-11-25"}
    for step in Step:
        yield "task.move", {"task": task, "version": 1, "step": step, **more}
    for back in ("mine", "case", "team", "overdue"):
        data = {"task": task, "version": 1, "step": Step.FINISH, "back": back, "case_id": case}
        yield "task.move", data
    yield "task.move", {"task": task, "version": 2, "step": Step.TICK}
    choices = {f"{task}/1": "cancel", f"{task}/2": "done"}
    for owner in (LEILA, None):
        yield "tasks.settle", {"case_id": case, "owner": owner, "choices": choices}
    yield "tasks.open", {"case_id": case}
    yield "tasks.case", {"case_id": case}
    yield "case.close", {"case_id": case, "choices": choices, "why": "needs_met", "on": "2026-11-20"}


async def everything(eyes: Eyes, task: str, case: str) -> list[tuple[str, Json]]:
    """What comes back for a task's id, pressed, typed, and sent as no button would."""
    places = (eyes.personal, "19:nowhere", *(one for one in eyes.mine if one != eyes.personal))
    got = [
        (f"{verb} {data} in {place}", await eyes.press(eyes.viewer, place, "1", verb, data))
        for verb, data in presses(task, case)
        for place in places[:3]
    ]
    got += [(text, await eyes.say(eyes.viewer, None, text.format(task))) for text in TEXTS]
    for name, value in INVOKES:
        got.append((name, await eyes.invoke(name, _filled(value, task))))
    return [*got, ("at last", await eyes.look())]


def _filled(value: Any, task: str) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, task) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, task) for one in value]
    return value.replace("{}", task) if isinstance(value, str) else value


async def compared(viewer: str) -> list[str]:
    """What differs for somebody between two boroughs: the id of a task there is, and of one there is not."""
    runs = []
    async with two(Walk(viewer, "c-1001", (), 0)) as pair:
        for teams, there in zip(pair, (True, False), strict=True):
            (task,) = await given(teams, LEILA, "task for me: ring the school by tomorrow about C-1001")
            asked, case = (task, CASE) if there else (NOBODYS, NO_CASE)
            same = Same(teams.url, teams.world)
            async with Eyes(teams, viewer).open() as eyes:
                got = await everything(eyes, asked, case)
            runs.append([(what, same.text(answer).replace(case, "<case>")) for what, answer in got])
    return [
        f"{what}\n{first_difference(before, after)}"
        for (what, before), (_, after) in zip(*runs, strict=True)
        if before != after
    ]


@pytest.mark.parametrize("viewer", OTHERS)
async def test_a_task_of_anothers_case_is_as_unknown_as_one_that_is_not_there(viewer: str):
    assert await compared(viewer) == []


async def test_whoever_may_see_it_tells_them_apart():
    found = await compared(LEILA)
    assert {"task", "task.refresh", "task.file", "task.move", "tasks.open"} <= {
        one.split()[0] for one in found
    }
