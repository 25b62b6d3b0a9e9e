"""Who may see past a shield, who hears of it, and what a press leads to: the tables of docs/policy.md."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.commands import Override
from cases.model import (
    Approach,
    ApproachKind,
    Colleague,
    DisclosureLevel,
    Ending,
    Level,
    PractitionerId,
    Purpose,
    Reason,
)
from cases.override import (
    NO_DANGER,
    NO_PURPOSE,
    NO_WORDS,
    NOBODY_TO_ALERT,
    TOO_MANY,
    Refuse,
    Scene,
    See,
    Warn,
    decide_override,
    override_id,
)
from cases.policy import live, right_to_see
from cases.policy_override import alerted, left_today, may_approach, may_override, may_review
from tests.builders import (
    NOW,
    TODAY,
    agency,
    agreement,
    case,
    child,
    file,
    grant,
    member,
    practitioner,
    sensitive,
    service,
    viewer,
)

ME, OTHER = practitioner("me", "front door"), practitioner("other", "nursing")
HIDDEN = practitioner("hidden", "clinic")
GOVERNANCE = practitioner("governance", "front door", governance_lead=True)
SAFE = frozenset({Purpose.SAFEGUARDING})
DAY = timedelta(days=1)
TOGETHER = agreement("council", "health", purposes=SAFE)

MAY = [
    ("has an agreement for safeguarding in force", ME, (TOGETHER,), True),
    ("has one on its last day", ME, (replace(TOGETHER, valid_to=TODAY),), True),
    ("has one that is over", ME, (replace(TOGETHER, valid_to=TODAY - DAY),), False),
    ("has one not yet begun", ME, (replace(TOGETHER, valid_from=TODAY + DAY),), False),
    (
        "has an agreement for other purposes",
        ME,
        (replace(TOGETHER, purposes=frozenset(Purpose) - SAFE),),
        False,
    ),
    ("has none", ME, (), False),
    (
        "has an agreement for safeguarding, and who works for a sensitive service",
        HIDDEN,
        (agreement("council", "police", level=Level.EXISTENCE),),
        True,
    ),
    ("has one, and who is a governance lead", GOVERNANCE, (TOGETHER,), True),
]


@pytest.mark.parametrize(("who", "agreements", "may"), [row[1:] for row in MAY], ids=[row[0] for row in MAY])
def test_who_may_see_past_a_shield(who, agreements, may):
    assert may_override(viewer(who, "council", *agreements), TODAY) is may


SHIELDED = child(shielded=True)
MINIMAL = [
    ("shielded, by reference", file(member(OTHER, "health"), of=SHIELDED, by_reference=True), True),
    (
        "shielded, by reference, and I work with them",
        file(member(ME, "council"), of=SHIELDED, by_reference=True),
        True,
    ),
    (
        "shielded, by reference, and I am the lead",
        file(of=SHIELDED, by_reference=True, cases=(case(lead="me"),)),
        False,
    ),
    ("shielded, by name", file(of=SHIELDED), False),
    ("not shielded, by reference", file(by_reference=True), False),
]


@pytest.mark.parametrize(("held", "minimal"), [row[1:] for row in MINIMAL], ids=[row[0] for row in MINIMAL])
def test_to_whom_the_minimal_record_is_shown(held, minimal):
    assert may_approach(viewer(ME, "council", TOGETHER), held, NOW, TODAY) is minimal


def colleague(name: str, of: str) -> Colleague:
    made = practitioner(name, f"desk of {of}", governance_lead=True)
    return Colleague(made, service(made.service_id, of), agency(of))


MINE, THEIRS, ELSEWHERE = (
    colleague("mine", "council"),
    colleague("theirs", "health"),
    colleague("elsewhere", "police"),
)
LEAD, SELF = colleague("lead", "health"), colleague("me", "council")
ALERTED = [
    ("one of my agency", [MINE], ["mine"]),
    ("one of the agency of the child's lead", [THEIRS], ["theirs"]),
    ("one of each, and one elsewhere", [ELSEWHERE, MINE, THEIRS], ["mine", "theirs"]),
    ("one elsewhere", [ELSEWHERE], ["elsewhere"]),
    ("one of my agency, and it is me", [SELF], []),
    ("me, and one elsewhere", [SELF, ELSEWHERE], ["elsewhere"]),
    ("none", [], []),
]


@pytest.mark.parametrize(
    ("governance", "hear"), [row[1:] for row in ALERTED], ids=[row[0] for row in ALERTED]
)
def test_which_governance_leads_hear_of_an_override(governance, hear):
    assert list(alerted(ME.id, SELF, [LEAD], governance)) == hear


def test_only_who_hears_of_it_and_is_still_a_governance_lead_may_review():
    me = viewer(GOVERNANCE, "council")
    assert may_review(me, [GOVERNANCE.id])
    assert not may_review(me, [MINE.practitioner.id])
    assert not may_review(viewer(replace(GOVERNANCE, governance_lead=False), "council"), [GOVERNANCE.id])


WHY = Reason(Purpose.SAFEGUARDING, "Nobody answers the door")
FILLED = Override("C-child", WHY, "true", "form", sent=True)
CIRCLE = (
    member(OTHER, "health"),
    member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.NONE)),
)


def approach(kind: ApproachKind, about: str = "child", name: str = "a") -> Approach:
    return Approach(name, kind, ME.id, child(about).id, WHY, NOW)


def scene(command: Override = FILLED, *so_far: Approach, **changes) -> Scene:
    made = Scene(
        viewer=viewer(ME, "council", TOGETHER),
        command=command,
        file=file(*CIRCLE, of=SHIELDED, by_reference=True),
        today_so_far=so_far,
        hear=(PractitionerId("mine"),),
        a_day=3,
        now=NOW,
        today=TODAY,
        fresh_id="fresh",
    )
    return replace(made, **changes)


def test_the_first_press_warns_and_names_the_form():
    warned = decide_override(scene(Override("C-child", WHY)), WHY)
    assert isinstance(warned, Warn)
    assert (warned.command.form, warned.view.problem, warned.view.left) == ("fresh", "", 3)


@pytest.mark.parametrize(
    ("reason", "danger", "problem"),
    [
        (replace(WHY, words=""), "true", NO_WORDS),
        (replace(WHY, words="too short"), "true", NO_WORDS),
        (replace(WHY, words=f"a{' ' * 20}b"), "true", NO_WORDS),
        (WHY, "", NO_DANGER),
        (WHY, "false", NO_DANGER),
        (replace(WHY, purpose=Purpose.CRIME), "true", NO_PURPOSE),
    ],
)
def test_what_is_missing_brings_the_warning_back_with_the_same_form(reason, danger, problem):
    warned = decide_override(scene(replace(FILLED, danger=danger, reason=reason)), reason)
    assert isinstance(warned, Warn)
    assert (warned.command.form, warned.view.problem) == ("form", problem)


def test_a_form_that_was_never_shown_warns():
    assert isinstance(decide_override(scene(replace(FILLED, form="")), WHY), Warn)


def test_shielding_is_overridden_and_not_the_agreements():
    seen = decide_override(scene(), WHY)
    assert isinstance(seen, See)
    assert [one.name for one in seen.view.members] == ["Other"]
    assert seen.view.further_service is False
    assert seen.view.grant_until is None
    assert seen.standing.basis == "override:safeguarding"
    assert (seen.approach.id, seen.approach.seen) == (override_id(scene().viewer, "form"), 1)
    nothing = decide_override(scene(viewer=viewer(ME, "council", agreement("council", "police"))), WHY)
    assert isinstance(nothing, See)
    assert (nothing.view.members, nothing.shown, nothing.approach.seen) == ((), (), 0)


def test_a_day_has_so_many_and_a_refusal_is_told_once_for_each_child():
    three = [approach(ApproachKind.OVERRIDE, name=str(n)) for n in range(3)]
    refused = decide_override(scene(FILLED, *three), WHY)
    assert isinstance(refused, Refuse)
    assert refused.sentence == TOO_MANY
    assert refused.approach is not None
    assert refused.approach.kind is ApproachKind.REFUSED
    again = decide_override(scene(FILLED, *three, approach(ApproachKind.REFUSED)), WHY)
    assert again == Refuse(TOO_MANY)
    other = decide_override(scene(FILLED, *three, approach(ApproachKind.REFUSED, "another")), WHY)
    assert isinstance(other, Refuse)
    assert other.approach is not None


def test_neither_a_refusal_nor_a_request_to_the_lead_uses_the_day_up():
    kinds = (ApproachKind.REFUSED, ApproachKind.CONTACT, ApproachKind.OVERRIDE)
    assert left_today([approach(kind) for kind in kinds], 3) == 2


def test_an_override_that_nobody_would_be_alerted_of_is_none():
    assert decide_override(scene(hear=()), WHY) == Refuse(NOBODY_TO_ALERT)


def test_a_form_is_one_persons():
    other = viewer(OTHER, "health")
    assert override_id(scene().viewer, "form") != override_id(other, "form")
    assert override_id(other, "\ud800\x00")


def test_an_ended_grant_gives_no_right():
    given = grant("me")
    me, held = viewer(ME, "council", TOGETHER), file(*CIRCLE, grants=(given,))
    assert live(given, me, held, NOW)
    ended = replace(given, ending=Ending(NOW, OTHER.id, "Why"))
    assert not live(ended, me, held, NOW)
    assert right_to_see(me, replace(held, grants=(ended,)), NOW, TODAY) is None
