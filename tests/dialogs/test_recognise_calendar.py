"""What is said about one's tasks as a calendar, and what is not."""

import pytest

from cases.commands import CalendarLink, RevokeCalendar
from dialogs.recognise import recognise

SAID = [
    ("calendar link", CalendarLink()),
    ("Calendar link please", CalendarLink()),
    ("my calendar link", CalendarLink()),
    ("give me a calendar link", CalendarLink()),
    ("can you send me a new calendar link?", CalendarLink()),
    ("my tasks as a calendar", CalendarLink()),
    ("put my tasks in my calendar", CalendarLink()),
    ("calendar feed", CalendarLink()),
    ("revoke my calendar link", RevokeCalendar()),
    ("Please revoke the calendar link", RevokeCalendar()),
    ("end my task calendar link", RevokeCalendar()),
    ("delete all my calendar links", RevokeCalendar()),
]
ELSE = [
    "Calendar Link-Smith",
    "who is working with Calendar Okonkwo",
    "calendar",
    "revoke Amina Khan",
    "calendar link of Amina Khan",
    "ask Ben to send me a calendar link by Friday",
]


@pytest.mark.parametrize(("text", "command"), SAID, ids=[text for text, _ in SAID])
def test_a_calendar_is_asked_for_in_these_ways(text: str, command: object):
    assert recognise(text) == command


@pytest.mark.parametrize("text", ELSE)
def test_what_only_sounds_like_it_is_something_else(text: str):
    assert not isinstance(recognise(text), CalendarLink | RevokeCalendar)
