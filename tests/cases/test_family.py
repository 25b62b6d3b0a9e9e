"""What a look at a family is answered with, and what it leaves in the trail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.family import FamilyDecision, Met, gather, meet, to_read
from cases.look import Look, NotFound
from cases.model import (
    Adult,
    Birth,
    ChildFile,
    ChildId,
    ConversationId,
    DisclosureLevel,
    Household,
    Identity,
    Name,
    Person,
    Purpose,
    Reason,
    Relationship,
    Relatives,
)
from cases.query import Query
from cases.records import Action, Outcome
from cases.views import ChoiceView, FamilyView, ProtectedView, ReasonView
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
CASE = Query(reference="lumo-tavi")
PAT = Person("pat", Name("Pat", "Example"))


def named(name: str, **changes: object):
    return child(name, names=(Name(name.title(), "Example"),), **changes)


def mine(name: str = "robin", **changes: object) -> ChildFile:
    members = (
        member(ME, "council", involvement(ME, name)),
        member(OTHER, "health", involvement(OTHER, name)),
    )
    return file(*members, of=named(name, **changes))


def theirs(name: str = "kim", **changes: object) -> ChildFile:
    return file(member(OTHER, "health", involvement(OTHER, name)), of=named(name, **changes))


def unseen(name: str = "kim", **changes: object) -> ChildFile:
    held = sensitive(HIDDEN, DisclosureLevel.NONE, child=name)
    return file(member(HIDDEN, "health", held), of=named(name, **changes))


def ask(
    found: Sequence[ChildFile],
    siblings: Sequence[ChildFile] = (),
    *,
    reason: Reason | None = None,
    query: Query = NAMED,
    others: bool = False,
    **more: object,
) -> FamilyDecision:
    """The whole decision over a register in which all ``siblings`` are those of each child found."""
    look = Look(
        viewer=viewer(ME, "council", TOGETHER),
        identity=Identity("tenant", "oid-me"),
        query=query,
        asked="who is working with the family of Robin Example",
        files=found,
        reason=reason,
        further=others and reason is None,
        now=NOW,
        today=TODAY,
        grant_for=timedelta(hours=24),
        fresh_id="grant-one",
    )
    met = meet(look, [f"grant-{held.child.id}" for held in found])
    if not isinstance(met, Met):
        return met
    pairs = tuple(
        Relationship(one.child.id, other.child.id, "sibling") for one in found for other in siblings
    )
    relatives = Relatives(children=pairs, **more)
    wanted = to_read(met, relatives)
    files = [held for held in (*found, *siblings) if held.child.id in wanted]
    return gather(look, met, relatives, files, [f"grant-{held.child.id}" for held in files])


def shown(decision: FamilyDecision) -> list[str]:
    assert isinstance(decision.answer, FamilyView), decision.answer
    return [one.reference for one in decision.answer.children]


def trail(decision: FamilyDecision) -> list[tuple[Outcome, str | None, str]]:
    return [(entry.outcome, entry.child_id, entry.basis) for entry in decision.effects.audit]


def test_a_right_to_one_child_is_none_to_a_sibling():
    decision = ask([mine()], [theirs(), mine("sam")])
    assert shown(decision) == ["C-robin", "C-sam"]
    assert trail(decision) == [(Outcome.SHOWN, "robin", "involved"), (Outcome.SHOWN, "sam", "involved")]
    assert {entry.action for entry in decision.effects.audit} == {Action.FAMILY_SEE}
    assert not decision.effects.grants


def test_a_reason_opens_every_sibling_who_can_be_shown_and_each_lead_is_told():
    led = replace(theirs(), cases=(case("kim", lead="other"),))
    decision = ask([mine()], [led, theirs("sam"), unseen("ash")], reason=WHY)
    assert shown(decision) == ["C-robin", "C-kim", "C-sam"]
    assert [(made.id, made.child_id, made.reason) for made in decision.effects.grants] == [
        ("grant-kim", "kim", WHY),
        ("grant-sam", "sam", WHY),
    ]
    assert [(notice.to, notice.subject) for notice in decision.effects.notices] == [("other", "grant-kim")]
    assert trail(decision) == [
        (Outcome.SHOWN, "robin", "involved"),
        (Outcome.SHOWN, "kim", "grant:safeguarding"),
        (Outcome.SHOWN, "sam", "grant:safeguarding"),
        (Outcome.REFUSED, "ash", ""),
    ]
    assert {entry.reason for entry in decision.effects.audit} == {"safeguarding: A referral came in"}


def test_somebody_without_a_right_gives_one_reason_for_the_whole_family():
    assert ask([theirs("robin")], [theirs()]).answer == ReasonView(NAMED, tuple(Purpose))
    decision = ask([theirs("robin")], [theirs()], reason=WHY)
    assert shown(decision) == ["C-robin", "C-kim"]
    assert [made.child_id for made in decision.effects.grants] == ["robin", "kim"]


HIDDEN_ONES = [
    ("nobody", []),
    ("a shielded sibling", [theirs(shielded=True)]),
    ("a shielded sibling I work with", [mine("kim", shielded=True)]),
    ("a shielded sibling whose lead I am", [replace(theirs(shielded=True), cases=(case("kim", lead="me"),))]),
    ("one known to a hidden service only", [unseen()]),
    ("one nobody works with", [file(of=named("kim"))]),
    ("several", [unseen(), theirs("sam", shielded=True)]),
]  # fmt: skip


@pytest.mark.parametrize("siblings", [row[1] for row in HIDDEN_ONES], ids=[row[0] for row in HIDDEN_ONES])
@pytest.mark.parametrize("reason", [None, WHY], ids=["no reason", "a reason"])
def test_a_relative_who_may_not_be_seen_leaves_no_trace(siblings: list[ChildFile], reason: Reason | None):
    home = Household("home", frozenset({ChildId("robin"), *(held.child.id for held in siblings)}))
    theirs_alone = tuple(Adult(held.child.id, PAT, "father") for held in siblings)
    alone = ask([mine()], [], reason=reason)
    together = ask([mine()], siblings, reason=reason, households=(home,), adults=theirs_alone)
    assert together.answer == alone.answer
    assert together.effects.grants == alone.effects.grants
    assert together.effects.notices == alone.effects.notices


@pytest.mark.parametrize(("siblings"), [[], [theirs()], [unseen()], [mine("kim")]])
def test_the_reason_is_on_offer_whoever_there_is(siblings: list[ChildFile]):
    offered = ask([mine()], siblings).answer
    assert isinstance(offered, FamilyView)
    assert offered.may_ask
    assert isinstance(ask([mine()], siblings, others=True).answer, ReasonView)
    given = ask([mine()], siblings, others=True, reason=WHY).answer
    assert isinstance(given, FamilyView)
    assert not given.may_ask


NOT_SHOWN = [
    ("unknown", []),
    ("hidden altogether", [unseen("robin")]),
    ("shielded", [theirs("robin", shielded=True)]),
]


@pytest.mark.parametrize("found", [row[1] for row in NOT_SHOWN], ids=[row[0] for row in NOT_SHOWN])
def test_the_family_of_a_child_who_may_not_be_seen_is_not_known(found: list[ChildFile]):
    assert isinstance(ask(found, [mine("kim")]).answer, ReasonView)
    decision = ask(found, [mine("kim")], reason=WHY)
    assert decision.answer == NotFound()
    assert not decision.effects.grants


def test_several_of_that_name_are_told_apart_first():
    decision = ask([mine("a"), mine("b")], query=Query(name="Example"))
    assert isinstance(decision.answer, ChoiceView)
    assert {entry.action for entry in decision.effects.audit} == {Action.FAMILY_SEE}


def test_a_case_means_all_of_its_children():
    decision = ask([mine(), theirs(), unseen("ash")], query=CASE)
    assert shown(decision) == ["C-robin"]
    assert shown(ask([mine(), theirs(), unseen("ash")], query=CASE, reason=WHY)) == ["C-kim", "C-robin"]
    here = Query(conversation_id=ConversationId("19:case"))
    assert shown(ask([mine(), mine("sam")], [mine("ash")], query=here)) == ["C-robin", "C-sam", "C-ash"]
    assert isinstance(ask([theirs(), theirs("sam")], query=here).answer, ReasonView)
    assert ask([unseen(), unseen("sam")], query=here, reason=WHY).answer == NotFound()


def test_a_shielded_childs_family_is_for_the_lead_by_reference_and_without_adults():
    held = replace(mine(shielded=True), by_reference=True, cases=(case("robin", lead="me"),))
    father = (Adult(ChildId("robin"), PAT, "father"), Adult(ChildId("kim"), PAT, "father"))
    query = Query(reference="C-robin")
    decision = ask([held], [mine("kim")], query=query, adults=father)
    assert shown(decision) == ["C-robin", "C-kim"]
    assert [len(one.adults) for one in decision.answer.children] == [0, 1]
    other = replace(theirs("robin", shielded=True), by_reference=True)
    assert isinstance(ask([other], [mine("kim")], query=query).answer, ReasonView)
    assert ask([other], [mine("kim")], query=query, reason=WHY).answer == ProtectedView(
        "C-robin", WHY, may_override=True
    )


def test_adults_are_shown_with_the_children_whose_circle_is_shown():
    sam = Person("sam", Name("Sam", "Elsewhere"))
    around = (
        Adult(ChildId("robin"), PAT, "mother"),
        Adult(ChildId("kim"), PAT, "mother"),
        Adult(ChildId("kim"), sam, "father"),
    )
    alone = ask([mine()], [theirs()], adults=around).answer
    assert [(one.relation, one.name) for kid in alone.children for one in kid.adults] == [
        ("mother", "Pat Example")
    ]
    opened = ask([mine()], [theirs()], adults=around, reason=WHY).answer
    assert [[one.relation for one in kid.adults] for kid in opened.children] == [
        ["mother"],
        ["father", "mother"],
    ]


def test_the_child_asked_for_comes_first_then_the_eldest():
    siblings = [
        mine("late", birth=Birth(2019)),
        mine("early", birth=Birth(2012, 5)),
        mine("undated", birth=None),
        mine("later", birth=Birth(2019, 4, 2)),
    ]
    assert shown(ask([mine()], siblings)) == ["C-robin", "C-early", "C-late", "C-later", "C-undated"]


def also(decision: FamilyDecision) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (kid.name, one.person.name): one.also_with for kid in decision.answer.children for one in kid.members
    }


def test_whoever_works_with_several_is_recognisable():
    assert also(ask([mine()], [theirs(), mine("sam")], reason=WHY)) == {
        ("Robin Example", "Me"): ("Sam",),
        ("Robin Example", "Other"): ("Kim", "Sam"),
        ("Sam Example", "Me"): ("Robin",),
        ("Sam Example", "Other"): ("Robin", "Kim"),
        ("Kim Example", "Other"): ("Robin", "Sam"),
    }


def test_a_line_is_not_told_to_be_somebody_who_is_named_elsewhere():
    to_me = sensitive(HIDDEN, DisclosureLevel.NAMED, "me", child="robin")
    line = sensitive(HIDDEN, DisclosureLevel.EXISTENCE, child="kim")
    robin = file(*mine().circle, member(HIDDEN, "health", to_me), of=named("robin"))
    kim = file(*mine("kim").circle, member(HIDDEN, "health", line), of=named("kim"))
    decision = ask([robin], [kim])
    assert also(decision)["Robin Example", "Hidden"] == ()
    assert [one.further_service for one in decision.answer.children] == [False, True]


def test_a_live_grant_opens_a_sibling_without_being_given_again():
    held = replace(theirs(), grants=(grant("me", "kim"),))
    for reason in (None, WHY):
        decision = ask([mine()], [held], reason=reason)
        assert shown(decision) == ["C-robin", "C-kim"]
        assert not decision.effects.grants
        assert not decision.effects.notices


def test_a_house_full_of_hidden_children_does_not_flood_the_trail():
    decision = ask([mine()], [unseen(f"c{number}") for number in range(50)], reason=WHY)
    assert sum(entry.outcome is Outcome.REFUSED for entry in decision.effects.audit) == 20
