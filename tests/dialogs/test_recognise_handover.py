"""How people say that they want to hand over."""

from datetime import date

import pytest

from cases.commands import Command, HandOver, NotUnderstood, Who
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise

TODAY = date(2026, 11, 20)  # a Friday
AMINA, EWAN = Query(name="Amina Khan"), "Ewan Price"
MONDAY = "2026-11-23"
SAID: list[tuple[str, Command]] = [
    ("hand over Amina Khan to Ewan Price", HandOver(AMINA, name=EWAN)),
    ("Please hand over Amina Khan to Ewan Price, thanks", HandOver(AMINA, name=EWAN)),
    ("hand Amina over to Ewan from Monday", HandOver(Query(name="Amina"), name="Ewan", first_day=MONDAY)),
    ("Hand Amina Khan to Ewan Price on 1 December", HandOver(AMINA, name=EWAN, first_day="2026-12-01")),
    (
        "I'm handing over Amina Khan to Ewan Price from tomorrow",
        HandOver(AMINA, name=EWAN, first_day="2026-11-21"),
    ),
    ("I'd like to hand over my work with Amina Khan", HandOver(AMINA)),
    ("can you hand over Amina Khan", HandOver(AMINA)),
    ("hand over C-1042 to Ewan Price", HandOver(Query(reference="C-1042"), name=EWAN)),
    ("pass Amina Khan on to Ewan Price", HandOver(AMINA, name=EWAN)),
    ("transfer Amina Khan to Ewan Price", HandOver(AMINA, name=EWAN)),
    ("hand over Amina Khan from Leila Osei to Ewan Price", HandOver(AMINA, whose="Leila Osei", name=EWAN)),
    (
        "hand over Leila Osei's work with Amina Khan to Ewan Price from Monday",
        HandOver(AMINA, whose="Leila Osei", name=EWAN, first_day=MONDAY),
    ),
    (
        "hand over this child to Ewan Price",
        HandOver(Query(conversation_id=ConversationId("19:x")), name=EWAN),
    ),
    (
        "hand over Amina Khan to Ewan on 31 February",
        NotUnderstood("The calendar has no such day: please check the date."),
    ),
    ("hand over to Ewan Price", NotUnderstood()),
    ("who is working with Amina Khan", Who(AMINA)),
    (
        "hand over Amina Khan and her siblings to Ewan Price",
        NotUnderstood("Please tell me one child at a time."),
    ),
]


@pytest.mark.parametrize(("text", "command"), SAID, ids=[text for text, _ in SAID])
def test_what_is_said_is_understood(text: str, command: Command):
    assert recognise(text, ConversationId("19:x"), TODAY) == command
