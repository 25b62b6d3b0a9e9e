"""What every reading of who holds what does, the fake one too; and who is asked, and who has left."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.model import AgencyId, PractitionerId, ServiceId
from cases.ports_upkeep import Leaver
from cases.records import Asked, Departure, Effects, OutdatedError
from tests import builders as make
from tests.builders import TODAY
from tests.store.conftest import Opened
from tests.store.world import ANNA, ANNA_ROBIN, BEN, CARA, CARA_ROBIN, ENDED, GONE, NO_TEAMS, OPEN, WORLD

LONG = timedelta(days=90)


def confirmed(row=ANNA_ROBIN, on: date | None = None, **changes):
    return replace(row, last_confirmed=on, **changes)


def world(*rows):
    return replace(WORLD, involvements=rows)


async def test_what_somebody_holds_is_all_that_is_not_over(ports: Opened):
    coming = make.involvement(ANNA, "kim", since=TODAY + timedelta(days=9))
    today = replace(make.involvement(ANNA, "alone"), until=TODAY)
    over = replace(make.involvement(ANNA, "baby"), until=TODAY - timedelta(days=1))
    upkeep = (await ports(world(ANNA_ROBIN, CARA_ROBIN, coming, today, over))).upkeep
    held = await upkeep.held_by(ANNA.id, TODAY)
    assert [one.involvement for one in held] == sorted((ANNA_ROBIN, coming, today), key=lambda row: row.id)
    assert {(one.practitioner, one.service.id, one.agency.id) for one in held} == {
        (ANNA, "family-support", "council")
    }
    (named,) = await upkeep.held_by(CARA.id, TODAY)
    assert named.involvement == CARA_ROBIN
    assert list(await upkeep.held_by(PractitionerId("nobody"), TODAY)) == []


ROWS = [
    ("confirmed 90 days ago", confirmed(on=TODAY - LONG), True),
    ("confirmed 89 days ago", confirmed(on=TODAY - LONG + timedelta(days=1)), False),
    ("never confirmed, 90 days old", confirmed(since=TODAY - LONG), True),
    ("never confirmed, 89 days old", confirmed(since=TODAY - LONG + timedelta(days=1)), False),
    ("confirmed before it began", confirmed(on=date(2026, 1, 1), since=TODAY - timedelta(days=3)), False),
    ("over", confirmed(on=date(2026, 2, 1), until=TODAY - timedelta(days=1)), False),
    ("its last day", confirmed(on=date(2026, 2, 1), until=TODAY), False),
    ("of one who has left", replace(ENDED, until=None), False),
    ("of one without Teams", make.involvement(NO_TEAMS, "robin"), False),
]


@pytest.mark.parametrize(("what", "row", "expected"), ROWS, ids=[row[0] for row in ROWS])
async def test_whoever_has_something_due_is_to_be_asked(ports: Opened, what: str, row, expected):  # noqa: ARG001
    upkeep = (await ports(world(row))).upkeep
    assert list(await upkeep.to_ask(TODAY, 10)) == ([ANNA.id] if expected else [])


async def test_each_agency_says_how_long(ports: Opened):
    patient = tuple(
        replace(one, confirm_after_days=400) if one.id == AgencyId("council") else one
        for one in WORLD.agencies
    )
    rows = (ANNA_ROBIN, CARA_ROBIN, make.involvement(BEN, "kim"))
    upkeep = (await ports(replace(world(*rows), agencies=patient))).upkeep
    assert list(await upkeep.to_ask(TODAY, 10)) == [CARA.id]


async def test_no_more_are_named_than_were_asked_for(ports: Opened):
    upkeep = (await ports(world(ANNA_ROBIN, CARA_ROBIN, make.involvement(BEN, "kim")))).upkeep
    assert len(await upkeep.to_ask(TODAY, 2)) == 2


async def test_somebody_who_was_asked_is_left_alone_for_a_week(ports: Opened):
    opened = await ports(world(ANNA_ROBIN))
    await opened.ledger.commit(Effects(rewrites=(Asked(ANNA.id, None, TODAY),)), None)
    assert await opened.upkeep.asked_on(ANNA.id) == TODAY
    assert await opened.upkeep.asked_on(BEN.id) is None
    for days, expected in ((0, []), (6, []), (7, [ANNA.id])):
        assert list(await opened.upkeep.to_ask(TODAY + timedelta(days=days), 10)) == expected


async def test_of_two_who_ask_at_once_one_does(ports: Opened):
    opened = await ports(world(ANNA_ROBIN))
    for before, on in ((None, TODAY), (TODAY, TODAY + timedelta(days=7))):
        asking = Effects(rewrites=(Asked(ANNA.id, before, on),))
        outcomes = await asyncio.gather(
            *(opened.ledger.commit(asking, None) for _ in range(3)), return_exceptions=True
        )
        assert outcomes.count(True) == 1
        assert sum(isinstance(one, OutdatedError) for one in outcomes) == 2


async def test_who_has_left_is_nobody_who_asks_nor_a_colleague_and_may_come_back(ports: Opened):
    opened = await ports(WORLD)
    leaving = Effects(rewrites=(Departure(ANNA.id, active=False, on=TODAY),))
    assert await opened.register.viewer(ANNA.identity, make.NOW) is not None
    await opened.ledger.commit(leaving, None)
    assert await opened.register.viewer(ANNA.identity, make.NOW) is None
    assert list(await opened.register.colleagues("Anna")) == []
    assert list(await opened.upkeep.leavers(TODAY)) == [Leaver(ANNA.id, TODAY)]
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(leaving, None)
    await opened.ledger.commit(Effects(rewrites=(Departure(ANNA.id, active=True, on=TODAY),)), None)
    assert await opened.register.viewer(ANNA.identity, make.NOW) is not None
    assert list(await opened.upkeep.leavers(TODAY)) == []


async def test_a_leaver_with_nothing_left_is_none_any_more(ports: Opened):
    assert list(await (await ports(WORLD)).upkeep.leavers(TODAY)) == []


async def test_whoever_left_before_anybody_said_so_is_found_without_a_day(ports: Opened):
    leads = replace(OPEN, lead_id=GONE.id)
    opened = await ports(replace(world(ANNA_ROBIN), cases=(leads,)))
    assert list(await opened.upkeep.leavers(TODAY)) == [Leaver(GONE.id, None)]
    assert list(await opened.upkeep.led_by(GONE.id)) == [leads]
    assert list(await opened.upkeep.led_by(ANNA.id)) == []


async def test_the_staff_of_services_and_the_managers_of_an_agency_are_those_still_there(ports: Opened):
    upkeep = (await ports(WORLD)).upkeep
    found = await upkeep.staff([ServiceId("neighbourhood"), ServiceId("clinic")])
    assert [one.practitioner.id for one in found] == [BEN.id, CARA.id, NO_TEAMS.id]
    assert [one.practitioner.id for one in await upkeep.managers(AgencyId("council"))] == [ANNA.id]
    assert list(await upkeep.managers(AgencyId("trust"))) == []
