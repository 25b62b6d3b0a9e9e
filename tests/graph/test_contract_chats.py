"""What the port Chats promises, held against Graph's local stand-in over HTTP and against the fake."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from cases.model import ConversationId, Identity
from cases.ports_chats import Chats
from cases.ports_tenant import NotThereError, RefusedError, Why
from graph.tenant import GraphTenant
from sandbox import sending
from sandbox.chat_ids import graph_chat_id
from tests.builders import NOW
from tests.fakes_chats import FakeChats
from tests.graph.conftest import LocalGraph, posted, said
from tests.graph.people import ANA, BO, CY, NOBODY
from tests.sandbox.local import BOT_ID

EARLY = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


@dataclass
class Hands:
    """The port, and what the port cannot do."""

    chats: Chats
    post: Callable[[Identity, str], str]
    now: Callable[[], datetime]
    wait: Callable[[float], None]
    withhold: Callable[[], None]
    take_app: Callable[[], None]


@pytest.fixture(params=["graph", "fake"])
def hands(request: pytest.FixtureRequest) -> Hands:
    if request.param == "fake":
        return _fake()
    local: LocalGraph = request.getfixturevalue("local")
    tenant: GraphTenant = request.getfixturevalue("tenant")
    graph = local.sandbox.graph

    def post(who: Identity, mark: str) -> str:
        sent = posted(local, ConversationId(graph.chat_with(who.object_id)), mark)
        return sent.removeprefix("1:")

    def wait(seconds: float) -> None:
        local.product.moment += timedelta(seconds=seconds)

    def withhold() -> None:
        graph.state.settings = replace(graph.settings, withheld=frozenset({"Chat.Read.WhereInstalled"}))

    def take_app() -> None:
        graph.state.tenancy.without_app.add(ANA.object_id)

    return Hands(tenant.chats, post, graph.now, wait, withhold, take_app)


def _fake() -> Hands:
    fake, numbers, clock = FakeChats({ANA, CY}), count(1), [NOW]

    def post(who: Identity, mark: str) -> str:
        message = f"{next(numbers)}"
        fake.messages.append((who, message, mark, clock[0]))
        return message

    def wait(seconds: float) -> None:
        clock[0] += timedelta(seconds=seconds)

    def take_app() -> None:
        fake.known.discard(ANA)

    def withhold() -> None:
        fake.permitted = False

    return Hands(fake, post, lambda: clock[0], wait, withhold, take_app)


async def test_a_message_of_ours_is_found_by_its_mark_in_that_persons_chat_alone(hands: Hands):
    hands.post(ANA, "other")
    sent = hands.post(ANA, "mark")
    hands.post(CY, "elsewhere")
    assert await hands.chats.posted(ANA, "mark", EARLY) == sent
    assert await hands.chats.posted(ANA, "elsewhere", EARLY) is None
    assert await hands.chats.posted(CY, "mark", EARLY) is None


async def test_of_two_the_newer_one_is_named(hands: Hands):
    hands.post(ANA, "mark")
    hands.wait(5)
    newer = hands.post(ANA, "mark")
    assert await hands.chats.posted(ANA, "mark", EARLY) == newer


async def test_what_is_older_than_asked_for_is_not_looked_at(hands: Hands):
    hands.post(ANA, "mark")
    hands.wait(60)
    assert await hands.chats.posted(ANA, "mark", hands.now()) is None
    assert await hands.chats.posted(ANA, "mark", hands.now() - timedelta(minutes=2)) is not None


async def test_without_the_permission_nobody_looks(hands: Hands):
    hands.withhold()
    with pytest.raises(RefusedError) as refused:
        await hands.chats.posted(ANA, "mark", EARLY)
    assert refused.value.why is Why.NOT_PERMITTED


@pytest.mark.parametrize("who", [NOBODY, BO])
async def test_whoever_is_not_of_the_home_tenant_is_not_there(hands: Hands, who: Identity):
    with pytest.raises(NotThereError):
        await hands.chats.posted(who, "mark", EARLY)


async def test_the_chat_of_who_has_no_app_any_more_is_not_there(hands: Hands):
    hands.post(ANA, "mark")
    hands.take_app()
    with pytest.raises(NotThereError):
        await hands.chats.posted(ANA, "mark", EARLY)


async def test_a_person_who_says_the_same_is_not_the_bot(local: LocalGraph, tenant: GraphTenant):
    said(local, ConversationId(local.sandbox.graph.chat_with(ANA.object_id)), "mark")
    assert await tenant.chats.posted(ANA, "mark", EARLY) is None


async def test_what_was_taken_back_is_not_there(local: LocalGraph, tenant: GraphTenant):
    chat = ConversationId(local.sandbox.graph.chat_with(ANA.object_id))
    sending.delete(local.sandbox, chat, posted(local, chat, "mark"))
    assert await tenant.chats.posted(ANA, "mark", EARLY) is None


async def test_it_is_found_behind_many_others(local: LocalGraph, tenant: GraphTenant):
    chat = ConversationId(local.sandbox.graph.chat_with(ANA.object_id))
    sent = posted(local, chat, "mark")
    for _ in range(120):
        posted(local, chat, "other")
    assert await tenant.chats.posted(ANA, "mark", EARLY) == sent.removeprefix("1:")


async def test_graphs_id_of_a_chat_may_be_written_to_and_is_the_same_chat(
    local: LocalGraph, tenant: GraphTenant
):
    chat = await tenant.installs.give(ANA)
    assert chat == graph_chat_id(ANA.object_id, BOT_ID)
    async with local.product.session.post(
        f"{local.url.removesuffix('/graph/v1.0')}/connector/v3/conversations/{chat}/activities",
        json={"type": "message", "text": "Hello"},
    ) as answer:
        assert answer.status == 201
    own = local.sandbox.graph.chat_with(ANA.object_id)
    assert [one.activity["text"] for one in local.sandbox.conversations.of(own)] == ["Hello"]
