import asyncio
import json

import pytest
from aiohttp import web

from sandbox.graph.settings import GraphSettings
from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import ANA, DEE
from tests.sandbox.local import BOT_ID, Bot, FakeProduct, Json, Script, code
from tests.sandbox.world import CHANNEL

HELLO = {"type": "message", "text": "hello"}


async def by_hand(script: Script, action: str, **more: object) -> None:
    assert await script.post("graph", "byhand", action=action, **more) == {"done": action}


async def names(script: Script, channel: str) -> list[str]:
    world = await script.get("world")
    return next((one["members"] for one in world["conversations"] if one["id"] == channel), [])


async def made(bare: Bare, team_id: str, name: str) -> str:
    """A private channel with Ana and Dee, the bot not in it yet."""
    people = [
        {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{person}')", "roles": roles}
        for person, roles in ((ANA, ["owner"]), (DEE, []))
    ]
    await bare.json("POST", f"/teams/{team_id}/members", people[1])
    wanted = {"displayName": name, "membershipType": "private", "members": people}
    return (await bare.json("POST", f"/teams/{team_id}/channels", wanted))["id"]


async def enable(bare: Bare, team_id: str, channel: str) -> None:
    app = (await bare.json("GET", f"/appCatalogs/teamsApps?$filter=externalId%20eq%20'{BOT_ID}'"))["value"][0]
    reference = {"@odata.id": f"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{app['id']}"}
    address = f"/teams/{team_id}/channels/{channel}/enabledApps/$ref"
    assert await bare.status("POST", address, reference) == 204


async def test_a_channel_becomes_a_conversation_once_the_bot_is_in_it(
    bare: Bare, bot: Bot, script: Script, team_id: str, product: FakeProduct
) -> None:
    channel = await made(bare, team_id, "lumo-tavi")
    assert await names(script, channel) == []
    assert code(await bot.send(channel, HELLO)) == (404, "ConversationNotFound")
    await enable(bare, team_id, channel)
    assert await names(script, channel) == ["ana", "dee"]
    shown = await script.get("conversations", channel, query="as=dee")
    assert (shown["name"], shown["caseReference"]) == ("lumo-tavi", "lumo-tavi")
    assert (await bot.send(channel, HELLO)).status == 201
    roster = (await bot.call("GET", "v3", "conversations", channel, "members")).body
    assert [one["name"] for one in roster] == ["Ana Wren", "Dee Heron"]
    await script.post("settle")
    joined = product.received[-1]
    assert joined["type"] == "conversationUpdate"
    assert joined["membersAdded"] == [{"id": f"28:{BOT_ID}"}]
    assert joined["channelData"]["channel"] == {"id": channel, "name": "lumo-tavi"}
    assert joined["channelData"]["team"]["aadGroupId"] == team_id


async def test_somebody_put_in_by_hand_is_a_member_and_the_bot_is_told(
    script: Script, bare: Bare, product: FakeProduct, team_id: str
) -> None:
    await by_hand(script, "addMember", channel=CHANNEL, person="dee")
    assert await names(script, CHANNEL) == ["ana", "bo", "dee"]
    joined = product.received[-1]
    assert joined["channelData"]["eventType"] == "channelMemberAdded"
    assert joined["membersAdded"][0]["aadObjectId"] == DEE
    assert joined["conversation"]["id"] == CHANNEL
    assert joined["serviceUrl"].endswith("/connector/")
    await by_hand(script, "removeMember", channel=CHANNEL, person="bo")
    assert await names(script, CHANNEL) == ["ana", "dee"]
    assert product.received[-1]["membersRemoved"][0]["id"].startswith("29:")
    listed = await bare.json("GET", f"/teams/{team_id}/channels/{CHANNEL}/members")
    assert [row["userId"] for row in listed["value"]] == [ANA, DEE]


async def test_a_stranger_in_a_private_channel_is_in_its_team_too(
    script: Script, bare: Bare, team_id: str
) -> None:
    channel = await made(bare, team_id, "case")
    await by_hand(script, "addMember", channel=channel, person="eli")
    held = (await script.get("graph"))["members"]
    assert {row["channelId"] for row in held if row["person"] == "eli"} == {None, channel}


async def test_a_channel_renamed_or_deleted_by_hand_is_so_everywhere(
    script: Script, bot: Bot, product: FakeProduct
) -> None:
    await by_hand(script, "renameChannel", channel=CHANNEL, name="Robin's channel")
    assert product.received[-1]["channelData"]["eventType"] == "channelRenamed"
    shown = await script.get("conversations", CHANNEL, query="as=ana")
    assert (shown["name"], shown["caseReference"]) == ("Robin's channel", "FEN-1")
    await by_hand(script, "deleteChannel", channel=CHANNEL)
    assert product.received[-1]["channelData"]["eventType"] == "channelDeleted"
    assert (await script.call("GET", "conversations", CHANNEL, query="as=ana")).status == 404
    assert code(await bot.send(CHANNEL, HELLO)) == (404, "ConversationNotFound")


async def test_a_bot_taken_out_is_told_so_and_hears_and_says_nothing_more(
    script: Script, bot: Bot, product: FakeProduct
) -> None:
    await by_hand(script, "removeBot", channel=CHANNEL)
    assert product.received[-1]["membersRemoved"] == [{"id": f"28:{BOT_ID}"}]
    assert code(await bot.send(CHANNEL, HELLO)) == (403, "BotNotInConversationRoster")
    turn = await script.say(CHANNEL, "ana", "@Teamaround are you there?")
    assert turn["delivered"] is False
    await by_hand(script, "addBot", channel=CHANNEL)
    assert (await bot.send(CHANNEL, HELLO)).status == 201


async def test_a_bot_taken_out_of_the_team_is_in_none_of_its_channels(
    script: Script, bot: Bot, team_id: str
) -> None:
    internal = (await script.get("graph"))["teams"][0]["internalId"]
    await by_hand(script, "removeBot", team=team_id)
    assert code(await bot.send(CHANNEL, HELLO)) == (403, "BotNotInConversationRoster")
    assert (await bot.call("GET", "v3", "teams", internal)).status == 404


async def test_somebody_whose_account_is_closed_cannot_be_added(
    script: Script, bare: Bare, team_id: str
) -> None:
    await by_hand(script, "disableAccount", person="dee")
    assert (await bare.json("GET", f"/users/{DEE}?$select=accountEnabled"))["accountEnabled"] is False
    bind = {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{DEE}')"}
    assert await bare.status("POST", f"/teams/{team_id}/members", bind) == 404
    await by_hand(script, "enableAccount", person="dee")
    assert await bare.status("POST", f"/teams/{team_id}/members", bind) == 201


@pytest.mark.parametrize(
    "order",
    [
        {"action": "dance"},
        {"action": "addMember", "channel": "none", "person": "dee"},
        {"action": "addMember", "channel": CHANNEL, "person": "nobody"},
        {"action": "removeMember", "channel": CHANNEL, "person": "cy"},
        {"action": "renameChannel", "channel": CHANNEL},
        {"action": "removeBot"},
        {"action": "lifecycle", "subscription": "none", "event": "missed"},
    ],
)
async def test_what_nobody_can_do_by_hand_is_refused(script: Script, order: Json) -> None:
    assert (await script.call("POST", "graph", "byhand", body=order)).status in (400, 404)


async def test_the_delay_and_the_limits_are_set_over_the_contract(
    script: Script, settings: GraphSettings
) -> None:
    assert await script.post("graph", "lag", seconds=90) == {"seconds": 90.0}
    told = await script.post("graph", "limits", channelsPerTeam=3)
    assert told["channelsPerTeam"] == settings.channels_per_team == 3
    assert settings.lag == 90
    assert (await script.call("POST", "graph", "lag", body={"seconds": -1})).status == 400


async def test_the_page_of_whoever_comes_or_goes_is_told(script: Script) -> None:
    async with script.session.get(f"{script.base}/events?as=bo") as stream:
        await stream.content.readuntil(b"\n\n")
        await by_hand(script, "removeMember", channel=CHANNEL, person="bo")
        told = await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 5)
    assert json.loads(told.removeprefix(b"data: ")) == {"conversation": CHANNEL, "members": True}


async def test_a_bot_that_does_not_answer_holds_nothing_up(script: Script, product: FakeProduct) -> None:
    async def broken(_activity: Json, _bot: Bot) -> web.Response:
        return web.Response(status=500)

    product.behaviour = broken
    await by_hand(script, "addMember", channel=CHANNEL, person="dee")


async def test_whoever_is_deleted_is_in_no_directory_and_no_team_until_restored(
    bare: Bare, script: Script, team_id: str
) -> None:
    channel = await made(bare, team_id, "lumo-tavi")
    await enable(bare, team_id, channel)
    await by_hand(script, "deleteAccount", person="dee")
    assert await bare.status("GET", f"/users/{DEE}") == 404
    assert await names(script, channel) == ["ana"]
    held = await script.get("graph")
    assert not [row for row in held["members"] if row["person"] == "dee"]
    await by_hand(script, "restoreAccount", person="dee")
    assert await bare.status("GET", f"/users/{DEE}") == 200
    assert await names(script, channel) == ["ana"]


async def test_a_filter_names_fifteen_values_and_no_more(bare: Bare) -> None:
    listed = ",".join(f"'{number}'" for number in range(15))
    assert await bare.status("GET", f"/users?$filter=id%20in%20({listed})") == 200
    assert await bare.status("GET", f"/users?$filter=id%20in%20({listed},'15')") == 400
