"""The stewards' queue and the finding of duplicates, on both databases."""

import asyncio
from dataclasses import replace

import pytest

from cases.linking import answered, pair
from cases.merging import merged
from cases.model import Birth, ChildId, LinkAnswer, LinkState, Name, PractitionerId
from cases.ports_stewards import Outlook
from cases.records import ChannelRewrite, ChildMerge, Effects, LinkRewrite, NewLinks, OutdatedError
from store.database import Database
from store.duplicates import count, enqueue, find
from store.ledger import SqlLedger
from store.linking import Linking
from store.seed import RegisterSeed, seed
from store.stewarding import SqlStewarding
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.merging import effects, merge_of
from tests.store.test_tending import ORDER
from tests.store.world import ALONE, ANNA, BEN, KIM, ROBIN, WORLD

LINK = pair("link", ROBIN.id, ALONE.id, 0.9, make.NOW)
ALFIE = make.child("alfie", names=(Name("Alfie", "Taylor"),), birth=Birth(2023, 2, 3), nhs_number="")
ALFY = replace(ALFIE, id=ChildId("alfy"), reference="C-alfy", names=(Name("Alfy", "Tayler"),))
TWIN = replace(ALFIE, id=ChildId("twin"), reference="C-twin", names=(Name("Sylvia", "Taylor"),))
TWICE = RegisterSeed(children=(ALFIE, ALFY, TWIN, ALONE, ROBIN))


@pytest.fixture
async def ledger(database: Database, clock: FakeClock) -> SqlLedger:
    steward = replace(ANNA, steward=True)
    others = tuple(one for one in WORLD.practitioners if one.id != ANNA.id)
    await seed(database, replace(WORLD, practitioners=(steward, *others)))
    made = SqlLedger(database, clock)
    await made.commit(effects(NewLinks((LINK,))), None)
    return made


async def test_a_pair_waits_once_and_is_as_the_children_are_now(database: Database, ledger: SqlLedger):
    again = replace(LINK, id="again", probability=0.94)
    await ledger.commit(effects(NewLinks((again,))), None)

    (waiting,) = await SqlStewarding(database).waiting(9)

    assert waiting.link == LINK
    assert {waiting.one, waiting.other} == {ALONE, ROBIN}
    assert waiting.with_case == {ROBIN.id}


async def test_an_answer_is_kept_and_a_second_one_to_the_same_pair_is_outdated(
    database: Database, ledger: SqlLedger
):
    reading = SqlStewarding(database)
    unsure = answered(LINK, ANNA.id, make.NOW, LinkAnswer.NOT_SURE, "Ask")
    await ledger.commit(effects(LinkRewrite(LINK, unsure)), None)
    assert (await reading.pair("link")).link == unsure
    first = answered(unsure, BEN.id, make.NOW, LinkAnswer.DIFFERENT)
    second = answered(unsure, ANNA.id, make.NOW, LinkAnswer.SAME)

    done = await asyncio.gather(
        *(ledger.commit(effects(LinkRewrite(unsure, one)), None) for one in (first, second)),
        return_exceptions=True,
    )

    assert [type(one) for one in done] == [bool, OutdatedError]
    assert (await reading.pair("link")).link == first
    assert await reading.waiting(9) == []


async def test_two_stewards_who_merge_at_once_merge_once(ledger: SqlLedger):
    one, other = merge_of(ROBIN, ALONE, name="one"), merge_of(ROBIN, ALONE, name="other")

    done = await asyncio.gather(
        *(ledger.commit(effects(change), None) for change in (one, other)), return_exceptions=True
    )

    assert sorted(type(result).__name__ for result in done) == ["OutdatedError", "bool"]


async def test_a_pair_that_became_one_child_otherwise_waits_no_more(database: Database, ledger: SqlLedger):
    await ledger.commit(effects(merge_of(ROBIN, ALONE)), None)
    reading = SqlStewarding(database)

    assert await reading.waiting(9) == []
    assert await reading.pair("link") is None
    (known,) = await reading.merges(9)
    assert (known.kept, known.gone) == (merged(ROBIN, ALONE), ALONE)
    assert await reading.merge(known.merge.id) == known


async def test_what_will_move_counts_open_involvements_and_channels_alone(
    database: Database, ledger: SqlLedger
):
    await ledger.commit(Effects(rewrites=(ChannelRewrite(None, ORDER),)), None)
    reading = SqlStewarding(database)

    # Robin has one open involvement today, an ended one, and a sensitive one.
    assert await reading.outlook(ALONE.id, ROBIN.id, make.TODAY) == Outlook(1, 1)
    assert await reading.outlook(ROBIN.id, ALONE.id, make.TODAY) == Outlook(0, 1)


@pytest.mark.usefixtures("ledger")
async def test_the_stewards_are_those_who_are_marked_and_active(database: Database):
    assert await SqlStewarding(database).stewards() == [ANNA.id]


async def test_duplicates_of_a_whole_register_are_found_once_and_twins_are_not(database: Database):
    await seed(database, TWICE)
    looked: list[int] = []

    found = [one async for one in find(database, looked.append)]

    assert [(one.one, one.other) for one in found] == [(ALFIE.id, ALFY.id)]
    assert found[0].references == ("C-alfie", "C-alfy")
    assert sum(looked) == await count(database) == 5


async def test_what_is_found_is_queued_once_and_what_was_decided_stays_decided(
    database: Database, clock: FakeClock
):
    await seed(database, replace(WORLD, children=(*WORLD.children, ALFIE, ALFY)))
    names = iter("abcdef")
    found = [one async for one in find(database, lambda _: None)]
    assert await enqueue(database, found, lambda: next(names), make.NOW) == 1
    (waiting,) = await SqlStewarding(database).waiting(9)
    apart = answered(waiting.link, PractitionerId("anna"), make.NOW, LinkAnswer.DIFFERENT)
    await SqlLedger(database, clock).commit(effects(LinkRewrite(waiting.link, apart)), None)

    assert await enqueue(database, found, lambda: next(names), make.NOW) == 0
    assert await SqlStewarding(database).waiting(9) == []
    link = await SqlStewarding(database).link_of(ALFY.id, ALFIE.id)
    assert link.state is LinkState.DIFFERENT


async def test_a_child_who_was_merged_is_a_candidate_as_who_it_is_now(database: Database, clock: FakeClock):
    await seed(database, replace(WORLD, children=(*WORLD.children, ALFIE, ALFY)))
    change: ChildMerge = merge_of(ALONE, ALFY)
    await SqlLedger(database, clock).commit(effects(change), None)
    again = replace(ALFY, id=ChildId("fresh"))

    found, kim = await database.read(lambda connection: Linking().candidates(connection, [again, KIM]))

    assert {one.child.id for one in found} == {ALONE.id, ALFIE.id}
    assert {one.child.id for one in kim} == {KIM.id}
