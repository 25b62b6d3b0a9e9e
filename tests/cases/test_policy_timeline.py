"""What of the past is told, row by row. The same tables stand in docs/policy.md."""

from datetime import timedelta

import pytest

from cases.model import Colleague, DisclosureLevel, PractitionerId, Purpose
from cases.policy import Shown
from cases.policy_timeline import lead_is_named, told
from tests.builders import LONG_AGO, TODAY, agency, agreement, involvement, member, sensitive, service, viewer
from tests.cases.test_policy import (
    BROKER,
    CARE_ONLY,
    COLLEAGUE,
    EXPIRED,
    HIDDEN,
    ME,
    OTHER,
    PARTIAL,
    TOGETHER,
)

DAY = timedelta(days=1)
NONE, EXISTENCE, NAMED = DisclosureLevel.NONE, DisclosureLevel.EXISTENCE, DisclosureLevel.NAMED
CLINICIAN = type(HIDDEN)(PractitionerId("clinician"), "Clinician", "Worker", HIDDEN.service_id)
PAST = {"until": TODAY - DAY}
BEFORE_IT_ALL = {"since": LONG_AGO - 60 * DAY, "until": LONG_AGO - 30 * DAY}


def secret(level: DisclosureLevel, *named_to: str, past: bool = False):
    made = sensitive(HIDDEN, level, *named_to)
    return involvement(
        HIDDEN, visibility=made.visibility, disclosure=made.disclosure, **(PAST if past else {})
    )


TOLD = [
    ("open, now: others, agreement in force", ME, "council", involvement(OTHER), [TOGETHER], Shown.ALL),
    (
        "open, over: others, agreement in force",
        ME,
        "council",
        involvement(OTHER, **PAST),
        [TOGETHER],
        Shown.ALL,
    ),
    (
        "open, to come: others, agreement in force",
        ME,
        "council",
        involvement(OTHER, since=TODAY + DAY),
        [TOGETHER],
        Shown.ALL,
    ),
    (
        "open, over: others, agreement on existence only",
        ME,
        "council",
        involvement(OTHER, **PAST),
        [PARTIAL],
        Shown.EXISTENCE,
    ),
    (
        "open, over: others, agreement over as well",
        ME,
        "council",
        involvement(OTHER, **PAST),
        [EXPIRED],
        Shown.NOTHING,
    ),
    (
        "open, over before the agreement began",
        ME,
        "council",
        involvement(OTHER, **BEFORE_IT_ALL),
        [TOGETHER],
        Shown.ALL,
    ),
    ("open, over: others, no agreement", ME, "council", involvement(OTHER, **PAST), [], Shown.NOTHING),
    ("open, over: the same agency", ME, "health", involvement(OTHER, **PAST), [], Shown.ALL),
    ("open, over: the practitioner", OTHER, "health", involvement(OTHER, **PAST), [], Shown.ALL),
    ("open, over: a broker", BROKER, "council", involvement(OTHER, **PAST), [], Shown.ALL),
    ("sensitive, no disclosure: others", ME, "council", secret(NONE), [TOGETHER], Shown.NOTHING),
    ("sensitive, no disclosure: the same service", CLINICIAN, "health", secret(NONE), [], Shown.ALL),
    (
        "sensitive, no disclosure, over: the practitioner",
        HIDDEN,
        "health",
        secret(NONE, past=True),
        [],
        Shown.ALL,
    ),
    (
        "sensitive, no disclosure, over: others",
        ME,
        "council",
        secret(NONE, past=True),
        [TOGETHER],
        Shown.NOTHING,
    ),
    ("sensitive, existence: others", ME, "council", secret(EXISTENCE), [TOGETHER], Shown.NOTHING),
    (
        "sensitive, existence, over: others",
        ME,
        "council",
        secret(EXISTENCE, past=True),
        [TOGETHER],
        Shown.NOTHING,
    ),
    ("sensitive, named to me", ME, "council", secret(NAMED, "me"), [], Shown.ALL),
    ("sensitive, named to me, over", ME, "council", secret(NAMED, "me", past=True), [], Shown.ALL),
    ("sensitive, named to another", COLLEAGUE, "council", secret(NAMED, "me"), [TOGETHER], Shown.NOTHING),
    ("sensitive, named: a broker", BROKER, "council", secret(NAMED, "me"), [], Shown.ALL),
]


@pytest.mark.parametrize(
    ("who", "of", "held", "agreements", "how"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD]
)
def test_what_a_timeline_tells_of_an_involvement(who, of, held, agreements, how):
    whose = HIDDEN if held.practitioner_id == HIDDEN.id else OTHER
    assert told(viewer(who, of, *agreements), member(whose, "health", held), None, TODAY) is how


def test_under_a_grant_only_agreements_for_its_purpose_count():
    over = member(OTHER, "health", involvement(OTHER, **PAST))
    me = viewer(ME, "council", CARE_ONLY)
    assert told(me, over, Purpose.CARE, TODAY) is Shown.ALL
    assert told(me, over, Purpose.EDUCATION, TODAY) is Shown.NOTHING


OF_HEALTH = Colleague(OTHER, service(OTHER.service_id, "health"), agency("health"))
OF_A_CLINIC = Colleague(HIDDEN, service(HIDDEN.service_id, "health", sensitive=True), agency("health"))
LEADS = [
    ("agreement in force", ME, "council", OF_HEALTH, [TOGETHER], True),
    ("agreement on existence only", ME, "council", OF_HEALTH, [PARTIAL], True),
    ("no agreement", ME, "council", OF_HEALTH, [agreement("council", "police")], False),
    ("agreement over", ME, "council", OF_HEALTH, [EXPIRED], False),
    ("the same agency", ME, "health", OF_HEALTH, [], True),
    ("oneself", OTHER, "health", OF_HEALTH, [], True),
    ("a sensitive service's, agreement in force", ME, "council", OF_A_CLINIC, [TOGETHER], False),
    ("a sensitive service's: the same service", CLINICIAN, "health", OF_A_CLINIC, [], True),
    ("a sensitive service's: a broker", BROKER, "council", OF_A_CLINIC, [], True),
]


@pytest.mark.parametrize(
    ("who", "of", "lead", "agreements", "named"), [row[1:] for row in LEADS], ids=[row[0] for row in LEADS]
)
def test_which_leads_a_timeline_names(who, of, lead, agreements, named):
    assert lead_is_named(viewer(who, of, *agreements), lead, None, TODAY) is named
