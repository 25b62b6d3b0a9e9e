"""The table of tasks on the policy's page is the state machine."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cards.task import NOT_KNOWN
from cases.commands import ShowTask
from cases.model import DisclosureLevel, PractitionerId, ServiceId
from cases.task import RULES
from store.seed import RegisterSeed
from tests.builders import TODAY, involvement, practitioner, sensitive
from tests.dialogs.tasks import Hands, seed, task
from tests.docs.tables import table


def test_what_may_be_done_with_a_task_is_what_the_page_says():
    said = [
        (", ".join(states), ", ".join(parts), str(step), str(after or "as before"))
        for step, states, parts, after in RULES
    ]
    assert [tuple(row) for row in table("docs/policy.md", "tasks")] == said


READER, LEAD, OTHER, HIDDEN, FORMER, FORMER_HIDDEN, MANAGER, HIDDEN_MANAGER = (
    "anna", "lead", "bert", "doctor", "former", "former hidden", "boss", "hidden boss",
)  # fmt: skip
CAST = {
    "the reader": READER,
    "the lead": LEAD,
    "somebody in the circle": OTHER,
    "somebody hidden": HIDDEN,
    "a former member": FORMER,
    "a former member who was hidden": FORMER_HIDDEN,
    "a manager of an open service": MANAGER,
    "a manager of a hidden service": HIDDEN_MANAGER,
}


def register() -> RegisterSeed:
    made = seed()
    former = practitioner(FORMER, "custody"), practitioner(FORMER_HIDDEN, "refuge")
    chief = practitioner(HIDDEN_MANAGER, "clinic", manages=frozenset({ServiceId("clinic")}))
    over = TODAY - timedelta(days=1)
    rows = (
        involvement(former[0], "c1", until=over),
        replace(sensitive(former[1], DisclosureLevel.NONE, child="c1"), until=over),
    )
    people = (*made.practitioners, *former, chief)
    return replace(made, practitioners=people, involvements=(*made.involvements, *rows))


@pytest.mark.parametrize(("owner", "giver", "sees", "reads"), table("docs/policy.md", "tasks seen"))
async def test_who_sees_which_task(owner: str, giver: str, sees: str, reads: str):
    who = CAST[owner]
    one = task(owner_id=PractitionerId(who), asked_by=PractitionerId(CAST[giver]))
    card = await Hands(one, register=register()).press(READER, ShowTask(one.id))
    assert (NOT_KNOWN in card) is (sees == "no")
    if sees == "yes":
        name = {"you": "You", "the name": who.title(), "a colleague": "A colleague"}[reads]
        assert f"Who: {name}" in card
