"""What a source may change of a child, and of an involvement."""

from dataclasses import replace
from datetime import date

import pytest

from cases.importing.involved import Wanted, changed, over
from cases.importing.rows import ChildRow
from cases.importing.supply import supplied
from cases.model import Birth, Name, Visibility
from cases.records import EventKind
from tests import builders as make

ROBIN, BOBBY, ROB = Name("Robin", "Example"), Name("Bobby", "Example"), Name("Rob", "Stone")
BORN, OTHER = Birth(2014, 3, 2), Birth(2014, 3, 3)
HERS = ChildRow("1", (ROBIN,), BORN, "Millbrook")
TODAY = make.TODAY


@pytest.mark.parametrize(
    ("before", "now", "others", "after"),
    [
        pytest.param(None, replace(HERS, birth=OTHER), [], BORN, id="what another gave stays"),
        pytest.param(HERS, replace(HERS, birth=OTHER), [], OTHER, id="what it gave itself is changed"),
        pytest.param(HERS, replace(HERS, birth=OTHER), [HERS], BORN, id="what another gives too stays"),
        pytest.param(replace(HERS, birth=OTHER), HERS, [], BORN, id="what somebody has corrected stays"),
        pytest.param(HERS, replace(HERS, birth=None), [], None, id="what is withdrawn is empty"),
        pytest.param(
            HERS,
            replace(HERS, birth=None),
            [replace(HERS, birth=OTHER)],
            OTHER,
            id="or what another gives",
        ),
    ],
)
def test_a_field_is_changed_only_by_whoever_gave_it(before, now, others, after):
    assert supplied(make.child(birth=BORN), before, now, others).birth == after


def test_what_is_empty_is_filled():
    empty = make.child(birth=None, area="")
    after = supplied(empty, None, replace(HERS, upn="A1"), [])
    assert (after.birth, after.area, after.upn) == (BORN, "Millbrook", "A1")


def test_names_are_added_to_and_only_ones_own_are_taken_back():
    both = make.child(names=(ROBIN, ROB))
    assert supplied(both, None, replace(HERS, names=(BOBBY,)), []).names == (ROBIN, ROB, BOBBY)
    assert supplied(both, HERS, replace(HERS, names=(BOBBY,)), []).names == (BOBBY, ROB)
    assert supplied(both, HERS, replace(HERS, names=(BOBBY,)), [HERS]).names == (ROBIN, ROB, BOBBY)


def test_a_shield_is_set_and_never_lifted():
    assert supplied(make.child(), HERS, replace(HERS, shielded=True), []).shielded
    assert supplied(make.child(shielded=True), replace(HERS, shielded=True), HERS, []).shielded


def wanted(**changes: object) -> Wanted:
    made = Wanted("Helper", make.LONG_AGO, None, None, Visibility.OPEN, "")
    return replace(made, **changes)


GIVEN = {"since": make.LONG_AGO.isoformat(), "role": "Helper"}
HELD = make.involvement(make.practitioner("anna", "team"))
LATER = date(2026, 12, 24)


def test_an_end_is_written_and_told():
    after, told = changed(HELD, GIVEN, wanted(until=LATER), TODAY)
    assert after.until == LATER
    assert told == [(EventKind.LEFT, LATER, "2026-12-24", "")]


def test_what_somebody_has_said_in_teams_since_stays():
    ended = replace(HELD, until=date(2026, 10, 1), role="Key worker")
    after, told = changed(ended, GIVEN, wanted(until=LATER, role="Other"), TODAY)
    assert (after, told) == (ended, [])


def test_an_older_contact_does_not_take_the_place_of_a_newer_one():
    newer = replace(HELD, last_contact=date(2026, 11, 2))
    assert changed(newer, GIVEN, wanted(last_contact=date(2026, 11, 1)), TODAY) == (newer, [])
    after, told = changed(newer, GIVEN, wanted(last_contact=date(2026, 11, 3)), TODAY)
    assert after.last_contact == date(2026, 11, 3)
    assert told == [(EventKind.CONTACT, date(2026, 11, 3), "", "2026-11-02")]


def test_a_file_makes_sensitive_and_never_open():
    assert changed(HELD, GIVEN, wanted(visibility=Visibility.SENSITIVE), TODAY)[0].visibility == "sensitive"
    secret = replace(HELD, visibility=Visibility.SENSITIVE)
    assert changed(secret, GIVEN, wanted(), TODAY)[0] == secret


def test_what_is_absent_ends_today_and_comes_back_as_it_was():
    after, told = over(HELD, TODAY)
    assert (after.until, told[0][0]) == (TODAY, EventKind.LEFT)
    back, said = changed(after, GIVEN, wanted(), date(2026, 12, 1), gone_since=TODAY)
    assert (back, said[0][0]) == (HELD, EventKind.JOINED)


def test_what_has_not_begun_is_called_off_and_comes_back():
    ahead = replace(HELD, since=LATER)
    off, told = over(ahead, TODAY)
    assert (off.cancelled, told[0][0]) == (True, EventKind.CANCELLED)
    said = GIVEN | {"since": LATER.isoformat()}
    assert changed(off, said, wanted(since=LATER), TODAY, gone_since=TODAY)[0] == ahead


def test_what_is_over_already_is_not_ended_again():
    ended = replace(HELD, until=date(2026, 10, 1))
    assert over(ended, TODAY) == (ended, [])
