"""Bad tokens over HTTP: the service as ``serve`` wires it, with keys of our own."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import aiohttp
import pytest
from pytest_aiohttp.plugin import AiohttpServer

from bot.app import service
from bot.auth import Authenticator
from bot.hosts import ServiceHosts
from bot.keys import KeyRing
from bot.outside import Outside
from bot.settings import Settings
from bot.tokens import NoToken
from tests.bot import keyservice
from tests.bot.keyservice import KeyService
from tests.fakes import FakeClock


@dataclass
class Door:
    url: str
    http: aiohttp.ClientSession
    keys: KeyService

    async def knock(self, authorization: str | None, **changes: object) -> tuple[int, dict[str, str]]:
        """Post a harmless activity; the status, and the JSON of a refusal."""
        headers = {"Authorization": authorization} if authorization else {}
        activity = keyservice.activity(**{"type": "typing", **changes})
        async with self.http.post(self.url, json=activity, headers=headers) as response:
            return response.status, await response.json() if response.status >= 400 else {}


@pytest.fixture
async def door(empty_url: Callable[[str], str], aiohttp_server: AiohttpServer) -> AsyncIterator[Door]:
    keys = await keyservice.key_service()
    clock = FakeClock()
    settings = Settings(_env_file=None, app_id=keyservice.APP_ID, database_url=empty_url("sqlite"))

    def authenticator(session: aiohttp.ClientSession) -> Authenticator:
        ring = KeyRing(session, keys.metadata_url, clock)
        return Authenticator(settings.app_id, {keyservice.TENANT}, ring, clock, issuer=keyservice.ISSUER)

    outside = Outside(authenticator, NoToken(), ServiceHosts(()), clock)
    async with service(settings, outside, durable=False) as ready, aiohttp.ClientSession() as http:
        server = await aiohttp_server(ready.app)
        yield Door(str(server.make_url("/api/messages")), http, keys)
    await keys.server.close()


async def test_a_good_token_is_let_in(door: Door):
    assert await door.knock(keyservice.signed()) == (200, {})


async def test_every_bad_token_is_a_401_with_one_line_of_json(door: Door):
    bad = {
        "none": None,
        "malformed": "Bearer x.y",
        "another scheme": "Basic abc",
        "wrong issuer": keyservice.signed(keyservice.claims(iss="https://evil.example")),
        "wrong audience": keyservice.signed(keyservice.claims(aud="somebody else")),
        "expired": keyservice.signed(keyservice.claims(exp=int(keyservice.START.timestamp()) - 3600)),
        "unknown key": keyservice.signed(key="second"),
    }
    for what, token in bad.items():
        status, said = await door.knock(token)
        assert (status, list(said)) == (401, ["error"]), what


async def test_a_good_token_for_something_else_is_a_403(door: Door):
    for changes in (
        {"serviceUrl": "https://evil.example/"},
        {"channelData": {"tenant": {"id": keyservice.OTHER_TENANT}}},
    ):
        status, said = await door.knock(keyservice.signed(), **changes)
        assert (status, list(said)) == (403, ["error"]), changes
