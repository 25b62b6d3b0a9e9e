"""Ways to speak of a case that is there. A new way of saying it starts as a row here."""

import pytest

from cases.commands import (
    CaseMembers,
    CloseCase,
    Family,
    Join,
    MyCases,
    NotUnderstood,
    RenameCase,
    ReopenCase,
    WhatIsDue,
    Who,
)
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise

HERE = ConversationId("19:case")
KANU = Query(reference="kanu-rilo")
MAJA = Query(name="Maja Nowak")
SAID = [
    ("close case kanu-rilo", CloseCase(KANU)),
    ("Close kanu-rilo", CloseCase(KANU)),
    ("please close the case KANU-RILO, thanks", CloseCase(KANU)),
    ("close the case for Maja Nowak", CloseCase(MAJA)),
    ("I'd like to close the case of Maja Nowak", CloseCase(MAJA)),
    ("end this case", CloseCase()),
    ("close the case", CloseCase()),
    ("close C-1001's case", NotUnderstood()),
    ("close the case for C-1001", CloseCase(Query(reference="C-1001"))),
    ("re-open kanu-rilo", ReopenCase(KANU)),
    ("reopen the case kanu-rilo", ReopenCase(KANU)),
    ("open kanu-rilo again", ReopenCase(KANU)),
    ("reopen the case for Maja Nowak", ReopenCase(MAJA)),
    ("give kanu-rilo a new reference", RenameCase(KANU)),
    ("I need a new reference for kanu-rilo", RenameCase(KANU)),
    ("rename kanu-rilo", RenameCase(KANU)),
    ("change the reference of kanu-rilo", RenameCase(KANU)),
    ("who is in the channel of kanu-rilo?", CaseMembers(KANU)),
    ("members of kanu-rilo", CaseMembers(KANU)),
    ("who is missing from the channel for kanu-rilo", CaseMembers(KANU)),
    ("my cases", MyCases()),
    ("cases", MyCases()),
    ("show me my open cases", MyCases()),
    ("which cases do I lead?", MyCases()),
    ("close the case for the child over there who", NotUnderstood()),
]


@pytest.mark.parametrize(("said", "meant"), SAID, ids=[said for said, _ in SAID])
def test_a_case_is_spoken_of_in_many_ways(said, meant):
    assert recognise(said) == meant


IN_ITS_CHANNEL = [
    ("close the case", CloseCase(Query(conversation_id=HERE))),
    ("close this case", CloseCase(Query(conversation_id=HERE))),
    ("re-open the case", ReopenCase(Query(conversation_id=HERE))),
    ("who is in the channel?", CaseMembers(Query(conversation_id=HERE))),
    ("who's in this channel", CaseMembers(Query(conversation_id=HERE))),
    ("channel members", CaseMembers(Query(conversation_id=HERE))),
    ("give this case a new reference", RenameCase(Query(conversation_id=HERE))),
    ("close kanu-rilo", CloseCase(KANU)),
    ("close the case for this child", CloseCase(Query(conversation_id=HERE))),
    ("who is working with this child?", Who(Query(conversation_id=HERE))),
    ("who is working with this family?", Family(Query(conversation_id=HERE))),
    ("add Ben Holloway to this child", Join(Query(conversation_id=HERE), name="Ben Holloway")),
]


@pytest.mark.parametrize(("said", "meant"), IN_ITS_CHANNEL, ids=[said for said, _ in IN_ITS_CHANNEL])
def test_in_its_channel_a_case_needs_no_reference(said, meant):
    assert recognise(said, HERE) == meant


OTHERS = [
    ("confirm my cases", WhatIsDue()),
    ("kanu-rilo", Who(KANU)),
    ("who is working with kanu-rilo?", Who(KANU)),
    ("Cases Monroe", Who(Query(name="Cases Monroe"))),
]


@pytest.mark.parametrize(("said", "meant"), OTHERS, ids=[said for said, _ in OTHERS])
def test_what_means_something_else_goes_on_meaning_it(said, meant):
    assert recognise(said) == meant
