"""A channel for a case that is open already: who may ask for one, and what everybody else reads."""

from dataclasses import replace

from cases.model import ChannelForm, ChannelRecord, ChannelStage, ConversationId
from cases.records import CaseRewrite, Effects
from dialogs.case_there import NOT_HERE, NOT_YOURS
from tests.builders import NOW, case, involvement
from tests.dialogs.cases import (
    CIRCLE,
    NURSE,
    Table,
    buttons,
    inputs,
    register,
    said,
    table,
    value,
    values,
)

OPEN = case("c1", lead="nurse")
RECORD = ChannelRecord(OPEN.id, ChannelStage.OPEN, "team", ConversationId("19:kanu@thread"), "lumo-tavi", NOW)


def opened(**changes) -> Table:
    return table(register(*CIRCLE, cases=(replace(OPEN, **changes),)))


async def test_whoever_may_see_the_circle_reads_which_case_and_who_leads_it():
    card = await opened().say("social", "open a case for C-1001")
    assert "This child has an open case already." in said(card)
    assert "Case lumo-tavi" in said(card)
    assert "Lead: Nurse" in said(card)
    assert buttons(card) == ["Show the circle"]


async def test_a_lead_whom_the_circle_does_not_name_is_not_named():
    card = await opened(lead_id="doctor").say("social", "open a case for C-1001")
    assert "Lead" not in said(card)


async def test_its_lead_and_their_manager_are_offered_its_channel():
    for who in ("nurse", "boss"):
        one = opened()
        card = await one.say(who, "open a case for C-1001")
        form = await one.press(who, card, "Open its channel")
        assert set(inputs(form)) == {"people", "form"}
        done = await one.press(who, form, "Open its channel", people=value(form, "people", "Nurse"))
        assert "Making the channel." in said(done)
        order = one.fakes.desk.casework.orders[OPEN.id]
        assert (order.asked_by, order.left_out) == (who, {"social", "officer"})
        assert not one.opened


async def test_asked_for_in_words_the_form_comes_at_once():
    for text in ("open a channel for lumo-tavi", "we need a channel for C-1001"):
        assert "A channel for lumo-tavi" in said(await opened().say("nurse", text))


async def test_anybody_else_who_asks_for_it_reads_who_may():
    card = await opened().say("social", "open a channel for lumo-tavi")
    assert NOT_YOURS in said(card)
    assert NOT_YOURS not in said(await opened().say("social", "open a case for C-1001"))


async def test_where_no_channels_are_made_that_is_what_is_said():
    one = table(register(*CIRCLE, cases=(OPEN,)), channels=False)
    card = await one.say("nurse", "open a channel for lumo-tavi")
    assert NOT_HERE in said(card)
    assert "Open its channel" not in buttons(card)


async def test_a_child_without_a_case_gets_the_form_for_one():
    assert "Open a case" in said(await table().say("nurse", "open a channel for C-1001"))


async def test_a_channel_that_was_asked_for_is_not_asked_for_again():
    one = opened()
    form = await one.say("boss", "open a channel for lumo-tavi")
    late = await one.say("nurse", "open a channel for lumo-tavi")
    await one.press("boss", form, "Open its channel")
    card = await one.press("nurse", late, "Open its channel")
    assert "Case lumo-tavi" in said(card)
    assert "Open its channel" not in buttons(card)
    assert one.fakes.desk.casework.orders[OPEN.id].asked_by == "boss"
    assert "Making the channel." in said(await one.say("boss", "open a case for C-1001")), (
        "who asked reads on"
    )


async def test_a_case_with_a_channel_of_old_is_offered_no_second_one():
    card = await opened(conversation_id=ConversationId("19:old")).say("nurse", "open a case for C-1001")
    assert buttons(card) == ["Show the circle"]


async def test_who_belongs_in_it_gets_a_link_to_it():
    one = opened(conversation_id=ConversationId("19:kanu@thread"))
    one.fakes.desk.casework.records[OPEN.id] = RECORD
    card = await one.say("officer", "open a channel for C-1001")
    link = "https://teams.microsoft.com/l/channel/19%3Akanu%40thread/lumo-tavi?groupId=team&tenantId=tenant"
    assert link in str(card.content)
    assert "teams.microsoft.com" not in str((await one.say("boss", "open a case for C-1001")).content)


async def test_a_case_of_siblings_lists_everybody_around_them_whom_the_viewer_may_see():
    both = replace(OPEN, children=("c1", "c2"))
    rows = (*CIRCLE[:2], involvement(NURSE, "c2"), replace(CIRCLE[2], id="i-c2", child_id="c2"))
    one = table(register(*rows, cases=(both,)))
    form = await one.say("nurse", "open a channel for lumo-tavi")
    assert len(values(form)["people"].split(",")) == 3
    alone = table(register(*CIRCLE[:2], rows[3], cases=(both,)))
    assert len(values(await alone.say("nurse", "open a channel for lumo-tavi"))["people"].split(",")) == 2


async def test_the_rule_for_its_form_goes_by_the_leads_agency():
    seed = register(*CIRCLE, cases=(OPEN,))
    agencies = tuple(
        replace(one, channel_form=ChannelForm.OWN_TEAM) if one.id == "health" else one
        for one in seed.agencies
    )
    one = table(replace(seed, agencies=agencies))
    form = await one.say("nurse", "open a channel for lumo-tavi")
    assert set(inputs(form)) == {"people"}
    await one.press("nurse", form, "Open its channel")
    assert one.fakes.desk.casework.orders[OPEN.id].form is ChannelForm.OWN_TEAM


async def test_who_leads_it_no_more_when_the_form_comes_back_asks_for_nothing():
    one = opened()
    form = await one.say("nurse", "open a channel for lumo-tavi")
    await one.fakes.ledger.commit(
        Effects(rewrites=(CaseRewrite(OPEN, replace(OPEN, lead_id="social")),)), None
    )
    card = await one.press("nurse", form, "Open its channel")
    assert NOT_YOURS in said(card)
    assert not one.fakes.desk.casework.orders
