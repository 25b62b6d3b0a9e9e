"""A month of looking, counted: of what may be told, and of nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.bank_holidays import is_bank_holiday
from cases.access_review import Look, Tally
from cases.lapses import lapses
from cases.model import ChildId, Colleague, Level, PractitionerId, Purpose
from tests.builders import TODAY, agency, agreement, practitioner, service, viewer
from tests.cases.test_unusual import ME, OFFICER, OUR_CLINIC, OURS, REFUGE

NOON = datetime(2026, 10, 14, 12, tzinfo=UTC)
NIGHT = datetime(2026, 10, 14, 23, tzinfo=UTC)
FARROW = Colleague(
    replace(practitioner("ellie", "support"), name="Ellie Farrow"),
    service("support", "council"),
    agency("council"),
)
PEOPLE = {one.practitioner.id: one for one in (OURS, OUR_CLINIC, OFFICER, REFUGE, FARROW)}
REFERENCES = {ChildId(f"c{number}"): f"C-{number}" for number in range(40)}
MINUTE = timedelta(minutes=1)


def look(who: Colleague, at: datetime = NOON, child: str = "c1", **changes: object) -> Look:
    made = Look(1, at, who.practitioner.id, ChildId(child), "shown", "involved")
    return replace(made, **changes)


def counted(looks: Iterable[Look], burst: int = 20) -> Tally:
    tally = Tally(ME, is_bank_holiday, burst, TODAY)
    made = list(looks)
    tally.know({one: PEOPLE[one] for one in tally.unknown(made) if one in PEOPLE}, {})
    for one in made:
        tally.add(one)
    return tally


def test_a_look_by_night_is_told_with_the_child_by_reference():
    (late,) = counted([look(OURS, NIGHT), look(OURS)]).out_of_hours(REFERENCES)
    assert (late.name, late.count, late.references) == ("Worker", 1, ("C-1",))


def test_a_look_of_a_sensitive_services_is_counted_and_the_child_is_not_told():
    tally = counted([look(OUR_CLINIC, NIGHT, families=("Doctor",))])
    (late,) = tally.out_of_hours(REFERENCES)
    assert (late.name, late.count, late.references) == ("Doctor", 1, ())
    assert tally.children() == []


def test_a_question_about_a_family_is_one_look():
    tally = counted(look(OURS, NIGHT, f"c{number}", purpose="safeguarding") for number in range(5))
    (late,) = tally.out_of_hours(REFERENCES)
    assert late.count == 1
    assert late.references == ("C-0", "C-1", "C-2")
    assert tally.reasons() == ((Purpose.SAFEGUARDING, 1),)


def test_reasons_are_counted_by_purpose_however_the_look_ended():
    tally = counted(
        [
            look(OURS, NOON, purpose="education"),
            look(OURS, NOON + MINUTE, purpose="education", outcome="refused"),
            look(OURS, NOON + 2 * MINUTE, purpose="crime", outcome="not found", child_id=None),
            look(OURS, NOON + 3 * MINUTE, purpose="a word that is no purpose"),
        ]
    )
    assert tally.reasons() == ((Purpose.EDUCATION, 2), (Purpose.CRIME, 1))


def test_a_refusal_is_counted_once_for_a_question():
    looks = [look(OURS, NIGHT, f"c{number}", outcome="refused") for number in range(20)]
    tally = counted([*looks, look(OURS, NOON, outcome="not found")])
    assert [one.count for one in tally.refused()] == [1]
    assert tally.out_of_hours(REFERENCES) == ()


def test_somebody_who_shares_a_childs_surname_is_told_of_once_for_each_child():
    looks = [look(FARROW, NOON + minute * MINUTE, families=("Farrow",)) for minute in range(3)]
    tally = counted([*looks, look(FARROW, child="c2", families=("Reed",))])
    (one,) = tally.same_name(REFERENCES)
    assert (one.count, one.references) == (1, ("C-1",))


def test_a_shielded_childs_name_is_compared_with_nobodys():
    shielded = look(FARROW, NIGHT, families=("Farrow",), shielded=True)
    tally = counted([shielded])
    assert tally.same_name(REFERENCES) == ()
    assert [one.references for one in tally.out_of_hours(REFERENCES)] == [()]


def test_a_burst_is_more_children_in_an_hour_than_the_setting_says():
    begun = [look(OURS, NOON + number * MINUTE, f"c{number}") for number in range(21)]
    assert counted(begun[:20]).bursts() == ()
    (one,) = counted(begun).bursts()
    assert (one.count, one.since, one.references) == (21, NOON, ())
    assert counted(begun, burst=21).bursts() == ()


def test_what_is_answered_to_a_whole_channel_is_nobodys_look():
    tally = counted([look(FARROW, NIGHT, right="channel", families=("Farrow",))])
    assert tally.out_of_hours(REFERENCES) == tally.same_name(REFERENCES) == ()


def test_others_are_told_of_at_ones_own_children_alone():
    looks = [
        look(OFFICER, NIGHT),
        look(OFFICER, NIGHT + MINUTE, openly=True),
        look(REFUGE, NIGHT, openly=True),
    ]
    (one,) = counted(looks).out_of_hours(REFERENCES)
    assert (one.name, one.count) == ("Officer", 1)


def test_whoever_is_not_known_is_counted_nowhere():
    tally = counted([look(OURS, NIGHT, practitioner_id=PractitionerId("gone"))])
    assert tally.out_of_hours(REFERENCES) == ()


def ends(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


LAPSES = [
    ("ends in 60 days", [ends(60)], ["2027-01-19"]),
    ("ends in 61 days", [ends(61)], []),
    ("ends today", [ends(0)], ["2026-11-20"]),
    ("ended yesterday", [ends(-1)], ["2026-11-19, over"]),
    ("ended 60 days ago", [ends(-60)], ["2026-09-21, over"]),
    ("ended 61 days ago", [ends(-61)], []),
    ("has no end", [None], []),
    ("ended, and another goes on", [ends(-1), None], []),
    ("ended, and another ends soon", [ends(-1), ends(30)], ["2026-11-19, over", "2026-12-20"]),
]


def lapsed(days: Iterable[date | None]) -> list[str]:
    held = [
        agreement("council", "police", id=f"a{number}", valid_to=last) for number, last in enumerate(days)
    ]
    found = lapses(viewer(ME.practitioner, "council", *held), TODAY, str)
    assert all(one.agencies == ("police",) for one in found)
    return [f"{one.last}{', over' if one.over else ''}" for one in found]


@pytest.mark.parametrize(("days", "expected"), [row[1:] for row in LAPSES], ids=[row[0] for row in LAPSES])
def test_an_agreement_is_told_of_from_60_days_before_its_end_to_60_after(days, expected):
    assert lapsed(days) == expected


def test_one_that_shares_less_goes_on_with_nothing():
    ended = agreement("council", "police", id="a", valid_to=TODAY)
    less = agreement("council", "police", id="b", level=Level.EXISTENCE)
    other = agreement("council", "health", id="c")
    assert len(lapses(viewer(ME.practitioner, "council", ended, less, other), TODAY, str)) == 1
