"""What people type to give a task, and what they type to do something else."""

from dataclasses import replace

import pytest

from cases.commands import NewTask
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise
from dialogs.recognise_task import task_in
from tests.builders import TODAY

PRIVATE = {
    "ask Gareth Pugh to ring the school by Friday": NewTask(
        names="Gareth Pugh", title="Ring the school", when="by Friday"
    ),
    "please ask Gareth and Ruth to ring the school tomorrow": NewTask(
        names="Gareth and Ruth", title="Ring the school", when="tomorrow"
    ),
    "ask Gareth Pugh, Ruth Ellis and Jo O'Neil-Smith to meet in two weeks, please": NewTask(
        names="Gareth Pugh, Ruth Ellis and Jo O'Neil-Smith", title="Meet", when="in two weeks"
    ),
    "can you ask Gareth to ring the school for C-1024 by Friday at 3pm?": NewTask(
        names="Gareth", title="Ring the school", when="by Friday at 3pm", about="C-1024"
    ),
    "ask Gareth to ring the school by Friday about Maja Nowak": NewTask(
        names="Gareth", title="Ring the school", when="by Friday", about="Maja Nowak"
    ),
    "ask gareth to ring the school about attendance": NewTask(
        names="gareth", title="Ring the school about attendance"
    ),
    "ask Gareth to write the report for kanu-rilo": NewTask(
        names="Gareth", title="Write the report", about="kanu-rilo"
    ),
    "ask Gareth Pugh to ask to be put in touch": NewTask(names="Gareth Pugh", title="Ask to be put in touch"),
    "get Gareth to call": NewTask(names="Gareth", title="Call"),
    "remind Gareth to call": NewTask(names="Gareth", title="Call"),
    "task for me: ring the school by Friday": NewTask(names="me", title="Ring the school", when="by Friday"),
    "a task for me to ring the school": NewTask(names="me", title="Ring the school"),
    "remind me to ring the school tomorrow at 9": NewTask(
        names="me", title="Ring the school", when="tomorrow at 9"
    ),
    "remind me tomorrow at 9 to ring the school": NewTask(
        names="me", title="Ring the school", when="tomorrow at 9"
    ),
    "remind me to ring about C-1024 on Monday": NewTask(
        names="me", title="Ring", when="on Monday", about="C-1024"
    ),
    "new task": NewTask(),
    "New task.": NewTask(),
    "create a task": NewTask(),
    "I'd like to give a task": NewTask(),
    "new task: ring the school": NewTask(title="Ring the school"),
    "new task for Maja Nowak: ring the school in 10 working days": NewTask(
        about="Maja Nowak", title="Ring the school", when="in 10 working days"
    ),
    "add a task for C-1024": NewTask(about="C-1024"),
    "new task about Maja Nowak": NewTask(about="Maja Nowak"),
    "new task for me": NewTask(names="me"),
}
CASE = ConversationId("19:case")
IN_A_CHANNEL = {
    "ask Gareth to ring the school by Friday": NewTask(
        names="Gareth", title="Ring the school", when="by Friday"
    ),
    "ask Gareth to ring the school about Maths": NewTask(names="Gareth", title="Ring the school about Maths"),
    "ask Gareth to ring the school for this child": NewTask(names="Gareth", title="Ring the school"),
    "new task for this child: ring the school": NewTask(title="Ring the school"),
    "new task for Ruth: ring the school": NewTask(names="Ruth", title="Ring the school"),
    "new task": NewTask(),
}
NO_TASKS = [
    "ask to be put in touch about Maja Nowak",
    "ask the lead to get in touch",
    "ask the lead",
    "ask lead to call",
    "ask to see Maja Nowak",
    "ask someone to help",
    "tell Gareth Pugh that I work with Maja Nowak",
    "tell me who works with Maja Nowak",
    "my tasks",
    "tasks of this case",
    "tasks for Maja Nowak",
    "the tasks of my team",
    "remind me",
    "remind me who works with Maja Nowak",
    "add me to Maja Nowak",
    "add Gareth to Maja Nowak's circle",
    "get",
    "ask",
    "task",
    "new",
    "make a case for Maja Nowak",
    "who asked Gareth to ring the school?",
    "Maja Nowak",
]


@pytest.mark.parametrize("said", PRIVATE)
def test_a_task_said_in_private(said: str):
    assert recognise(said, None, TODAY) == PRIVATE[said]


@pytest.mark.parametrize("said", IN_A_CHANNEL)
def test_a_task_said_in_a_channel_is_of_its_case(said: str):
    assert recognise(said, CASE, TODAY) == replace(IN_A_CHANNEL[said], query=Query(conversation_id=CASE))


def test_in_a_channel_too_another_case_can_be_named():
    said = recognise("ask Gareth to ring the school for C-1024", CASE, TODAY)
    assert said == NewTask(names="Gareth", title="Ring the school", about="C-1024")


@pytest.mark.parametrize("said", NO_TASKS)
def test_what_is_no_task_is_left_to_others(said: str):
    assert task_in(said, in_a_case=False) is None
    assert not isinstance(recognise(said, None, TODAY), NewTask)
