"""The table of who reads what of the trail, and the pages made of it."""
# ruff: noqa: E501 - a table reads best with one row to a line

from datetime import datetime, timedelta

import pytest

from cases import trail
from cases.model import CaseStatus, ChildId, Colleague, DisclosureLevel, Identity, PractitionerId, ServiceId
from cases.policy import Shown
from cases.policy_trail import TrailSight, look_shown, reads_trail, trail_sight
from cases.ports_audit import Part, TrailEntry
from tests.builders import (
    NOW,
    TODAY,
    agency,
    agreement,
    case,
    child,
    file,
    involvement,
    member,
    practitioner,
    sensitive,
    service,
    viewer,
)

ME = practitioner("me", "family support")
OTHER = practitioner("other", "school nursing")
HIDDEN = practitioner("hidden", "clinic")
MANAGER = practitioner(
    "manager", "desk", manages=frozenset({ServiceId("school nursing"), ServiceId("clinic")})
)
BROKER = practitioner("broker", "desk", broker=True)
GOVERNANCE = practitioner("governance", "desk", governance_lead=True)
LED, SHIELDED = (case(lead="me"),), child(shielded=True)

TRAIL = [
    ("works with the child", ME, file(member(ME, "council"), by_reference=True), TrailSight.NOTHING),
    ("manages a service that does", MANAGER, file(member(OTHER, "health"), by_reference=True), TrailSight.NOTHING),
    ("is a broker", BROKER, file(by_reference=True), TrailSight.NOTHING),
    ("leads an open case of the child, by name", ME, file(cases=LED), TrailSight.AGENCIES),
    ("leads an open case of the child, by reference", ME, file(cases=LED, by_reference=True), TrailSight.AGENCIES),
    (
        "led a case that is closed", ME,
        file(cases=(case(lead="me", status=CaseStatus.CLOSED),), by_reference=True), TrailSight.NOTHING,
    ),
    ("leads, the child shielded, by name", ME, file(of=SHIELDED, cases=LED), TrailSight.NOTHING),
    (
        "leads, the child shielded, by reference", ME,
        file(of=SHIELDED, cases=LED, by_reference=True), TrailSight.AGENCIES,
    ),
    ("is a governance lead, by name", GOVERNANCE, file(), TrailSight.NOTHING),
    ("is a governance lead, by reference", GOVERNANCE, file(by_reference=True), TrailSight.ALL),
    (
        "is a governance lead, the child shielded, by reference", GOVERNANCE,
        file(of=SHIELDED, by_reference=True), TrailSight.ALL,
    ),
]  # fmt: skip

BY_CASE = [
    ("is a governance lead", GOVERNANCE, file(cases=LED), TrailSight.ALL),
    (
        "is a governance lead, the child shielded",
        GOVERNANCE,
        file(of=SHIELDED, cases=LED),
        TrailSight.NOTHING,
    ),
    ("leads the case", ME, file(cases=LED), TrailSight.AGENCIES),
    ("leads the case, the child shielded", ME, file(of=SHIELDED, cases=LED), TrailSight.NOTHING),
    ("is a broker", BROKER, file(cases=LED), TrailSight.NOTHING),
]

LEAD = viewer(ME, "council", agreement("council", "health"))
ALONE = viewer(ME, "council")
NURSE = Colleague(OTHER, service("school nursing", "health"), agency("health"))
OFFICER = Colleague(practitioner("officer", "beat"), service("beat", "police"), agency("police"))
DOCTOR = Colleague(HIDDEN, service("clinic", "health", sensitive=True), agency("health"))
HEAD_OF_NURSING = Colleague(MANAGER, service("desk", "health"), agency("health"))
COUNCIL = Colleague(ME, service("family support", "council"), agency("council"))
GRANT, OVERRIDE = "grant:safeguarding", "override:safeguarding"


def hidden(level: DisclosureLevel, *named_to: str):
    return file(member(HIDDEN, "health", sensitive(HIDDEN, level, *named_to)))


def police():
    return file(member(OFFICER.practitioner, "police", involvement(OFFICER.practitioner)))


LOOKS = [
    ("for a reason", OFFICER, file(), GRANT, Shown.EXISTENCE),
    ("for a reason, by a sensitive service", DOCTOR, file(), GRANT, Shown.LINE),
    ("involved, agreement in force", NURSE, file(member(OTHER, "health")), "involved", Shown.EXISTENCE),
    ("involved, no agreement", OFFICER, police(), "involved", Shown.NOTHING),
    ("involved, sensitive, no disclosure", DOCTOR, hidden(DisclosureLevel.NONE), "involved", Shown.NOTHING),
    ("involved, sensitive, existence", DOCTOR, hidden(DisclosureLevel.EXISTENCE), "involved", Shown.LINE),
    ("involved, sensitive, named to the lead", DOCTOR, hidden(DisclosureLevel.NAMED, "me"), "involved", Shown.LINE),
    ("by a manager of an involved service", HEAD_OF_NURSING, file(member(OTHER, "health")), "manager", Shown.EXISTENCE),
    (
        "by a manager of a sensitive service, no disclosure",
        HEAD_OF_NURSING, hidden(DisclosureLevel.NONE), "manager", Shown.NOTHING,
    ),
    ("by somebody no longer involved", NURSE, file(), "involved", Shown.EXISTENCE),
    ("by somebody no longer involved, sensitive service", DOCTOR, file(), "involved", Shown.NOTHING),
    ("by the lead", COUNCIL, file(), "lead", Shown.EXISTENCE),
    ("past the shield", OFFICER, file(), OVERRIDE, Shown.EXISTENCE),
    ("past the shield, by a sensitive service", DOCTOR, file(), OVERRIDE, Shown.LINE),
]  # fmt: skip


@pytest.mark.parametrize(("who", "held", "sight"), [row[1:] for row in TRAIL], ids=[row[0] for row in TRAIL])
def test_who_may_read_the_trail_about_a_child(who, held, sight):
    assert trail_sight(viewer(who, "council"), held) is sight


@pytest.mark.parametrize(
    ("who", "held", "sight"), [row[1:] for row in BY_CASE], ids=[row[0] for row in BY_CASE]
)
def test_who_may_read_the_trail_about_the_children_of_a_case(who, held, sight):
    assert trail_sight(viewer(who, "council"), held, by_case=True) is sight


@pytest.mark.parametrize(
    ("who", "held", "basis", "how"), [row[1:] for row in LOOKS], ids=[row[0] for row in LOOKS]
)
def test_what_a_lead_is_shown_of_a_look(who, held, basis, how):
    assert look_shown(LEAD, held, who, basis, TODAY) is how


def test_only_a_governance_lead_reads_what_somebody_did():
    everybody = (ME, OTHER, HIDDEN, MANAGER, BROKER, GOVERNANCE)
    assert [who.id for who in everybody if reads_trail(viewer(who, "council"))] == ["governance"]


def entry(number: int, at: datetime = NOW, by: str | None = "other", outcome: str = "shown", **changes: str):
    who = PractitionerId(by) if by else None
    basis, action = changes.get("basis", GRANT), changes.get("action", "circle:see")
    return TrailEntry(
        number, at, Identity("t", "o"), who, action, outcome, ChildId("child"), basis, "", "robin", ()
    )


WHO = {PractitionerId("other"): NURSE, PractitionerId("officer"): OFFICER, PractitionerId("hidden"): DOCTOR}


def looks(*entries: TrailEntry):
    return trail.agency_looks(LEAD, file(cases=LED), entries, WHO, TODAY)


def test_each_agency_is_shown_once_a_day_and_refused_looks_never():
    day = timedelta(days=1)
    view = looks(
        entry(9, by="hidden"),
        entry(8, by="hidden"),
        entry(7),
        entry(6),
        entry(5, by="officer", outcome="refused"),
        entry(4, by=None),
        entry(3, action="trail:read"),
        entry(2, NOW - day),
        entry(1, NOW - day, by="nobody known"),
    )
    assert [(look.on, look.agency) for look in view.looks] == [
        (TODAY, "Health"),
        (TODAY, ""),
        (TODAY - day, "Health"),
    ]
    assert view.older == ""


def test_a_leads_page_holds_whole_days_and_says_where_the_next_begins():
    days = [NOW - timedelta(days=ago) for ago in range(trail.DAYS_PAGE + 3)]
    entries = [entry(100 - n, at, by=who) for n, at in enumerate(days) for who in ("other", "hidden")]
    first = looks(*entries)
    assert len(first.looks) == trail.DAYS_PAGE
    rest = [one for one in entries if one.at < trail.before(first.older).before]
    second = looks(*rest)
    assert len(first.looks) + len(second.looks) == len(entries) == 2 * len(days) or second.older


@pytest.mark.parametrize("older", ["", "x", "-1", "1e9", "²", "9" * 30, "2026-11-20"])
def test_a_governance_leads_page_begins_at_the_newest_when_nothing_sensible_says_otherwise(older: str):
    assert trail.below(older) == Part()


@pytest.mark.parametrize("older", ["", "x", "17", "2026-13-01", "9" * 30])
def test_a_leads_page_begins_at_the_newest_when_nothing_sensible_says_otherwise(older: str):
    assert trail.before(older) == Part()


def test_a_page_ends_after_ten_entries_and_names_the_last():
    view = trail.page("C-1", [entry(n) for n in range(30, 19, -1)], WHO, {ChildId("child"): "C-1"})
    assert (len(view.lines), view.older) == (10, "21")
    assert (view.lines[0].who, view.lines[0].agency, view.lines[0].child_reference) == (
        "Other",
        "Health",
        "C-1",
    )
    assert trail.page("C-1", [entry(1)], WHO, {}).older == ""
