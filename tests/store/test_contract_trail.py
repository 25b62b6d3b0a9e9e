"""What every trail does, the fake one too."""

from dataclasses import replace
from datetime import timedelta

from cases.model import ChildId, PractitionerId
from cases.ports_audit import Part
from cases.records import Effects
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.conftest import Opened
from tests.store.tampering import entries
from tests.store.world import WORLD


async def test_entries_come_newest_first_and_no_more_than_asked_for(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    written = entries(clock, 24)
    for entry in written:
        await opened.ledger.commit(Effects(audit=(entry,)), None)

    child = [entry for entry in reversed(written) if entry.child_id == "c-2"]
    found = await opened.reading.about(ChildId("c-2"), Part(), 3)
    assert [one.asked for one in found] == [entry.asked for entry in child[:3]]
    rest = await opened.reading.about(ChildId("c-2"), Part(below=found[-1].number), 50)
    assert [one.asked for one in rest] == [entry.asked for entry in child[3:]]
    did = await opened.reading.by(PractitionerId("p-1"), Part(), 50)
    assert [one.asked for one in did] == [
        entry.asked for entry in reversed(written) if entry.practitioner_id == "p-1"
    ]
    assert (found[0].identity, found[0].shown, found[0].at) == (
        child[0].identity,
        child[0].shown,
        child[0].at,
    )


async def test_a_part_begins_with_its_first_moment_and_ends_before_its_last(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    first = clock.now()
    for _ in range(4):
        for entry in entries(clock, 3)[2:]:
            await opened.ledger.commit(Effects(audit=(entry,)), None)
        clock.advance(timedelta(hours=1))
    begin = entries(FakeClock(first + timedelta(hours=1)), 3)[2].at
    part = Part(since=begin, before=begin + timedelta(hours=2))
    found = await opened.reading.about(ChildId("c-2"), part, 50)
    assert [one.at for one in found] == [begin + timedelta(hours=1), begin]


async def test_a_practitioner_is_found_by_id_or_by_name_however_it_is_written(ports: Opened):
    twin = replace(make.practitioner("anna-2", "clinic"), name="ANNA")
    opened = await ports(replace(WORLD, practitioners=(*WORLD.practitioners, twin)))
    assert await opened.reading.practitioners("ben") == ["ben"]
    assert await opened.reading.practitioners(" aNNa ") == ["anna", "anna-2"]
    assert await opened.reading.practitioners("gone") == ["gone"], "who has left did what they did"
    assert list(await opened.reading.practitioners("nobody")) == []
    assert list(await opened.reading.practitioners("")) == []
