import time

import aiohttp
import pytest
from msgraph import GraphServiceClient

from sandbox.graph.settings import GraphSettings
from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import CY
from tests.sandbox.local import Script

BIND = {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{CY}')"}


async def order(script: Script, **fault: object) -> None:
    await script.post("faults", target="graph", **fault)


async def test_the_next_calls_fail_as_ordered_and_then_no_more(bare: Bare, script: Script) -> None:
    await order(script, match="GET /v1.0/teams", status=503, retryAfter=7, count=2)
    replies = [(await bare.ask("GET", path))[0] for path in ("//teams", "/users", "/teams", "/teams")]
    assert [(reply.status, reply.retry_after) for reply in replies] == [
        (503, "7"),
        (200, None),
        (503, "7"),
        (200, None),
    ]


@pytest.mark.parametrize(("kind", "done"), [("reset", False), ("timeout", False), ("lost", True)])
async def test_a_call_can_get_no_answer(
    bare: Bare, script: Script, team_id: str, kind: str, *, done: bool
) -> None:
    await order(script, match="/members", kind=kind, seconds=0.05)
    with pytest.raises(aiohttp.ClientError):
        await bare.ask("POST", f"/teams/{team_id}/members", BIND)
    members = (await bare.json("GET", f"/teams/{team_id}/members"))["value"]
    assert (CY in [row["userId"] for row in members]) is done


async def test_a_call_can_be_slow(bare: Bare, script: Script) -> None:
    await order(script, match="/teams", kind="slow", seconds=0.2)
    began = time.monotonic()
    assert await bare.status("GET", "/teams") == 200
    assert time.monotonic() - began >= 0.2


async def test_microsofts_client_comes_back_when_it_was_told_to(
    client: GraphServiceClient, script: Script
) -> None:
    await order(script, match="/teams", status=429, retryAfter=1)
    assert len((await client.teams.get()).value) == 1
    assert [call["status"] for call in await script.get("graph", "log")] == [429, 200]


async def test_the_connector_fails_with_a_status_only(script: Script) -> None:
    wrong = await script.call("POST", "faults", body={"target": "connector", "kind": "reset"})
    assert wrong.status == 400


async def test_faults_strike_a_batch_or_one_call_of_it(bare: Bare, script: Script) -> None:
    calls = {"requests": [{"id": name, "method": "GET", "url": f"/{name}"} for name in ("teams", "users")]}
    await order(script, match="$batch", status=500)
    assert await bare.status("POST", "/$batch", calls) == 500
    await order(script, match="GET /v1.0/teams", status=429, retryAfter=2)
    answers = (await bare.json("POST", "/$batch", calls))["responses"]
    assert [(one["status"], one["headers"].get("Retry-After")) for one in answers] == [
        (429, "2"),
        (200, None),
    ]


def test_the_delay_is_short_unless_told_otherwise() -> None:
    assert 0 < GraphSettings().lag <= 1
