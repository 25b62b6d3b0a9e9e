from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bench.driver import Driver, WrongReplyError
from bench.questions import echoes
from bench.stub import ConnectorStub


@pytest.fixture
async def stub() -> AsyncIterator[ConnectorStub]:
    stub = ConnectorStub()
    await stub.start()
    yield stub
    await stub.stop()


@pytest.fixture
async def driver(stub: ConnectorStub) -> AsyncIterator[Driver]:
    async with Driver.session() as session:
        yield Driver(stub, session)


async def bot(says: str) -> TestServer:
    """A bot that answers every message with these words and then the message."""

    async def messages(request: web.Request) -> web.Response:
        activity = await request.json()
        url = f"{activity['serviceUrl']}v3/conversations/{activity['conversation']['id']}/activities"
        async with ClientSession() as session:
            await session.post(url, json={"type": "message", "text": says + activity["text"]})
        return web.Response()

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    return server


@pytest.fixture
async def echo() -> AsyncIterator[str]:
    async with await bot("Echo: ") as server:
        yield str(server.make_url("/api/messages"))


@pytest.fixture
async def parrot() -> AsyncIterator[str]:
    async with await bot("Pretty Polly! ") as server:
        yield str(server.make_url("/api/messages"))


async def test_a_round_ends_after_the_turns_asked_for(driver: Driver, stub: ConnectorStub, echo: str):
    measured = await driver.round(echo, echoes(stub.url, 4), turns=10, seconds=60)

    assert len(measured.latencies) == 10
    assert measured.per_second > 0


async def test_a_round_ends_when_its_time_is_up(driver: Driver, stub: ConnectorStub, echo: str):
    measured = await driver.round(echo, echoes(stub.url, 4), turns=1_000_000, seconds=0)

    assert len(measured.latencies) <= 4


async def test_a_wrong_reply_is_no_turn(driver: Driver, stub: ConnectorStub, parrot: str):
    with pytest.RaisesGroup(WrongReplyError):
        await driver.round(parrot, echoes(stub.url, 1), turns=1, seconds=60)


async def test_a_refusal_is_no_turn(driver: Driver, stub: ConnectorStub, echo: str):
    with pytest.RaisesGroup(WrongReplyError):
        await driver.round(echo + "/nowhere", echoes(stub.url, 1), turns=1, seconds=60)


def test_every_activity_has_an_id_of_its_own():
    stream = iter(echoes("http://127.0.0.1:1/", 1)[0])

    assert next(stream).activity != next(stream).activity
