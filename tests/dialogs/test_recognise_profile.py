"""What is said of practitioners, and what it means: a new way of saying it starts as a row here."""

import pytest

from cases.commands import (
    EditProfile,
    NotUnderstood,
    SetAway,
    SetLanguages,
    SetWorkingDays,
    ShowProfile,
)
from cases.model import ConversationId
from dialogs.recognise import recognise
from tests.builders import TODAY

EWAN = ShowProfile("Ewan Price")

# Today is Friday 20 November 2026.
SAID = [
    ("Who is Ewan Price?", EWAN),
    ("who's Ewan Price", EWAN),
    ("Hi, can you tell me who is Ewan Price please?", EWAN),
    ("Ewan Price's profile", EWAN),
    ("Show me Ewan Price’s profile, please", EWAN),
    ("the profile of Ewan Price", EWAN),
    ("contact details for Ewan Price", EWAN),
    ("How do I reach Ewan Price?", EWAN),
    ("how can I get hold of Ewan Price", EWAN),
    ("Is Ewan Price away?", EWAN),
    ("is Ewan Price at work", EWAN),
    ("When is Ewan Price back?", EWAN),
    ("when does Ewan Price work?", EWAN),
    ("what languages does Ewan Price speak?", EWAN),
    ("who is Zoë O'Brien-Smith", ShowProfile("Zoë O'Brien-Smith")),
    ("my profile", ShowProfile()),
    ("Show me my profile", ShowProfile()),
    ("Who am I?", ShowProfile()),
    ("edit my profile", EditProfile()),
    ("change my working days", EditProfile()),
    ("I'm away until 5 January", SetAway(away_until="2027-01-05")),
    ("I am away until 5 January 2027", SetAway(away_until="2027-01-05")),
    ("I’m on annual leave until Friday", SetAway(away_until="2026-11-20")),
    ("I'm off until next Friday", SetAway(away_until="2026-11-27")),
    ("I'm on leave from 20 December to 5 January", SetAway(away_from="2026-12-20", away_until="2027-01-05")),
    ("I'm away from Monday 23 November", SetAway(away_from="2026-11-23")),
    ("I'm away tomorrow", SetAway(away_from="2026-11-21", away_until="2026-11-21")),
    ("I'm off on Monday", SetAway(away_from="2026-11-23", away_until="2026-11-23")),
    ("I'm out of office", SetAway()),
    ("I'm off sick", SetAway()),
    ("I'm away, back on 6 January", SetAway(away_until="2027-01-05")),
    ("I'm back", SetAway(back=True)),
    ("I am back at work", SetAway(back=True)),
    ("I'm back today", SetAway(back=True)),
    ("I'm back on Monday", SetAway(away_until="2026-11-22")),
    ("Ewan Price is away until Friday", SetAway("Ewan Price", away_until="2026-11-20")),
    ("Ewan Price is off sick", SetAway("Ewan Price")),
    ("Ewan Price is back", SetAway("Ewan Price", back=True)),
    ("I don't work Fridays", SetWorkingDays("fri", "not")),
    ("I do not work on Fridays and Mondays", SetWorkingDays("mon,fri", "not")),
    ("I'm not in on Fridays", SetWorkingDays("fri", "not")),
    ("I only work Monday to Wednesday", SetWorkingDays("mon,tue,wed", "only")),
    ("I work Mon-Thu", SetWorkingDays("mon,tue,wed,thu", "only")),
    ("I work Mondays, Tuesdays and Saturdays", SetWorkingDays("mon,tue,sat", "only")),
    ("I also work Saturdays", SetWorkingDays("sat", "also")),
    ("My working days are Saturday to Monday", SetWorkingDays("mon,sat,sun", "only")),
    ("I work weekdays", SetWorkingDays("mon,tue,wed,thu,fri", "only")),
    ("I speak Polish and Urdu", SetLanguages("Polish, Urdu", "also")),
    (
        "I also speak Polish, Urdu, and British Sign Language",
        SetLanguages("Polish, Urdu, British Sign Language", "also"),
    ),
    ("I can speak polish", SetLanguages("polish", "also")),
    ("My languages are Welsh & English", SetLanguages("Welsh, English", "only")),
    ("I no longer speak Polish", SetLanguages("Polish", "not")),
]

# What is said of children stays with them.
NOT_OF_PROFILES = [
    "who is working with Amira Khan",
    "who is seeing Amira Khan",
    "who is around Amira Khan",
    "who is the lead for Amira Khan",
    "who is Amira Khan's social worker",
    "who is in Amira Khan's circle",
    "Amira Khan",
    "Amira Khan's circle",
    "Amira Khan's family",
    "who is on case lumo-tavi",
    "who's here with this baby",
    "I've started working with Amira Khan",
    "I work with Amira Khan",
    "I don't work with Amira Khan any more",
    "I saw Amira Khan yesterday",
    "I spoke to Amira Khan yesterday",
    "I speak to Amira Khan",
    "who has looked at Amira Khan",
    "what has Ewan Price looked at?",
    "add Ewan Price to Amira Khan",
    "is anyone else supporting Amira Khan",
    "how do I reach them",
    "who is her",
    "I'm away with the fairies",
    "open Amira Khan",
]
OF_PROFILES = ShowProfile | EditProfile | SetAway | SetWorkingDays | SetLanguages


@pytest.mark.parametrize(("text", "command"), SAID)
def test_it_means(text: str, command: object):
    assert recognise(text, None, TODAY) == command


@pytest.mark.parametrize("text", NOT_OF_PROFILES)
def test_it_is_said_of_no_practitioner(text: str):
    assert not isinstance(recognise(text, ConversationId("19:case"), TODAY), OF_PROFILES)


def test_a_day_that_there_is_not_gets_one_clear_sentence():
    answer = recognise("I'm away until 31 February", None, TODAY)
    assert answer == NotUnderstood("The calendar has no such day: please check the date.")


@pytest.mark.parametrize(
    "text",
    [
        "who is " + "a " * 140,
        "I speak " + "a, " * 90,
        "I'm away from " + "x " * 140,
        "I work " + "mon, " * 58,
        "is " + "a-" * 140,
        "ab'" * 95 + " is off",
    ],
)
def test_long_nonsense_is_answered_at_once(text: str):
    assert recognise(text, None, TODAY)
