"""What is posted in a case's channel: what all who are there may see, and nothing to strangers."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from cases.model import CaseStatus, ChannelStage, DisclosureLevel, PractitionerId, SeatStage
from cases.records import Action, CaseEvent, CaseEventKind
from dialogs.case_cards import channel_card, summary_card
from tests.builders import LONG_AGO, NOW, TODAY, case, child, involvement, sensitive
from tests.desk import FakeDesk
from tests.dialogs.case_talk import (
    CASE,
    DOCTOR,
    ME,
    NURSE,
    OFFICER,
    OPENED,
    TOGETHER,
    channelled,
    register,
    sit,
)
from tests.local_teams import words

SHUT = CaseEvent("shut", NOW, CaseEventKind.CLOSED, CASE, ME.id, TODAY, ME.id, ME.id, detail="stepped_down")


async def posted(fakes: FakeDesk) -> str:
    card = await channel_card(CASE, fakes.desk, NOW)
    return "" if card is None else words(card.content)


def seen(fakes: FakeDesk) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.practitioner_id, one.shown) for one in fakes.ledger.audit if one.action is Action.CASE_SEE]


async def test_it_says_whose_case_it_is_since_when_and_who_is_around_the_child():
    said = await posted(channelled(register(), "me", "nurse"))
    assert said.startswith("Case lumo-tavi\nOpen since 5 January 2026")
    assert "Lead: **Me**, Worker" in said
    assert "**Robin Example** · Born 2 March 2014" in said
    assert "**Nurse**" in said


async def test_its_cover_and_its_first_element_name_nobody():
    card = await channel_card(CASE, channelled(register(), "me").desk, NOW)
    assert card is not None
    assert card.content["body"][0]["id"] == "case-card"
    assert "Robin" not in card.summary + card.content["fallbackText"] + card.content["speak"]


async def test_everybody_who_is_there_decides_what_it_says_and_not_the_one_who_may_see_most():
    hidden = sensitive(DOCTOR, DisclosureLevel.NAMED, "me", child="c1")
    seed = register(involvements=(*register().involvements, hidden))
    alone = await posted(channelled(seed, "me"))
    both = await posted(channelled(seed, "me", "nurse"))
    assert "Doctor" in alone
    assert "Doctor" not in both
    assert "A further service is involved" in both


async def test_somebody_hidden_leaves_no_mark_on_it():
    hidden = sensitive(DOCTOR, DisclosureLevel.NONE, child="c1")
    with_one = register(involvements=(*register().involvements, hidden))
    cards = [
        await channel_card(CASE, channelled(seed, "me", "nurse").desk, NOW) for seed in (register(), with_one)
    ]
    assert cards[0] == cards[1]


async def test_what_it_shows_of_whom_is_on_the_trail_once_however_often_it_is_made():
    fakes = channelled(register(), "me", "nurse")
    for _ in range(3):
        await posted(fakes)
    shown = ("me-c1", "nurse-c1")
    assert seen(fakes) == [("me", shown), ("nurse", shown)]
    fakes.ledger.kept.rows["officer-c1"] = involvement(OFFICER, "c1")
    await posted(fakes)
    assert seen(fakes)[2:] == [("me", (*shown, "officer-c1")), ("nurse", (*shown, "officer-c1"))]


async def test_it_is_the_same_on_another_day():
    fakes = channelled(register(), "me", "nurse")
    today = await channel_card(CASE, fakes.desk, NOW)
    assert await channel_card(CASE, fakes.desk, NOW + timedelta(days=9)) == today


async def test_while_a_stranger_is_there_it_shows_nothing():
    for known in (False, True):
        fakes = channelled(register(), "me")
        sit(fakes, "stranger", SeatStage.STRANGER, known=known)
        said = await posted(fakes)
        assert "Somebody is in this channel who does not belong here" in said
        assert "Robin" not in said
        assert seen(fakes) == []


async def test_while_somebody_is_on_the_way_out_it_stays_as_it_is():
    fakes = channelled(register(), "me")
    sit(fakes, "nurse", SeatStage.LEAVING)
    assert await channel_card(CASE, fakes.desk, NOW) is None
    officer = channelled(register(), "me", "officer")
    assert await channel_card(CASE, officer.desk, NOW) is None, "no involvement, and not put out yet"


async def test_before_anybody_is_there_nothing_is_posted():
    assert await channel_card(CASE, channelled(register()).desk, NOW) is None


async def test_a_shielded_childs_case_has_no_card():
    seed = register(children=(replace(child("c1"), shielded=True),))
    for make in (channel_card, summary_card):
        assert await make(CASE, channelled(seed, "me").desk, NOW) is None


async def test_without_a_lead_at_work_it_says_who_decides():
    gone = tuple(replace(one, active=one.id != "me") for one in register().practitioners)
    said = await posted(channelled(register(practitioners=gone), "nurse"))
    assert "No lead: whoever manages Front Door, Council, decides who leads it." in said
    nobody = register(of_case=case("c1", channel="19:case"))
    assert "No lead: the managers of the services involved decide." in await posted(
        channelled(nobody, "nurse")
    )


async def test_the_lead_is_named_to_those_alone_who_may_know_them():
    seed = register(of_case=case("c1", lead="officer", channel="19:case"), agreements=())
    alone = register(involvements=(involvement(NURSE, "c1"),), of_case=case("c1", lead="nurse"))
    assert "Lead: **Nurse**" in await posted(channelled(alone, "nurse"))
    assert await channel_card(CASE, channelled(seed, "me").desk, NOW) is None


def closed(**changes: Any) -> Any:
    row = replace(involvement(NURSE, "c1"), until=TODAY - timedelta(days=30), since=LONG_AGO)
    involved = (involvement(ME, "c1"), row)
    of_case = case("c1", lead="me", channel="19:case", status=CaseStatus.CLOSED)
    return register(of_case=of_case, involvements=involved, case_events=(OPENED, SHUT), **changes)


async def test_a_closed_case_leaves_a_summary_and_a_card_without_the_child():
    fakes = channelled(closed(), "me", stage=ChannelStage.ARCHIVED)
    card = await summary_card(CASE, fakes.desk, NOW)
    assert card is not None
    said = words(card.content) + str(card.content)
    assert "Case lumo-tavi is closed" in said
    assert "Stepped down to early help" in said
    assert "5 January 2026 to 20 November 2026 (10 months)" in said
    assert "**Nurse**, Helper, Nursing, Health · 5 January 2026 to 21 October 2026" in said
    assert "Questions from now on: **Me**" in said
    assert "Robin" not in said
    assert [one.practitioner_id for one in fakes.ledger.audit] == [PractitionerId("me")]
    assert "Robin" not in await posted(fakes)
    assert "This case is closed" in await posted(fakes)


async def test_an_open_case_has_no_summary():
    assert await summary_card(CASE, channelled(register(), "me").desk, NOW) is None


async def test_a_summary_names_nobody_whom_one_of_the_readers_may_not_see():
    over = replace(involvement(OFFICER, "c1"), until=TODAY - timedelta(days=9))
    seed = closed(agreements=(replace(TOGETHER, agencies=frozenset({"council", "health"})),))
    seed = replace(seed, involvements=(involvement(ME, "c1"), involvement(NURSE, "c1"), over))
    card = await summary_card(CASE, channelled(seed, "me", "nurse").desk, NOW)
    assert card is not None
    assert "Officer" not in words(card.content)
    assert "Nurse" in words(card.content)
