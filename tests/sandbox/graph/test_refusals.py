import pytest

from sandbox.graph.settings import GraphSettings
from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import ANA, DEE
from tests.sandbox.local import Script, Seconds
from tests.sandbox.world import CHANNEL

BIND = {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{DEE}')"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nosuch", 400),
        ("GET", "/teams/{team}/nosuch", 400),
        ("GET", "/teams/{team}/channels/getAllMembers/x/y", 400),
        ("DELETE", "/users/" + ANA, 405),
        ("PUT", "/teams/{team}", 405),
        ("GET", "/teams/none", 404),
        ("GET", "/teams/{team}/channels/none", 404),
        ("GET", "/teams/{team}/channels/none/members", 404),
        ("GET", "/teams/{team}/operations/none", 404),
        ("GET", "/teams/{team}?$nosuch=1", 400),
        ("GET", "/teams/{team}?nosuch=1", 400),
        ("GET", "/teams/{team}?$filter=id%20eq%20'a'", 400),
        ("GET", "/teams/{team}?$select=nosuch", 400),
        ("GET", "/teams/{team}/channels?$expand=nosuch", 400),
        ("GET", "/users?$top=0", 400),
        ("GET", "/users?$top=1000", 400),
        ("GET", "/users?$top=many", 400),
        ("GET", "/users?$skiptoken=!", 400),
        ("GET", "/users?$orderby=nosuch", 400),
        ("POST", "/teams/{team}/members", 400),
        ("GET", "/teams/{team}/channels/none/messages", 404),
        ("GET", "/teams/{team}/channels/" + CHANNEL + "/messages?$top=51", 400),
        ("GET", "/teams/{team}/channels/" + CHANNEL + "/messages?$filter=id%20eq%20'1'", 400),
        ("POST", "/teams/{team}/channels/" + CHANNEL + "/messages", 405),
        ("GET", "/teams/{team}/channels/none/filesFolder", 404),
        ("GET", "/drives/none/items/none/retentionLabel", 404),
        ("GET", "/teams/{team}/channels/" + CHANNEL + "/enabledApps/none", 404),
        ("GET", "/users/" + ANA + "?$expand=manager($select=nosuch)", 400),
        ("GET", "/users/" + ANA + "?$expand=manager($top=1)", 400),
        ("GET", "/teams/{team}/channels/getAllMembers", 404),
    ],
)
async def test_what_graph_does_not_have_is_refused_in_its_own_words(
    bare: Bare, team_id: str, method: str, path: str, status: int
) -> None:
    reply, headers = await bare.ask(method, path.replace("{team}", team_id))
    assert reply.status == status, reply
    error = reply.body["error"]
    assert error["code"]
    assert error["message"]
    assert set(error["innerError"]) == {"date", "request-id", "client-request-id"}
    assert headers["request-id"]


async def test_the_unknown_part_of_a_path_is_named(bare: Bare, team_id: str) -> None:
    reply, _ = await bare.ask("GET", f"/teams/{team_id}/chanels/x")
    assert reply.body["error"]["message"] == "Resource not found for the segment 'chanels'."


@pytest.mark.parametrize("token", [None, "", " "])
async def test_nobody_comes_in_without_a_token(bare: Bare, token: str | None) -> None:
    reply, _ = await bare.ask("GET", "/teams", token=token)
    assert (reply.status, reply.body["error"]["code"]) == (401, "InvalidAuthenticationToken")


async def test_other_versions_are_not_served(bare: Bare) -> None:
    bare.base = bare.base.replace("v1.0", "beta")
    assert await bare.status("GET", "/teams") == 400


@pytest.mark.parametrize("path", ["//teams//{team}", "/teams('{team}')", "/Teams/{team}", "/teams/{team}/"])
async def test_an_address_may_be_spelled_in_several_ways(bare: Bare, team_id: str, path: str) -> None:
    assert (await bare.json("GET", path.replace("{team}", team_id)))["id"] == team_id


async def test_a_body_must_be_json(bare: Bare, team_id: str) -> None:
    address, headers = f"{bare.base}/teams/{team_id}/members", {"Authorization": "Bearer a"}
    async with bare.session.post(address, data=b"text", headers=headers) as answer:
        assert answer.status == 400
    json = headers | {"Content-Type": "application/json"}
    async with bare.session.post(address, data=b"{", headers=json) as answer:
        assert (answer.status, (await answer.json())["error"]["code"]) == (400, "BadRequest")


async def test_calls_over_the_rate_are_told_when_to_come_back(
    bare: Bare, team_id: str, settings: GraphSettings, seconds: Seconds
) -> None:
    settings.team_rate, settings.channel_rate = GraphSettings().team_rate, GraphSettings().channel_rate
    channel = f"/teams/{team_id}/channels/{CHANNEL}"
    assert [await bare.status("GET", channel) for _ in range(2)] == [200, 429]
    assert [await bare.status("GET", f"/teams/{team_id}") for _ in range(4)] == [200, 200, 200, 429]
    reply, _ = await bare.ask("GET", channel)
    assert (reply.retry_after, reply.body["error"]["code"]) == ("1", "TooManyRequests")
    seconds.now += 1
    assert await bare.status("GET", channel) == 200


async def test_a_teams_members_change_four_times_a_minute(
    bare: Bare, team_id: str, settings: GraphSettings, seconds: Seconds
) -> None:
    settings.write_members_of_team_rate = GraphSettings().write_members_of_team_rate
    address = f"/teams/{team_id}/members"
    assert [await bare.status("POST", address, BIND) for _ in range(5)] == [201, 201, 201, 201, 429]
    assert (await bare.ask("POST", address, BIND))[0].retry_after == "60"
    seconds.now += 60
    assert await bare.status("POST", address, BIND) == 201


async def test_every_call_and_its_answer_is_in_the_log(bare: Bare, script: Script, team_id: str) -> None:
    await bare.ask("POST", f"//teams/{team_id}/members", BIND)
    await bare.ask("GET", "/nosuch")
    log = await script.get("graph", "log")
    assert [(call["method"], call["path"], call["status"]) for call in log] == [
        ("POST", f"/v1.0/teams/{team_id}/members", 201),
        ("GET", "/v1.0/nosuch", 400),
    ]
    assert log[0]["request"] == BIND
    assert log[0]["response"]["userId"] == DEE
