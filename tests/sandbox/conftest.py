"""A sandbox on a real port around a bot on another one."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sandbox.app import add_sandbox
from sandbox.rates import Rates
from sandbox.state import Sandbox
from tests.sandbox.local import Bot, FakeProduct, Script, Seconds
from tests.sandbox.world import WORLD


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP session."""
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def product(session: aiohttp.ClientSession) -> AsyncIterator[FakeProduct]:
    """A bot on its own port. It echoes until a test gives it another behaviour."""
    fake = FakeProduct(session)
    async with TestServer(fake.app()) as server:
        fake.messages_url = str(server.make_url("/api/messages"))
        yield fake


@pytest.fixture
def seconds() -> Seconds:
    """The clock that the rates are counted by. It stands still."""
    return Seconds()


@pytest.fixture
async def server(product: FakeProduct, seconds: Seconds) -> AsyncIterator[tuple[TestServer, Sandbox]]:
    """The sandbox, running."""
    app = web.Application()
    sandbox = add_sandbox(app, WORLD, product, rates=Rates(monotonic=seconds))
    async with TestServer(app) as running:
        yield running, sandbox


@pytest.fixture
def script(server: tuple[TestServer, Sandbox], session: aiohttp.ClientSession) -> Script:
    """Calls the contract."""
    return Script(session, str(server[0].make_url("/sandbox")))


@pytest.fixture
def bot(server: tuple[TestServer, Sandbox], session: aiohttp.ClientSession) -> Bot:
    """Calls the connector outside any turn."""
    return Bot(session, str(server[0].make_url("/connector")))
