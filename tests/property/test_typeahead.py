"""Whoever may not be seen is not to be noticed by typing either: every list stays the same to the byte."""

import asyncio

import msgspec
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from bot.child_search import answer
from bot.extension import results
from cases.model import ConversationId
from dialogs.search_children import search_children
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW
from tests.desk import fake_desk
from tests.examples import examples
from tests.property.registers import (
    FAMILY,
    GIVEN,
    MISSPELT,
    Unseen,
    identity,
    registers,
    unseen_things,
    with_unseen,
)
from tests.property.test_no_trace import VIEWERS

NAMES = [f"{given} {family}" for given in GIVEN for family in FAMILY]
TYPED = st.one_of(
    st.sampled_from(
        ["", "a", "C-100", "C-1001", "C-9001", "lumo-tavi", "sira-pomo", "2014", "999", "exampel"]
    ),
    st.builds(lambda name, length: name[:length], st.sampled_from([*NAMES, *MISSPELT]), st.integers(1, 18)),
    st.builds("{} 2014".format, st.sampled_from(NAMES)),
)


async def lists(seed: RegisterSeed, viewer: str, typed: list[str]) -> list[bytes]:
    """All that one person is offered, in a form and beside the box to write in."""
    desk, got = fake_desk(seed).desk, []
    for number, text in enumerate(typed):
        turn = Turn(identity(viewer), Room.PERSONAL, ConversationId("a:1"), str(number), NOW, text)
        found = await search_children(turn, text, desk)
        field = results(tuple((one.reference, one.words) for one in found or ()))
        got.append(msgspec.json.encode((field, answer(text, found))))
    return got


@settings(max_examples=examples(200), deadline=None)
@given(registers(), unseen_things, st.sampled_from(VIEWERS), st.lists(TYPED, min_size=1, max_size=4))
def test_nobody_can_tell_by_typing_that_something_they_may_not_see_was_added(
    seed: RegisterSeed, thing: Unseen, viewer: str, typed: list[str]
):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    before = asyncio.run(lists(seed, viewer, typed))
    after = asyncio.run(lists(with_unseen(seed, thing), viewer, typed))
    event("somebody was offered" if any(b"C-" in one for one in before) else "nobody was offered")
    assert before == after
