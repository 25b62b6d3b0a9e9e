"""What every store of who has seen what does, the fake one too."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.model import CaseId, ChildId, PractitionerId, Update, UpdateKind
from cases.records import Effects, Notice, OutdatedError, SeenAgain, SeenBatch, SeenStep
from cases.updates_seen import Telling
from tests.builders import NOW
from tests.store.conftest import Opened, Ports
from tests.store.world import ANNA, BEN, CARA, WORLD

YESTERDAY = NOW - timedelta(days=1)
CLOSED = Update(
    "u1", YESTERDAY, UpdateKind.CASE_CLOSED, None, CaseId("case"), BEN.id, None, "e1", (BEN.id, CARA.id)
)
LED = replace(CLOSED, id="u2", kind=UpdateKind.LEAD_CHANGED, at=YESTERDAY + timedelta(minutes=1))
JOINED = Update("u3", YESTERDAY, UpdateKind.JOINED, ChildId("robin"), subject="e3")
HERS = [Telling(one, ANNA.id, "batch-a", YESTERDAY) for one in (CLOSED, LED)]
HIS = Telling(CLOSED, BEN.id, "batch-b", YESTERDAY)
NEWS = Telling(JOINED, ANNA.id, "batch-a", YESTERDAY)
FIRST = ("", "")


async def told(ports: Opened, *tellings: Telling) -> Ports:
    opened = await ports(WORLD)
    for one in tellings or (*HERS, NEWS, HIS):
        await opened.tell(one)
    return opened


async def commit(opened: Ports, *rewrites: SeenBatch | SeenAgain, notices: tuple[Notice, ...] = ()) -> bool:
    return await opened.ledger.commit(Effects(rewrites=rewrites, notices=notices), None)


async def test_a_message_is_read_by_whose_it_is_and_by_nobody_else(ports: Opened):
    seens = (await told(ports)).seens
    assert list(await seens.in_batch("batch-a", ANNA.id)) == [HERS[0], NEWS, HERS[1]]
    for batch, who in (("batch-a", BEN.id), ("batch-b", ANNA.id), ("nothing", ANNA.id), ("\x00", ANNA.id)):
        assert list(await seens.in_batch(batch, who)) == []
    assert list(await seens.in_batch("batch-a", PractitionerId("\x00"))) == []


async def test_an_update_is_read_with_all_who_were_told(ports: Opened):
    seens = (await told(ports)).seens
    assert list(await seens.of_update("u1")) == [HERS[0], HIS]
    assert list(await seens.of_update("u9")) == list(await seens.of_update("\x00")) == []


async def test_a_message_is_seen_once_and_stays_as_it_was_seen_first(ports: Opened):
    opened = await told(ports)
    assert await commit(opened, SeenBatch(ANNA.id, "batch-a", NOW))
    assert await commit(opened, SeenBatch(ANNA.id, "batch-a", NOW + timedelta(hours=1)))
    assert {one.seen_at for one in await opened.seens.in_batch("batch-a", ANNA.id)} == {NOW}
    assert [one.seen_at for one in await opened.seens.in_batch("batch-b", BEN.id)] == [None]


async def test_nobody_marks_anybody_elses_message(ports: Opened):
    opened = await told(ports)
    assert await commit(opened, SeenBatch(BEN.id, "batch-a", NOW), SeenBatch(BEN.id, "nothing", NOW))
    assert all(one.seen_at is None for one in await opened.seens.of_update("u1"))


async def test_what_waits_is_paged_through_and_news_does_not_wait(ports: Opened):
    seens = (await told(ports)).seens
    everything = list(await seens.unseen(NOW, FIRST, 10))
    assert everything == [HERS[0], HIS, HERS[1]]
    paged, after = [], FIRST
    while page := await seens.unseen(NOW, after, 1):
        paged += page
        after = (page[-1].update.id, page[-1].practitioner_id)
    assert paged == everything


@pytest.mark.parametrize(
    ("change", "waits"),
    [
        ({}, True),
        ({"reminded_at": NOW}, True),
        ({"seen_at": NOW}, False),
        ({"reminded_at": NOW, "escalated_at": NOW}, False),
        ({"told_at": NOW - timedelta(hours=20)}, True),
        ({"told_at": NOW - timedelta(hours=19)}, False),
        ({"update": replace(CLOSED, at=NOW - timedelta(days=90))}, True),
        ({"update": replace(CLOSED, at=NOW - timedelta(days=91))}, False),
    ],
)
async def test_what_is_seen_or_was_put_before_the_lead_or_is_too_new_or_old_does_not_wait(
    ports: Opened, change, waits
):
    opened = await told(ports, replace(HIS, **change))
    assert bool(await opened.seens.unseen(NOW, FIRST, 10)) is waits


async def test_a_step_is_done_once_with_its_notice(ports: Opened):
    opened = await told(ports)
    both = tuple((one.update.id, ANNA.id) for one in HERS)
    notice = Notice(ANNA.id, "update.seen", "batch/batch-a")
    tries = [commit(opened, SeenAgain(SeenStep.REMINDED, both, NOW), notices=(notice,)) for _ in range(4)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(one is True for one in outcomes) == 1
    assert sum(isinstance(one, OutdatedError) for one in outcomes) == len(tries) - 1
    assert await opened.notices.waiting() == 1
    marked = await opened.seens.in_batch("batch-a", ANNA.id)
    assert [one.reminded_at for one in marked] == [NOW, None, NOW]
    assert await commit(opened, SeenAgain(SeenStep.ESCALATED, both[:1], NOW))
    assert [one.escalated_at for one in await opened.seens.of_update("u1")] == [NOW, None]


@pytest.mark.parametrize("step", SeenStep)
async def test_nothing_is_done_about_what_has_been_seen_or_is_not_there(ports: Opened, step):
    opened = await told(ports)
    await commit(opened, SeenBatch(ANNA.id, "batch-a", NOW))
    for items in ((("u1", ANNA.id),), (("u1", BEN.id), ("u1", ANNA.id)), (("u9", BEN.id),)):
        with pytest.raises(OutdatedError):
            await commit(opened, SeenAgain(step, items, NOW))
    assert [one.reminded_at for one in await opened.seens.of_update("u1")] == [None, None]
    assert await opened.notices.waiting() == 0
