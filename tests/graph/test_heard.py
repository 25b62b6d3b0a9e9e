"""From a change by hand in Teams to what the product hears: Microsoft's SDK, real HTTP both ways."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.graph_notices import GraphNotices
from bot.metrics import Metrics
from bot.settings_graph import LIFECYCLE, NOTIFICATIONS
from cases.model import ConversationId
from cases.ports_watch import Heard, Members, News, Watching
from graph.tenant import GraphTenant
from sandbox.graph.byhand import ByHand, do
from tests.graph.conftest import UNHURRIED, LocalGraph
from tests.sandbox.world import CHANNEL

SECRET = "kept-between-graph-and-us"
HERE = ConversationId(CHANNEL)


@dataclass
class Product:
    """As much of the product as listens."""

    tenant: GraphTenant
    local: LocalGraph
    secrets: dict[str, str] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    deaf: bool = False
    """While the database is away, for what is about members."""

    async def secret_of(self, subscription: str) -> str | None:
        return self.secrets.get(subscription)

    async def hear(self, news: Heard) -> None:
        if self.deaf and news.team:
            raise OSError("the database is away")
        self.heard.append(news)

    async def watch(self, members: Members = Members.OF_CHANNELS) -> Watching:
        until = self.local.product.moment + timedelta(days=3)
        made = await self.tenant.watch.watch(self.local.team, until, SECRET, members)
        self.secrets[made.id] = SECRET
        return made

    async def by_hand(self, action: str, **more: str) -> list[Heard]:
        """Somebody does it in Teams; what the product then hears."""
        self.heard.clear()
        do(self.local.sandbox.graph, self.local.sandbox.notices, ByHand(action=action, **more))
        await self.local.sandbox.graph.background.idle()
        return list(self.heard)


@pytest.fixture
async def product(local: LocalGraph) -> AsyncIterator[Product]:
    """The product's two addresses on a port, known to Graph."""
    app = web.Application()
    async with TestServer(app_with(app, late := [])) as server:
        addresses = {
            "notification_url": str(server.make_url(NOTIFICATIONS)),
            "lifecycle_url": str(server.make_url(LIFECYCLE)),
        }
        tenant = GraphTenant(local.access(**addresses), UNHURRIED)
        made = Product(tenant, local)
        late.append(GraphNotices(Metrics(), made.secret_of, made.hear))
        yield made
        await tenant.close()


def app_with(app: web.Application, late: list[GraphNotices]) -> web.Application:
    """The routes, whose handler is made when the address is known."""

    async def post(request: web.Request) -> web.Response:
        return await late[0].post(request)

    app.router.add_post(NOTIFICATIONS, post)
    app.router.add_post(LIFECYCLE, post)
    return app


async def test_who_is_put_in_or_taken_out_by_hand_is_heard_of(product: Product):
    held = await product.watch()
    team = product.local.team
    assert await product.by_hand("addMember", channel=HERE, person="gus") == [
        Heard(held.id, team, HERE, News.CREATED)
    ]
    assert await product.by_hand("removeMember", channel=HERE, person="gus") == [
        Heard(held.id, team, HERE, News.DELETED)
    ]


async def test_the_members_of_a_team_are_heard_of_where_they_are_watched(product: Product):
    held = await product.watch(Members.OF_TEAM)
    team = product.local.team
    assert await product.by_hand("addMember", team=team, person="dee") == [
        Heard(held.id, team, None, News.CREATED)
    ]


@pytest.mark.parametrize(
    ("event", "news"),
    [
        ("missed", News.MISSED),
        ("subscriptionRemoved", News.REMOVED),
        ("reauthorizationRequired", News.REAUTHORIZE),
    ],
)
async def test_what_happens_to_the_subscription_is_heard(product: Product, event: str, news: News):
    held = await product.watch()
    assert await product.by_hand("lifecycle", subscription=held.id, event=event) == [
        Heard(held.id, None, None, news)
    ]


async def test_a_subscription_of_which_nothing_is_kept_tells_nobody(product: Product):
    await product.watch()
    product.secrets.clear()
    assert await product.by_hand("addMember", channel=HERE, person="gus") == []


async def test_what_cannot_be_kept_is_given_back_and_then_said_to_be_missed(product: Product):
    held = await product.watch()
    product.deaf = True
    # The local Graph tries twice, and says at the other address what it has given up.
    assert await product.by_hand("addMember", channel=HERE, person="gus") == [
        Heard(held.id, None, None, News.MISSED)
    ]
