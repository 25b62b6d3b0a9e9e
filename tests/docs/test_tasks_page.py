"""The table of tasks on the policy's page is the state machine."""

from cases.task import RULES
from tests.docs.tables import table


def test_what_may_be_done_with_a_task_is_what_the_page_says():
    said = [
        (", ".join(states), ", ".join(parts), str(step), str(after or "as before"))
        for step, states, parts, after in RULES
    ]
    assert [tuple(row) for row in table("docs/policy.md", "tasks")] == said
