"""A wrong date of birth is never certain."""

from dataclasses import replace

import pytest

from cases.matching import CERTAIN, CLOSE, ask, likelihood, traits_of
from cases.matching.nicknames import Forms
from cases.model import Birth, Name
from cases.query import Query
from tests import builders as make

ZUZA = replace(
    make.child("z", names=(Name("Zuzanna", "Wolstenholme"),), birth=Birth(2014, 3, 2)),
    nhs_number="9990000018",
)
PRIOR = 17.0


def likely(query: Query) -> float:
    return likelihood(ask(query, Forms()), traits_of(ZUZA), PRIOR)


def test_a_rare_name_and_its_date_are_certain_and_so_is_a_part_of_the_date():
    assert likely(Query("Zuzanna Wolstenholme", Birth(2014, 3, 2))) > CERTAIN
    assert likely(Query("Zuzana Wolstenholme", Birth(2014, 3, 2))) > CERTAIN
    assert likely(Query("Zuzanna Wolstenholme", Birth(2014, 3))) > CERTAIN


@pytest.mark.parametrize("born", [Birth(2013, 3, 2), Birth(2014, 2, 3), Birth(2014, 3, 12), Birth(2014, 4)])
def test_another_date_is_offered_and_never_the_answer(born: Birth):
    assert likely(Query("Zuzanna Wolstenholme", born)) < CERTAIN


def test_a_slip_in_the_date_is_still_offered():
    assert CLOSE < likely(Query("Zuzanna Wolstenholme", Birth(2014, 2, 3))) < CERTAIN


def test_a_number_says_who_it_is_whatever_the_date():
    assert likely(Query("Zuzanna Wolstenholme", Birth(2013, 3, 2), nhs_number="9990000018")) > CERTAIN
