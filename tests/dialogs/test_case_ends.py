"""Closing a case, opening it again, a new reference, my cases, and who is in the channel."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.commands import AskChannelAgain, BringIn, CloseCase, LeaveOut, RenameCase
from cases.handover import Handover
from cases.model import CaseId, CaseStatus, ChannelStage, ChildId, PractitionerId, ServiceId
from cases.query import Query
from cases.records import Action, CaseEventKind, CaseRewrite, Effects, HandoverRewrite, Outcome
from cases.reference import reference
from dialogs.turn import Audience, Room
from tests.builders import NOW, TODAY, case, child, involvement, practitioner
from tests.desk import fake_desk
from tests.dialogs.case_talk import CASE, CHANNEL, ME, NURSE, OFFICER, Talk, channelled, register

CHIEF = practitioner("chief", "front door", manages=frozenset({ServiceId("front door")}))
WITH_CHIEF = register(practitioners=(*register().practitioners, CHIEF))
CLOSED = register(of_case=case("c1", lead="me", status=CaseStatus.CLOSED))


def held(talk: Talk):
    return talk.fakes.ledger.cases.rows[CASE]


async def test_the_lead_closes_a_case_with_one_form():
    talk = Talk(channelled(register(), "me", "nurse"), "me")
    form = await talk.say("close lumo-tavi")
    assert "Close lumo-tavi?" in form
    assert "Its channel is archived" in form
    done = await talk.press("Close the case", why="needs_met", on=TODAY.isoformat())
    assert "lumo-tavi is closed" in done
    assert held(talk).status is CaseStatus.CLOSED
    event = talk.fakes.ledger.cases.events[-1]
    assert (event.kind, event.detail, event.on) == (CaseEventKind.CLOSED, "needs_met", TODAY)
    assert talk.fakes.ledger.audit[-1].action is Action.CASE_CLOSE
    assert talk.fakes.ledger.audit[-1].outcome is Outcome.CHANGED
    assert all(row.until is None for row in talk.fakes.ledger.kept.rows.values()), "involvements stay"


async def test_a_form_that_cannot_be_right_comes_back_as_it_was_filled_in():
    talk = Talk(channelled(register()), "me")
    await talk.say("close lumo-tavi")
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert "The day cannot be in the future." in await talk.press(
        "Close the case", why="moved_away", on=tomorrow
    )
    card = str(talk.cards[0][0].content)
    assert "'value': 'moved_away'" in card
    assert tomorrow in card
    assert held(talk).status is CaseStatus.OPEN


async def test_what_the_lead_is_handing_over_is_said_before_a_case_is_closed():
    talk = Talk(channelled(register()), "me")
    under_way = Handover(
        "h", ChildId("c1"), (), PractitionerId("me"), PractitionerId("broker"), PractitionerId("me"), NOW,
        TODAY, with_lead=True,
    )  # fmt: skip
    await talk.desk.ledger.commit(Effects(rewrites=(HandoverRewrite(None, under_way),)), None)
    assert "Still open: a hand-over of C-c1." in await talk.say("close lumo-tavi")


async def test_a_case_that_changed_while_its_form_was_open_is_not_closed():
    talk = Talk(channelled(register()), "me")
    await talk.say("close lumo-tavi")
    before = held(talk)
    other = CaseRewrite(before, replace(before, reference="sola-mipo"))
    await talk.desk.ledger.commit(Effects(rewrites=(other,)), None)
    assert "changed" in await talk.press("Close the case", why="needs_met", on=TODAY.isoformat())
    assert held(talk).status is CaseStatus.OPEN


async def test_somebody_of_the_circle_who_does_not_decide_reads_who_does():
    talk = Talk(channelled(register()), "nurse")
    assert "Its lead can close it" in await talk.say("close lumo-tavi")
    assert talk.fakes.ledger.audit[-1].outcome is Outcome.REFUSED
    assert held(talk).status is CaseStatus.OPEN


@pytest.mark.parametrize(
    "said",
    [
        "close {}",
        "re-open {}",
        "give {} a new reference",
        "who is in the channel of {}",
        "close the case for {}",
    ],
)
async def test_a_case_one_may_not_know_of_reads_like_one_that_there_is_not(said):
    seen = []
    known = ("Robin Example", "Nobody Atall") if "for" in said else ("lumo-tavi", "sola-mipo")
    for named in known:
        talk = Talk(channelled(register()), "officer")
        seen.append(await talk.say(said.format(named)))
    assert set(seen) == {"Which case?\nThere is no such case that I can show you."}


async def test_the_manager_closes_it_too_and_the_lead_is_told():
    talk = Talk(channelled(WITH_CHIEF), "chief")
    await talk.say("close lumo-tavi")
    await talk.press("Close the case", why="transferred", on=TODAY.isoformat())
    (waiting,) = [one.notice for _, one in talk.fakes.ledger.notices.pending]
    assert (waiting.to, waiting.kind, waiting.subject) == ("me", "case.closed", CASE)


async def test_in_its_channel_the_case_needs_no_reference_and_the_answer_is_the_askers_alone():
    talk = Talk(channelled(register()), "me", Room.CHANNEL)
    assert "Close lumo-tavi?" in await talk.say("close the case")
    assert [to for _, to in talk.cards] == [Audience.ASKER, Audience.ROOM]
    assert "answered you privately" in str(talk.cards[1][0].content)


async def test_a_button_from_elsewhere_does_not_say_whose_channel_a_conversation_is():
    talk = Talk(channelled(register()), "me")
    assert "no such case" in await talk.say(CloseCase(Query(conversation_id=CHANNEL)))


async def test_without_a_word_on_which_case_mine_are_listed():
    talk = Talk(channelled(register()), "me")
    said = await talk.say("close the case")
    assert "Which case do you mean?" in said
    assert "lumo-tavi" in said
    await talk.press("Close the case")
    assert "Close lumo-tavi?" in str(talk.cards[0][0].content)


async def test_a_case_is_found_by_its_child_and_asked_back_where_several_could_be_meant():
    two = register(
        children=(child("c1"), child("c2")),
        involvements=(involvement(ME, "c1"), involvement(ME, "c2")),
        cases=(
            case("c1", lead="me"),
            case("c2", lead="me", id=CaseId("second"), reference="sola-mipo"),
        ),
    )
    talk = Talk(fake_desk(two), "me")
    assert "Which case do you mean?" in await talk.say("close the case for Robin Example")
    assert talk.titles() == ["lumo-tavi", "sola-mipo"]
    assert "Close sola-mipo?" in await talk.press("sola-mipo")


async def test_a_case_is_opened_again_by_its_last_lead():
    talk = Talk(channelled(CLOSED, stage=ChannelStage.ARCHIVED), "me")
    assert "Its lead will be you." in await talk.say("re-open lumo-tavi")
    assert held(talk).status is CaseStatus.CLOSED
    assert "its channel is coming back" in await talk.press("Open it again")
    assert held(talk).status is CaseStatus.OPEN
    assert talk.fakes.ledger.cases.events[-1].kind is CaseEventKind.REOPENED


async def test_whoever_works_with_the_child_opens_it_again_and_the_lead_is_told():
    talk = Talk(channelled(CLOSED), "nurse")
    assert "Its lead will be Me." in await talk.say("re-open lumo-tavi")
    await talk.press("Open it again")
    assert held(talk).lead_id == ME.id
    assert [one.notice.kind for _, one in talk.fakes.ledger.notices.pending] == ["case.reopened"]


async def test_where_the_last_lead_has_left_whoever_opens_it_again_leads_it():
    gone = tuple(replace(one, active=one.id != "me") for one in CLOSED.practitioners)
    talk = Talk(channelled(replace(CLOSED, practitioners=gone)), "nurse")
    await talk.say("re-open lumo-tavi")
    await talk.press("Open it again")
    assert held(talk).lead_id == NURSE.id


async def test_a_case_stays_closed_while_a_child_has_another_that_is_open():
    other = case("c1", lead="me", id=CaseId("other"), reference="sola-mipo")
    talk = Talk(channelled(replace(CLOSED, cases=(*CLOSED.cases, other))), "me")
    said = await talk.say("re-open lumo-tavi")
    assert "One of its children has another open case" in said
    assert "sola-mipo" in said
    assert held(talk).status is CaseStatus.CLOSED


async def test_a_new_reference_is_offered_until_one_is_liked():
    talk = Talk(channelled(register()), "me")
    await talk.say("give lumo-tavi a new reference")
    first = talk.titles()[0]
    await talk.press("Another one")
    assert talk.titles()[0] != first
    liked = talk.titles()[0].removeprefix("Call it ")
    assert "That is its reference now" in await talk.press("Call it")
    assert held(talk).reference == liked


async def test_a_reference_cannot_be_chosen_and_is_never_another_cases():
    taken = case("c1", id=CaseId("other"), reference=reference("forged"), status=CaseStatus.CLOSED)
    talk = Talk(channelled(replace(register(), cases=(*register().cases, taken))), "me")
    await talk.say(RenameCase(case_id=CASE, offer="forged", sent=True))
    assert held(talk).reference == reference("forged", 1)


async def test_my_cases_are_those_i_lead_and_those_i_am_in_the_circle_of():
    assert "lumo-tavi** · Robin Example" in await Talk(channelled(register(), "nurse"), "nurse").say(
        "my cases"
    )
    talk = Talk(channelled(register(), "me"), "me")
    said = await talk.say("my cases")
    assert "You lead it" in said
    assert "[open it in Teams](https://teams.microsoft.com/l/channel/19%3Acase/lumo-tavi?groupId=team" in said
    assert "You lead no case" in await Talk(channelled(register()), "officer").say("my cases")


async def test_a_channel_for_a_case_without_one_is_asked_for_from_my_cases():
    fakes = channelled(register())
    del fakes.desk.casework.orders[CASE], fakes.desk.casework.records[CASE]
    rows = fakes.ledger.cases.rows
    rows[CASE] = replace(rows[CASE], conversation_id=None)
    nurse = Talk(fakes, "nurse")
    await nurse.say("my cases")
    assert "Open its channel" not in nurse.titles()
    talk = Talk(fakes, "me")
    assert "It has no channel" in await talk.say("my cases")
    form = await talk.press("Open its channel")
    assert "lumo-tavi" in form
    assert CASE not in fakes.desk.casework.orders, "a form comes first"
    for changes in ({"status": CaseStatus.CLOSED}, {"conversation_id": CHANNEL}):
        rows[CASE] = replace(rows[CASE], **changes)
        await talk.say("my cases")
        assert "Open its channel" not in talk.titles()


async def test_no_channel_is_offered_where_none_are_made_nor_for_a_protected_child():
    for seed, made in ((register(), False), (register(children=(child("c1", shielded=True),)), True)):
        fakes = channelled(seed)
        del fakes.desk.casework.orders[CASE], fakes.desk.casework.records[CASE]
        rows = fakes.ledger.cases.rows
        rows[CASE] = replace(rows[CASE], conversation_id=None)
        if not made:
            fakes = replace(fakes, desk=replace(fakes.desk, channels=None))
        talk = Talk(fakes, "me")
        await talk.say("my cases")
        assert "Close the case" in talk.titles()
        assert "Open its channel" not in talk.titles()


async def test_my_cases_come_open_ones_first_and_in_pages():
    names = [f"c{number}" for number in range(1, 10)]
    many = register(
        children=tuple(child(one) for one in names),
        involvements=(),
        cases=tuple(
            case(one, lead="me", id=CaseId(one), reference=f"k{one}",
                 status=CaseStatus.CLOSED if one == "c1" else CaseStatus.OPEN)
            for one in names
        ),
    )  # fmt: skip
    talk = Talk(fake_desk(many), "me")
    assert "kc1" not in await talk.say("my cases")
    said = await talk.press("More")
    assert said.index("kc9") < said.index("kc1")


async def test_whoever_decides_leaves_somebody_out_and_brings_them_in():
    talk = Talk(channelled(register(), "me", "nurse"), "me")
    assert "Nurse" in await talk.say("who is in the channel of lumo-tavi")
    assert "Nurse is left out of the channel." in await talk.press("Leave out")
    orders = talk.desk.casework.orders
    assert orders[CASE].left_out == {NURSE.id}
    assert "Nurse is brought in." in await talk.press("Bring in")
    assert orders[CASE].left_out == frozenset()


async def test_nobody_else_is_told_who_is_not_in_the_channel_nor_changes_it():
    talk = Talk(channelled(register(), "me", "nurse"), "nurse")
    assert "Teams shows you" in await talk.say("members of lumo-tavi")
    for command in (LeaveOut(CASE, ME.id), BringIn(CASE, ME.id), AskChannelAgain(CASE)):
        assert "no such case" in await talk.say(command)


async def test_a_lead_and_somebody_unknown_cannot_be_left_out():
    talk = Talk(channelled(register(), "me"), "me")
    for whom in (ME.id, OFFICER.id, PractitionerId("nobody")):
        assert "There was nothing to change." in await talk.say(LeaveOut(CASE, whom))


async def test_a_channel_that_was_deleted_is_asked_for_again():
    talk = Talk(channelled(register(), stage=ChannelStage.LOST), "me")
    before = talk.desk.casework.orders[CASE]
    talk.desk.casework.orders[CASE] = replace(before, asked_at=NOW - timedelta(days=3))
    assert "Its channel was deleted in Teams" in await talk.say("my cases")
    assert "being made" in await talk.press("Ask for its channel again")
    assert talk.desk.casework.orders[CASE].asked_at == NOW


async def test_a_channel_that_is_there_is_not_asked_for_again():
    talk = Talk(channelled(register(), "me"), "me")
    before = talk.desk.casework.orders[CASE]
    assert "nothing to change" in await talk.say(AskChannelAgain(CASE))
    assert talk.desk.casework.orders[CASE] == before


HERE_IT_IS_SAID = ["who is working with this child?", "timeline of this child", "I saw this child yesterday"]


@pytest.mark.parametrize("said", HERE_IT_IS_SAID)
async def test_in_a_closed_cases_channel_one_sentence_says_so_and_nothing_of_the_child(said):
    talk = Talk(channelled(CLOSED, "me", stage=ChannelStage.ARCHIVED), "me", Room.CHANNEL)
    answer = await talk.say(said)
    assert "This case is closed." in answer
    assert "Robin" not in str(talk.cards)
    assert len(talk.cards) == 1


async def test_a_channel_that_is_not_ready_says_so():
    fakes = channelled(register(), stage=ChannelStage.OPENING)
    talk = Talk(fakes, "me", Room.CHANNEL)
    assert "not ready yet" in await talk.say("who is working with this child?")


async def test_a_case_of_a_shielded_child_is_its_leads_alone():
    shielded = register(children=(replace(child("c1"), shielded=True),))
    for who in ("nurse", "manager"):
        assert "no such case" in await Talk(channelled(shielded), who).say("close lumo-tavi")
    assert "Close lumo-tavi?" in await Talk(channelled(shielded), "me").say("close lumo-tavi")
    assert "Robin" not in await Talk(channelled(shielded), "me").say("my cases")
