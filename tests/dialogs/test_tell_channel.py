"""Who is told what happened to a case and in its channel, and who in it is named to them."""

from dataclasses import replace
from typing import Any

import pytest

from cases.model import CaseStatus, ChannelStage, PractitionerId, SeatStage, ServiceId
from cases.records import CaseEvent, CaseEventKind, Notice
from dialogs.tell import TELLERS, tell
from tests.builders import NOW, TODAY, case, child, involvement, practitioner
from tests.desk import FakeDesk
from tests.dialogs.case_talk import CASE, ME, NURSE, channelled, register, sit
from tests.local_teams import words

GOVERNS = practitioner("governs", "front door", governance_lead=True)
SEED = register(practitioners=(*register().practitioners, GOVERNS))


async def told(fakes: FakeDesk, kind: str, to: str = "me", rest: str = "") -> str:
    """What the card says, its cover too; "" if nobody is told."""
    notice = Notice(PractitionerId(to), kind, f"{CASE}{rest}")
    card = await tell(notice, fakes.desk, NOW)
    if card is None:
        return ""
    assert "Robin" not in str(card.content)
    assert "lumo-tavi" not in card.summary
    return words(card.content) + str(card.content)


async def test_a_stranger_who_is_on_no_register_is_told_of_by_the_end_of_their_id():
    said = await told(channelled(SEED, "me"), "channel.stranger", rest="/elsewhere/0000-9f3c")
    assert "Somebody whom I cannot name to you was added there by hand" in said
    assert "ends in 9f3c." in said
    assert "0000-9f3c" not in said
    assert "I take them out" in said


@pytest.mark.parametrize(("who", "named"), [("officer", True), ("helper", False), ("doctor", False)])
async def test_a_stranger_is_named_to_whoever_may_know_them(who, named):
    said = await told(channelled(SEED, "me"), "channel.stranger", rest=f"/tenant/oid-{who}")
    assert (who.title() in said) is named
    assert ("I cannot name" in said) is not named


async def test_somebody_one_may_not_know_of_reads_like_somebody_unknown():
    hidden = await told(channelled(SEED, "me"), "channel.stranger", rest="/tenant/oid-helper")
    unknown = await told(channelled(SEED, "me"), "channel.stranger", rest="/tenant/oid-unknown-helper")
    assert hidden == unknown.replace("unknown-", "")


async def test_governance_leads_hear_of_strangers_and_of_nothing_else():
    fakes = channelled(SEED, "me")
    sit(fakes, "stranger", SeatStage.STRANGER, known=False)
    said = await told(fakes, "channel.stranger", "governs", "/tenant/oid-stranger")
    assert "They were left in" in said
    assert "Who is in the channel?" not in said
    assert await told(fakes, "channel.renamed", "governs") == ""
    assert await told(fakes, "channel.stranger", "nurse", "/tenant/oid-stranger") == ""


async def test_somebody_who_was_put_back_is_named_as_the_circle_would():
    assert "Nurse belongs there" in await told(channelled(SEED, "me"), "channel.missing", rest="/nurse")
    assert "Somebody belongs there" in await told(channelled(SEED, "me"), "channel.missing", rest="/helper")
    assert await told(channelled(SEED, "me"), "channel.missing", "nurse", "/nurse") == ""


NEWS = [
    ("channel.deleted", ChannelStage.LOST, "was deleted in Teams", "Ask for the channel again"),
    ("channel.renamed", ChannelStage.OPEN, "was renamed in Teams", "Who is in the channel?"),
    ("channel.bot_removed", ChannelStage.OPEN, "I was taken out", "Who is in the channel?"),
    ("channel.archived_by_hand", ChannelStage.OPEN, "was archived in Teams", "Who is in the channel?"),
]


@pytest.mark.parametrize(("kind", "stage", "said", "offered"), NEWS, ids=[row[0] for row in NEWS])
async def test_the_lead_is_told_what_happened_to_the_channel_and_what_to_do(kind, stage, said, offered):
    card = await told(channelled(SEED, "me", stage=stage), kind)
    assert said in card
    assert offered in card
    assert await told(channelled(SEED, "me", stage=stage), kind, "nurse") == ""


async def test_what_is_said_before_it_is_on_record_is_said_all_the_same():
    assert "was deleted in Teams" in await told(channelled(SEED, "me"), "channel.deleted")
    making = channelled(SEED, "me", stage=ChannelStage.OPENING)
    assert "Something in Teams is in the way" in await told(making, "channel.trouble")


async def test_trouble_is_told_to_the_lead_and_to_whoever_asked_while_it_lasts():
    fakes = channelled(SEED, "me", stage=ChannelStage.OPENING)
    work: Any = fakes.desk.casework
    work.records[CASE] = replace(work.records[CASE], trouble="not_permitted")
    work.orders[CASE] = replace(work.orders[CASE], asked_by=NURSE.id)
    assert "I may not make channels here" in await told(fakes, "channel.trouble")
    asker = await told(fakes, "channel.trouble", "nurse")
    assert "I may not make channels here" in asker
    assert "Ask for the channel again" not in asker
    assert await told(fakes, "channel.trouble", "manager") == ""
    assert await told(channelled(SEED, "me"), "channel.trouble") == "", "it has come about"


async def test_a_lead_hears_who_closed_their_case_and_who_opened_it_again():
    shut = CaseEvent("shut", NOW, CaseEventKind.CLOSED, CASE, PractitionerId("broker"), TODAY, ME.id, ME.id)
    closed = register(of_case=case("c1", lead="me", status=CaseStatus.CLOSED), case_events=(shut,))
    assert "Broker closed it" in await told(channelled(closed), "case.closed")
    assert await told(channelled(closed), "case.reopened") == ""
    assert await told(channelled(closed), "case.closed", "nurse") == ""
    again = replace(shut, id="again", kind=CaseEventKind.REOPENED, actor_id=PractitionerId("doctor"))
    opened = register(case_events=(shut, again))
    assert "Somebody opened it again" in await told(channelled(opened), "case.reopened")


async def test_of_a_shielded_childs_case_only_the_lead_hears():
    chief = practitioner("chief", "front door", manages=frozenset({ServiceId("front door")}))
    seed = register(
        children=(replace(child("c1"), shielded=True),),
        practitioners=(*register().practitioners, chief),
        involvements=(involvement(ME, "c1"),),
    )
    assert await told(channelled(seed, "me"), "channel.renamed", "chief") == ""
    assert await told(channelled(seed, "me"), "channel.renamed") != ""


async def test_a_notice_about_a_case_that_is_gone_tells_nobody():
    fakes = channelled(SEED, "me")
    for kind in TELLERS:
        if kind.startswith(("channel.", "case.")) and kind != "case.week":
            assert await tell(Notice(ME.id, kind, "nothing/at/all"), fakes.desk, NOW) is None
