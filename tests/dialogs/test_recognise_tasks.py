"""Ways to ask for lists of tasks, and what is none of them."""

import pytest

from cases.commands import CaseTasks, Command, MyTasks, NotUnderstood, TeamTasks
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise

HERE = ConversationId("19:case")
THIS = Query(conversation_id=HERE)
EXAMPLES: list[tuple[str, Command]] = [
    ("my tasks", MyTasks()),
    ("tasks", MyTasks()),
    ("Show me my open tasks, please", MyTasks()),
    ("what are my tasks today?", MyTasks()),
    ("my overdue tasks", MyTasks()),
    ("to-do list", MyTasks()),
    ("my to do list", MyTasks()),
    ("tasks for me", MyTasks()),
    ("What do I have to do?", MyTasks()),
    ("what should I do next", MyTasks()),
    ("what's on my list?", MyTasks()),
    ("which tasks do I have", MyTasks()),
    ("what tasks do I have?", MyTasks()),
    ("team tasks", TeamTasks()),
    ("tasks of my team", TeamTasks()),
    ("my team's overdue tasks", TeamTasks()),
    ("what does my team have to do?", TeamTasks()),
    ("show me the tasks of my service", TeamTasks()),
    ("tasks of this case", CaseTasks(THIS)),
    ("this case's tasks", CaseTasks(THIS)),
    ("open tasks here", CaseTasks(THIS)),
    ("what is still to be done in this case?", CaseTasks(THIS)),
    ("tasks for kanu-rilo", CaseTasks(Query(reference="kanu-rilo"))),
    ("what's to do for the case KANU-RILO", CaseTasks(Query(reference="kanu-rilo"))),
    ("show me the open tasks of Maja Nowak", CaseTasks(Query(name="Maja Nowak"))),
    ("Maja Nowak's tasks", CaseTasks(Query(name="Maja Nowak"))),
    ("tasks about C-1024", CaseTasks(Query(reference="C-1024"))),
]
NOT_LISTS = (
    "new task",
    "task for me: ring the school",
    "new task for Maja Nowak: ring the school",
    "remind me to ring the school tomorrow at 9",
    "ask Gareth Pugh to ring the school by Friday",
    "ask to be put in touch about Maja Nowak",
    "Maja Nowak",
    "Who is working with Maja Nowak?",
    "what has Gareth Pugh looked at?",
    "tasks for tomorrow",
)


@pytest.mark.parametrize(("text", "command"), EXAMPLES)
def test_what_is_asked_for_is_understood(text: str, command: Command):
    assert recognise(text, HERE) == command


@pytest.mark.parametrize("text", NOT_LISTS)
def test_what_somebody_else_answers_is_left(text: str):
    assert not isinstance(recognise(text, HERE), MyTasks | TeamTasks | CaseTasks)


def test_in_private_this_case_is_none():
    found = recognise("tasks of this case")
    assert isinstance(found, NotUnderstood)
    assert "which child" in found.hint
