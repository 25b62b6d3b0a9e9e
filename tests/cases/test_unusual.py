"""What is unusual about looking, and what of a look is told to whom. The tables stand in docs/policy.md."""
# ruff: noqa: E501 - a table reads best with one row to a line

from datetime import UTC, datetime, timedelta

import pytest

from bot.bank_holidays import is_bank_holiday
from cases.model import ChildId, Colleague, PractitionerId
from cases.policy_access import LookSight, look_told
from cases.profile import Profile, Weekday
from cases.unusual import Busiest, out_of_hours, shares_surname, surname
from tests.builders import agency, practitioner, service, viewer

USUAL = Profile(PractitionerId("me"))
SATURDAYS = Profile(PractitionerId("me"), frozenset({Weekday.SATURDAY}))


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}+00:00")


HOURS = [
    ("Friday 20 November 2026, 06:59", USUAL, at("2026-11-20", "06:59"), True),
    ("Friday 20 November 2026, 07:00", USUAL, at("2026-11-20", "07:00"), False),
    ("Friday 20 November 2026, 20:00", USUAL, at("2026-11-20", "20:00"), False),
    ("Friday 20 November 2026, 20:01", USUAL, at("2026-11-20", "20:01"), True),
    ("Saturday 21 November 2026, noon", USUAL, at("2026-11-21", "12:00"), True),
    ("Saturday 21 November 2026, noon, works Saturdays", SATURDAYS, at("2026-11-21", "12:00"), False),
    ("Friday 20 November 2026, noon, works Saturdays", SATURDAYS, at("2026-11-20", "12:00"), True),
    ("Christmas Day 2026, noon", USUAL, at("2026-12-25", "12:00"), True),
    ("Monday 30 March 2026, 06:30 by Greenwich: 07:30 there", USUAL, at("2026-03-30", "06:30"), False),
    ("Friday 27 March 2026, 06:30 by Greenwich", USUAL, at("2026-03-27", "06:30"), True),
    ("Monday 26 October 2026, 06:30 by Greenwich", USUAL, at("2026-10-26", "06:30"), True),
    ("Tuesday 29 February 2028, noon", USUAL, at("2028-02-29", "12:00"), False),
]
SURNAMES = [
    ("Ellie Farrow", ("Farrow",), True),
    ("Ellie Farrow", ("FARROW",), True),
    ("Ellie Farrow", ("Reed",), False),
    ("Ellie Farrow", ("Farrow-Reed",), True),
    ("Ada Okonkwo-Reed", ("Reed",), True),
    ("Zoë Łuczak", ("Luczak",), True),
    ("Ann de la Cruz", ("de la Torre",), False),
    ("Ann de la Cruz", ("Cruz",), True),
    ("Farrow", ("Farrow",), False),
    ("Ellie Farrow", (), False),
]
ME = viewer(practitioner("me", "desk", governance_lead=True), "council")
COUNCIL, POLICE = agency("council"), agency("police")
OURS = Colleague(practitioner("worker", "support"), service("support", "council"), COUNCIL)
OUR_CLINIC = Colleague(
    practitioner("doctor", "clinic"), service("clinic", "council", sensitive=True), COUNCIL
)
OFFICER = Colleague(practitioner("officer", "beat"), service("beat", "police"), POLICE)
REFUGE = Colleague(practitioner("helper", "refuge"), service("refuge", "police", sensitive=True), POLICE)
NO_LEAD = viewer(practitioner("nobody", "desk", broker=True, administrator=True), "council")
LOOKS = [
    ("of my agency", ME, OURS, False, False, LookSight.BY_REFERENCE),
    ("of my agency, at a shielded child", ME, OURS, False, True, LookSight.COUNTED),
    ("of my agency's sensitive service", ME, OUR_CLINIC, False, False, LookSight.COUNTED),
    ("of another agency, at a child with whom mine openly works", ME, OFFICER, True, False, LookSight.BY_REFERENCE),
    ("of another agency, at any other child", ME, OFFICER, False, False, LookSight.NOTHING),
    ("of another agency, at a shielded child", ME, OFFICER, True, True, LookSight.NOTHING),
    ("of another agency's sensitive service", ME, REFUGE, True, False, LookSight.NOTHING),
    ("of my agency, where I am no governance lead", NO_LEAD, OURS, True, False, LookSight.NOTHING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "moment", "late"), [row[1:] for row in HOURS], ids=[row[0] for row in HOURS]
)
def test_out_of_hours_is_in_british_time_and_by_their_own_days(profile, moment, late):
    assert out_of_hours(moment, profile, is_bank_holiday) is late


@pytest.mark.parametrize(("name", "families", "alike"), SURNAMES)
def test_a_surname_is_shared_however_it_is_written(name, families, alike):
    assert shares_surname(surname(name), families) is alike


@pytest.mark.parametrize(
    ("who", "whose", "openly", "shielded", "sight"), [row[1:] for row in LOOKS], ids=[row[0] for row in LOOKS]
)
def test_what_of_a_look_is_told(who, whose, openly, shielded, sight):
    assert look_told(who, whose, openly=openly, shielded=shielded) is sight


def test_the_busiest_hour_counts_each_child_once():
    busiest, begun = Busiest(), datetime(2026, 11, 20, 9, tzinfo=UTC)
    for minute in range(60):
        busiest.looked(begun + timedelta(minutes=minute), ChildId(str(minute // 3)))
    assert busiest.children == 20
    assert busiest.since == begun
    for minute in range(30):
        busiest.looked(begun + timedelta(hours=5, minutes=minute), ChildId(f"later {minute}"))
    assert busiest.children == 30
    assert busiest.since == begun + timedelta(hours=5)


def test_an_hour_after_a_look_it_counts_no_more():
    busiest, begun = Busiest(), datetime(2026, 11, 20, 9, tzinfo=UTC)
    busiest.looked(begun, ChildId("one"))
    busiest.looked(begun + timedelta(hours=1), ChildId("two"))
    assert busiest.children == 1
    busiest.looked(begun + timedelta(hours=1, minutes=59), ChildId("three"))
    assert busiest.children == 2
