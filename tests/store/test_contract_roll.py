"""What every reading of a tenant's roll does, the fake one too; and whose word on leaving counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.model import Identity
from cases.ports_leavers import OnRoll
from cases.records import Departure, Effects, OutdatedError
from tests import builders as make
from tests.builders import TODAY
from tests.store.conftest import Opened, Ports
from tests.store.world import ANNA, BEN, CARA, NO_TEAMS, WORLD

HERE = "tenant"
ELSEWHERE = make.practitioner("else", "neighbourhood", identity=Identity("other", "oid-anna"))
MIXED = replace(WORLD, practitioners=(*WORLD.practitioners, ELSEWHERE))
ANNA_ROW, BEN_ROW, CARA_ROW = (OnRoll(one.id, one.identity) for one in (ANNA, BEN, CARA))


async def moved(ports: Ports, *, active: bool, by_directory: bool = False, days: int = 0) -> None:
    change = Departure(ANNA.id, active, TODAY + timedelta(days=days), by_directory)
    await ports.ledger.commit(Effects(rewrites=(change,)), None)


async def test_the_roll_is_whoever_is_active_in_the_tenant_page_by_page(ports: Opened):
    roll = (await ports(MIXED)).roll
    assert await roll.count(HERE) == 3
    assert await roll.count("other") == 1
    assert await roll.count("nowhere") == 0
    first = list(await roll.active(HERE, "", 2))
    assert first == [ANNA_ROW, BEN_ROW]
    assert list(await roll.active(HERE, first[-1].identity.object_id, 2)) == [CARA_ROW]
    assert list(await roll.active(HERE, CARA_ROW.identity.object_id, 2)) == []


async def test_of_many_identities_those_of_active_practitioners_are_found(ports: Opened):
    opened = await ports(MIXED)
    strangers = [Identity(HERE, f"nobody-{number}") for number in range(1_200)]
    gone = Identity(HERE, "oid-gone")
    asked = [CARA.identity, gone, *strangers, ANNA.identity]
    assert list(await opened.roll.among(asked)) == [ANNA_ROW, CARA_ROW]
    assert list(await opened.roll.among([])) == []
    both = await opened.roll.among([ANNA.identity, ELSEWHERE.identity])
    assert {row.practitioner_id for row in both} == {ANNA.id, ELSEWHERE.id}


async def test_who_left_by_the_directorys_word_is_known_and_since_when(ports: Opened):
    opened = await ports(MIXED)
    await moved(opened, active=False, by_directory=True)
    assert await opened.roll.count(HERE) == 2
    assert list(await opened.roll.left(HERE, TODAY, "", 9)) == [ANNA_ROW]
    assert list(await opened.roll.left(HERE, TODAY + timedelta(days=1), "", 9)) == []
    assert list(await opened.roll.left(HERE, TODAY, ANNA_ROW.identity.object_id, 9)) == []
    assert list(await opened.roll.left("other", TODAY, "", 9)) == []
    await moved(opened, active=True, by_directory=True)
    assert list(await opened.roll.left(HERE, TODAY, "", 9)) == []
    assert await opened.roll.count(HERE) == 3


async def test_the_directory_says_nothing_twice_and_nothing_against_a_person(ports: Opened):
    opened = await ports(WORLD)
    with pytest.raises(OutdatedError):
        await moved(opened, active=True, by_directory=True)
    await moved(opened, active=False)
    for active in (False, True):
        with pytest.raises(OutdatedError):
            await moved(opened, active=active, by_directory=True)


async def test_what_a_person_says_is_written_over_the_directorys_word_and_the_day_stays(ports: Opened):
    opened = await ports(WORLD)
    await moved(opened, active=False, by_directory=True)
    await moved(opened, active=False, days=3)
    assert list(await opened.roll.left(HERE, TODAY, "", 9)) == []
    assert [one.left_on for one in await opened.upkeep.leavers(TODAY)] == [TODAY]
    with pytest.raises(OutdatedError):
        await moved(opened, active=False)
    await moved(opened, active=True)
    assert await opened.roll.count(HERE) == 3


async def test_whoever_has_no_teams_is_on_no_roll(ports: Opened):
    opened = await ports(WORLD)
    found = {row.practitioner_id for row in await opened.roll.active(HERE, "", 99)}
    assert NO_TEAMS.id not in found
