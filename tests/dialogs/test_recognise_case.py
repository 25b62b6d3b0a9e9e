"""How people say that they want a case opened, or a channel."""

from datetime import date

import pytest

from cases.commands import Command, NotUnderstood, OpenCase, Who
from cases.model import Birth, ConversationId
from cases.query import Query
from dialogs.recognise import recognise
from dialogs.recognise_case import FOR_WHOM

TODAY = date(2026, 11, 20)
HERE = ConversationId("19:x")
MAJA, KANU = Query(name="Maja Nowak"), Query(reference="kanu-rilo")
THIS = Query(conversation_id=HERE)
SAID: list[tuple[str, Command]] = [
    ("open a case for Maja Nowak", OpenCase(MAJA)),
    ("Open a case for Maja Nowak, please", OpenCase(MAJA)),
    ("please could you open a case for Maja Nowak", OpenCase(MAJA)),
    ("I'd like to open a case for Maja Nowak", OpenCase(MAJA)),
    ("we want to open a new case for Maja Nowak", OpenCase(MAJA)),
    ("Can we open a case for Maja Nowak?", OpenCase(MAJA)),
    ("let's start a case for Maja Nowak", OpenCase(MAJA)),
    ("start a case for C-1024", OpenCase(Query(reference="C-1024"))),
    ("set up a case for 999 000 0018", OpenCase(Query(nhs_number="9990000018"))),
    ("new case for Maja Nowak", OpenCase(MAJA)),
    ("a new case about Maja Nowak", OpenCase(MAJA)),
    ("create a case for Maja Nowak born 2014", OpenCase(Query(name="Maja Nowak", born=Birth(2014)))),
    ("we need a case for Maja Nowak", OpenCase(MAJA)),
    ("open a case for the Nowak siblings", OpenCase(Query(name="Nowak"), siblings=True)),
    ("open a case for Maja Nowak and her brother", OpenCase(MAJA, siblings=True)),
    ("open a case for this child", OpenCase(THIS)),
    ("open a case for this family", OpenCase(THIS, siblings=True)),
    ("open a channel for kanu-rilo", OpenCase(KANU, channel=True)),
    ("open the channel for kanu-rilo", OpenCase(KANU, channel=True)),
    ("make a private channel for Kanu-Rilo", OpenCase(KANU, channel=True)),
    ("we need a channel for this child", OpenCase(THIS, channel=True)),
    ("We need a secure channel for Maja Nowak", OpenCase(MAJA, channel=True)),
    ("can we have a Teams channel for Maja Nowak?", OpenCase(MAJA, channel=True)),
    ("new channel for kanu-rilo", OpenCase(KANU, channel=True)),
    ("open a case", NotUnderstood(FOR_WHOM)),
    ("new case", NotUnderstood(FOR_WHOM)),
    ("we need a channel", NotUnderstood(FOR_WHOM)),
    ("open Maja Nowak", Who(MAJA)),
    ("open kanu-rilo", Who(KANU)),
    ("open case kanu-rilo", Who(KANU)),
    ("who opened a case for Maja Nowak", NotUnderstood()),
    ("open a case for tomorrow's meeting", NotUnderstood()),
]


@pytest.mark.parametrize(("text", "command"), SAID, ids=[text for text, _ in SAID])
def test_what_is_said_is_understood(text: str, command: Command):
    assert recognise(text, HERE, TODAY) == command


def test_in_private_nobody_knows_which_child_this_is():
    assert isinstance(recognise("we need a channel for this child", None, TODAY), NotUnderstood)
