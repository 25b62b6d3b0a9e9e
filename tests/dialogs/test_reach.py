"""A manager hears once a week who of their people cannot be reached, as it is then."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.model import ConversationId, PractitionerId, ServiceId
from cases.ports_reach import Managing, OutOfReach
from cases.reach import told_of
from cases.records import Notice
from dialogs.rounds_reach import tell_who_is_out_of_reach
from dialogs.tell import tell
from store.seed import RegisterSeed
from tests import builders as make
from tests.desk import FakeDesk, fake_desk

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BOSS = make.practitioner("boss", "team", manages=frozenset({ServiceId("team")}))
ANNA, BEN = make.practitioner("anna", "team"), make.practitioner("ben", "team")
FAR = make.practitioner("far", "other")
SEED = RegisterSeed(
    agencies=(make.agency("agency"), make.agency("police")),
    services=(make.service("team", "agency"), make.service("other", "police")),
    practitioners=(BOSS, ANNA, BEN, FAR),
)


@pytest.fixture
async def fakes() -> FakeDesk:
    made = fake_desk(SEED)
    made.clock.advance(MONDAY - made.clock.now())
    return made


async def gone(fakes: FakeDesk, who, *, had_it: bool = True) -> None:
    contacts = fakes.desk.reach.contacts
    if had_it:
        await contacts.remember(who.identity, ConversationId("a:1"), "https://home.example/")
    await contacts.unreachable(who.identity, MONDAY)


async def told(fakes: FakeDesk) -> list[Notice]:
    await tell_who_is_out_of_reach(fakes.desk, fakes.clock.now())
    return [one.notice for _, one in fakes.ledger.notices.pending]


async def test_one_message_a_week_for_all_of_them(fakes: FakeDesk):
    await gone(fakes, ANNA)
    await gone(fakes, BEN, had_it=False)
    assert await told(fakes) == [Notice(BOSS.id, "unreachable", "2026-W48")]
    for _ in range(4 * 24):
        fakes.clock.advance(timedelta(hours=1))
        assert len(await told(fakes)) == 1
    fakes.clock.advance(timedelta(days=3))
    assert [one.subject for one in await told(fakes)] == ["2026-W48", "2026-W49"]


async def test_whoever_makes_the_round_twice_tells_once(fakes: FakeDesk):
    await gone(fakes, ANNA)
    assert len(await told(fakes)) == len(await told(fakes)) == 1


async def test_nobody_is_told_at_night_nor_on_a_weekend(fakes: FakeDesk):
    await gone(fakes, ANNA)
    fakes.clock.advance(timedelta(hours=-10))
    assert await told(fakes) == []


async def test_the_card_names_who_it_is_then_and_says_what_to_do(fakes: FakeDesk):
    await gone(fakes, ANNA)
    await gone(fakes, BEN, had_it=False)
    (notice,) = await told(fakes)
    card = await tell(notice, fakes.desk, MONDAY)
    said = str(card.content)
    assert "2 people" in said
    assert said.index("took the app out") < said.index("Anna") < said.index("never had") < said.index("Ben")
    assert "Anna" not in card.summary
    await fakes.desk.reach.contacts.remember(ANNA.identity, ConversationId("a:1"), "")
    assert "Anna" not in str((await tell(notice, fakes.desk, MONDAY)).content)
    await fakes.desk.reach.contacts.remember(BEN.identity, ConversationId("a:2"), "")
    assert await tell(notice, fakes.desk, MONDAY) is None


async def test_who_manages_something_else_hears_nothing(fakes: FakeDesk):
    await gone(fakes, FAR)
    assert await told(fakes) == []
    assert await tell(Notice(BOSS.id, "unreachable", "2026-W48"), fakes.desk, MONDAY) is None


def out(name: str, service: str, agency: str = "agency") -> OutOfReach:
    return OutOfReach(PractitionerId(name), name, ServiceId(service), agency, never=False)


def managing(name: str, service: str, agency: str = "agency") -> Managing:
    return Managing(PractitionerId(name), ServiceId(service), agency)


@pytest.mark.parametrize(
    ("person", "managers", "hear"),
    [
        (out("anna", "team"), [managing("boss", "team"), managing("other", "further")], {"boss"}),
        (out("anna", "team"), [managing("boss", "team"), managing("two", "team")], {"boss", "two"}),
        (out("anna", "team"), [managing("other", "further")], {"other"}),
        (out("anna", "team"), [managing("far", "team elsewhere", "police")], set()),
        (out("boss", "team"), [managing("boss", "team"), managing("other", "further")], {"other"}),
        (out("boss", "team"), [managing("boss", "team")], set()),
    ],
)
def test_the_services_managers_hear_else_the_agencys_and_nobody_of_themself(person, managers, hear):
    assert set(told_of([person], managers)) == hear


def test_who_has_several_services_hears_of_all_in_one():
    people = [out("anna", "team"), out("ben", "other")]
    assert told_of(people, [managing("boss", "team"), managing("boss", "other")]) == {"boss": tuple(people)}
