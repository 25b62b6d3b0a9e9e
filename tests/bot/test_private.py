"""Writing to one person alone: where they are, and what happens when they cannot be reached."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.connector import Connector, RefusedHostError, open_session
from bot.hosts import ServiceHosts
from bot.private import PrivateChats
from bot.tokens import NoToken
from cards.help import help_card
from cases.model import ConversationId, Identity
from store.seed import RegisterSeed
from tests.bot.service import Answer, BotService
from tests.builders import NOW
from tests.fakes import FakeContacts

WHO = Identity("tenant", "oid-who")
SENT = Answer(201, {"id": "1700000000001"})


@dataclass
class Chats:
    private: PrivateChats
    contacts: FakeContacts
    service: BotService


@pytest.fixture
async def chats() -> AsyncIterator[Chats]:
    service, contacts = BotService(), FakeContacts(RegisterSeed())
    await service.server.start_server()
    async with open_session() as session:
        connector = Connector(session, NoToken(), ServiceHosts((), loopback=True))
        yield Chats(PrivateChats(connector, contacts, "28:bot", service.url), contacts, service)
    await service.server.close()


async def test_somebody_heard_of_before_is_written_to_where_they_were(chats: Chats):
    await chats.private.heard(WHO, ConversationId("a:1"), chats.service.url)
    chats.service.answer(SENT)
    assert await chats.private.send(WHO, help_card(), NOW)
    (call,) = chats.service.calls
    assert call.target == "/uk/v3/conversations/a%3A1/activities"


async def test_somebody_new_gets_a_chat_opened_which_is_remembered(chats: Chats):
    chats.service.answer(Answer(201, {"id": "a:new"}), SENT, SENT)
    assert await chats.private.send(WHO, help_card(), NOW)
    assert await chats.private.send(WHO, help_card(), NOW)
    targets = [call.target for call in chats.service.calls]
    assert targets == ["/uk/v3/conversations", *["/uk/v3/conversations/a%3Anew/activities"] * 2]
    assert chats.service.calls[0].body["tenantId"] == "tenant"


async def test_somebody_who_blocked_the_bot_is_marked_and_not_asked_again(chats: Chats):
    await chats.private.heard(WHO, ConversationId("a:1"), chats.service.url)
    chats.service.answer(Answer(403, {"error": {"code": "Forbidden", "message": "blocked"}}))
    assert not await chats.private.send(WHO, help_card(), NOW)
    assert len(chats.service.calls) == 1, "a 403 is never tried again"
    assert chats.contacts.chats[WHO].unreachable


async def test_who_speaks_again_can_be_reached_again(chats: Chats):
    await chats.private.heard(WHO, ConversationId("a:1"), chats.service.url)
    await chats.private.lost(WHO, NOW)
    await chats.private.heard(WHO, ConversationId("a:1"), chats.service.url)
    assert not chats.contacts.chats[WHO].unreachable


async def test_a_remembered_service_url_is_not_trusted(chats: Chats):
    await chats.contacts.remember(WHO, ConversationId("a:1"), "https://evil.example/")
    with pytest.raises(RefusedHostError):
        await chats.private.send(WHO, help_card(), NOW)
    assert chats.service.calls == []


async def test_a_chat_that_is_no_more_is_opened_anew(chats: Chats):
    await chats.private.heard(WHO, ConversationId("a:old"), chats.service.url)
    chats.service.answer(Answer(404, {}), Answer(201, {"id": "a:new"}), SENT)
    sent = await chats.private.send(WHO, help_card(), NOW)
    assert sent is not None
    assert sent.conversation_id == "a:new"
    assert await chats.private.place(WHO) == ("a:new", chats.service.url)


async def test_who_is_not_there_at_all_is_marked(chats: Chats):
    chats.service.answer(Answer(404, {}))
    assert await chats.private.send(WHO, help_card(), NOW) is None
    assert chats.contacts.chats[WHO].unreachable
    assert not await chats.private.ever(WHO)


async def test_an_installation_ends_a_mark_that_another_replica_made(chats: Chats):
    await chats.private.heard(WHO, ConversationId("a:1"), chats.service.url)
    await chats.contacts.unreachable(WHO, NOW)  # past this one's memory
    await chats.private.heard(WHO, ConversationId("a:1"), chats.service.url, afresh=True)
    assert not chats.contacts.chats[WHO].unreachable
    assert await chats.private.ever(WHO)


async def test_a_message_that_somebody_forbids_at_the_last_moment_does_not_leave(chats: Chats):
    await chats.private.heard(WHO, ConversationId("a:1"), chats.service.url)

    async def about_to() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await chats.private.send(WHO, help_card(), NOW, about_to=about_to)
    assert chats.service.calls == []
