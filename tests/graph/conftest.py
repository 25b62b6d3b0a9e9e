"""The two ports twice: on the local Graph over real HTTP, and in memory. Nothing lags unless told to."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from cases.model import ConversationId, Identity
from cases.ports_channels import Channels, Role, TeamId
from cases.ports_directory import Directory, Person
from graph.client import Access
from graph.permissions import IF_WISHED
from graph.rates import Rates
from graph.tenant import GraphTenant
from sandbox import sending
from sandbox.app import add_sandbox
from sandbox.conversations import Message
from sandbox.graph.graph import Graph
from sandbox.graph.settings import GraphSettings
from sandbox.rates import Rates as SandboxRates
from sandbox.state import Sandbox
from tests.fakes_channels import FakeChannels, FakeTeam
from tests.fakes_directory import FakeDirectory
from tests.graph.people import ANA, CONNECTED, CY, DEE, DIRECTORY, EVERYBODY, GROUP, GUEST, HOME, SAID
from tests.sandbox.graph.world import GRAPH_WORLD
from tests.sandbox.local import BOT_ID, FakeProduct, Json

FREE = ((1_000_000, 1.0),)
UNHURRIED = Rates().part(1_000_000.0)


@dataclass
class Place:
    """Where a contract test is: the ports, a team that ANA owns, and hands to do what the ports cannot."""

    channels: Channels
    directory: Directory
    team: TeamId
    lag: Callable[[], None]
    catch_up: Callable[[], None]
    delete_by_hand: Callable[[ConversationId], None]
    disable_by_hand: Callable[[Identity], None]
    delete_account_by_hand: Callable[[Identity], None]
    rename_by_hand: Callable[[Identity, str], None]
    small_pages: Callable[[], None]
    post: Callable[[ConversationId, str], str]
    say_by_hand: Callable[[ConversationId, str], None]
    withhold: Callable[[], None]
    label_of: Callable[[ConversationId], str]


@dataclass
class LocalGraph:
    """The local Graph, running."""

    url: str
    sandbox: Sandbox
    product: FakeProduct

    @property
    def team(self) -> TeamId:
        return TeamId(next(iter(self.sandbox.graph.state.teams)))

    def access(self, **changed: object) -> Access:
        given = {"base_url": self.url, "tenant_id": HOME, "app_id": BOT_ID, "credential": None}
        return Access(**(given | changed))


@pytest.fixture
def settings() -> GraphSettings:
    """What the local Graph permits."""
    return GraphSettings(
        lag=0.0,
        team_rate=FREE,
        channel_rate=FREE,
        create_channel_rate=FREE,
        read_members_rate=FREE,
        write_members_rate=FREE,
        write_members_of_team_rate=FREE,
    )


@pytest.fixture
async def local(settings: GraphSettings) -> AsyncIterator[LocalGraph]:
    """A local Graph on a port."""
    async with aiohttp.ClientSession() as session:
        product, app = FakeProduct(session), web.Application()
        sandbox = add_sandbox(app, GRAPH_WORLD, product, rates=SandboxRates(), graph=settings)
        async with TestServer(app) as server:
            yield LocalGraph(str(server.make_url("/graph/v1.0")), sandbox, product)


@pytest.fixture
async def tenant(local: LocalGraph) -> AsyncIterator[GraphTenant]:
    """Microsoft's SDK on it, in no hurry to wait."""
    opened = GraphTenant(local.access(), UNHURRIED)
    yield opened
    await opened.close()


@pytest.fixture(params=["graph", "fake"])
def place(request: pytest.FixtureRequest, settings: GraphSettings) -> Place:
    """Each of the two in turn."""
    if request.param == "fake":
        return _fake()
    return _graph(request.getfixturevalue("local"), request.getfixturevalue("tenant"), settings)


def _graph(local: LocalGraph, tenant: GraphTenant, settings: GraphSettings) -> Place:
    graph = local.sandbox.graph

    def catch_up() -> None:
        local.product.moment += timedelta(seconds=settings.lag + 1)

    def delete(channel: ConversationId) -> None:
        graph.state.teams[local.team].channels[channel].deleted = graph.now()

    return Place(
        tenant.channels,
        tenant.directory,
        local.team,
        lag=lambda: setattr(settings, "lag", 600.0),
        catch_up=catch_up,
        delete_by_hand=delete,
        delete_account_by_hand=lambda one: graph.state.tenancy.deleted.add(one.object_id),
        disable_by_hand=lambda one: graph.state.tenancy.disabled.add(one.object_id),
        rename_by_hand=lambda one, name: _rename(graph, one, name),
        small_pages=lambda: setattr(settings, "page_size", 1),
        post=lambda channel, marker: posted(local, channel, marker),
        say_by_hand=lambda channel, marker: said(local, channel, marker),
        withhold=lambda: setattr(settings, "withheld", frozenset(one.name for one in IF_WISHED)),
        label_of=lambda channel: graph.state.teams[local.team].channels[channel].label or "",
    )


def _rename(graph: Graph, one: Identity, name: str) -> None:
    users = graph.state.tenancy.users
    users[one.object_id] = replace(users[one.object_id], name=name)


def card(marker: str) -> Json:
    """A message with a card whose first element bears the marker."""
    body = [{"type": "TextBlock", "id": marker, "text": "A case"}]
    content = {"type": "AdaptiveCard", "version": "1.5", "body": body}
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}
    return {"type": "message", "attachments": [attachment]}


def posted(local: LocalGraph, channel: ConversationId, marker: str) -> str:
    """The bot posts a card."""
    return str(sending.send(local.sandbox, channel, card(marker)))


def said(local: LocalGraph, channel: ConversationId, marker: str) -> None:
    """A person posts the same card: by the id of the element alone, it could be the bot's."""
    message = local.sandbox.ids.next(local.product.moment)
    activity = card(marker) | {
        "id": message,
        "timestamp": "2026-07-01T09:30:00.000Z",
        "from": {"id": "29:ana", "aadObjectId": ANA.object_id, "name": "Ana Wren"},
        "conversation": {"id": channel},
    }
    local.sandbox.conversations.add(Message(activity, message, from_bot=False))


def _fake() -> Place:
    numbers = count(1)
    channels = FakeChannels(HOME, {one.identity: one.guest for one in DIRECTORY}, [CONNECTED])
    directory = FakeDirectory(HOME, [one for one in DIRECTORY if one.identity.tenant_id == HOME])
    directory.said = dict(SAID)
    directory.groups = {GROUP: {ANA, DEE}, EVERYBODY: {ANA, DEE, GUEST}}
    directory.photos = {CY: b"\x89PNG..."}
    team = TeamId("a-team")
    channels.teams[team] = FakeTeam(team, "Fenwick", {ANA: Role.OWNER}, bot=True)

    def disable(one: Identity) -> None:
        directory.people[one] = Person(one, enabled=False, guest=False, manager=None)

    def post(channel: ConversationId, marker: str) -> str:
        message = f"message-{next(numbers)}"
        channels.teams[team].channels[channel].posts.append((message, marker))
        return message

    def withhold() -> None:
        channels.may_look_inside = directory.may_read_groups = False

    def small_pages() -> None:
        channels.page_size = directory.page_size = 1

    return Place(
        channels,
        directory,
        team,
        lag=lambda: setattr(channels, "lagging", True),
        catch_up=channels.catch_up,
        delete_by_hand=lambda one: setattr(channels.teams[team].channels[one], "deleted", True),
        disable_by_hand=disable,
        delete_account_by_hand=lambda one: directory.people.pop(one, None),
        rename_by_hand=lambda one, name: directory.said.update(
            {one: replace(directory.said[one], name=name)}
        ),
        small_pages=small_pages,
        post=post,
        say_by_hand=lambda *_: None,
        withhold=withhold,
        label_of=lambda channel: channels.teams[team].channels[channel].label,
    )
