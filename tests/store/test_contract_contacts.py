"""What every memory of contacts does, the fake one too."""

from datetime import timedelta

from cases.model import ConversationId, Identity, PractitionerId
from cases.ports_delivery import PersonalChat
from tests.fakes import FakeClock
from tests.store.conftest import Opened
from tests.store.world import ANNA, NO_TEAMS, WORLD

URL = "https://smba.example/uk/"
CHAT = ConversationId("a:1")


async def test_a_practitioner_without_a_chat_is_known_by_identity_alone(ports: Opened):
    contacts = (await ports(WORLD)).contacts

    assert await contacts.of(ANNA.id) == PersonalChat(ANNA.identity, ConversationId(""), "")


async def test_nobody_is_reached_without_a_teams_identity(ports: Opened):
    contacts = (await ports(WORLD)).contacts

    assert await contacts.of(NO_TEAMS.id) is None
    assert await contacts.of(PractitionerId("nobody")) is None


async def test_the_newest_chat_is_remembered(ports: Opened):
    contacts = (await ports(WORLD)).contacts

    for chat in (CHAT, CHAT, ConversationId("a:2")):
        await contacts.remember(ANNA.identity, chat, URL)

    assert await contacts.of(ANNA.id) == PersonalChat(ANNA.identity, ConversationId("a:2"), URL)


async def test_somebody_unreachable_is_reachable_again_once_heard_of(ports: Opened, clock: FakeClock):
    contacts = (await ports(WORLD)).contacts
    await contacts.remember(ANNA.identity, CHAT, URL)

    await contacts.unreachable(ANNA.identity, clock.now())
    await contacts.unreachable(ANNA.identity, clock.now() + timedelta(hours=1))
    assert await contacts.of(ANNA.id) == PersonalChat(ANNA.identity, CHAT, URL, unreachable=True)

    await contacts.remember(ANNA.identity, CHAT, URL)
    assert await contacts.of(ANNA.id) == PersonalChat(ANNA.identity, CHAT, URL)


async def test_somebody_can_be_unreachable_before_there_is_a_chat(ports: Opened, clock: FakeClock):
    contacts = (await ports(WORLD)).contacts

    await contacts.unreachable(ANNA.identity, clock.now())

    assert (await contacts.of(ANNA.id)).unreachable


async def test_a_person_who_is_not_registered_may_have_a_chat(ports: Opened):
    contacts = (await ports(WORLD)).contacts

    stranger = Identity("tenant", "stranger")
    await contacts.remember(stranger, CHAT, URL)

    assert await contacts.chat(stranger) == PersonalChat(stranger, CHAT, URL)
    assert (await contacts.of(ANNA.id)).conversation_id == ""


async def test_nothing_is_known_of_a_chat_that_never_was(ports: Opened):
    contacts = (await ports(WORLD)).contacts

    assert await contacts.chat(ANNA.identity) is None
