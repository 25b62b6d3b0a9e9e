"""A case's channel is made, kept in line with the register, closed and opened again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.model import CaseStatus, ChannelForm, ChannelStage, SeatStage
from cases.ports_channels import ChannelKind, Role
from store.database import Database
from store.works import scheduled
from tests.bot.channels.office import CASE, OWNER, open_shop, who
from tests.fakes import FakeClock

FORMS = tuple(ChannelForm)


@pytest.mark.parametrize("form", FORMS)
async def test_a_channel_is_made_with_exactly_the_right_people_the_bot_a_tab_and_one_card(
    database: Database, clock: FakeClock, form: ChannelForm
):
    shop = await open_shop(database, clock, "anna", "ben", "cy")
    await shop.order(form)
    await shop.tend()
    (channel,) = shop.channels()
    assert (channel.name, shop.inside()) == ("lumo-tavi", {"anna", "ben", "cy"})
    assert channel.people[OWNER] is Role.OWNER
    assert channel.bot or channel.kind is ChannelKind.STANDARD
    assert list(channel.tabs.values()) == ["https://teamaround.example/about/channel"]
    file = await shop.file()
    assert (file.record.stage, file.case.conversation_id) == (ChannelStage.OPEN, channel.id)
    ((place, shown),) = shop.connector.cards("case-card")
    assert place == channel.id
    assert shown[-1]["attachments"][0]["content"]["body"][0]["text"].count("oid-") == 3
    ((chat, versions),) = shop.connector.cards("progress-card")
    assert chat == "chat-oid-anna"
    assert versions[-1]["attachments"][0]["content"]["body"][0]["text"] == "open 3 "


@pytest.mark.parametrize("form", FORMS)
async def test_people_come_and_go_as_the_register_says(
    database: Database, clock: FakeClock, form: ChannelForm
):
    shop = await open_shop(database, clock, "anna", "ben")
    await shop.order(form)
    await shop.tend()
    await shop.join("dee")
    await shop.leave("ben", clock.now().date())
    clock.advance(timedelta(days=1))
    await shop.tend()
    assert shop.inside() == {"anna", "dee"}
    assert {seat.identity.object_id: seat.stage for seat in (await shop.file()).seats} == {
        "oid-anna": SeatStage.IN,
        "oid-ben": SeatStage.OUT,
        "oid-dee": SeatStage.IN,
    }
    assert len(shop.connector.cards("case-card")) == 1


async def test_a_closed_case_is_archived_with_a_summary_and_comes_back_with_the_people_of_then(
    database: Database, clock: FakeClock
):
    shop = await open_shop(database, clock, "anna", "ben")
    await shop.order()
    await shop.tend()
    await shop.change(status=CaseStatus.CLOSED)
    await shop.tend()
    (channel,) = shop.channels()
    file = await shop.file()
    assert (channel.archived, file.record.stage) == (True, ChannelStage.ARCHIVED)
    assert file.case.conversation_id is None
    assert len(shop.connector.cards("summary-card")) == 1
    await shop.leave("ben", clock.now().date())
    await shop.join("cy")
    clock.advance(timedelta(days=1))
    await shop.tend()
    assert shop.inside() == {"anna"}
    await shop.change(status=CaseStatus.OPEN)
    await shop.tend()
    assert not channel.archived
    assert shop.inside() == {"anna", "cy"}
    assert (await shop.file()).case.conversation_id == channel.id
    assert len(shop.connector.cards("case-card")) == 1


async def test_a_new_reference_is_the_channels_new_name(database: Database, clock: FakeClock):
    shop = await open_shop(database, clock, "anna")
    await shop.order()
    await shop.tend()
    await shop.change(reference="bado-kilu")
    await shop.tend()
    (channel,) = shop.channels()
    assert (channel.name, (await shop.file()).record.name) == ("bado-kilu", "bado-kilu")


async def test_whoever_cannot_be_let_in_is_said_with_why_and_the_rest_goes_on(
    database: Database, clock: FakeClock
):
    shop = await open_shop(database, clock, "anna", "far", "pol", "ben")
    await shop.order(ChannelForm.SHARED)
    await shop.tend()
    assert shop.inside() == {"anna", "ben", "pol"}
    refused = [seat for seat in (await shop.file()).seats if seat.stage is SeatStage.REFUSED]
    assert [(seat.practitioner_id, seat.why) for seat in refused] == [("far", "other_tenant")]
    asked = len(shop.teams.asked)
    await shop.tend()
    assert "add_member" not in [name for name, *_ in shop.teams.asked[asked:]]
    clock.advance(timedelta(days=1))
    shop.teams.connected |= {"far away"}
    shop.teams.guests[refused[0].identity] = False
    await shop.tend()
    assert "far" in shop.inside()


async def test_nothing_is_posted_before_it_has_been_seen_that_nobody_else_is_in_it(
    database: Database, clock: FakeClock
):
    shop = await open_shop(database, clock, "anna")
    await shop.order()
    memory: dict = {}
    while not shop.channels():
        memory = (await shop.step("work", memory))["seen"]
    (channel,) = shop.channels()
    for name in ("eve", "anna"):
        shop.teams.teams[shop_team(shop)].people[who(name)] = Role.MEMBER
    channel.people[who("eve")] = Role.MEMBER
    shop.teams.lag = timedelta(minutes=15)
    await shop.tend("work", memory)
    assert shop.inside() == {"anna"}
    assert clock.now() >= shop.teams._ended[channel.id, who("eve")] + timedelta(minutes=15)
    seats = {seat.identity.object_id: seat.stage for seat in (await shop.file()).seats}
    assert seats == {"oid-anna": SeatStage.IN, "oid-eve": SeatStage.OUT}


def shop_team(shop):
    (team,) = shop.teams.teams
    return team


async def test_teams_that_lag_by_a_quarter_of_an_hour_are_waited_for(database: Database, clock: FakeClock):
    shop = await open_shop(database, clock, "anna", "ben", "cy")
    shop.teams.lag = timedelta(minutes=15)
    await shop.order()
    await shop.tend()
    assert shop.inside() == {"anna", "ben", "cy"}
    assert (await shop.file()).record.stage is ChannelStage.OPEN
    await shop.leave("cy", clock.now().date())
    clock.advance(timedelta(days=1))
    gone_from = clock.now()
    await shop.tend()
    assert (await shop.file()).record.stage is ChannelStage.OPEN
    assert shop.inside() == {"anna", "ben"}
    assert clock.now() >= gone_from + timedelta(minutes=15)


async def test_a_case_is_tended_by_one_work_at_a_time_and_the_other_leaves_word(
    database: Database, clock: FakeClock
):
    shop = await open_shop(database, clock, "anna")
    await shop.order()
    came = await shop.step("first", {})
    assert not came["done"]
    assert (await shop.step("second", {}))["done"]
    await shop.tend("first", came["seen"])
    assert shop.inside() == {"anna"}
    assert await shop.book.claim(CASE, "third", clock.now(), clock.now() + timedelta(minutes=1))


async def test_a_channel_taken_for_gone_is_looked_for_once_more_later(database: Database, clock: FakeClock):
    at = await open_shop(database, clock, "anna")
    await at.order()
    await at.tend()
    (channel,) = at.channels()
    channel.deleted = True
    await at.change(reference="solu-mipa")
    await at.tend()
    assert (await at.file()).record.stage is ChannelStage.LOST
    looks = [one for one in await database.read(scheduled) if one.name == "check"]
    assert [(one.ids, one.not_before > clock.now()) for one in looks] == [((CASE,), True)]


@pytest.mark.parametrize("steps", [1, 2, 3])
@pytest.mark.parametrize("turns", [2, 3])
async def test_a_case_that_is_opened_and_closed_again_meanwhile_has_the_channel_of_what_it_is_last(
    database: Database, clock: FakeClock, turns: int, steps: int
):
    """Each time in the middle of what the time before has begun in Teams."""
    at = await open_shop(database, clock, "anna")
    await at.order()
    await at.tend()
    await at.change(status=CaseStatus.CLOSED)
    await at.tend()
    memory: dict = {}
    for turn in range(turns):
        status = (CaseStatus.OPEN, CaseStatus.CLOSED)[turn % 2]
        await at.change(status=status)
        for _ in range(steps):
            memory = (await at.step("work", memory))["seen"]
    await at.tend("work", memory)
    (channel,), is_open = at.channels(), turns % 2 == 1
    assert channel.archived is not is_open
    assert (await at.file()).record.stage is (ChannelStage.OPEN if is_open else ChannelStage.ARCHIVED)
    assert not (await at.file()).record.trouble


async def test_a_channel_that_somebody_archived_and_forgot_to_note_is_brought_back(
    database: Database, clock: FakeClock
):
    at = await open_shop(database, clock, "anna")
    await at.order()
    await at.tend()
    (channel,) = at.channels()
    channel.archived = True
    await at.book.keep(replace((await at.file()).record, stage=ChannelStage.OPENING))
    await at.join("ben")
    await at.tend()
    file = await at.file()
    assert (channel.archived, file.record.stage, file.record.trouble) == (False, ChannelStage.OPEN, "")
    assert at.inside() == {"anna", "ben"}


async def test_a_slow_look_at_a_card_that_is_as_it_should_be_asks_for_no_other(
    database: Database, clock: FakeClock
):
    at = await open_shop(database, clock, "anna")
    await at.order()
    await at.tend()
    cards = at.tending._hands.shown._cards

    async def slow(*asked):
        clock.advance(timedelta(minutes=1))
        return await cards.channel(*asked)

    at.tending._hands.shown._cards = replace(cards, channel=slow)
    looks: list[str] = []

    async def look_again(case: str) -> None:
        looks.append(case)

    at.tending._hands.told.look_again = look_again
    await at.tend()
    assert looks == []
    await at.join("ben")
    await at.tend()
    assert looks == [CASE], "another card was sent"
