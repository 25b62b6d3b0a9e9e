"""References: to be said aloud, found again, and never anybody's name."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.identifiers import take_reference
from cases.reference import SYLLABLES, fits, reference
from sandbox.graph.names import check_name
from sandbox.graph.state import Members, Team
from sandbox.world import build_world
from tests.builders import NOW, TODAY
from tests.examples import examples

ENOUGH = 10_000_000
WORLD = build_world(TODAY)
TEAM = Team("t", "19:t", "cases", NOW, Members("t"))
random_letters = st.text(min_size=1, max_size=40)


def halves(made: str) -> list[str]:
    letters = made.replace("-", "")
    syllables = [letters[at : at + 2] for at in range(0, 8, 2)]
    return [one + other for one, other in pairwise(syllables)]


@settings(max_examples=examples(500))
@given(random_letters, st.integers(0, 50))
def test_a_reference_is_found_in_what_people_type_and_fit_for_a_channels_name(random: str, attempt: int):
    made = reference(random, attempt)
    assert take_reference(f"open a channel for {made.upper()}") == (made, "open a channel for  ")
    assert check_name(TEAM, made) == made
    assert all(fits(half[:2], half[2:]) for half in halves(made))


@given(random_letters)
def test_the_same_letters_give_the_same_and_another_attempt_another(random: str):
    assert reference(random) == reference(random)
    assert reference(random) != reference(random, 1)


def test_there_are_enough_of_them():
    ways = dict.fromkeys(SYLLABLES, 1)
    for _ in range(3):
        ways = {one: sum(ways[other] for other in SYLLABLES if fits(one, other)) for one in SYLLABLES}
    assert sum(ways.values()) > ENOUGH


@pytest.mark.parametrize(
    "word", ["rape", "nazi", "paki", "suka", "kike", "sara", "maja", "luke", "mama", "nana"]
)
def test_nothing_hurtful_and_no_name_is_in_one(word: str):
    assert not fits(word[:2], word[2:])


def test_nobody_of_the_borough_is_in_one():
    given_names = {name["given"].lower() for one in WORLD["children"] for name in one["names"]}
    given_names |= {one["name"].split()[0].lower() for one in WORLD["people"]}
    spoken = {
        name for name in given_names if len(name) == 4 and name[:2] in SYLLABLES and name[2:] in SYLLABLES
    }
    assert spoken
    assert not [name for name in spoken if fits(name[:2], name[2:])]


def test_a_thousand_are_a_thousand():
    made = {reference(str(number)) for number in range(1000)}
    assert len(made) == 1000
    assert not made & {case["reference"] for case in WORLD["cases"]}
