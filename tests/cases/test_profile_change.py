"""What somebody says of themself, or their manager for them, and what is recorded of it."""

from datetime import date

import pytest

from cases.commands import EditProfile, SetAway, SetLanguages, SetWorkingDays
from cases.days import NonsenseError
from cases.model import Absence, PractitionerId
from cases.profile import USUAL, Profile, Weekday, stamp
from cases.profile_change import changed, recorded
from tests.builders import TODAY

# Today is Friday 20 November 2026.
NOTHING = Profile(PractitionerId("me"))
AWAY = Profile(NOTHING.id, USUAL, ("Polish",), Absence(date(2026, 11, 16), date(2026, 12, 1)))
COMING = Profile(NOTHING.id, USUAL, (), Absence(date(2026, 12, 20), date(2027, 1, 5)))


@pytest.mark.parametrize(
    ("before", "wish", "absence"),
    [
        (NOTHING, SetAway(away_until="2027-01-05"), Absence(TODAY, date(2027, 1, 5))),
        (NOTHING, SetAway(), Absence(TODAY)),
        (
            NOTHING,
            SetAway(away_from="2026-12-20", away_until="2027-01-05"),
            Absence(date(2026, 12, 20), date(2027, 1, 5)),
        ),
        (AWAY, SetAway(away_until="2026-12-15"), Absence(date(2026, 11, 16), date(2026, 12, 15))),
        (AWAY, SetAway(), Absence(date(2026, 11, 16))),
        (AWAY, SetAway(back=True), None),
        (COMING, SetAway(back=True), COMING.absence),
        (COMING, SetAway(away_until="2026-11-24"), Absence(TODAY, date(2026, 11, 24))),
        (AWAY, SetAway(sent=True), None),
        (AWAY, EditProfile(sent=True), None),
    ],
)
def test_being_away(before: Profile, wish: SetAway, absence: Absence | None):
    assert changed(before, wish, TODAY).absence == absence


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (SetAway(away_until="2026-11-19"), "That day is over"),
        (SetAway(away_from="2026-12-20", away_until="2026-12-19"), "comes after the last"),
        (SetAway(away_until="2099-01-01"), "more than 5 years ahead"),
        (SetAway(away_from="1999-01-01"), "more than 20 years ago"),
        (SetAway(away_until="soon"), "give the day as a date"),
        (EditProfile(working_days="mon,never", sent=True), "from the list"),
        (EditProfile(languages="Polish <b>", sent=True), "by name, with a comma"),
        (EditProfile(languages="x" * 41, sent=True), "by name, with a comma"),
        (
            EditProfile(languages=", ".join(f"Tongue {letter}" for letter in "abcdefghijklm"), sent=True),
            "at most 12",
        ),
        (SetWorkingDays("mon,tue,wed,thu,fri", "not"), "leave no working day"),
        (SetWorkingDays("mon", "forged"), "leave no working day"),
    ],
)
def test_nonsense_gets_one_sentence(wish, says: str):
    with pytest.raises(NonsenseError, match=says) as told:
        changed(NOTHING, wish, TODAY)
    assert str(told.value).count(".") == 1


@pytest.mark.parametrize(
    ("before", "wish", "days"),
    [
        (NOTHING, SetWorkingDays("fri", "not"), USUAL - {Weekday.FRIDAY}),
        (NOTHING, SetWorkingDays("sat", "also"), USUAL | {Weekday.SATURDAY}),
        (AWAY, SetWorkingDays("mon,tue"), {Weekday.MONDAY, Weekday.TUESDAY}),
        (NOTHING, EditProfile(working_days="mon,sun", sent=True), {Weekday.MONDAY, Weekday.SUNDAY}),
        (AWAY, EditProfile(sent=True), set()),
    ],
)
def test_working_days(before: Profile, wish, days):
    assert changed(before, wish, TODAY).working_days == days


@pytest.mark.parametrize(
    ("wish", "languages"),
    [
        (SetLanguages("urdu, polish"), ("Polish", "Urdu")),
        (SetLanguages("Urdu", "only"), ("Urdu",)),
        (SetLanguages("POLISH", "not"), ()),
        (SetLanguages("bsl"), ("Polish", "BSL")),
        (
            EditProfile(languages=" Welsh ,, welsh; Chinese (Cantonese) ", sent=True),
            ("Welsh", "Chinese (Cantonese)"),
        ),
    ],
)
def test_languages(wish, languages):
    assert changed(AWAY, wish, TODAY).languages == languages


def test_one_sentence_says_what_was_recorded():
    said = recorded(NOTHING, changed(NOTHING, SetAway(away_until="2027-01-05"), TODAY))
    assert said == "Recorded: away from 20 November 2026, until 5 January 2027."
    assert recorded(AWAY, changed(AWAY, SetAway(back=True), TODAY)) == "Recorded: back at work."
    assert recorded(NOTHING, changed(NOTHING, SetLanguages("Urdu"), TODAY)) == "Recorded."
    assert recorded(NOTHING, changed(NOTHING, SetAway(back=True), TODAY)) == "That is on record already."


def test_a_stamp_differs_with_whatever_the_form_shows():
    ways = [
        NOTHING,
        AWAY,
        COMING,
        changed(AWAY, SetLanguages("Urdu"), TODAY),
        changed(AWAY, SetWorkingDays("sat", "also"), TODAY),
        changed(AWAY, SetAway(), TODAY),
    ]
    assert len({stamp(one) for one in ways}) == len(ways)
