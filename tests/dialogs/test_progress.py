"""How a case's channel comes along, on the card of whoever asked for it."""

from dataclasses import replace

import pytest

from cards.channel_words import why_missing, why_stuck
from cases.model import (
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    DisclosureLevel,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.ports_tenant import Why
from cases.records import Action, Outcome
from dialogs.progress import progress_card
from tests.builders import NOW, agreement, case, involvement, sensitive
from tests.desk import fake_desk, with_channels
from tests.dialogs.cases import CIRCLE, DOCTOR, NURSE, OFFICER, PEOPLE, Table, register, said
from tests.property.registers import identity

CASE = case("c1", lead="social")
ORDER = ChannelOrder(CASE.id, ChannelForm.PRIVATE, PractitionerId("nurse"), NOW)
MADE = ChannelRecord(CASE.id, ChannelStage.OPENING, "team", ConversationId("19:new"), "lumo-tavi", NOW)
READY = replace(MADE, stage=ChannelStage.OPEN)


def seat(who: str, stage: SeatStage = SeatStage.IN, why: str = "") -> Seat:
    return Seat(CASE.id, identity(who), stage, NOW, PractitionerId(who), why=why)


def ordered(*seats: Seat, record: ChannelRecord | None = MADE, seed=None, **changes) -> Table:
    one = Table(with_channels(fake_desk(seed or register(*CIRCLE, cases=(replace(CASE, **changes),)))))
    casework = one.fakes.desk.casework
    casework.orders[CASE.id] = ORDER
    if record is not None:
        casework.records[CASE.id] = record
    casework.seats.update({(CASE.id, each.identity): each for each in seats})
    return one


async def read(one: Table) -> str:
    card = await progress_card(CASE.id, one.fakes.desk, NOW)
    assert card is not None
    assert "Robin" not in str(card.content)
    return said(card)


STAGES = [
    ((), None, "Making the channel."),
    ((), replace(MADE, channel_id=None), "Making the channel."),
    ((seat("social"),), MADE, "1 of 3 people added."),
    ((seat("social"), seat("nurse"), seat("officer")), MADE, "Checking who is in it."),
    ((seat("social"), seat("nurse"), seat("officer", SeatStage.REFUSED)), MADE, "Checking who is in it."),
    ((seat("social"), seat("nurse"), seat("officer")), READY, "Ready."),
    ((seat("social"),), replace(READY, stage=ChannelStage.LOST), "not there in Teams any more"),
]


@pytest.mark.parametrize(("seats", "record", "words"), STAGES)
async def test_where_it_stands_is_said_in_words(seats, record, words):
    assert words in await read(ordered(*seats, record=record))


async def test_of_a_closed_case_it_says_so():
    assert "The case is closed." in await read(ordered(record=READY, status=CaseStatus.CLOSED))


async def test_once_it_is_open_there_is_a_link_for_whoever_belongs_there():
    one = ordered(seat("nurse"), record=READY)
    card = await progress_card(CASE.id, one.fakes.desk, NOW)
    assert "l/channel/19%3Anew/lumo-tavi?groupId=team&tenantId=tenant" in str(card.content)
    assert "Open lumo-tavi in Teams" in str(card.content)
    early = await progress_card(CASE.id, ordered(seat("nurse")).fakes.desk, NOW)
    assert "l/channel" not in str(early.content)


@pytest.mark.parametrize("why", [*Why, "no_account", "kept_apart", ""])
def test_every_reason_has_a_sentence(why: str):
    assert why_missing(why).endswith(".")
    assert why_stuck(why).endswith(".")


async def test_what_could_not_be_done_is_said_for_each_person_with_what_to_do():
    refused = seat("officer", SeatStage.REFUSED, Why.GUEST)
    text = await read(ordered(seat("social"), seat("nurse"), refused))
    assert "**Officer**, Helper, Police" in text
    assert why_missing(Why.GUEST) in text


async def test_what_keeps_the_whole_of_it_from_coming_about_is_said():
    text = await read(ordered(record=replace(MADE, channel_id=None, trouble=Why.NOT_PERMITTED)))
    assert why_stuck(Why.NOT_PERMITTED) in text


async def test_who_has_no_account_and_whom_no_agreement_lets_in_are_said():
    apart = (agreement("council", "health"), agreement("health", "police"))
    seed = register(*CIRCLE, cases=(CASE,), agreements=apart)
    assert why_missing("kept_apart") in await read(ordered(seat("social"), seed=seed))
    nameless = replace(OFFICER, identity=None)
    people = tuple(nameless if one == OFFICER else one for one in PEOPLE)
    seed = replace(register(*CIRCLE, cases=(CASE,)), practitioners=people)
    assert why_missing("no_account") in await read(ordered(seat("social"), seed=seed))


async def test_nobody_counts_or_is_named_whom_the_reader_may_not_see():
    """A shared agreement of others lets the officer in; the reader's agency is no party to it."""
    away = (agreement("council", "health"), agreement("council", "police"))
    seats = (seat("social"), seat("officer", SeatStage.REFUSED, Why.GUEST))
    with_officer = register(*CIRCLE, cases=(CASE,), agreements=away)
    without = register(*CIRCLE[:2], cases=(CASE,), agreements=away)
    text = await read(ordered(*seats, seed=with_officer))
    assert "Officer" not in text
    assert text == await read(ordered(seats[0], seed=without))
    hidden = register(*CIRCLE, sensitive(DOCTOR, DisclosureLevel.NONE, child="c1"), cases=(CASE,))
    assert await read(ordered(*seats, seed=hidden)) == await read(ordered(*seats))


async def test_whoever_may_see_nothing_of_it_any_more_gets_nothing():
    over = replace(register(*CIRCLE, cases=(CASE,)), involvements=(CIRCLE[0], CIRCLE[2]))
    assert await progress_card(CASE.id, ordered(seed=over).fakes.desk, NOW) is None
    gone = tuple(replace(one, active=False) if one == NURSE else one for one in PEOPLE)
    left = replace(register(*CIRCLE, cases=(CASE,)), practitioners=gone)
    assert await progress_card(CASE.id, ordered(seed=left).fakes.desk, NOW) is None


async def test_a_case_without_an_order_has_no_such_card():
    one = ordered()
    one.fakes.desk.casework.orders.clear()
    assert await progress_card(CASE.id, one.fakes.desk, NOW) is None


async def test_that_somebody_was_named_is_on_the_trail_once():
    one = ordered(seat("social"), seat("officer", SeatStage.REFUSED, Why.FULL))
    for _ in range(3):
        await read(one)
    (entry,) = one.fakes.ledger.audit
    assert (entry.action, entry.outcome, entry.child_id) == (Action.CASE_OPEN, Outcome.SHOWN, "c1")
    assert entry.shown == (involvement(OFFICER, "c1").id,)


async def test_a_stranger_in_the_channel_is_no_matter_of_this_card():
    other = Seat(CASE.id, Identity("elsewhere", "oid"), SeatStage.STRANGER, NOW)
    assert "0 of 3 people added." in await read(ordered(other))
