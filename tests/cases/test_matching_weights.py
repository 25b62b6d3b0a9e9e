"""Weights: what agrees speaks for a child, what differs against it; and what comes of it."""

from dataclasses import replace

import pytest
from hypothesis import given

from cases.matching import CERTAIN, CLOSE, PLAUSIBLE, ask, match_weight, probability, traits_of
from cases.matching.births import birth_weight
from cases.matching.nicknames import Forms
from cases.model import Birth, Child
from cases.query import Query
from tests.cases.test_matching_keys import AMRA, CHILDREN

FORMS = Forms()
BORN = Birth(2014, 3, 2)


def weight(query: Query, child: Child = AMRA) -> float:
    return match_weight(ask(query, FORMS), traits_of(child))


# Each says more than the next.
LADDERS = {
    "a name": ["amra hassan", "amra hasan", "amra husein", "amra smith", "peter smith"],
    "a word in it": ["amra", "amara", "emrah", "peter"],
}


@pytest.mark.parametrize("ladder", LADDERS)
def test_the_nearer_a_name_the_more_it_says(ladder: str):
    said = [weight(Query(name)) for name in LADDERS[ladder]]
    assert said == sorted(said, reverse=True)
    assert said[0] > 0 > said[-1]


SAME = [
    ("amra hassan", "hassan amra"),
    ("Amra-Mae Hassan Khan", "Khan Hassan Mae Amra"),
    ("amra hassan", "AMRA  HASSAN"),
    ("amra hassan", "Амра Хассан".casefold().replace("х", "h")),
]


@pytest.mark.parametrize(("one", "other"), SAME[:3])
def test_the_order_of_words_and_their_case_say_nothing(one: str, other: str):
    assert weight(Query(one)) == weight(Query(other))


@pytest.mark.parametrize(
    "typed", ["Amra Mae Hassan-Khan", "amramae hassankhan", "amra hassan khan", "amra hassan", "khan amra"]
)
def test_a_name_in_parts_or_in_one_is_that_name(typed: str):
    assert weight(Query(typed)) > 20


DATES = [
    # asked, known, at least, at most
    (BORN, BORN, 12, 13),
    (Birth(2014, 2, 3), BORN, 8, 10),
    (Birth(2013, 3, 2), BORN, 7, 9),
    (Birth(2014, 3, 12), BORN, 6, 8),
    (Birth(2014, 3, 19), BORN, 3, 5),
    (Birth(2014, 11, 25), BORN, 0, 0),
    (Birth(2009, 11, 25), BORN, -9, -7),
    (Birth(2014, 3), BORN, 7, 8),
    (Birth(2014), BORN, 4, 5),
    (Birth(2015), BORN, -6, -4),
    (BORN, Birth(2014), 4, 5),
    (Birth(2014, 1, 1), Birth(2014, 9, 26), 3, 5),
    (Birth(2027, 3), Birth(2027, 2, expected=True), 4, 6),
    (Birth(2026), Birth(2027, 2, expected=True), 0, 0),
    (None, BORN, 0, 0),
    (BORN, None, 0, 0),
]


@pytest.mark.parametrize(("asked", "known", "least", "most"), DATES)
def test_what_two_dates_of_birth_say(asked: Birth | None, known: Birth | None, least: float, most: float):
    assert least <= birth_weight(asked, known) <= most
    assert least <= birth_weight(known, asked) <= most


def test_numbers_outweigh_names_and_an_area_is_a_hint():
    assert weight(Query(nhs_number=AMRA.nhs_number)) == weight(Query(upn=AMRA.upn)) == 25
    assert 10 < weight(Query(nhs_number="9990000017")) < 25
    assert weight(Query(nhs_number="9991234567")) < 0
    plain = weight(Query("amra hassan"))
    assert weight(Query("amra hassan", area="Northfeild")) > plain
    assert plain - 4 < weight(Query("amra hassan", area="Elsewhere")) < plain
    assert weight(Query("amra hassan", area="Elsewhere"), replace(AMRA, area="")) == plain


def test_a_rare_name_says_more_than_a_common_one():
    asked, traits = ask(Query("amra hassan"), FORMS), traits_of(AMRA)
    common = match_weight(asked, traits, lambda word: {"hassan": 6.0}.get(word, 14.0))
    assert match_weight(asked, traits) - common == 8


@given(CHILDREN)
def test_nothing_fits_a_child_better_than_what_it_is_called_and_when_it_was_born(child: Child):
    for name in child.names:
        own = weight(Query(str(name), child.birth), child)
        assert own >= weight(Query(f"{name}q", child.birth), child)
        assert own > 0


def test_the_bands_are_those_of_the_matching_service_and_in_order():
    assert (CERTAIN, CLOSE) == (0.95, 0.85)
    assert PLAUSIBLE < CLOSE


@pytest.mark.parametrize(
    ("bits", "likely"), [(20, 0.5), (24.25, 0.95), (22.5, 0.85), (10, 0.001), (1000, 1), (-1000, 0)]
)
def test_what_speaks_for_a_child_against_all_others_is_its_probability(bits: float, likely: float):
    assert probability(bits, 20) == pytest.approx(likely, abs=0.005)
