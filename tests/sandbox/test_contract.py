import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from yarl import URL

from sandbox.state import Sandbox
from tests.sandbox.local import BOT_ID, Bot, FakeProduct, Json, Script
from tests.sandbox.world import CHANNEL, GROUP, PERSONAL

HELLO = {"type": "message", "text": "hello"}


async def test_the_world_names_agencies_and_services(script: Script) -> None:
    world = await script.get("world")
    ana, bo, cy = world["people"]
    assert (ana["id"], ana["agency"], ana["service"]) == ("ana", "Fenwick Council", "Social Work")
    assert (bo["role"], bo["service"]) == ("Police officer", "Vulnerability Unit")
    assert (cy["agency"], cy["service"], cy["registered"]) == (None, None, False)
    assert world["children"] == [
        {"id": "child-1", "name": "Robin Example", "born": "2014-03", "reference": "C-1"}
    ]
    channel = world["conversations"][2]
    assert channel["id"] == CHANNEL
    assert (channel["type"], channel["members"], channel["caseReference"]) == (
        "channel",
        ["ana", "bo"],
        "FEN-1",
    )
    assert world["bot"]["id"] == f"28:{BOT_ID}"


async def test_the_truth_is_the_products(script: Script, product: FakeProduct) -> None:
    assert await script.get("truth") == await product.truth()


async def test_the_graph_holds_what_the_world_has(script: Script) -> None:
    held = await script.get("graph")
    assert [one["displayName"] for one in held["channels"]] == ["General", "FEN-1"]
    people = [(one["person"], one["roles"]) for one in held["members"] if one["channelId"] == CHANNEL]
    assert people == [("ana", ["owner"]), ("bo", [])]
    assert len(held["teams"]) == len(held["installedApps"]) == 1
    assert await script.get("graph", "log") == []


async def test_the_inbox_has_what_was_sent_to_that_person_alone(script: Script, bot: Bot) -> None:
    await bot.send(GROUP, HELLO)
    sent = await bot.send(PERSONAL, HELLO)
    await bot.update(PERSONAL, sent.body["id"], {"type": "message", "text": "again"})
    inbox = (await script.get("people", "ana", "inbox"))["activities"]
    assert [(one["sandboxOperation"], one["text"]) for one in inbox] == [
        ("send", "hello"),
        ("update", "again"),
    ]
    assert (await script.get("people", "bo", "inbox"))["activities"] == []


async def test_the_chat_list_begins_with_the_bot(script: Script) -> None:
    bo = (await script.get("people", "bo", "conversations"))["conversations"]
    assert [one["type"] for one in bo] == ["personal", "groupChat", "channel"]
    again = (await script.get("people", "bo", "conversations"))["conversations"]
    assert bo == again


async def test_only_a_member_sees_or_speaks_in_a_conversation(script: Script) -> None:
    looked = await script.call("GET", "conversations", CHANNEL, query="as=cy")
    spoke = await script.call("POST", "conversations", CHANNEL, "messages", body={"as": "cy", "text": "hi"})
    assert looked.status == spoke.status == 403
    assert looked.body == {"error": f"'cy' is no member of '{CHANNEL}'."}


async def test_the_clock_moves_forward_and_what_fell_due_is_done(
    script: Script, product: FakeProduct
) -> None:
    assert await script.post("clock", advance=90) == {"now": "2026-07-01T09:31:30.000Z"}
    assert await script.post("clock", to="2026-07-02T08:00:00+01:00") == {"now": "2026-07-02T07:00:00.000Z"}
    assert product.settled == 2
    assert await script.post("settle") == {"settled": True}
    assert product.settled == 3


@pytest.mark.parametrize(
    "move",
    [
        {},
        {"advance": -1},
        {"advance": 1e300},
        {"advance": "soon"},
        {"advance": 1, "to": "2026-07-02T08:00:00Z"},
        {"to": "tomorrow"},
        {"to": "2026-07-02T08:00:00"},
        {"to": "2026-06-01T08:00:00Z"},
        {"back": 1},
    ],
)
async def test_a_clock_that_cannot_move_like_that_says_so(
    script: Script, product: FakeProduct, move: Json
) -> None:
    before = product.now()
    await refused(script, 400, "clock", body=move)
    assert product.now() == before


@pytest.mark.parametrize(
    ("status", "path", "body"),
    [
        (400, ("people", "ana", "messages"), {}),
        (400, ("people", "ana", "messages"), {"text": "a", "value": {}}),
        (400, ("people", "ana", "messages"), {"text": "x" * 15_000}),
        (400, ("people", "ana", "messages"), {"text": 5}),
        (400, ("people", "ana", "messages"), {"text": "a", "as": "bo"}),
        (400, ("people", "ana", "messages"), []),
        (404, ("people", "nobody", "messages"), {"text": "a"}),
        (404, ("conversations", "a:none", "messages"), {"as": "ana", "text": "a"}),
        (404, ("conversations", PERSONAL, "messages"), {"as": "nobody", "text": "a"}),
        (400, ("conversations", PERSONAL, "messages"), {"text": "a"}),
        (400, ("conversations", PERSONAL, "actions"), {"as": "ana", "activityId": "1"}),
        (400, ("invoke",), {"as": "ana", "name": "task/fetch"}),
        (400, ("raw",), {}),
        (400, ("faults",), {"match": "x"}),
        (400, ("faults",), {"target": "moon"}),
        (400, ("faults",), {"target": "connector", "status": 200}),
        (400, ("faults",), {"target": "connector", "count": 0}),
        (400, ("people", "ana", "blocked"), {"blocked": "yes"}),
        (404, ("nothing", "here"), {}),
        (405, ("world",), {}),
    ],
)
async def test_bad_input_is_answered_with_one_sentence(
    script: Script, status: int, path: tuple[str, ...], body: object
) -> None:
    await refused(script, status, *path, body=body)


async def test_who_looks_has_to_be_said(script: Script) -> None:
    assert (await script.call("GET", "conversations", PERSONAL)).status == 400
    assert (await script.call("GET", "events")).status == 400
    assert (await script.call("GET", "events", query="as=nobody")).status == 404


async def test_faults_can_be_called_off(script: Script, bot: Bot) -> None:
    assert await script.post("faults", target="connector", match="(", count=5) == {"ordered": 5}
    assert (await bot.send(PERSONAL, HELLO)).status == 201
    await script.post("faults", target="connector", match="/connector/v3/conversations", status=500)
    await script.post("faults", target="graph", match="")
    assert (await bot.send(PERSONAL, HELLO)).status == 500
    assert await script.post("faults", clear=True) == {"ordered": 0}


async def test_ids_with_any_character_work_percent_encoded(script: Script, bot: Bot) -> None:
    sent = await bot.send(f"{CHANNEL};messageid=1", HELLO)
    assert (await script.see(f"{CHANNEL};messageid=1", "bo"))[0]["id"] == sent.body["id"]
    missing = await script.call("GET", "conversations", "19:a/b?c#d%e@x;messageid=1", query="as=ana")
    assert missing.status == 404
    assert "19:a/b?c#d%e@x" in missing.body["error"]


async def test_events_tell_those_who_can_see_the_change(script: Script, bot: Bot) -> None:
    async with open_events(script, "ana") as ana, open_events(script, "bo") as bo:
        people = (await script.get("world"))["people"]
        await bot.send(PERSONAL, HELLO)
        await bot.send(GROUP, {**HELLO, "recipient": {"id": people[1]["teamsId"]}}, "isTargetedActivity=true")
        await bot.send(CHANNEL, HELLO)
        assert [await next_event(ana), await next_event(ana)] == [PERSONAL, CHANNEL]
        assert [await next_event(bo), await next_event(bo)] == [GROUP, CHANNEL]


async def test_open_event_streams_end_with_the_server(
    server: tuple[TestServer, Sandbox], script: Script
) -> None:
    async with open_events(script, "ana") as ana:
        await asyncio.wait_for(server[0].close(), 5)
        assert await ana.content.read() == b""


async def test_the_page_and_its_packages_are_served_and_nothing_else(
    server: tuple[TestServer, Sandbox], session: aiohttp.ClientSession
) -> None:
    async def status(path: str) -> int:
        async with session.get(server[0].make_url("/").join(URL(path, encoded=True))) as answer:
            return answer.status

    assert await status("/") == 200
    assert await status("/page/index.html") == 200
    assert await status("/page/..%2Fapp.py") == 404
    assert await status("/page/css") == 404
    assert await status("/npm/axe-core/axe.min.js") == 404
    assert await status("/npm/adaptivecards/package.json") == 404
    assert await status("/npm/adaptivecards/dist/..%2Fpackage.json") == 404


async def refused(script: Script, status: int, *path: str, body: object) -> None:
    reply = await script.call("POST", *path, body=body)
    assert reply.status == status, reply
    assert list(reply.body) == ["error"]
    assert reply.body["error"].endswith(".")


@asynccontextmanager
async def open_events(script: Script, person: str) -> AsyncIterator[aiohttp.ClientResponse]:
    async with script.session.get(f"{script.base}/events?as={person}") as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert await stream.content.readline() == b": listening\n"
        assert await stream.content.readline() == b"\n"
        yield stream


async def next_event(stream: aiohttp.ClientResponse) -> str:
    line = await asyncio.wait_for(stream.content.readline(), 5)
    await stream.content.readline()
    return json.loads(line.removeprefix(b"data: "))["conversation"]
