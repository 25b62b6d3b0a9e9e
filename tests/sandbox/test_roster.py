from urllib.parse import quote

from tests.sandbox.local import Bot, FakeProduct, Script, code
from tests.sandbox.world import CHANNEL, COUNCIL_TENANT, GROUP, PERSONAL, POLICE_TENANT, WORLD

BO = WORLD["people"][1]["aadObjectId"]


async def test_the_roster_comes_in_pages(bot: Bot) -> None:
    path = ("v3", "conversations", CHANNEL, "pagedMembers")
    first = (await bot.call("GET", *path, query="pageSize=1")).body
    token = quote(first["continuationToken"], safe="")
    second = (await bot.call("GET", *path, query=f"pageSize=1&continuationToken={token}")).body
    assert [one["members"][0]["name"] for one in (first, second)] == ["Ana Wren", "Bo Finch"]
    assert "continuationToken" not in second
    assert len((await bot.call("GET", *path)).body["members"]) == 2
    assert code(await bot.call("GET", *path, query="pageSize=0")) == (400, "BadSyntax")
    assert code(await bot.call("GET", *path, query="continuationToken=%21")) == (400, "BadSyntax")


async def test_members_are_told_with_their_tenant(bot: Bot) -> None:
    members = (await bot.call("GET", "v3", "conversations", GROUP, "members")).body
    assert [member["tenantId"] for member in members] == [COUNCIL_TENANT, POLICE_TENANT]
    one = (await bot.call("GET", "v3", "conversations", GROUP, "members", members[1]["id"])).body
    assert (one["aadObjectId"], one["name"], one["email"]) == (BO, "Bo Finch", "bo.finch@police.example")


async def test_somebody_who_is_no_member_is_not_found(bot: Bot) -> None:
    reply = await bot.call("GET", "v3", "conversations", PERSONAL, "members", BO)
    assert code(reply) == (404, "MemberNotFoundInConversation")


async def test_the_team_and_its_channels_are_told(bot: Bot, script: Script, product: FakeProduct) -> None:
    await script.say(CHANNEL, "ana", "@Teamaround hello")
    team_id = product.received[0]["channelData"]["team"]["id"]
    team = (await bot.call("GET", "v3", "teams", team_id)).body
    assert (team["id"], team["channelCount"], team["memberCount"]) == (team_id, 2, 2)
    channels = (await bot.call("GET", "v3", "teams", team_id, "conversations")).body["conversations"]
    assert channels == [{"id": team_id, "name": None}, {"id": CHANNEL, "name": "FEN-1"}]
    assert code(await bot.call("GET", "v3", "teams", "19:none@thread.tacv2")) == (404, "TeamNotFound")
