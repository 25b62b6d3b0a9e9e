"""The table of ways to ask for a timeline."""

from datetime import date
from time import process_time

import pytest

from cases.commands import Command, Family, LookedAt, NotUnderstood, Timeline, Who
from cases.model import Birth, ConversationId
from cases.query import Query
from dialogs.recognise import recognise

HERE = ConversationId("19:case@thread.tacv2")
FRIDAY = date(2026, 11, 20)
AMINA = Query(name="Amina Khan")
JUNE = "2026-06-01"

SAID: list[tuple[str, Command]] = [
    ("What has happened with Amina Khan?", Timeline(AMINA)),
    ("what's happened with Amina Khan", Timeline(AMINA)),
    ("what happened with Amina Khan?", Timeline(AMINA)),
    ("What has been happening with Amina Khan?", Timeline(AMINA)),
    ("What's been going on with Amina Khan?", Timeline(AMINA)),
    ("what's new with Amina Khan", Timeline(AMINA)),
    ("please can you tell me what has happened with Amina Khan?", Timeline(AMINA)),
    ("timeline of Amina Khan", Timeline(AMINA)),
    ("timeline Amina Khan", Timeline(AMINA)),
    ("Time line for Amina Khan, please", Timeline(AMINA)),
    ("show me the history of Amina Khan", Timeline(AMINA)),
    ("the chronology for Amina Khan", Timeline(AMINA)),
    ("Amina Khan's timeline", Timeline(AMINA)),
    ("show me Amina Khan’s history", Timeline(AMINA)),
    ("history of C-1042", Timeline(Query(reference="C-1042"))),
    (
        "timeline of Amina Khan born 2 March 2014",
        Timeline(Query(name="Amina Khan", born=Birth(2014, 3, 2))),
    ),
    ("timeline of 999 000 0018", Timeline(Query(nhs_number="9990000018"))),
    # since and until
    ("timeline of Amina Khan since June", Timeline(AMINA, since=JUNE)),
    ("What has happened with Amina Khan since June?", Timeline(AMINA, since=JUNE)),
    ("timeline of Amina Khan since December", Timeline(AMINA, since="2025-12-01")),
    ("timeline of Amina Khan since June 2024", Timeline(AMINA, since="2024-06-01")),
    ("timeline of Amina Khan since 2025", Timeline(AMINA, since="2025-01-01")),
    ("timeline of Amina Khan since 1 June 2025", Timeline(AMINA, since="2025-06-01")),
    ("timeline of Amina Khan since yesterday", Timeline(AMINA, since="2026-11-19")),
    ("timeline of Amina Khan since last Monday", Timeline(AMINA, since="2026-11-16")),
    ("timeline of Amina Khan since two weeks ago", Timeline(AMINA, since="2026-11-06")),
    ("what has happened with Amina Khan since 3/4/2026", Timeline(AMINA, since="2026-04-03")),
    (
        "history of C-1042 between March and June",
        Timeline(Query(reference="C-1042"), since="2026-03-01", until="2026-06-30"),
    ),
    (
        "history of Amina Khan between November and February",
        Timeline(AMINA, since="2025-11-01", until="2026-02-28"),
    ),
    (
        "history of Amina Khan between June and 3 March 2026",
        Timeline(AMINA, since="2025-06-01", until="2026-03-03"),
    ),
    (
        "history of Amina Khan between 5 June 2026 and 3 March 2026",
        Timeline(AMINA, since="2026-03-03", until="2026-06-05"),
    ),
    ("timeline of Amina Khan from March to June", Timeline(AMINA, since="2026-03-01", until="2026-06-30")),
    ("Amina Khan's timeline since March until 1 June",
     Timeline(AMINA, since="2026-03-01", until="2026-06-01")),
    ("Amina Khan's timeline until 1 September", Timeline(AMINA, until="2026-09-01")),
    ("Amina Khan's timeline until today", Timeline(AMINA, until="2026-11-20")),
    ("Amina Khan's timeline before June", Timeline(AMINA, until="2026-05-31")),
    ("timeline of Amina Khan in March", Timeline(AMINA, since="2026-03-01", until="2026-03-31")),
    ("timeline of Amina Khan in 2025", Timeline(AMINA, since="2025-01-01", until="2025-12-31")),
    ("what has happened with Amina Khan in the last 3 months", Timeline(AMINA, since="2026-08-20")),
    ("what has happened with Amina Khan in the last week", Timeline(AMINA, since="2026-11-13")),
    (
        "timeline of Amina Khan born 2 March 2014 since June",
        Timeline(Query(name="Amina Khan", born=Birth(2014, 3, 2)), since=JUNE),
    ),
    ("timeline of Amina May", Timeline(Query(name="Amina May"))),
    ("timeline of Emmett Till", Timeline(Query(name="Emmett Till"))),
    # as a chart
    ("timeline of Amina Khan as a chart", Timeline(AMINA, chart=True)),
    ("Amina Khan's timeline as a graph, please", Timeline(AMINA, chart=True)),
    ("show me a chart of Amina Khan's timeline", Timeline(AMINA, chart=True)),
    ("draw me the chart of the history of Amina Khan", Timeline(AMINA, chart=True)),
    ("timeline of Amina Khan since June as a chart", Timeline(AMINA, since=JUNE, chart=True)),
    ("timeline of Amina Khan as a chart since June", Timeline(AMINA, since=JUNE, chart=True)),
    # what is none
    ("Amina Khan", Who(AMINA)),
    ("Who is working with Amina Khan?", Who(AMINA)),
    ("family of Amina Khan", Family(AMINA)),
    ("What has Amina Khan looked at?", LookedAt("Amina Khan")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "command"), SAID, ids=[row[0] for row in SAID])
def test_each_way_of_asking_is_understood(text: str, command: Command):
    assert recognise(text, None, FRIDAY) == command


@pytest.mark.parametrize(
    "text",
    ["this child's timeline", "timeline of this child", "what has happened with this child?", "timeline",
     "show us the timeline", "the history of this case", "this timeline"],
)  # fmt: skip
def test_this_child_is_the_channels(text: str):
    assert recognise(text, HERE, FRIDAY) == Timeline(Query(conversation_id=HERE))
    private = recognise(text, None, FRIDAY)
    assert isinstance(private, NotUnderstood)
    assert "which child" in private.hint


def test_this_childs_timeline_takes_days_too():
    assert recognise("this child's timeline since June", HERE, FRIDAY) == Timeline(
        Query(conversation_id=HERE), since=JUNE
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("timeline of Amina Khan since 31 February", "The calendar has no such day: please check the date."),
        ("timeline of Amina Khan and her siblings", "Please ask for one child's timeline at a time."),
        ("timeline of Amina Khan since the flood", ""),
        ("what has happened with the printer in the hall", ""),
        ("timeline of born 2014", "Please add a name or an NHS number."),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, hint: str):
    assert recognise(text, None, FRIDAY) == NotUnderstood(hint)


@pytest.mark.parametrize(
    "text",
    [
        "timeline of " + "a " * 140,
        "what has happened with " + "since " * 45,
        "history of x between " + "and " * 65,
        "timeline " * 33,
        "timeline of " + "a's " * 70,
        "timeline of a" + " " * 250 + "since",
    ],
)
def test_no_text_takes_long_to_read(text: str):
    started = process_time()
    recognise(text, None, FRIDAY)
    # A bound against endless reading, far above what any machine needs.
    assert process_time() - started < 1
