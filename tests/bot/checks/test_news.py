"""What Teams tells the bot about channels: a check is asked for, once, and Graph is not asked in the turn."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.activity import Inbound, read
from bot.channels.news import ChannelNews
from tests.bot.checks.conftest import CASE, OWNER, Town

Json = dict[str, Any]
BOT = {"id": "28:bot"}
TEAM_ID = "11110000-0000-4000-8000-000000000001"
SOMEBODY = "22220000-0000-4000-8000-000000000002"
GENERAL = "19:general@thread.tacv2"


def update(channel: str = "", event: str = "", kind: str = "conversationUpdate", **more: Any) -> Inbound:
    data: Json = {
        "team": {"id": GENERAL, "aadGroupId": TEAM_ID},
        "eventType": event,
        "tenant": {"id": "tenant"},
    }
    if channel:
        data["channel"] = {"id": channel, "name": "lumo-tavi"}
    activity = {
        "type": kind,
        "id": "f:33330000-0000-4000-8000-000000000003",
        "serviceUrl": "https://smba.trafficmanager.net/uk/",
        "channelId": "msteams",
        "from": {"id": "29:somebody"},
        "recipient": BOT,
        "conversation": {"id": channel or GENERAL, "conversationType": "channel", "isGroup": True},
        "channelData": data,
    }
    return read(json.dumps(activity | more).encode())[1]


@pytest.fixture
def news(here: Town) -> ChannelNews:
    return ChannelNews(here.fake.desk, here.fake.clock)


@pytest.mark.parametrize(
    "event",
    [
        "channelMemberAdded",
        "channelMemberRemoved",
        "channelRenamed",
        "channelDeleted",
        "channelRestored",
        "teamMemberRemoved",
    ],
)
async def test_whatever_happens_to_a_cases_channel_has_it_checked(here: Town, news: ChannelNews, event: str):
    await news.hear(update(here.channel.id, event))
    soon, late = here.works("check")
    assert soon.ids == late.ids == (CASE,)
    assert late.not_before - soon.not_before >= timedelta(minutes=14)
    assert here.teams.asked == []


async def test_an_event_of_a_channel_may_come_in_the_conversation_of_the_team(here: Town, news: ChannelNews):
    await news.hear(update(here.channel.id, "channelRenamed", conversation={"id": GENERAL}))
    assert here.works("check")


async def test_whoever_is_said_to_have_come_in_is_looked_at_by_name(here: Town, news: ChannelNews):
    came = [{"id": "29:x", "aadObjectId": SOMEBODY}, BOT, {"id": "29:y", "aadObjectId": "no id at all"}]
    await news.hear(update(here.channel.id, "channelMemberAdded", membersAdded=came))
    named = [work.ids for work in here.works("check") if len(work.ids) > 1]
    assert named == [(CASE, "whom", OWNER.tenant_id, SOMEBODY)]


async def test_delivered_again_it_is_heard_once_and_many_are_one_check(here: Town, news: ChannelNews):
    first = update(here.channel.id, "channelMemberAdded")
    await news.hear(first)
    here.fake.clock.advance(timedelta(minutes=2))
    await news.hear(first)
    assert len(here.works("check")) == 2
    for number in range(20):
        await news.hear(update(here.channel.id, "channelMemberAdded", id=f"f:{number:012}"))
    assert len(here.works("check")) == 4


@pytest.mark.parametrize("event", ["teamArchived", "teamUnarchived", "teamDeleted", "teamRestored"])
async def test_what_happens_to_a_team_has_all_its_channels_checked(here: Town, news: ChannelNews, event: str):
    await news.hear(update(event=event))
    assert {work.ids for work in here.works("check.team")} == {(TEAM_ID,)}


@pytest.mark.parametrize(
    "gone",
    [
        {"event": "teamMemberRemoved", "membersRemoved": [BOT]},
        {"kind": "installationUpdate", "action": "remove"},
        {"kind": "installationUpdate", "action": "remove-upgrade"},
    ],
)
async def test_the_bot_put_out_of_a_team_has_all_its_channels_checked(
    here: Town, news: ChannelNews, gone: Json
):
    await news.hear(update(**gone))
    assert len(here.works("check.team")) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"channel": "19:nobodys@thread.tacv2", "event": "channelRenamed"},
        {"event": "teamMemberAdded", "membersAdded": [{"id": "29:x", "aadObjectId": SOMEBODY}]},
        {"event": "teamRenamed"},
        {
            "event": "teamArchived",
            "channelData": {"team": {"aadGroupId": "no id"}, "eventType": "teamArchived"},
        },
        {"event": "teamArchived", "channelData": {"team": [], "channel": 3, "eventType": "teamArchived"}},
        {"kind": "installationUpdate", "action": "add"},
    ],
)
async def test_what_is_about_no_case_is_let_be(here: Town, news: ChannelNews, other: Json):
    await news.hear(update(**other))
    assert here.fake.ledger.work == {}
