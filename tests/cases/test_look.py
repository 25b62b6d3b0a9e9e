"""What a look is answered with, and what it leaves in the trail."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.look import Answer, Decision, Look, NotFound, decide
from cases.model import ChildFile, DisclosureLevel, Identity, Name, Purpose, Reason
from cases.query import Query
from cases.records import Outcome
from cases.views import ChoiceView, CircleView, ProtectedView, ReasonView
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

ME = practitioner("me", "front door")
OTHER = practitioner("other", "school nursing")
HIDDEN = practitioner("hidden", "clinic")
TOGETHER = agreement("council", "health")
WHY = Reason(Purpose.SAFEGUARDING, "A referral came in")
NAMED = Query(name="Robin Example")


def look(
    *files: ChildFile, reason: Reason | None = None, query: Query = NAMED, further: bool = False
) -> Decision:
    return decide(
        Look(
            viewer=viewer(ME, "council", TOGETHER),
            identity=Identity("tenant", "oid-me"),
            query=query,
            asked="who is working with Robin Example",
            files=files,
            reason=reason,
            further=further,
            now=NOW,
            today=TODAY,
            grant_for=timedelta(hours=24),
            fresh_id="grant-1",
        )
    )


def mine(name: str = "child", **changes: object) -> ChildFile:
    return file(member(ME, "council", involvement(ME, name)), of=child(name, **changes))


def theirs(name: str = "child", **changes: object) -> ChildFile:
    return file(member(OTHER, "health", involvement(OTHER, name)), of=child(name, **changes))


def unseen(name: str = "child", **changes: object) -> ChildFile:
    return file(
        member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.NONE, child=name)),
        of=child(name, **changes),
    )


def outcomes(decision: Decision) -> list[Outcome]:
    return [entry.outcome for entry in decision.effects.audit]


def test_somebody_involved_gets_the_circle_at_once():
    decision = look(mine())
    assert isinstance(decision.answer, CircleView)
    assert [one.name for one in decision.answer.members] == ["Me"]
    assert outcomes(decision) == [Outcome.SHOWN]
    entry = decision.effects.audit[0]
    assert (entry.child_id, entry.basis, entry.shown) == ("child", "involved", ("me-child",))
    assert not decision.effects.grants


NO_RIGHT = [
    ("unknown", []),
    ("known to others", [theirs()]),
    ("hidden altogether", [unseen()]),
    ("shielded", [theirs(shielded=True)]),
    ("several", [theirs("a"), theirs("b"), unseen("c")]),
]


@pytest.mark.parametrize("files", [row[1] for row in NO_RIGHT], ids=[row[0] for row in NO_RIGHT])
def test_without_a_right_a_reason_is_asked_whatever_is_known(files: list[ChildFile]):
    decision = look(*files)
    assert decision.answer == ReasonView(NAMED, tuple(Purpose))
    assert outcomes(decision) == [Outcome.REASON_ASKED]
    assert decision.effects.audit[0].child_id is None


def test_a_reason_makes_a_grant_and_the_lead_is_told():
    held = replace(theirs(), cases=(case(lead="other"),))
    decision = look(held, reason=WHY)
    assert isinstance(decision.answer, CircleView)
    assert decision.answer.grant_until == NOW + timedelta(hours=24)
    (made,) = decision.effects.grants
    assert (made.id, made.practitioner_id, made.child_id, made.reason) == ("grant-1", "me", "child", WHY)
    assert [(notice.to, notice.kind, notice.subject) for notice in decision.effects.notices] == [
        ("other", "grant", "grant-1")
    ]
    assert decision.effects.audit[0].basis == "grant:safeguarding"
    assert decision.effects.audit[0].reason == "safeguarding: A referral came in"


def test_a_live_grant_is_used_and_no_second_one_made():
    decision = look(replace(theirs(), grants=(grant("me"),)), reason=WHY)
    assert isinstance(decision.answer, CircleView)
    assert not decision.effects.grants
    assert not decision.effects.notices


NOT_SHOWN = [
    ("unknown", [], [Outcome.NOT_FOUND]),
    ("hidden altogether", [unseen()], [Outcome.REFUSED]),
    ("two hidden", [unseen("a"), unseen("b")], [Outcome.REFUSED] * 2),
    ("shielded", [theirs(shielded=True)], [Outcome.REFUSED]),
    ("known, with nobody in the circle", [file()], [Outcome.REFUSED]),
]


@pytest.mark.parametrize(
    ("files", "trail"), [row[1:] for row in NOT_SHOWN], ids=[row[0] for row in NOT_SHOWN]
)
def test_unknown_and_not_allowed_are_answered_the_same_and_recorded_apart(
    files: list[ChildFile], trail: list[Outcome]
):
    decision = look(*files, reason=WHY)
    assert decision.answer == NotFound()
    assert outcomes(decision) == trail
    assert not decision.effects.grants


def test_a_grant_under_which_nothing_can_be_shown_any_more_says_nothing():
    assert isinstance(look(replace(unseen(), grants=(grant("me"),))).answer, ReasonView)


def test_several_alike_are_offered_by_year_and_area_only():
    decision = look(theirs("a", area="Northgate"), theirs("b", birth=None), unseen("c"), reason=WHY)
    assert isinstance(decision.answer, ChoiceView)
    assert [(one.born_year, one.area) for one in decision.answer.candidates] == [
        (None, "Millbrook"),
        (2014, "Northgate"),
    ]
    assert decision.answer.reason == WHY
    assert outcomes(decision) == [Outcome.CHOICE_OFFERED] * 2
    assert not decision.effects.grants


def test_a_child_called_exactly_so_comes_before_longer_names():
    longer = mine("longer", names=(Name("Robin", "Examplewood"),))
    decision = look(longer, mine())
    assert isinstance(decision.answer, CircleView)
    assert decision.answer.reference == "C-child"


def test_a_hidden_child_called_exactly_so_does_not_take_the_place_of_a_longer_name():
    longer = mine("longer", names=(Name("Robin", "Examplewood"),))
    assert look(longer, unseen()).answer == look(longer).answer


def test_own_children_come_first_and_another_can_still_be_looked_for():
    found = [mine("a"), theirs("b")]
    first = look(*found).answer
    assert isinstance(first, CircleView)
    assert first.reference == "C-a"
    assert isinstance(look(*found, further=True).answer, ReasonView)
    second = look(*found, further=True, reason=WHY).answer
    assert isinstance(second, CircleView)
    assert second.reference == "C-b"


def test_a_shielded_child_is_found_by_reference_only_and_minimally():
    shielded = theirs(shielded=True)
    by_reference = replace(shielded, by_reference=True)
    query = Query(reference="C-child")
    assert isinstance(look(by_reference, query=query).answer, ReasonView)
    decision = look(by_reference, query=query, reason=WHY)
    assert decision.answer == ProtectedView("C-child", WHY, may_override=True)
    assert outcomes(decision) == [Outcome.PROTECTED]
    assert not decision.effects.grants


def test_the_lead_of_a_shielded_child_sees_the_circle_by_reference():
    held = replace(mine(shielded=True), by_reference=True, cases=(case(lead="me"),))
    assert isinstance(look(held, query=Query(reference="C-child")).answer, CircleView)


def test_an_existence_line_alone_is_enough_to_be_shown():
    held = file(member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.EXISTENCE)))
    answer: Answer = look(held, reason=WHY).answer
    assert isinstance(answer, CircleView)
    assert answer.members == ()
    assert answer.further_service


def test_one_further_service_and_many_look_the_same_and_are_recorded_apart():
    another = practitioner("another", "refuge")
    one = member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.EXISTENCE))
    two = member(another, "charity", sensitive(another, DisclosureLevel.EXISTENCE))
    single, double = look(file(one), reason=WHY), look(file(one, two), reason=WHY)
    assert single.answer == double.answer
    assert len(double.effects.audit[0].shown) == len(single.effects.audit[0].shown) + 1


def test_the_lead_comes_first_then_agency_and_name():
    lead = practitioner("zoe", "front door")
    members = [member(OTHER, "health"), member(ME, "council"), member(lead, "council")]
    answer = look(file(*members, cases=(case(lead="zoe"),))).answer
    assert isinstance(answer, CircleView)
    assert [(one.name, one.is_lead) for one in answer.members] == [
        ("Zoe", True),
        ("Me", False),
        ("Other", False),
    ]
