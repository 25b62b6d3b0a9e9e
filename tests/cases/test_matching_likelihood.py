"""Certain is who is called and born as was said, or has the number that was said."""

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


@pytest.mark.parametrize("name", ["Zuzanna Wolstenholme", "Zuzana Wolstenholme", "Wolstenholm Zuzanna"])
def test_a_rare_name_spelt_somehow_and_its_date_are_certain(name: str):
    assert likely(Query(name, Birth(2014, 3, 2))) > CERTAIN


@pytest.mark.parametrize(
    "born",
    [
        None,
        Birth(2014),
        Birth(2014, 3),
        Birth(2013, 3, 2),
        Birth(2014, 2, 3),
        Birth(2014, 3, 12),
        Birth(2014, 4),
    ],
)
def test_without_the_whole_date_or_with_another_nobody_is_certain(born: Birth | None):
    assert likely(Query("Zuzana Wolstenholme", born)) < CERTAIN


def test_another_family_name_is_not_certain_however_rare_the_given_name():
    assert likely(Query("Zuzanna Trecroft", Birth(2014, 3, 2))) < CERTAIN


def test_a_slip_in_the_date_is_still_offered():
    assert CLOSE < likely(Query("Zuzanna Wolstenholme", Birth(2014, 2, 3))) < CERTAIN


def test_a_number_says_who_it_is_whatever_the_date():
    assert likely(Query("Zuzanna Wolstenholme", Birth(2013, 3, 2), nhs_number="9990000018")) > CERTAIN
