"""Whether a child who comes in is one who is there: the table of docs/policy.md."""

import pytest

from cases.linking import Candidate, Doubtful, Fresh, Linked, Verdict, answered, in_turn, link, pair
from cases.matching.nicknames import Forms
from cases.model import ChildId, LinkAnswer, LinkState, Name, PractitionerId
from tests.builders import NOW, child

ROBIN = child("new", names=(Name("Robert", "Example"),), nhs_number="9990000018", upn="A1")
SAME = (Name("Robert", "Example"),)


def candidate(probability: float, name: str = "one", **changes: object) -> Candidate:
    return Candidate(child(name, **{"names": SAME} | changes), probability)


CASES: dict[str, tuple[Candidate, ...]] = {
    "nobody like it": (),
    "one of probability 0.84": (candidate(0.84),),
    "one of 0.85": (candidate(0.85),),
    "one of 0.95": (candidate(0.95),),
    "one of 0.99, of another NHS number": (candidate(0.99, nhs_number="9990000026"),),
    "one of 0.99, of another UPN": (candidate(0.99, upn="B2"),),
    "one of 0.99 who is shielded": (candidate(0.99, shielded=True),),
    "two of 0.96": (candidate(0.96), candidate(0.96, "two")),
    "one of 0.96 and one of 0.9": (candidate(0.96), candidate(0.9, "two")),
    "a twin of 0.99: another given name": (candidate(0.99, names=(Name("Sylvia", "Example"),)),),
    "one of 0.99 by a short form of the given name": (candidate(0.99, names=(Name("Bob", "Example"),)),),
    "one of 0.99, names turned round": (candidate(0.99, names=(Name("Example", "Robert"),)),),
    "the same NHS number, and nothing else alike": (
        candidate(0.0, names=(Name("Sylvia"),), nhs_number="9990000018"),
    ),
    "the same UPN, and nothing else alike": (candidate(0.0, names=(Name("Sylvia"),), upn="A1"),),
    "the same NHS number as one, the same UPN as another": (
        candidate(0.99, nhs_number="9990000018"),
        candidate(0.5, "two", upn="A1"),
    ),
}


def verdict(case: str) -> str:
    """What the table says of a case."""
    return said(link(ROBIN, CASES[case], Forms()))


def said(found: Verdict) -> str:
    match found:
        case Linked(child_id):
            assert child_id == "one"
            return "that child"
        case Doubtful(ids):
            assert ids
            return "doubtful"
        case Fresh():
            return "a new child"


@pytest.mark.parametrize("case", [case for case in CASES if len(CASES[case]) > 1])
def test_the_order_of_the_candidates_changes_nothing(case: str):
    assert link(ROBIN, CASES[case], Forms()) == link(ROBIN, CASES[case][::-1], Forms())


def test_a_pair_is_the_same_from_either_side():
    one, other = ChildId("a"), ChildId("b")
    assert pair("x", one, other, 0.9, NOW) == pair("x", other, one, 0.9, NOW)


def test_whoever_is_not_sure_gets_the_pair_last_and_an_answer_ends_it():
    me = PractitionerId("me")
    first, second = (pair(name, ChildId("a"), ChildId(name), 0.9, NOW) for name in ("b", "c"))
    unsure = answered(first, me, NOW, LinkAnswer.NOT_SURE)
    assert in_turn([unsure, second], me) == [second, unsure]
    assert in_turn([unsure, second], PractitionerId("another")) == [unsure, second]
    done = answered(unsure, me, NOW, LinkAnswer.DIFFERENT, "Cousins")
    assert done.state is LinkState.DIFFERENT
    assert len(done.answers) == 2
    assert in_turn([done], me) == []
