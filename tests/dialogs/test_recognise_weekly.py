"""Ways to ask for one's week and for a month of access. A new way of saying it starts as a row here."""

from datetime import date

import pytest

from cases.commands import AccessReview, CaseTasks, LookedAt, MyCases, MyTasks, NotUnderstood, WeekOf, Who
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise
from dialogs.recognise_weekly import NO_MONTH, TO_COME

HERE = ConversationId("19:case")
TODAY = date(2026, 11, 22)
LUMO = WeekOf(Query(reference="lumo-tavi"))
SAID = [
    ("my week", WeekOf()),
    ("Show me my week, please", WeekOf()),
    ("my weekly summary", WeekOf()),
    ("what's my week", WeekOf()),
    ("the week in my cases", WeekOf()),
    ("what has changed in my cases this week?", WeekOf()),
    ("week of lumo-tavi", LUMO),
    ("the week of case lumo-tavi", LUMO),
    ("weekly summary for lumo-tavi", LUMO),
    ("lumo-tavi's week", LUMO),
    ("week of C-1001", WeekOf(Query(reference="C-1001"))),
    ("access review", AccessReview()),
    ("show me the access review", AccessReview()),
    ("review of access last month", AccessReview()),
    ("access review for October", AccessReview("2026-10")),
    ("access review for oct", AccessReview("2026-10")),
    ("Access review of December", AccessReview("2025-12")),
    ("access review for November", AccessReview("2026-11")),
    ("access review for this month", AccessReview("2026-11")),
    ("access review for February 2024", AccessReview("2024-02")),
    ("access review 2026-10", AccessReview("2026-10")),
    ("access review for December 2026", NotUnderstood(TO_COME)),
    ("access review for Brumaire", NotUnderstood(NO_MONTH)),
    ("access review for 2026-13", NotUnderstood(NO_MONTH)),
]
OTHERS = [
    ("my cases", MyCases()),
    ("my tasks", MyTasks()),
    ("tasks of lumo-tavi", CaseTasks(Query(reference="lumo-tavi"))),
    ("what has Ellie Farrow looked at?", LookedAt("Ellie Farrow")),
    ("May Week", Who(Query(name="May Week"))),
]


@pytest.mark.parametrize(("said", "meant"), SAID, ids=[said for said, _ in SAID])
def test_a_week_and_a_month_are_asked_for_in_many_ways(said, meant):
    assert recognise(said, today=TODAY) == meant


@pytest.mark.parametrize(("said", "meant"), OTHERS, ids=[said for said, _ in OTHERS])
def test_what_means_something_else_goes_on_meaning_it(said, meant):
    assert recognise(said, today=TODAY) == meant


@pytest.mark.parametrize("said", ["week of this case", "this case's week", "show me the week of the case"])
def test_in_its_channel_a_case_needs_no_reference(said):
    assert recognise(said, HERE, TODAY) == WeekOf(Query(conversation_id=HERE))
