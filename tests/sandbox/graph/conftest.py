"""A local Graph on a real port, and clients for it. Nothing lags unless told to."""

from collections.abc import AsyncIterator

import aiohttp
import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from msgraph import GraphServiceClient

from sandbox.app import add_sandbox
from sandbox.graph.settings import GraphSettings
from sandbox.rates import Rates
from sandbox.state import Sandbox
from tests.sandbox.graph.client import Bare, graph_client
from tests.sandbox.graph.world import GRAPH_WORLD
from tests.sandbox.local import FakeProduct, Seconds


@pytest.fixture
def settings() -> GraphSettings:
    """What this Graph permits. Without rates: a test of those sets them."""
    free = ((1_000_000, 1.0),)
    return GraphSettings(
        lag=0.0,
        team_rate=free,
        channel_rate=free,
        create_channel_rate=free,
        read_members_rate=free,
        write_members_rate=free,
        write_members_of_team_rate=free,
    )


@pytest.fixture
async def server(
    product: FakeProduct, seconds: Seconds, settings: GraphSettings
) -> AsyncIterator[tuple[TestServer, Sandbox]]:
    """The sandbox, running, with people for Graph."""
    app = web.Application()
    sandbox = add_sandbox(app, GRAPH_WORLD, product, rates=Rates(monotonic=seconds), graph=settings)
    async with TestServer(app) as running:
        yield running, sandbox


@pytest.fixture
async def client(server: tuple[TestServer, Sandbox]) -> AsyncIterator[GraphServiceClient]:
    """Microsoft's own client. It wraps the transport and does not close what it wraps."""
    async with (
        httpx.AsyncHTTPTransport() as transport,
        httpx.AsyncClient(transport=transport, timeout=20) as http,
    ):
        yield graph_client(str(server[0].make_url("/graph/v1.0")), http)


@pytest.fixture
def bare(server: tuple[TestServer, Sandbox], session: aiohttp.ClientSession) -> Bare:
    """Any call."""
    return Bare(session, str(server[0].make_url("/graph/v1.0")))


@pytest.fixture
def team_id(server: tuple[TestServer, Sandbox]) -> str:
    """The id of the team that is there from the start: Ana owns it, and is alone in it."""
    return next(iter(server[1].graph.state.teams))
