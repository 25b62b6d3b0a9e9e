"""The SDK's turn over our own connector client: what code written against the SDK may rely on."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from botbuilder.core import TurnContext
from botbuilder.schema import Activity, Attachment
from pytest_aiohttp.plugin import AiohttpServer

from bot.activity import read
from bot.adapter import TeamsAdapter, as_activity
from bot.connector import Connector, open_session
from bot.hosts import ServiceHosts
from bot.tokens import NoToken
from tests.bot.service import BotService
from tests.bot.test_activity import body


@dataclass
class Sdk:
    """An adapter and the service it talks to."""

    adapter: TeamsAdapter
    service: BotService

    async def turn(self, handler, **changes: object) -> None:
        raw, inbound = read(body(serviceUrl=self.service.url, **changes))
        await self.adapter.process(inbound, raw, handler)


@pytest.fixture
async def sdk(aiohttp_server: AiohttpServer) -> AsyncIterator[Sdk]:
    service = BotService()
    service.server = await aiohttp_server(service.app)
    async with open_session() as session:
        yield Sdk(TeamsAdapter(Connector(session, NoToken(), ServiceHosts((), loopback=True))), service)


async def test_what_a_turn_sends_goes_to_the_connector_and_comes_back_with_its_id(sdk: Sdk):
    got = []

    async def handler(context: TurnContext) -> None:
        got.append(await context.send_activity("hello"))

    await sdk.turn(handler)
    (call,) = sdk.service.calls
    assert (call.method, call.target) == ("POST", "/uk/v3/conversations/a%3A1/activities")
    assert call.body["text"] == "hello"
    assert got[0].id == "1700000000001"


async def test_sending_leaves_the_callers_own_activity_as_it_was(sdk: Sdk):
    card = Attachment(
        content_type="application/vnd.microsoft.card.adaptive", content={"type": "AdaptiveCard"}
    )
    mine = Activity(type="message", id="mine", attachments=[card])

    async def handler(context: TurnContext) -> None:
        await context.adapter.send_activities(context, [mine])

    await sdk.turn(handler)
    assert mine.id == "mine"
    assert sdk.service.calls[0].body["attachments"][0]["content"] == {"type": "AdaptiveCard"}


async def test_updating_and_deleting_reach_the_activity_meant(sdk: Sdk):
    async def handler(context: TurnContext) -> None:
        await context.update_activity(Activity(type="message", id="7", text="changed"))
        await context.delete_activity("8")

    await sdk.turn(handler)
    targets = [(call.method, call.target.rpartition("/")[2]) for call in sdk.service.calls]
    assert targets == [("PUT", "7"), ("DELETE", "8")]


async def test_middleware_runs_around_the_turn(sdk: Sdk):
    order = []

    class Around:
        async def on_turn(self, _: TurnContext, following) -> None:
            order.append("before")
            await following()
            order.append("after")

    async def handler(_: TurnContext) -> None:
        order.append("turn")

    sdk.adapter.use(Around())
    await sdk.turn(handler)
    assert order == ["before", "turn", "after"]


async def test_a_turn_that_fails_says_so_to_whoever_ran_it(sdk: Sdk):
    async def handler(_: TurnContext) -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError):
        await sdk.turn(handler)


def test_the_activity_keeps_the_tenant_the_press_and_what_the_sdk_does_not_know():
    press = {"action": {"type": "Action.Execute", "verb": "help"}, "trigger": "automatic"}
    raw, inbound = read(body(type="invoke", name="adaptiveCard/action", value=press))
    activity = as_activity(inbound, raw)
    assert activity.conversation.tenant_id == "tenant"
    assert TurnContext.get_conversation_reference(activity).conversation.tenant_id == "tenant"
    assert activity.value == press
    assert activity.channel_data == {"tenant": {"id": "tenant"}}
