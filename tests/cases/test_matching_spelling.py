"""Names in any script, as they are compared, as they sound, and what else they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.matching.nicknames import MOST, Forms
from cases.matching.spelling import sound, tokens

SPELT = {
    "Amra Hassan": "amra hassan",
    "  Zoë   Łuczak ": "zoe luczak",
    "Mary-Jane O’Neill": "mary jane oneill",
    "Đỗ Minh": "do minh",
    "Олександр": "oleksandr",
    "Κωνσταντίνος": "konstantinos",
    "محمد": "mhmd",
    "राम": "ram",
    "王伟": "wang wei",
    "Müller": "muller",
    "ß": "ss",
    "": "",
    "?!": "",
}


@pytest.mark.parametrize(("typed", "spelt"), SPELT.items())
def test_names_are_compared_in_plain_letters(typed: str, spelt: str):
    assert " ".join(tokens(typed)) == spelt


@given(st.text())
def test_whatever_is_typed_is_spelt_the_same_when_spelt_again(typed: str):
    once = tokens(typed)
    assert tokens(" ".join(once)) == once


ALIKE = [
    "yusuf yousef youssef yousuf",
    "mohammed muhammad mohamed mohamad",
    "hussain hussein husayn",
    "catherine katherine kathryn",
    "khan kan",
    "sean shaun",
    "philip phillip filip",
    "qureshi koreshi",
    "zara sara",
]


@pytest.mark.parametrize("spellings", ALIKE)
def test_spellings_of_one_name_sound_alike(spellings: str):
    assert len({sound(one) for one in spellings.split()}) == 1


def test_different_names_sound_different():
    names = ["amra", "robin", "khan", "smith", "jones", "oliver", "hassan", "kim"]
    assert len({sound(name) for name in names}) == len(names)


@given(st.text(min_size=1).map(tokens).filter(bool))
def test_every_word_has_a_sound(words: tuple[str, ...]):
    assert all(sound(word) for word in words)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("liz", "elizabeth"),
        ("elizabeth", "beth"),
        ("bill", "william"),
        ("mo", "mohammed"),
        ("yusuf", "youssef"),
        ("kasia", "katarzyna"),
        ("osman", "uthman"),
    ],
)
def test_short_forms_and_spellings_are_known(word: str, other: str):
    assert other in Forms().of(word)
    assert word not in Forms().of(word)


def test_an_agency_adds_its_own():
    forms = Forms([("Bear", "Bartholomew", "Бартоломей")])
    assert {"bartholomew", "bartolomei"} <= {*forms.of("bear")} | {"bartolomei"}
    assert "bear" in forms.of("bartholomew")
    assert "bear" not in Forms().of("bartholomew")
    assert forms.of("nobody") == frozenset()


def test_no_name_has_more_other_forms_than_are_looked_for():
    assert all(len(Forms().of(name)) <= MOST for name in ("elizabeth", "alexander", "mohammed", "john"))
