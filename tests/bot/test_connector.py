"""The Bot Connector: the right call in the right form, patience where it is safe, and errors with a name."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.connector import (
    Connector,
    ConnectorError,
    GoneError,
    Member,
    Patience,
    RefusedHostError,
    UnreachableError,
    open_session,
)
from bot.hosts import ServiceHosts
from bot.tokens import NoToken, TokenUnavailableError
from tests.bot.service import Answer, BotService, Naps, always

CHANNEL = "19:abc@thread.tacv2;messageid=1700000000000"
IN_PATH = "19%3Aabc%40thread.tacv2%3Bmessageid%3D1700000000000"
MESSAGE = {"type": "message", "text": "Who? Ünï 🙂"}


class FakeTokens:
    """Gives one token, or fails."""

    def __init__(self) -> None:
        self.asked = 0
        self.failing = False

    async def token(self) -> str | None:
        self.asked += 1
        if self.failing:
            raise TokenUnavailableError("Entra gave no token (ServiceRequestError).")
        return "the-token"

    async def close(self) -> None:
        pass


@pytest.fixture
async def service() -> AsyncIterator[BotService]:
    running = BotService()
    await running.server.start_server()
    yield running
    await running.server.close()


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def tokens() -> FakeTokens:
    return FakeTokens()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session() as opened:
        yield opened


@pytest.fixture
def connector(session: aiohttp.ClientSession, tokens: FakeTokens, naps: Naps) -> Connector:
    return Connector(session, tokens, ServiceHosts((), loopback=True), sleep=naps, random=always(1.0))


# --- the calls


async def test_sending_posts_the_activity_and_gives_its_id(connector: Connector, service: BotService):
    assert await connector.send(service.url, CHANNEL, MESSAGE) == "1700000000001"
    (call,) = service.calls

    assert (call.method, call.target) == ("POST", f"/uk/v3/conversations/{IN_PATH}/activities")
    assert call.body == MESSAGE
    assert call.headers["Authorization"] == "Bearer the-token"
    assert call.headers["Content-Type"] == "application/json"


async def test_a_targeted_message_says_so(connector: Connector, service: BotService):
    await connector.send(service.url, "a:1", MESSAGE, targeted=True)

    assert service.calls[0].target == "/uk/v3/conversations/a%3A1/activities?isTargetedActivity=true"


async def test_a_reply_names_the_activity_it_answers(connector: Connector, service: BotService):
    assert await connector.reply(service.url, "a:1", "1699", MESSAGE) == "1700000000001"

    assert service.calls[0].target == "/uk/v3/conversations/a%3A1/activities/1699"


async def test_update_and_delete_name_the_activity(connector: Connector, service: BotService):
    service.answer(Answer())
    await connector.update(service.url, "a:1", "1699", MESSAGE)
    await connector.delete(service.url, "a:1", "1699")
    await connector.update(service.url, "a:1", "1699", MESSAGE, targeted=True)
    await connector.delete(service.url, "a:1", "1699", targeted=True)

    path = "/uk/v3/conversations/a%3A1/activities/1699"
    assert [(call.method, call.target) for call in service.calls] == [
        ("PUT", path),
        ("DELETE", path),
        ("PUT", f"{path}?isTargetedActivity=true"),
        ("DELETE", f"{path}?isTargetedActivity=true"),
    ]


async def test_a_personal_chat_is_made_with_one_person_of_one_tenant(
    connector: Connector, service: BotService
):
    service.answer(Answer(201, {"id": "a:personal"}))
    assert await connector.create_personal(service.url, "tenant-1", "29:person", "28:bot") == "a:personal"
    (call,) = service.calls

    assert call.target == "/uk/v3/conversations"
    assert call.body == {
        "bot": {"id": "28:bot"},
        "members": [{"id": "29:person"}],
        "isGroup": False,
        "tenantId": "tenant-1",
        "channelData": {"tenant": {"id": "tenant-1"}},
    }


async def test_a_personal_chat_without_an_id_is_an_error(connector: Connector, service: BotService):
    service.answer(Answer(201))
    with pytest.raises(ConnectorError):
        await connector.create_personal(service.url, "tenant-1", "29:person", "28:bot")


@pytest.mark.parametrize("key", ["aadObjectId", "objectId"])
async def test_a_member_is_known_by_tenant_and_object_id(connector: Connector, service: BotService, key: str):
    service.answer(
        Answer(
            body={
                "id": "29:1",
                key: "object-1",
                "tenantId": "tenant-1",
                "userPrincipalName": "p1@agency.example",
                "name": "left alone",
            }
        )
    )
    member = await connector.member(service.url, "a:1", "29:1")

    assert member == Member("29:1", "object-1", "tenant-1", "p1@agency.example")
    assert service.calls[0].target == "/uk/v3/conversations/a%3A1/members/29%3A1"


async def test_members_are_read_page_by_page(connector: Connector, service: BotService):
    service.answer(
        Answer(body={"members": [{"id": "29:1"}, {"id": "29:2"}], "continuationToken": "a+b/c=&d"}),
        Answer(body={"members": [{"id": "29:3"}]}),
    )
    found = await connector.members(service.url, CHANNEL)

    assert [member.id for member in found] == ["29:1", "29:2", "29:3"]
    path = f"/uk/v3/conversations/{IN_PATH}/pagedMembers?pageSize=500"
    assert [call.target for call in service.calls] == [path, f"{path}&continuationToken=a%2Bb%2Fc%3D%26d"]


@pytest.mark.parametrize("body", [None, {}, {"members": None}, {"members": ["29:1"]}, [], b"<html>"])
async def test_a_member_list_that_cannot_be_read_is_no_empty_list(
    connector: Connector, service: BotService, body: object
):
    service.answer(Answer(body=body))
    with pytest.raises(ConnectorError):
        await connector.members(service.url, "a:1")


async def test_a_member_list_without_end_is_an_error(connector: Connector, service: BotService):
    service.answer(Answer(body={"members": [], "continuationToken": "again"}))
    with pytest.raises(ConnectorError):
        await connector.members(service.url, "a:1")
    assert len(service.calls) == 100


async def test_an_answer_without_a_body_gives_no_id(connector: Connector, service: BotService):
    service.answer(Answer(202))

    assert await connector.send(service.url, "a:1", MESSAGE) == ""


async def test_the_demo_sends_no_token(session: aiohttp.ClientSession, service: BotService):
    await Connector(session, NoToken(), ServiceHosts((), loopback=True)).send(service.url, "a:1", MESSAGE)

    assert "Authorization" not in service.calls[0].headers


async def test_no_cookie_of_one_conversation_goes_along_with_another(
    connector: Connector, service: BotService
):
    service.answer(Answer(body={"id": "1"}, headers={"Set-Cookie": "who=them"}))
    await connector.send(service.url, "a:1", MESSAGE)
    await connector.send(service.url, "a:2", MESSAGE)

    assert "Cookie" not in service.calls[1].headers


# --- where calls may go


@pytest.mark.parametrize("host", ["http://smba.trafficmanager.net/", "https://evil.example/", ""])
async def test_a_host_that_is_not_allowed_is_refused_before_a_token_is_fetched(
    connector: Connector, tokens: FakeTokens, host: str
):
    with pytest.raises(RefusedHostError):
        await connector.send(host, "a:1", MESSAGE)
    assert tokens.asked == 0


async def test_this_machine_is_refused_outside_the_demo(
    session: aiohttp.ClientSession, tokens: FakeTokens, service: BotService
):
    connector = Connector(session, tokens, ServiceHosts({"smba.trafficmanager.net"}))
    with pytest.raises(RefusedHostError):
        await connector.send(service.url, "a:1", MESSAGE)
    assert service.calls == []


async def test_a_redirect_is_not_followed(connector: Connector, service: BotService):
    service.answer(Answer(307, headers={"Location": service.url + "elsewhere"}))
    with pytest.raises(ConnectorError) as failed:
        await connector.send(service.url, "a:1", MESSAGE)
    assert failed.value.status == 307
    assert len(service.calls) == 1


@pytest.mark.parametrize("conversation", ["", ".", ".."])
async def test_an_id_cannot_climb_out_of_the_path(
    connector: Connector, service: BotService, conversation: str
):
    with pytest.raises(ConnectorError):
        await connector.send(service.url, conversation, MESSAGE)
    assert service.calls == []


async def test_an_id_keeps_its_slashes_and_percents_inside_one_step(
    connector: Connector, service: BotService
):
    await connector.send(service.url, "../a/b%2F?c#d", MESSAGE)

    assert service.calls[0].target == "/uk/v3/conversations/..%2Fa%2Fb%252F%3Fc%23d/activities"


# --- trying again


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_a_passing_fault_is_tried_again(
    connector: Connector, service: BotService, naps: Naps, status: int
):
    service.answer(Answer(status), Answer(status), Answer(body={"id": "7"}))

    assert await connector.send(service.url, "a:1", MESSAGE) == "7"
    assert naps.taken == [0.3, 0.6]


async def test_waits_are_drawn_by_chance_up_to_a_growing_limit(
    session: aiohttp.ClientSession, service: BotService, naps: Naps
):
    hosts, patience = ServiceHosts((), loopback=True), Patience(attempts=7, total=60)
    draws = iter([0.5, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0])
    connector = Connector(
        session, NoToken(), hosts, patience=patience, sleep=naps, random=lambda: next(draws)
    )
    service.answer(Answer(503))
    with pytest.raises(ConnectorError):
        await connector.send(service.url, "a:1", MESSAGE)

    assert naps.taken == [0.15, 0.6, 0.0, 2.4, 3.0, 3.0]
    assert len(service.calls) == 7


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "2"}, 2.3),
        ({"Retry-After": "0"}, 0.3),
        (
            {"Retry-After": "Fri, 20 Nov 2026 09:30:04 GMT", "Date": "Fri, 20 Nov 2026 09:30:00 GMT"},
            4.3,
        ),
        (
            {"Retry-After": "Fri, 20 Nov 2026 09:29:00 GMT", "Date": "Fri, 20 Nov 2026 09:30:00 GMT"},
            0.3,
        ),
        ({"Retry-After": "soon"}, 0.3),
        ({"Retry-After": "-5"}, 0.3),
        ({"Retry-After": "²"}, 0.3),
    ],
)
async def test_the_service_says_how_long_to_wait(
    connector: Connector, service: BotService, naps: Naps, headers: dict[str, str], wait: float
):
    service.answer(Answer(429, headers=headers), Answer(body={"id": "7"}))
    await connector.send(service.url, "a:1", MESSAGE)

    assert naps.taken == [pytest.approx(wait)]


async def test_a_wait_longer_than_a_turn_is_left_to_the_caller(
    connector: Connector, service: BotService, naps: Naps
):
    service.answer(Answer(429, headers={"Retry-After": "60"}))
    with pytest.raises(ConnectorError) as failed:
        await connector.send(service.url, "a:1", MESSAGE)

    assert (failed.value.status, failed.value.retry_after) == (429, 60.0)
    assert not failed.value.maybe_delivered
    assert naps.taken == []


async def test_patience_ends_after_four_attempts(connector: Connector, service: BotService):
    service.answer(Answer(504))
    with pytest.raises(ConnectorError) as failed:
        await connector.send(service.url, "a:1", MESSAGE)

    assert failed.value.status == 504
    assert failed.value.maybe_delivered
    assert len(service.calls) == 4


@pytest.mark.parametrize("status", [400, 401, 405, 409, 413, 500, 501])
async def test_other_answers_are_final(connector: Connector, service: BotService, status: int):
    service.answer(Answer(status, {"error": {"code": "BadSyntax", "message": "quotes the sender"}}))
    with pytest.raises(ConnectorError) as failed:
        await connector.send(service.url, "a:1", MESSAGE)

    assert (failed.value.status, failed.value.code) == (status, "BadSyntax")
    assert "quotes" not in str(failed.value)
    assert len(service.calls) == 1


async def test_somebody_who_blocked_the_bot_is_unreachable_and_not_tried_again(
    connector: Connector, service: BotService
):
    service.answer(Answer(403, {"error": {"code": "MessageWritesBlocked", "message": "..."}}))
    with pytest.raises(UnreachableError):
        await connector.send(service.url, "a:1", MESSAGE)
    assert len(service.calls) == 1


async def test_what_is_no_longer_there_is_gone(connector: Connector, service: BotService):
    service.answer(Answer(404, b"not json"))
    with pytest.raises(GoneError):
        await connector.member(service.url, "a:1", "29:1")


async def test_a_message_that_may_have_arrived_is_not_sent_twice(connector: Connector, service: BotService):
    service.answer(Answer(breaks=True), Answer(body={"id": "7"}))
    with pytest.raises(ConnectorError) as failed:
        await connector.send(service.url, "a:1", MESSAGE)

    assert failed.value.maybe_delivered
    assert failed.value.status is None
    assert len(service.calls) == 1


Repeatable = Callable[[Connector, str], Awaitable[Any]]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda to, url: to.update(url, "a:1", "1", MESSAGE), id="update"),
        pytest.param(lambda to, url: to.delete(url, "a:1", "1"), id="delete"),
        pytest.param(lambda to, url: to.member(url, "a:1", "29:1"), id="member"),
        pytest.param(lambda to, url: to.create_personal(url, "t", "29:1", "28:b"), id="personal chat"),
    ],
)
async def test_a_call_that_may_be_repeated_survives_a_broken_connection(
    connector: Connector, service: BotService, call: Repeatable
):
    service.answer(Answer(breaks=True), Answer(body={"id": "7"}))
    await call(connector, service.url)

    assert len(service.calls) == 2


async def test_a_connection_that_was_never_made_is_tried_again_even_for_a_message(
    connector: Connector, service: BotService, naps: Naps
):
    url = service.url
    await service.server.close()
    with pytest.raises(ConnectorError) as failed:
        await connector.send(url, "a:1", MESSAGE)

    assert not failed.value.maybe_delivered
    assert len(naps.taken) == 3


async def test_a_service_that_never_answers_is_given_up(session: aiohttp.ClientSession, service: BotService):
    patience = Patience(attempts=2, total=0.05, answer=0.05, connect=0.05)
    connector = Connector(session, NoToken(), ServiceHosts((), loopback=True), patience=patience)
    service.answer(Answer(waits=True))
    with pytest.raises(ConnectorError) as failed:
        await connector.send(service.url, "a:1", MESSAGE)

    assert failed.value.maybe_delivered
    assert len(service.calls) == 1


async def test_without_a_token_nothing_is_sent(connector: Connector, tokens: FakeTokens, service: BotService):
    tokens.failing = True
    with pytest.raises(ConnectorError):
        await connector.send(service.url, "a:1", MESSAGE)
    assert service.calls == []
