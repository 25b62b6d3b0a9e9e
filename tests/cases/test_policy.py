"""The policy's tables, row by row. The same tables stand in docs/policy.md."""
# ruff: noqa: E501 - a table reads best with one row to a line

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.model import CaseStatus, DisclosureLevel, Involvement, Level, PractitionerId, Purpose, ServiceId
from cases.policy import Right, Shown, Standing, channel_members, purposes_for, right_to_see, shown
from cases.policy_acting import may_act_for, may_be_told
from tests.builders import (
    NOW,
    TODAY,
    agreement,
    case,
    child,
    file,
    grant,
    involvement,
    member,
    practitioner,
    sensitive,
    viewer,
)

DAY = timedelta(days=1)
ME = practitioner("me", "front door")
COLLEAGUE = practitioner("colleague", "front door")
OTHER = practitioner("other", "school nursing")
HIDDEN = practitioner("hidden", "clinic")
MANAGER = practitioner("manager", "office", manages=frozenset({ServiceId("school nursing")}))
BROKER = practitioner("broker", "office", broker=True)
GOVERNANCE = practitioner("governance", "office", governance_lead=True)
TOGETHER = agreement("council", "health")


def of_me(**changes: object):
    return member(ME, "council", involvement(ME, **changes))


def of_other(**changes: object):
    return member(OTHER, "health", involvement(OTHER, **changes))


RIGHTS = [
    ("nothing at all", ME, file(of_other()), None),
    ("a current involvement", ME, file(of_me()), Right.INVOLVED),
    ("an involvement that ended yesterday", ME, file(of_me(until=TODAY - DAY)), None),
    ("an involvement that ends today", ME, file(of_me(until=TODAY)), Right.INVOLVED),
    ("an involvement that starts tomorrow", ME, file(of_me(since=TODAY + DAY)), None),
    ("a colleague of the same service is involved", COLLEAGUE, file(of_me()), None),
    ("managing a service that has one", MANAGER, file(of_other()), Right.MANAGER),
    ("managing a service that had one", MANAGER, file(of_other(until=TODAY - DAY)), None),
    ("managing another service", MANAGER, file(of_me()), None),
    ("membership of the case's channel", ME, file(channel=frozenset({ME.id})), Right.CHANNEL),
    ("a live grant", ME, file(grants=(grant("me"),)), Right.GRANT),
    ("a grant that is over", ME, file(grants=(grant("me", given=NOW - DAY),)), None),
    ("a grant that is not yet given", ME, file(grants=(grant("me", given=NOW + DAY),)), None),
    ("somebody else's grant", ME, file(grants=(grant("other"),)), None),
    ("a grant for another child", ME, file(grants=(grant("me", "sibling"),)), None),
    ("being a broker", BROKER, file(of_other()), None),
    ("being a governance lead", GOVERNANCE, file(of_other()), None),
    ("shielded: a current involvement", ME, file(of_me(), of=child(shielded=True)), None),
    ("shielded: a live grant", ME, file(of=child(shielded=True), grants=(grant("me"),)), None),
    (
        "shielded: the lead, by name",
        ME,
        file(of_me(), of=child(shielded=True), cases=(case(lead="me"),)),
        None,
    ),
    (
        "shielded: the lead, by reference",
        ME,
        file(of_me(), of=child(shielded=True), cases=(case(lead="me"),), by_reference=True),
        Right.LEAD,
    ),
    (
        "shielded: involved, by reference",
        ME,
        file(of_me(), of=child(shielded=True), by_reference=True),
        None,
    ),
]


@pytest.mark.parametrize(
    ("who", "held", "right"), [row[1:] for row in RIGHTS], ids=[row[0] for row in RIGHTS]
)
def test_the_right_to_see_a_circle(who, held, right):
    standing = right_to_see(viewer(who, "council", TOGETHER), held, NOW, TODAY)
    assert (standing.right if standing else None) == right


NONE, EXISTENCE, NAMED = DisclosureLevel.NONE, DisclosureLevel.EXISTENCE, DisclosureLevel.NAMED
OPEN = involvement(OTHER)
EXPIRED = agreement("council", "health", valid_to=TODAY - DAY)
NOT_YET = agreement("council", "health", valid_from=TODAY + DAY)
ELSEWHERE = agreement("council", "police")
PARTIAL = agreement("council", "health", level=Level.EXISTENCE)
CARE_ONLY = agreement("council", "health", purposes=frozenset({Purpose.CARE}))

SEEN = [
    ("open: the practitioner", OTHER, "health", OPEN, (), Shown.ALL),
    ("open: the same service", practitioner("x", "school nursing"), "health", OPEN, (), Shown.ALL),
    ("open: a broker", BROKER, "council", OPEN, (), Shown.ALL),
    ("open: their manager", MANAGER, "health", OPEN, (), Shown.ALL),
    ("open: the same agency, another service", practitioner("x", "ward"), "health", OPEN, (), Shown.ALL),
    ("open: others, agreement in force", ME, "council", OPEN, (TOGETHER,), Shown.ALL),
    ("open: others, on its last day", ME, "council", OPEN, (agreement("council", "health", valid_to=TODAY),), Shown.ALL),
    ("open: others, on its first day", ME, "council", OPEN, (agreement("council", "health", valid_from=TODAY),), Shown.ALL),
    ("open: others, agreement on existence only", ME, "council", OPEN, (PARTIAL,), Shown.EXISTENCE),
    ("open: others, the wider of two agreements", ME, "council", OPEN, (PARTIAL, TOGETHER), Shown.ALL),
    ("open: others, no agreement", ME, "council", OPEN, (), Shown.NOTHING),
    ("open: others, agreement over", ME, "council", OPEN, (EXPIRED,), Shown.NOTHING),
    ("open: others, agreement not begun", ME, "council", OPEN, (NOT_YET,), Shown.NOTHING),
    ("open: others, agreement with somebody else", ME, "council", OPEN, (ELSEWHERE,), Shown.NOTHING),
    ("open: governance lead without agreement", GOVERNANCE, "council", OPEN, (), Shown.NOTHING),
    ("open but over: the practitioner", OTHER, "health", involvement(OTHER, until=TODAY - DAY), (TOGETHER,), Shown.NOTHING),
    ("open but over: others", ME, "council", involvement(OTHER, until=TODAY - DAY), (TOGETHER,), Shown.NOTHING),
    ("sensitive, no disclosure: the practitioner", HIDDEN, "health", sensitive(HIDDEN, NONE), (), Shown.ALL),
    ("sensitive, no disclosure: the same service", practitioner("x", "clinic"), "health", sensitive(HIDDEN, NONE), (), Shown.ALL),
    ("sensitive, no disclosure: a broker", BROKER, "council", sensitive(HIDDEN, NONE), (), Shown.ALL),
    ("sensitive, no disclosure: same agency", OTHER, "health", sensitive(HIDDEN, NONE), (TOGETHER,), Shown.NOTHING),
    ("sensitive, no disclosure: others", ME, "council", sensitive(HIDDEN, NONE), (TOGETHER,), Shown.NOTHING),
    ("sensitive, existence: the same service", practitioner("x", "clinic"), "health", sensitive(HIDDEN, EXISTENCE), (), Shown.ALL),
    ("sensitive, existence: others", ME, "council", sensitive(HIDDEN, EXISTENCE), (TOGETHER,), Shown.LINE),
    ("sensitive, existence: others without agreement", ME, "council", sensitive(HIDDEN, EXISTENCE), (), Shown.LINE),
    ("sensitive, named to me", ME, "council", sensitive(HIDDEN, NAMED, "me"), (), Shown.ALL),
    ("sensitive, named to another", ME, "council", sensitive(HIDDEN, NAMED, "other"), (TOGETHER,), Shown.LINE),
    ("sensitive, named: a broker", BROKER, "council", sensitive(HIDDEN, NAMED, "other"), (), Shown.ALL),
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "of", "held", "agreements", "how"), [row[1:] for row in SEEN], ids=[r[0] for r in SEEN]
)
def test_what_of_an_involvement_is_shown(who, of, held: Involvement, agreements, how):
    whose = HIDDEN if held.practitioner_id == HIDDEN.id else OTHER
    assert shown(viewer(who, of, *agreements), member(whose, "health", held), None, TODAY) == how


@pytest.mark.parametrize(
    ("purpose", "how"), [(Purpose.CARE, Shown.ALL), (Purpose.CRIME, Shown.NOTHING), (None, Shown.ALL)]
)
def test_an_agreement_covers_a_grant_only_for_its_own_purposes(purpose, how):
    assert shown(viewer(ME, "council", CARE_ONLY), of_other(), purpose, TODAY) == how


def test_the_longest_grant_counts_and_carries_its_purpose():
    held = file(grants=(grant("me"), grant("me", hours=48, id="longer")))
    standing = right_to_see(viewer(ME, "council"), held, NOW, TODAY)
    assert standing == Standing(Right.GRANT, Purpose.SAFEGUARDING, NOW + timedelta(hours=48))
    assert standing.basis == "grant:safeguarding"


def test_only_purposes_that_an_agreement_in_force_names_are_offered():
    assert purposes_for(viewer(ME, "council", CARE_ONLY, EXPIRED), TODAY) == (Purpose.CARE,)


def test_every_purpose_is_offered_to_an_agency_without_agreements():
    assert purposes_for(viewer(ME, "council"), TODAY) == tuple(Purpose)


CHANNEL = case(lead="lead", channel="19:x")
MEMBERS = [
    ("the lead alone", CHANNEL, [], {"lead"}),
    ("open involvements", CHANNEL, [involvement(ME), involvement(OTHER)], {"lead", "me", "other"}),
    ("one that is over", CHANNEL, [involvement(ME, until=TODAY - DAY)], {"lead"}),
    ("a child of another case", CHANNEL, [involvement(ME, "stranger")], {"lead"}),
    ("a sibling of the case", case("child", "sibling", lead="lead", channel="19:x"), [involvement(ME, "sibling")], {"lead", "me"}),
    ("sensitive", CHANNEL, [involvement(ME), sensitive(HIDDEN, EXISTENCE)], {"lead", "me"}),
    ("sensitive, named to some", CHANNEL, [involvement(ME), sensitive(HIDDEN, NAMED, "me")], {"lead", "me"}),
    ("sensitive, named to all", CHANNEL, [involvement(ME), sensitive(HIDDEN, NAMED, "me", "lead")], {"lead", "me", "hidden"}),
    ("no channel", case(lead="lead"), [involvement(ME)], set()),
    ("a closed case", case(lead="lead", channel="19:x", status=CaseStatus.CLOSED), [involvement(ME)], set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("of", "held", "members"), [row[1:] for row in MEMBERS], ids=[row[0] for row in MEMBERS]
)
def test_who_belongs_in_the_channel(of, held, members):
    assert channel_members(of, held, TODAY) == {PractitionerId(name) for name in members}


def test_an_undisclosed_involvement_changes_nothing_about_who_is_in_the_channel():
    named = sensitive(HIDDEN, NAMED, "lead")
    assert channel_members(CHANNEL, [named], TODAY) == {"lead", "hidden"}
    assert channel_members(CHANNEL, [named, sensitive(HIDDEN, NONE)], TODAY) == {"lead", "hidden"}


def test_two_sensitive_practitioners_are_both_in_the_channel_only_if_named_to_each_other():
    second = practitioner("second", "refuge")
    strangers = [sensitive(HIDDEN, NAMED, "lead"), sensitive(second, NAMED, "lead")]
    assert channel_members(CHANNEL, strangers, TODAY) == {"lead", "hidden"}
    known = [sensitive(HIDDEN, NAMED, "lead", "second"), sensitive(second, NAMED, "lead", "hidden")]
    assert channel_members(CHANNEL, known, TODAY) == {"lead", "hidden", "second"}


NURSE_ROW = involvement(OTHER)
LED = replace(file(of_me(), of_other()), cases=(case(lead="me"),))
UNLED = replace(LED, cases=(case(lead="other"),))
SECRET_ROW = sensitive(HIDDEN, DisclosureLevel.NONE)
OVER_NURSING = replace(ME, manages=frozenset({OTHER.service_id}))
OVER_HIDDEN = replace(ME, manages=frozenset({HIDDEN.service_id}))
OVER_MINE = replace(ME, manages=frozenset({ME.service_id}))

ACTING = [
    ("the lead, agreement in force", viewer(ME, "council", TOGETHER), LED, member(OTHER, "health"), True),
    ("the lead, no agreement", viewer(ME, "council"), LED, member(OTHER, "health"), False),
    (
        "the lead, of a sensitive service's practitioner",
        viewer(ME, "council", TOGETHER),
        LED,
        member(HIDDEN, "health", SECRET_ROW),
        False,
    ),
    ("their manager", viewer(OVER_NURSING, "council"), UNLED, member(OTHER, "health"), True),
    (
        "their manager, in a sensitive service",
        viewer(OVER_HIDDEN, "council"),
        UNLED,
        member(HIDDEN, "health", SECRET_ROW),
        True,
    ),
    (
        "the manager of another service",
        viewer(OVER_MINE, "council", TOGETHER),
        UNLED,
        member(OTHER, "health"),
        False,
    ),
    ("somebody in the circle", viewer(ME, "council", TOGETHER), UNLED, member(OTHER, "health"), False),
    (
        "a broker",
        viewer(replace(ME, broker=True), "council", TOGETHER),
        UNLED,
        member(HIDDEN, "health", SECRET_ROW),
        False,
    ),
    (
        "their agency's administrator",
        viewer(replace(ME, administrator=True), "health"),
        UNLED,
        member(OTHER, "health"),
        True,
    ),
    (
        "their agency's administrator, of a sensitive service's practitioner",
        viewer(replace(ME, administrator=True), "health"),
        UNLED,
        member(HIDDEN, "health", SECRET_ROW),
        False,
    ),
    (
        "another agency's administrator",
        viewer(replace(ME, administrator=True), "council", TOGETHER),
        UNLED,
        member(OTHER, "health"),
        False,
    ),
    (
        "a governance lead",
        viewer(replace(ME, governance_lead=True), "council", TOGETHER),
        UNLED,
        member(OTHER, "health"),
        False,
    ),
]


@pytest.mark.parametrize(("who", "acts", "held", "whose", "may"), ACTING, ids=[row[0] for row in ACTING])
def test_who_may_begin_or_end_somebody_elses_involvement(who, acts, held, whose, may):  # noqa: ARG001
    assert may_act_for(acts, held, whose, TODAY) is may


def test_news_of_an_involvement_that_is_over_or_to_come_is_judged_like_a_current_one():
    over = replace(NURSE_ROW, until=TODAY - timedelta(days=1))
    coming = replace(NURSE_ROW, since=TODAY + timedelta(days=1))
    for row in (over, coming):
        assert may_be_told(viewer(ME, "council", TOGETHER), member(OTHER, "health", row), TODAY)
        assert not may_be_told(viewer(ME, "council"), member(OTHER, "health", row), TODAY)


def test_a_further_service_is_no_news():
    line = sensitive(HIDDEN, DisclosureLevel.EXISTENCE)
    assert not may_be_told(viewer(ME, "council", TOGETHER), member(HIDDEN, "health", line), TODAY)
