"""Practitioners follow the directory and are taken on from it, on each database."""

from dataclasses import replace

import pytest

from cases.enrolling import Known
from cases.entries import Heard, Listed, followed
from cases.model import Identity, PractitionerId
from cases.ports_directory import Entry
from cases.records import Effects, EntryRewrite, NewPractitioner, OutdatedError
from store.database import Database
from store.entries import SqlEntries, service_name
from store.ledger import SqlLedger
from store.profiles import SqlProfiles
from store.register import SqlRegister
from store.seed import RegisterSeed, seed
from tests.builders import NOW, agency, practitioner, service
from tests.fakes import FakeClock

HOME = "11111111-aaaa-4aaa-8aaa-111111111111"


def who(number: int) -> Identity:
    return Identity(HOME, f"{number:08x}-0000-4000-8000-0000000000aa")


# Two people of one name, as there are in any large agency.
SAM = replace(practitioner("sam", "nursing", identity=who(1)), name="Sam Reed")
OTHER_SAM = replace(practitioner("other-sam", "police", identity=who(2)), name="Sam Reed")
BOSS = practitioner("boss", "nursing", identity=who(3))
GONE = practitioner("gone", "nursing", identity=who(4), active=False)
ELSEWHERE = practitioner("away", "nursing", identity=Identity("another", who(1).object_id))
NOBODY = practitioner("nobody", "nursing", identity=None)
REGISTER = RegisterSeed(
    agencies=(agency("health"),),
    services=(service("nursing", "health"), service("police", "health")),
    practitioners=(SAM, OTHER_SAM, BOSS, GONE, ELSEWHERE, NOBODY),
)


@pytest.fixture
async def ledger(database: Database):
    await seed(database, REGISTER)
    return SqlLedger(database, FakeClock())


def married(manager: Identity | None = None) -> Entry:
    return Entry(who(1), "Sam Heron", "Sister", "01632 960009", "sam.heron@trust.example", manager=manager)


async def look(database: Database, ledger: SqlLedger, entry: Entry) -> Listed:
    listed = {one.identity: one for one in await SqlEntries(database).page(HOME, "", 100)}
    before = listed[entry.identity]
    after = followed(before, entry)
    await ledger.commit(Effects(rewrites=(EntryRewrite(before, after),)), None)
    return before


async def test_those_of_the_tenant_who_are_there_are_read_page_by_page(database: Database, ledger: SqlLedger):
    entries = SqlEntries(database)
    first = await entries.page(HOME, "", 2)
    assert [one.practitioner_id for one in first] == ["sam", "other-sam"]
    assert first[0] == Listed(SAM.id, SAM.identity, "Sam Reed", "Worker", SAM.phone, SAM.email)
    assert [one.practitioner_id for one in await entries.page(HOME, who(2).object_id, 2)] == ["boss"]
    await look(database, ledger, married())
    unheard = await entries.page(HOME, "", 9, unheard=True)
    assert [one.practitioner_id for one in unheard] == ["other-sam", "boss"]


async def test_a_new_name_is_followed_and_the_person_stays_the_same(database: Database, ledger: SqlLedger):
    await look(database, ledger, married())
    register = SqlRegister(database)
    found = await register.viewer(who(1), NOW)
    assert (found.practitioner.id, found.practitioner.name) == ("sam", "Sam Heron")
    assert (found.practitioner.role, found.practitioner.phone) == ("Worker", SAM.phone)
    assert [one.practitioner.id for one in await register.colleagues("Sam Heron")] == ["sam"]
    assert [one.practitioner.id for one in await register.colleagues("Sam Reed")] == ["other-sam"]
    (held, *_) = await SqlEntries(database).page(HOME, "", 1)
    assert held.heard == Heard("Sam Heron", "Sister", "01632 960009", "sam.heron@trust.example")


async def test_whoever_was_changed_meanwhile_is_not_written_over(database: Database, ledger: SqlLedger):
    before = await look(database, ledger, married())
    stale = EntryRewrite(before, followed(before, replace(married(), name="Sam Kite")))
    with pytest.raises(OutdatedError):
        await ledger.commit(Effects(rewrites=(stale,)), None)
    assert (await SqlRegister(database).colleague(SAM.id)).practitioner.name == "Sam Heron"


async def test_the_directorys_manager_is_known_while_they_are_on_the_register(
    database: Database, ledger: SqlLedger
):
    profiles = SqlProfiles(database)
    assert await profiles.manager(SAM.id) is None
    await look(database, ledger, married(who(3)))
    assert await profiles.manager(SAM.id) == BOSS.id
    for other in (who(4), who(99), Identity("another", who(3).object_id), None):
        await look(database, ledger, married(other))
        assert await profiles.manager(SAM.id) is None
    assert await profiles.manager(PractitionerId("\x00")) is None


async def test_whoever_is_known_is_found_by_tenant_and_object_id_however_spelt(
    database: Database, ledger: SqlLedger
):
    assert ledger
    entries = SqlEntries(database)
    found = await entries.known([Identity(HOME.upper(), who(1).object_id.upper()), who(4), who(99)])
    assert found == {
        who(1): Known(SAM.id, "Sam Reed", SAM.service_id, active=True),
        who(4): Known(GONE.id, GONE.name, GONE.service_id, active=False),
    }
    of_service = await entries.of_service(SAM.service_id, HOME)
    assert [one.practitioner_id for one in of_service] == ["boss", "sam"]
    assert await service_name(database, SAM.service_id) == "Nursing"
    assert await service_name(database, "\x00") is None


async def test_a_newcomer_of_a_known_name_is_somebody_else(database: Database, ledger: SqlLedger):
    new = replace(practitioner("new", "nursing", identity=who(7)), name="Sam Reed")
    add = NewPractitioner(new, Heard("Sam Reed"))
    await ledger.commit(Effects(rewrites=(add,)), None)
    named = await SqlRegister(database).colleagues("sam reed")
    assert [one.practitioner.id for one in named] == ["new", "other-sam", "sam"]
    assert (await SqlRegister(database).viewer(who(7), NOW)).practitioner == new
    again = replace(new, id=PractitionerId("again"), name="Another Name")
    nameless = replace(again, identity=None)
    for one in (again, nameless):
        with pytest.raises(OutdatedError):
            await ledger.commit(Effects(rewrites=(NewPractitioner(one, Heard()),)), None)
