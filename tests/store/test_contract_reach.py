"""Who is out of reach, and who manages what: the fake and both databases say the same."""

from dataclasses import replace

from cases.model import ConversationId
from cases.ports_reach import Managing, OutOfReach
from store.seed import RegisterSeed
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.conftest import Opened

BOSS = make.practitioner("boss", "team", manages=frozenset({"team", "two"}))
ANNA, BEN = make.practitioner("anna", "team"), make.practitioner("ben", "far")
LEFT = replace(make.practitioner("left", "team"), active=False)
SEED = RegisterSeed(
    agencies=(make.agency("agency"), make.agency("police")),
    services=(make.service("team", "agency"), make.service("two", "agency"), make.service("far", "police")),
    practitioners=(BOSS, ANNA, BEN, LEFT),
)


async def test_who_is_out_of_reach_is_told_apart_by_whether_they_ever_were_in(
    ports: Opened, clock: FakeClock
):
    opened = await ports(SEED)
    await opened.contacts.remember(ANNA.identity, ConversationId("a:1"), "https://home.example/")
    await opened.contacts.remember(BOSS.identity, ConversationId("a:2"), "https://home.example/")
    for who in (ANNA, BEN, LEFT):
        await opened.contacts.unreachable(who.identity, clock.now())
    anna = OutOfReach(ANNA.id, ANNA.name, ANNA.service_id, "agency", never=False)
    ben = OutOfReach(BEN.id, BEN.name, BEN.service_id, "police", never=True)
    assert list(await opened.reach.out_of_reach()) == [anna, ben]
    assert list(await opened.reach.out_of_reach("police")) == [ben]
    await opened.contacts.remember(ANNA.identity, ConversationId("a:1"), "https://home.example/")
    assert list(await opened.reach.out_of_reach("agency")) == []


async def test_managers_are_listed_with_each_service(ports: Opened):
    opened = await ports(SEED)
    mine = [Managing(BOSS.id, "team", "agency"), Managing(BOSS.id, "two", "agency")]
    assert list(await opened.reach.managing()) == list(await opened.reach.managing("agency")) == mine
    assert list(await opened.reach.managing("police")) == []
