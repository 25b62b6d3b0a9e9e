"""What is posted where Graph is to tell of changes: believed with the secret alone, and never a crash."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.activity import LONGEST
from bot.app import add_routes
from bot.graph_notices import GraphNotices
from bot.health import Health
from bot.logs import configure
from bot.metrics import Metrics
from bot.settings import Settings
from bot.settings_graph import lifecycle_url, notification_url
from bot.web import Messages, last_resort
from cases.model import ConversationId
from cases.ports_channels import TeamId
from cases.ports_watch import Heard, News
from tests.bot.loglines import Output, logging_put_back
from tests.examples import examples
from tests.local_teams import started

Json = dict[str, Any]
OURS, OTHER = str(UUID(int=1)), str(UUID(int=2))
SECRET = "kept-between-graph-and-us"
TEAM, CHANNEL = TeamId("11110000-0000-4000-8000-000000000001"), ConversationId("19:aBc@thread.tacv2")
MEMBER = f"teams('{TEAM}')/channels('{CHANNEL}')/members('MCMjMSM=')"


@dataclass
class Ears:
    """The wiring's two callables: what is known, and what was heard."""

    heard: list[Heard] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    failing: Exception | None = None

    async def secret_of(self, subscription: str) -> str | None:
        self.asked.append(subscription)
        return SECRET if subscription == OURS else None

    async def hear(self, news: Heard) -> None:
        if self.failing is not None:
            raise self.failing
        self.heard.append(news)


@dataclass
class Place:
    """The two addresses on a real port."""

    http: aiohttp.ClientSession
    url: str
    ears: Ears
    metrics: Metrics

    async def post(self, body: object, path: str = "notifications", **more: Any) -> int:
        sent = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with self.http.post(f"{self.url}{path}", **sent, **more) as response:
            await response.read()
            return response.status

    def counted(self, outcome: str) -> float:
        return self.metrics.graph_notices.labels(outcome)._value.get()


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    ears, metrics = Ears(), Metrics()
    app = web.Application(client_max_size=LONGEST, middlewares=[last_resort])
    health = Health(None, None, (), metrics, None, None, None, None)
    notices = GraphNotices(metrics, ears.secret_of, ears.hear)
    add_routes(app, Messages(None, None, metrics), health, notices)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Place(http, str(server.make_url("/api/graph/")), ears, metrics)


def notice(**changed: object) -> Json:
    given = {
        "subscriptionId": OURS,
        "clientState": SECRET,
        "changeType": "created",
        "tenantId": "a-tenant",
        "resource": MEMBER,
        "resourceData": {"id": "MCMjMSM=", "@odata.id": MEMBER},
    }
    return {name: value for name, value in (given | changed).items() if value is not None}


def event(name: str, **changed: object) -> Json:
    return notice(changeType=None, resource=None, resourceData=None, lifecycleEvent=name, **changed)


@pytest.mark.parametrize("path", ["notifications", "lifecycle"])
async def test_the_validation_is_answered_with_the_token_as_plain_text(place: Place, path: str):
    token = "Validation: a+b&c=1 %2F 'x' é"
    async with place.http.post(f"{place.url}{path}", params={"validationToken": token}) as response:
        assert (response.status, response.content_type) == (200, "text/plain")
        assert await response.text() == token
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_token_with_html_in_it_comes_back_as_none(place: Place):
    params = {"validationToken": "<script>alert(1)</script>"}
    async with place.http.post(f"{place.url}notifications", params=params) as response:
        assert "<" not in await response.text()
    params = {"validationToken": "x" * 5_000}
    async with place.http.post(f"{place.url}notifications", params=params) as response:
        assert response.status == 400


@pytest.mark.parametrize("change", ["created", "updated", "deleted"])
@pytest.mark.parametrize(
    ("resource", "channel"),
    [
        (MEMBER, CHANNEL),
        (f"teams('{TEAM}')/channels('{CHANNEL}')/allMembers('MCMjMSM=')", CHANNEL),
        (f"/teams/{TEAM}/channels/{CHANNEL}/members/MCMjMSM=", CHANNEL),
        (f"teams('{TEAM}')/members('MCMjMSM=')", None),
    ],
)
async def test_a_change_is_heard_in_each_form(
    place: Place, change: str, resource: str, channel: ConversationId | None
):
    assert await place.post({"value": [notice(changeType=change, resource=resource)]}) == 202
    assert place.ears.heard == [Heard(OURS, TEAM, channel, News(change))]


@pytest.mark.parametrize("path", ["notifications", "lifecycle"])
@pytest.mark.parametrize(
    ("name", "news"),
    [
        ("missed", News.MISSED),
        ("subscriptionRemoved", News.REMOVED),
        ("reauthorizationRequired", News.REAUTHORIZE),
    ],
)
async def test_an_event_of_the_subscription_is_heard_at_either_address(
    place: Place, path: str, name: str, news: News
):
    assert await place.post({"value": [event(name)]}, path) == 202
    assert place.ears.heard == [Heard(OURS, None, None, news)]


async def test_what_came_twice_in_one_call_is_heard_once_and_in_two_calls_twice(place: Place):
    for _ in range(2):
        assert await place.post({"value": [notice(), notice(), event("missed")]}) == 202
    assert len(place.ears.heard) == 4
    assert place.ears.asked == [OURS, OURS]
    assert place.counted("heard") == 4


@pytest.mark.parametrize(
    "forged",
    [
        notice(clientState="guessed"),
        notice(clientState=""),
        notice(clientState=None),
        notice(clientState=SECRET + "x"),
        notice(clientState="é" * 200),
        notice(subscriptionId=OTHER),
        notice(subscriptionId=OTHER, clientState=None),
        notice(subscriptionId=OTHER, clientState=""),
        notice(subscriptionId="../etc"),
        notice(subscriptionId=""),
        event("missed", clientState="guessed"),
    ],
)
async def test_whoever_does_not_know_the_secret_is_answered_alike_and_not_heard(place: Place, forged: Json):
    assert await place.post({"value": [forged, notice()]}) == 202
    assert place.ears.heard == [Heard(OURS, TEAM, CHANNEL, News.CREATED)]
    assert place.counted("unproven") == 1


async def test_an_empty_secret_opens_nothing(place: Place):
    app = web.Application()
    app.router.add_post("/", GraphNotices(place.metrics, nothing_at_all, place.ears.hear).post)
    async with (
        TestServer(app) as server,
        place.http.post(server.make_url("/"), json={"value": [notice(clientState="")]}) as said,
    ):
        assert said.status == 202
    assert place.ears.heard == []


async def nothing_at_all(_: str) -> str | None:
    return ""


@pytest.mark.parametrize(
    "unknown",
    [
        notice(changeType="vanished"),
        notice(changeType=None),
        notice(resource="users('x')"),
        notice(resource=None),
        notice(resource=f"teams('{TEAM}')/channels('{CHANNEL}')/messages('1')"),
        event("somethingNew"),
    ],
)
async def test_what_graph_may_say_one_day_is_left_aside(place: Place, unknown: Json):
    assert await place.post({"value": [unknown]}) == 202
    assert place.ears.heard == []
    assert place.counted("unreadable") == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{half", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"value": {}}', 400),
        (b'{"value": [{"clientState": "x"}]}', 400),
        (b'{"value": [{"subscriptionId": 1}]}', 400),
        (json.dumps({"value": [notice()] * 501}).encode(), 413),
        (b" " * (LONGEST + 1), 413),
        (b'{"value": [{"subscriptionId": "\\ud800"}]}', 400),
        (b'{"value": []}', 202),
    ],
)
async def test_what_graph_would_not_send_is_a_4xx(place: Place, body: bytes, status: int):
    assert await place.post(body, headers={"Content-Type": "application/json"}) == status
    assert place.ears.heard == []


async def test_only_json_is_read(place: Place):
    assert await place.post(b"{}", headers={"Content-Type": "text/plain"}) == 415


@pytest.mark.parametrize("failing", [OSError("the database is away"), TimeoutError()])
async def test_what_could_not_be_kept_is_sent_again_by_graph(place: Place, failing: Exception):
    place.ears.failing = failing
    assert await place.post({"value": [notice()]}) == 503
    assert place.counted("postponed") == 1
    place.ears.failing = None
    assert await place.post({"value": [notice()]}) == 202
    assert len(place.ears.heard) == 1


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from([OURS, SECRET, MEMBER]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "subscriptionId", "clientState", "changeType", "resource"]), inner
        )
    ),
    max_leaves=12,
)


@settings(max_examples=examples(60), deadline=None)
@given(body=ANYTHING)
def test_whatever_is_posted_is_answered_and_never_a_5xx(body: object):
    assert asyncio.run(answered(json.dumps(body))) in (202, 400)


async def answered(body: str) -> int:
    app = web.Application()
    app.router.add_post("/", GraphNotices(Metrics(), Ears().secret_of).post)
    headers = {"Content-Type": "application/json"}
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession() as http,
        http.post(server.make_url("/"), data=body, headers=headers) as response,
    ):
        return response.status


async def test_the_log_says_how_many_and_nothing_that_was_sent(place: Place):
    with logging_put_back():
        configure("info", "json", out := Output())
        await place.post({"value": [notice(clientState="guessed"), notice(resource="Jo Smith")]})
    lines = {line["event"]: line["count"] for line in out.lines if line["event"].startswith("graph.")}
    assert lines == {"graph.unproven": 1, "graph.unreadable": 1}
    assert "guessed" not in out.getvalue()
    assert "Smith" not in out.getvalue()


def test_graph_is_told_the_public_address_and_in_the_demo_the_loopback_one():
    public = Settings(_env_file=None, public_host="teamaround.example")
    assert notification_url(public) == "https://teamaround.example/api/graph/notifications"
    assert lifecycle_url(public) == "https://teamaround.example/api/graph/lifecycle"
    demo = Settings(_env_file=None, graph_url="http://127.0.0.1:4000/graph/v1.0", port=4000)
    assert notification_url(demo) == "http://127.0.0.1:4000/api/graph/notifications"
    assert notification_url(Settings(_env_file=None)) == ""


def test_a_subscription_is_asked_for_a_little_less_than_graph_allows():
    assert Settings(_env_file=None).watch_for.total_seconds() == (4_320 - 5) * 60


async def test_the_demo_lets_its_local_graph_in(tmp_path: Path):
    async with started(f"sqlite:///{tmp_path / 'demo.db'}", durable=False) as teams:
        now = datetime.fromisoformat((await teams.post("/sandbox/clock", {"advance": 1}))["now"])
        team = (await teams.get("/sandbox/graph"))["teams"][0]["id"]
        body = {
            "changeType": "created,deleted",
            "notificationUrl": f"{teams.url}/api/graph/notifications",
            "lifecycleNotificationUrl": f"{teams.url}/api/graph/lifecycle",
            "resource": f"/teams/{team}/channels/getAllMembers",
            "expirationDateTime": (now + timedelta(hours=2)).isoformat(),
            "clientState": SECRET,
        }
        headers = {"Authorization": "Bearer any"}
        address = f"{teams.url}/graph/v1.0/subscriptions"
        async with teams.http.post(address, json=body, headers=headers) as response:
            assert response.status == 201, await response.text()
        channel = teams.case_channel(teams.world["cases"][0]["reference"])
        order = {"action": "addMember", "channel": channel, "person": "p-ellie-farrow"}
        await teams.post("/sandbox/graph/byhand", order)
        async with teams.http.get(f"{teams.url}/metrics") as response:
            counted = re.search(r'graph_notices_total{outcome="unproven"} (\S+)', await response.text())
        assert counted is not None


async def test_without_graph_there_is_nobody_at_these_addresses():
    app, metrics = web.Application(), Metrics()
    health = Health(None, None, (), metrics, None, None, None, None)
    add_routes(app, Messages(None, None, metrics), health)
    assert not [one for one in app.router.resources() if "graph" in one.canonical]
