"""People who never had the app get it once there is something to tell them; once a day it is tried."""

from datetime import timedelta

import pytest

from bot.bell import Bell
from bot.installs import AppGiver
from bot.private import PrivateChats
from bot.work.errors import AgainError
from cases.model import ConversationId, Identity
from cases.ports_tenant import ThrottledError
from store.seed import RegisterSeed
from tests import builders as make
from tests.bot.channels.office import FakeConnector
from tests.desk import fake_desk
from tests.fakes import FakeContacts
from tests.fakes_installs import FakeInstalls

ANNA = make.practitioner("anna", "team")
FAR = make.practitioner("far", "team", identity=Identity("elsewhere", "oid-far"))
SEED = RegisterSeed(
    agencies=(make.agency("agency"),), services=(make.service("team", "agency"),), practitioners=(ANNA, FAR)
)


class Place:
    """A giver, and what it works on."""

    def __init__(self, *, graph: bool = True) -> None:
        self.fakes, self.contacts = fake_desk(SEED), FakeContacts(SEED)
        self.installs, self.bell = FakeInstalls({ANNA.identity}), Bell()
        chats = PrivateChats(FakeConnector(), self.contacts, "28:bot", "https://home.example/")

        async def installs() -> FakeInstalls:
            return self.installs

        self.giver = AppGiver(
            "tenant",
            installs if graph else None,
            self.fakes.desk.register,
            self.fakes.ledger,
            self.fakes.clock,
            chats,
            self.bell,
            "https://home.example/",
        )

    def works(self) -> list[str]:
        return [work.key for work in self.fakes.ledger.work.values() if work.name == "install"]


async def test_it_is_tried_once_a_person_and_day():
    place = Place()
    for _ in range(3):
        await place.giver.absent(ANNA.id, ANNA.identity)
    assert len(place.works()) == 1
    place.fakes.clock.advance(timedelta(days=1))
    await place.giver.absent(ANNA.id, ANNA.identity)
    assert len(place.works()) == 2


async def test_people_of_other_tenants_and_all_where_graph_is_off_are_left_to_their_managers():
    place, without = Place(), Place(graph=False)
    await place.giver.absent(FAR.id, FAR.identity)
    await without.giver.absent(ANNA.id, ANNA.identity)
    assert place.works() == without.works() == []
    assert await without.giver.give(ANNA.id) == "nobody"


async def test_who_got_it_can_be_reached_and_what_waits_for_them_is_told():
    place = Place()
    await place.contacts.unreachable(ANNA.identity, place.fakes.clock.now())
    assert await place.giver.give(ANNA.id) == "given"
    chat = await place.contacts.chat(ANNA.identity)
    assert not chat.unreachable
    assert chat.conversation_id != ConversationId("")
    assert await place.bell.wait(0.1)


@pytest.mark.parametrize("why", ["withheld", "blocked"])
async def test_a_refusal_is_no_failure(why: str):
    place = Place()
    place.installs.blocked.add(ANNA.identity)
    if why == "withheld":
        place.installs.withhold()
    await place.contacts.unreachable(ANNA.identity, place.fakes.clock.now())
    assert await place.giver.give(ANNA.id) == "refused"
    assert (await place.contacts.chat(ANNA.identity)).unreachable


async def test_graph_being_busy_is_tried_again_when_it_says():
    place = Place()
    place.installs.failing.append(ThrottledError(7.0))
    with pytest.raises(AgainError) as again:
        await place.giver.give(ANNA.id)
    assert again.value.after == 7.0
    assert await place.giver.give(ANNA.id) == "given"
