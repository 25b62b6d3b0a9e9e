"""The table of ways to say that an involvement began, changed or ended."""

from datetime import date

import pytest

from cases.commands import ChangeRole, Command, Confirm, Join, Leave, LogContact, NotUnderstood, Who
from cases.model import Birth, ConversationId
from cases.query import Query
from dialogs.recognise import recognise

HERE = ConversationId("19:case@thread.tacv2")
FRIDAY = date(2026, 11, 20)
AMIRA = Query(name="Amira Khan")
TODAY, YESTERDAY = "2026-11-20", "2026-11-19"

SAID: list[tuple[str, Command]] = [
    # join
    ("I've started working with Amira Khan", Join(AMIRA)),
    ("I’ve started working with Amira Khan.", Join(AMIRA)),
    ("I have just started to work with Amira Khan", Join(AMIRA)),
    ("I've started working with Amira Khan today", Join(AMIRA, since=TODAY)),
    ("I started working with Amira Khan on 3 March", Join(AMIRA, since="2026-03-03")),
    ("I've started working with Amira Khan as her key worker", Join(AMIRA, role="key worker")),
    ("I'm now working with Amira Khan", Join(AMIRA)),
    (
        "I am working with Amira Khan as a mentor since 1/9/2026",
        Join(AMIRA, since="2026-09-01", role="mentor"),
    ),
    ("I work with Amira Khan too", Join(AMIRA)),
    ("add me to Amira Khan", Join(AMIRA)),
    ("please add me to Amira Khan's circle", Join(AMIRA)),
    ("can you add me to Amira Khan please?", Join(AMIRA)),
    ("I'm starting to work with Amira Khan on 1 December", Join(AMIRA, since="2026-12-01")),
    ("I'm starting to work with Amira Khan on Monday", Join(AMIRA, since="2026-11-23")),
    ("I've been allocated to C-1042", Join(Query(reference="C-1042"))),
    (
        "I've started working with Amira Khan born on 2 March 2014",
        Join(Query(name="Amira Khan", born=Birth(2014, 3, 2))),
    ),
    ("I've started working with this child", Join(Query(conversation_id=HERE))),
    # somebody else
    ("add Tom Bell to Amira Khan", Join(AMIRA, name="Tom Bell")),
    ("add Tom Bell to Amira Khan's circle as mentor", Join(AMIRA, name="Tom Bell", role="mentor")),
    ("put Tom Bell down for this child", Join(Query(conversation_id=HERE), name="Tom Bell")),
    # leave
    ("I've stopped working with Amira Khan", Leave(AMIRA, until=TODAY)),
    ("I no longer work with Amira Khan", Leave(AMIRA, until=TODAY)),
    ("I'm no longer working with Amira Khan", Leave(AMIRA, until=TODAY)),
    ("I don't work with Amira Khan any more", Leave(AMIRA, until=TODAY)),
    ("I stopped working with Amira Khan yesterday", Leave(AMIRA, until=YESTERDAY)),
    ("I've stopped working with Amira Khan as of 31 October", Leave(AMIRA, until="2026-10-31")),
    ("I will stop working with Amira Khan on 31 December", Leave(AMIRA, until="2026-12-31")),
    ("remove me from Amira Khan's circle", Leave(AMIRA, until=TODAY)),
    # role
    ("I'm now the key worker for Amira Khan", ChangeRole(AMIRA, role="key worker")),
    ("I am now lead nurse for Amira Khan", ChangeRole(AMIRA, role="lead nurse")),
    ("change my role for Amira Khan to mentor", ChangeRole(AMIRA, role="mentor")),
    ("change my role for Amira Khan", ChangeRole(AMIRA)),
    # contact
    ("I saw Amira Khan today", LogContact(AMIRA, on=TODAY)),
    ("I saw Amira Khan yesterday", LogContact(AMIRA, on=YESTERDAY)),
    ("I saw Amira Khan on 3 March", LogContact(AMIRA, on="2026-03-03")),
    ("I saw Amira Khan on 3 December", LogContact(AMIRA, on="2025-12-03")),
    ("I saw Amira Khan on 03/03/2026", LogContact(AMIRA, on="2026-03-03")),
    ("I saw Amira Khan on Monday", LogContact(AMIRA, on="2026-11-16")),
    ("I saw Amira Khan last Friday", LogContact(AMIRA, on="2026-11-13")),
    ("I saw Amira Khan 3 days ago", LogContact(AMIRA, on="2026-11-17")),
    ("I saw Amira Khan", LogContact(AMIRA)),
    ("I've visited Amira Khan today", LogContact(AMIRA, on=TODAY, kind="visit")),
    ("I phoned Amira Khan today", LogContact(AMIRA, on=TODAY, kind="call")),
    ("I spoke to Amira Khan today", LogContact(AMIRA, on=TODAY, kind="call")),
    ("I met with Amira Khan today", LogContact(AMIRA, on=TODAY, kind="meeting")),
    ("I texted Amira Khan yesterday", LogContact(AMIRA, on=YESTERDAY, kind="message")),
    ("I saw Amira Khan at school today", LogContact(AMIRA, on=TODAY, kind="school_or_clinic")),
    ("I saw Amira Khan in clinic yesterday", LogContact(AMIRA, on=YESTERDAY, kind="school_or_clinic")),
    ("log a visit to Amira Khan", LogContact(AMIRA, kind="visit")),
    ("I saw Amira Khan tomorrow", LogContact(AMIRA, on="2026-11-21")),
    # confirm
    ("I'm still working with Amira Khan", Confirm(AMIRA)),
    ("I am still involved with Amira Khan", Confirm(AMIRA)),
    ("I still work with Amira Khan", Confirm(AMIRA)),
    # none of these
    ("who is working with Amira Khan today?", Who(AMIRA)),
    ("I saw a film yesterday about a very long and boring day out in town", NotUnderstood()),
    ("add a task to Amira Khan", NotUnderstood()),
]


@pytest.mark.parametrize(("text", "command"), SAID, ids=[text for text, _ in SAID])
def test_what_people_say_of_their_work_becomes_the_command_they_mean(text: str, command: Command):
    assert recognise(text, HERE, FRIDAY) == command


def test_a_day_that_the_calendar_does_not_have_is_asked_back():
    command = recognise("I saw Amira Khan on 31 February", None, FRIDAY)
    assert isinstance(command, NotUnderstood)
    assert "no such day" in command.hint


def test_this_child_in_private_asks_for_a_name():
    command = recognise("I've started working with this child", None, FRIDAY)
    assert isinstance(command, NotUnderstood)
    assert "which child" in command.hint
