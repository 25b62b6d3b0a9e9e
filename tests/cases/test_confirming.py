"""When an involvement counts as not confirmed, who is asked when, and who settles what leavers left."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cases.confirming import may_ask_again, unconfirmed_since
from cases.leaving import told
from cases.local import LOCAL, in_working_hours
from cases.model import Colleague, Involvement, PractitionerId, ServiceId, Visibility
from cases.policy_acting import answers_for, may_sweep
from tests.builders import TODAY, agency, case, involvement, member, practitioner, service, viewer

OTHER = practitioner("other", "nursing")
LONG = timedelta(days=90)
DAY = timedelta(days=1)
ROW = involvement(OTHER)


def row(began: timedelta = 10 * LONG, confirmed: timedelta | None = None, **changes: object) -> Involvement:
    last = None if confirmed is None else TODAY - confirmed
    return replace(ROW, since=TODAY - began, last_confirmed=last, **changes)


CONFIRMING = [
    ("confirmed 89 days ago", row(confirmed=LONG - DAY), 90, "no"),
    ("confirmed 90 days ago", row(confirmed=LONG), 90, "since then"),
    ("never confirmed, began 89 days ago", row(LONG - DAY), 90, "no"),
    ("never confirmed, began 90 days ago", row(LONG), 90, "since it began"),
    ("confirmed before it began, began 89 days ago", row(LONG - DAY, LONG), 90, "no"),
    ("its last day is today", row(confirmed=LONG, until=TODAY), 90, "since then"),
    ("over", row(confirmed=LONG, until=TODAY - DAY), 90, "no"),
    ("begins tomorrow", row(-DAY), 90, "no"),
    ("confirmed 90 days ago, the agency with 91 days", row(confirmed=LONG), 91, "no"),
]


def said(held: Involvement, days: int) -> str:
    since = unconfirmed_since(held, replace(agency("health"), confirm_after_days=days), TODAY)
    return {None: "no", held.last_confirmed or TODAY: "since then"}.get(since, "since it began")


@pytest.mark.parametrize(("what", "held", "days", "expected"), CONFIRMING, ids=[one[0] for one in CONFIRMING])
def test_an_involvement_is_confirmed_for_as_long_as_its_agency_says(
    what: str, held: Involvement, days: int, expected: str
):
    assert said(held, days) == expected, what


HOURS = {
    "Monday 07:59": datetime(2026, 11, 16, 7, 59, tzinfo=LOCAL),
    "Monday 08:00": datetime(2026, 11, 16, 8, tzinfo=LOCAL),
    "Friday 17:59": datetime(2026, 7, 3, 17, 59, tzinfo=LOCAL),
    "Friday 18:00": datetime(2026, 7, 3, 18, tzinfo=LOCAL),
    "Saturday 12:00": datetime(2026, 11, 21, 12, tzinfo=LOCAL),
    "Sunday 12:00": datetime(2026, 11, 22, 12, tzinfo=LOCAL),
}


def test_nobody_is_asked_outside_working_hours_nor_before_a_week_is_over():
    assert [name for name, moment in HOURS.items() if in_working_hours(moment)] == [
        "Monday 08:00",
        "Friday 17:59",
    ]
    assert may_ask_again(None, TODAY)
    assert not may_ask_again(TODAY - timedelta(days=6), TODAY)
    assert may_ask_again(TODAY - timedelta(days=7), TODAY)


MANAGES = frozenset({ServiceId("nursing")})
MANAGER = practitioner("manager", "office", manages=MANAGES)
OF_OTHERS = practitioner("boss", "office", manages=frozenset({ServiceId("ward")}))
COUNCIL = practitioner("chief", "front door", manages=frozenset({ServiceId("front door")}))
BROKER = practitioner("broker", "office", broker=True)
ADMINISTRATOR = practitioner("administrator", "office", administrator=True)
COLLEAGUE = practitioner("colleague", "nursing")
NURSING, OPEN, SENSITIVE = service("nursing", "health"), Visibility.OPEN, Visibility.SENSITIVE
NONE: frozenset[ServiceId] = frozenset()
# label, who asks, of which agency, visibility, services that have a manager, may
SWEEP = [
    ("open: the service's manager", MANAGER, "health", OPEN, MANAGES, "yes"),
    ("sensitive: the service's manager", MANAGER, "health", SENSITIVE, MANAGES, "yes"),
    ("open: a manager of another service", OF_OTHERS, "health", OPEN, MANAGES, "no"),
    (
        "open, the service has no manager: a manager of the same agency",
        OF_OTHERS, "health", OPEN, NONE, "yes",
    ),
    (
        "sensitive, the service has no manager: a manager of the same agency",
        OF_OTHERS, "health", SENSITIVE, NONE, "no",
    ),
    ("open, the service has no manager: a manager of another agency", COUNCIL, "council", OPEN, NONE, "no"),
    ("open, the service has no manager: a colleague", COLLEAGUE, "health", OPEN, NONE, "no"),
    ("open: the lead", COUNCIL, "council", OPEN, MANAGES, "no"),
    ("open: the agency's administrator", ADMINISTRATOR, "health", OPEN, MANAGES, "yes"),
    ("sensitive: the agency's administrator", ADMINISTRATOR, "health", SENSITIVE, MANAGES, "no"),
    ("open: a broker", BROKER, "health", OPEN, MANAGES, "no"),
]  # fmt: skip


def swept(who, of, visibility, managed) -> str:
    return "yes" if may_sweep(viewer(who, of), NURSING, visibility, managed) else "no"


@pytest.mark.parametrize("one", SWEEP, ids=[one[0] for one in SWEEP])
def test_a_leavers_work_is_settled_by_whoever_answers_for_the_service(one):
    _, *situation, expected = one
    assert swept(*situation) == expected


def test_nothing_of_a_sensitive_service_is_settled_by_those_who_stand_in():
    refuge = service("refuge", "health", sensitive=True)
    assert not may_sweep(viewer(OF_OTHERS, "health"), refuge, Visibility.OPEN, NONE)


def colleague(one) -> Colleague:
    return Colleague(one, service(one.service_id, "health"), agency("health"))


def test_a_manager_may_say_that_somebody_has_left_and_not_that_they_have_themselves():
    assert answers_for(viewer(MANAGER, "health"), colleague(OTHER))
    assert not answers_for(viewer(OF_OTHERS, "health"), colleague(OTHER))
    own = replace(MANAGER, service_id=ServiceId("nursing"))
    assert not answers_for(viewer(own, "health"), colleague(own))


def test_whoever_may_settle_it_is_told_and_nobody_of_nothing():
    managers = [colleague(MANAGER), colleague(OF_OTHERS)]
    held = [member(OTHER, "health")]
    assert told(colleague(OTHER), held, [], managers) == [PractitionerId("manager")]
    assert told(colleague(OTHER), [], [case(lead="other")], managers) == [PractitionerId("manager")]
    assert told(colleague(OTHER), held, [], managers[1:]) == [PractitionerId("boss")]
    assert told(colleague(OTHER), [], [], managers) == []
