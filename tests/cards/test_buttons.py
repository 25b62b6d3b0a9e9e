"""A button comes back as the command it was made from, or is refused."""

import json
from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.buttons import VERBS, UnknownButtonError, decode, encode
from cases.commands import Command, Help, NotUnderstood, Who, WhoExactly
from cases.model import ChildId, Purpose, Reason
from cases.query import Query

# What is decoded from JSON is a dict, of all the mappings that there are.
st.register_type_strategy(Mapping, lambda of: st.dictionaries(*map(st.from_type, get_args(of))))
COMMANDS = st.one_of(*(st.from_type(command) for command in VERBS.values()))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["query", "reason", "reason.words", "query.born", "child_id", "further", "words", "x", "."]
)


@given(COMMANDS)
def test_every_command_survives_the_trip(command: Command):
    verb, data = encode(command)
    assert decode(verb, json.loads(json.dumps(data))) == command


@given(COMMANDS)
def test_nothing_at_its_default_is_carried(command: Command):
    _, data = encode(command)
    assert not [key for key in ("reason", "further", "born") if data.get(key, True) in (None, False)]


def test_words_typed_on_the_card_join_the_reason():
    command = Who(Query(name="Amina Khan"), Reason(Purpose.CARE))
    verb, data = encode(command)
    pressed = decode(verb, {**data, "reason.words": "Came to the clinic"})
    assert pressed == Who(Query(name="Amina Khan"), Reason(Purpose.CARE, "Came to the clinic"))


def test_inputs_left_empty_change_nothing():
    command = WhoExactly(ChildId("child-1"), Reason(Purpose.CARE))
    verb, data = encode(command)
    assert decode(verb, {**data, "reason.words": ""}) == command


@given(st.sampled_from([*VERBS, "delete", ""]) | JSON, st.dictionaries(NAMES, JSON) | JSON)
def test_forged_data_is_refused_and_never_breaks_anything(verb: object, data: object):
    try:
        command = decode(verb, data)
    except UnknownButtonError:
        return
    assert encode(command)[0] == verb


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("who", None),
        ("who", []),
        ("who", {}),
        (None, {}),
        (["who"], {"query": {}}),
        ("who", {"query": "Amina"}),
        ("who", {"query": {}, "admin": True}),
        ("who", {"query": {"name": "Amina", "sql": "x"}}),
        ("who", {"query": {"born": {"year": 2014, "hour": 3}}}),
        ("who", {"query": {}, "further": "yes"}),
        ("who", {"query": {}, "reason": {"purpose": "curiosity"}}),
        ("who", {"query": {}, "reason.words": "words alone are no reason"}),
        ("who", {"query": "x", "query.name": "Amina"}),
        ("who", {"query": {}, "reason": None, "reason.words": "x"}),
        ("who", {1: 2}),
        ("who.exactly", {}),
        ("who.exactly", {"child_id": 7}),
        ("help", {"x": 1}),
        ("who", {"query": {"name": "a" * 1001}}),
        ("who", {"query": {}, "reason": {"purpose": "care"}, "reason.words": "a" * 1001}),
    ],
)
def test_a_button_that_no_card_carries_is_refused(verb: object, data: object):
    with pytest.raises(UnknownButtonError):
        decode(verb, data)


def test_a_help_button_carries_nothing():
    assert encode(Help()) == ("help", {})
    assert decode("help", {}) == Help()


def test_what_no_button_may_ask_for_has_no_verb():
    assert NotUnderstood not in VERBS.values()


def test_data_nested_very_deeply_is_refused():
    deep: dict[str, object] = {}
    for _ in range(5000):
        deep = {"query": deep}
    with pytest.raises(UnknownButtonError):
        decode("who", {"query": {"born": deep}})
