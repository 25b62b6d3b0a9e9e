"""Opening cases: what may not be seen changes no form, no refusal, no word of how a channel comes along."""

import asyncio
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cases.model import (
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.ports_tenant import Why
from dialogs.progress import progress_card
from store.seed import RegisterSeed
from tests.builders import NOW, involvement
from tests.desk import fake_desk, with_channels
from tests.examples import examples
from tests.property.registers import CHILDREN, PEOPLE, Unseen, identity, registers, unseen_things, with_unseen
from tests.property.test_no_trace import PLACES, assert_unnoticed

OPENING = st.builds(
    str.format,
    st.sampled_from(
        [
            "open a case for {}",
            "open a case for {} and her siblings",
            "open a channel for {}",
            "{}",
            "{}'s siblings",
        ]
    ),
    st.sampled_from(["C-1001", "C-1002", "C-1003", "Robin", "Ash", "Robin Example", "Example", "lumo-tavi"]),
)
SAID = st.lists(st.tuples(st.just("myself"), OPENING), min_size=1, max_size=3)
SEATED = st.dictionaries(
    st.sampled_from([one.id for one in PEOPLE]), st.sampled_from([SeatStage.IN, SeatStage.REFUSED])
)


def working(seed: RegisterSeed, viewer: str, children: set[str]) -> RegisterSeed:
    """The same, where the viewer works with these children."""
    me = next(one for one in PEOPLE if one.id == viewer)
    rows = {one.id: one for one in seed.involvements}
    rows |= {row.id: row for row in (involvement(me, child) for child in sorted(children))}
    return replace(seed, involvements=tuple(rows.values()))


@settings(max_examples=examples(150), deadline=None)
@given(
    registers(),
    unseen_things,
    st.sampled_from(["me", "nurse", "officer", "manager"]),
    st.sets(st.sampled_from(CHILDREN), min_size=1),
    st.booleans(),
    st.sampled_from(PLACES),
    SAID,
)
def test_nobody_can_tell_from_opening_a_case(seed, thing: Unseen, viewer, children, closed, place, said):
    theirs = viewer in ("nurse", "manager") and "shielded" in thing.what
    assume(not theirs)
    first = replace(seed.cases[0], status=CaseStatus.CLOSED) if closed else seed.cases[0]
    seed = replace(working(seed, viewer, children), cases=(first, *seed.cases[1:]))
    assert_unnoticed(seed, thing, viewer, place, said)


@settings(max_examples=examples(150), deadline=None)
@given(
    registers(),
    unseen_things,
    st.sampled_from(["me", "nurse", "officer", "manager"]),
    SEATED,
    st.sampled_from(ChannelStage),
)
def test_nobody_can_tell_from_how_a_channel_comes_along(seed, thing: Unseen, viewer, seated, stage):
    seed = working(seed, viewer, {seed.cases[0].children[0]})
    before, after = (
        asyncio.run(shown(one, viewer, seated, stage)) for one in (seed, with_unseen(seed, thing))
    )
    assert before == after


async def shown(seed: RegisterSeed, viewer: str, seated: dict[str, SeatStage], stage: ChannelStage) -> object:
    desk = with_channels(fake_desk(seed)).desk
    case = seed.cases[0].id
    order = ChannelOrder(case, ChannelForm.PRIVATE, PractitionerId(viewer), NOW)
    desk.casework.orders[case] = order
    channel = ConversationId("19:x")
    desk.casework.records[case] = ChannelRecord(case, stage, "team", channel, "lumo-tavi", NOW)
    for who, how in seated.items():
        seat = Seat(case, identity(who), how, NOW, PractitionerId(who), why=Why.GUEST)
        desk.casework.seats[(case, seat.identity)] = seat
    card = await progress_card(case, desk, NOW)
    return card and card.content
