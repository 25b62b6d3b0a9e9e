"""Keys: a query about a child finds it, however it is said; what is kept beside a child says all that is needed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.matching import ask, child_keys, child_number, pack, probes, traits_of, unpack
from cases.matching.nicknames import Forms
from cases.model import Birth, Child, ChildId, Name
from cases.query import Query

FORMS = Forms()
AMRA = Child(
    ChildId("amra"),
    "C-1",
    (Name("Amra-Mae", "Hassan Khan"),),
    Birth(2014, 3, 2),
    "Northfield",
    "9990000018",
    "A123456789012",
)


def meets(query: Query, child: Child = AMRA) -> bool:
    return bool(probes(ask(query, FORMS)).keys() & child_keys(traits_of(child)))


BORN = Birth(2014, 3, 2)
SAID = [
    Query("Amra Hassan"),
    Query("hassan amra"),
    Query("amramae khan"),
    Query("Amra Mae Hassan-Khan"),
    Query("Amra Hassankhan"),
    Query("Amre Hassan"),
    Query("Amra Hasnas", BORN),
    Query("Ama Hassn", BORN),
    Query("Emra", BORN),
    Query("Mae Smith", BORN),
    Query("Amra Smith", Birth(2014, 2, 3)),
    Query("Amra Hassan", Birth(2013, 3, 2)),
    Query("Hassan Umra", Birth(2014)),
    Query("Amra", area="Northfield"),
    Query(nhs_number="9990000018"),
    Query(nhs_number="9990000918"),
    Query(nhs_number="9980000018"),
    Query(upn="A123456789112"),
    Query("أمرة حسن", BORN),
]


@pytest.mark.parametrize("query", SAID, ids=str)
def test_a_child_is_met_however_it_is_said(query: Query):
    assert meets(query)


@pytest.mark.parametrize(
    "query",
    [Query("Peter Smith"), Query("Peter Smith", Birth(2015, 5, 5)), Query(nhs_number="9991234567")],
    ids=str,
)
def test_another_child_is_not(query: Query):
    assert not meets(query)


ONE_NAME = replace(AMRA, names=(Name("Sukarno"),), birth=None)


@pytest.mark.parametrize("typed", ["Sukarno", "Soekarno", "Sukharno"])
def test_a_child_with_one_name_is_met_by_its_sound(typed: str):
    assert meets(Query(typed), ONE_NAME)


WORDS = st.text(st.sampled_from("abcdefghijklmnoprstuvwyzéñşđق"), min_size=1, max_size=9)
NAMES = st.builds(Name, WORDS, st.one_of(st.just(""), WORDS, st.builds("{}-{}".format, WORDS, WORDS)))
BIRTHS = st.one_of(
    st.none(),
    st.builds(Birth, st.integers(2005, 2027)),
    st.builds(Birth, st.integers(2005, 2027), st.integers(1, 12), expected=st.booleans()),
    st.builds(Birth, st.integers(2005, 2027), st.integers(1, 12), st.integers(1, 28)),
)
NUMBERS = st.text(st.sampled_from("0123456789"), min_size=10, max_size=10)
CHILDREN = st.builds(
    Child,
    WORDS.map(ChildId),
    st.just("C-1"),
    st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    BIRTHS,
    st.one_of(st.just(""), WORDS),
    st.one_of(st.just(""), NUMBERS),
    st.one_of(st.just(""), st.just("A123456789012"), st.text(max_size=15)),
)


@given(CHILDREN, st.data())
def test_a_childs_own_name_meets_it_in_any_order(child: Child, data: st.DataObject):
    name = data.draw(st.sampled_from(child.names))
    words = data.draw(st.permutations(str(name).replace("-", " ").split()))
    born = data.draw(st.sampled_from([None, child.birth]))
    assert meets(Query(" ".join(words), born), child)


@given(CHILDREN)
def test_a_childs_own_numbers_meet_it_with_one_digit_wrong(child: Child):
    for number in filter(None, [child.nhs_number]):
        for place in range(len(number)):
            wrong = f"{number[:place]}{(int(number[place]) + 1) % 10}{number[place + 1 :]}"
            assert meets(Query(nhs_number=wrong), child)


@given(CHILDREN)
def test_what_is_kept_beside_a_child_says_all_that_its_keys_are_made_of(child: Child):
    traits = traits_of(child)
    assert unpack(pack(traits)) == traits
    assert child_keys(unpack(pack(traits))) == child_keys(traits)


@given(CHILDREN)
def test_keys_and_numbers_fit_into_the_databases(child: Child):
    assert all(0 <= key < 2**47 for key in child_keys(traits_of(child)))
    assert 0 <= child_number(child.id) < 2**63
