"""A change and its work commit together, or not at all; the same key is the same work."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from cases.records import Effects, Work
from store.database import Database
from store.ledger import SqlLedger
from store.works import put
from tests.bot.work.conftest import at_work, one_step, opened
from tests.fakes import FakeClock

WORK = Work("note", "note:1", ("one",))


def keys(shop) -> list[str]:
    return [one.key for one in shop.works.listed(shop.clock.now())]


async def test_committed_work_is_there_once_however_often_it_was_given(url: str):
    async with opened(url) as shop:
        await shop.give(WORK, WORK)
        await shop.give(WORK)
        assert keys(shop) == ["note:1"]


async def test_a_turn_without_work_does_not_touch_the_engine(database: Database, clock: FakeClock):
    def enqueue(*_: object) -> None:
        raise AssertionError

    ledger = SqlLedger(database, clock, enqueue)
    assert await ledger.commit(Effects(), "activity")
    with pytest.raises(AssertionError):
        await ledger.commit(Effects(work=(WORK,)), "another")
    assert await SqlLedger(database, clock).commit(Effects(), "another"), "the turn went with its work"


async def test_a_turn_answered_before_leaves_no_second_work(url: str):
    async with opened(url) as shop:
        assert await shop.ledger.commit(Effects(work=(WORK,)), "activity")
        assert not await shop.ledger.commit(Effects(work=(Work("note", "note:2"),)), "activity")
        assert keys(shop) == ["note:1"]


@pytest.mark.parametrize("when", ["now", "later"])
async def test_what_is_rolled_back_leaves_no_work(url: str, when: str):
    async with opened(url) as shop:
        now = shop.clock.now()
        work = Work("note", "note:1", not_before=now + timedelta(days=1) if when == "later" else None)

        def fail(connection: Connection) -> None:
            put(connection, [work], now, shop.works.enqueue)
            raise LookupError

        with pytest.raises(LookupError):
            await shop.database.write(fail)
        assert keys(shop) == []


async def test_work_put_in_within_a_savepoint_goes_when_the_transaction_around_it_does(url: str):
    async with opened(url) as shop:

        def fail(connection: Connection) -> None:
            with connection.begin_nested():
                put(connection, [WORK], shop.clock.now(), shop.works.enqueue)
            raise LookupError

        with pytest.raises(LookupError):
            await shop.database.write(fail)
        assert keys(shop) == []


async def test_a_savepoint_that_is_rolled_back_takes_its_work_along_and_no_other(url: str):
    async with opened(url) as shop:

        def half(connection: Connection) -> None:
            put(connection, [WORK], shop.clock.now(), shop.works.enqueue)
            nested = connection.begin_nested()
            put(connection, [Work("note", "note:2")], shop.clock.now(), shop.works.enqueue)
            nested.rollback()

        await shop.database.write(half)
        assert keys(shop) == ["note:1"]


async def test_work_that_is_done_is_not_done_again_for_the_same_key(url: str):
    done: list[str] = []

    async def note(which: str) -> None:
        done.append(which)

    async with at_work(url, one_step("note", note)) as shop:
        await shop.give(WORK)
        assert await shop.settle()
        await shop.give(WORK)
        assert not await shop.settle()
    assert done == ["one"]


async def test_work_is_done_when_the_products_clock_says_so_and_not_before(url: str, clock: FakeClock):
    done: list[str] = []

    async def note(which: str) -> None:
        done.append(which)

    async with at_work(url, one_step("note", note), clock=clock) as shop:
        tomorrow = clock.now() + timedelta(days=1)
        await shop.give(
            Work("note", "note:1", ("one",), tomorrow), Work("note", "note:1", ("one",), tomorrow)
        )
        clock.advance(timedelta(hours=23))
        assert not await shop.settle()
        assert done == []
        clock.advance(timedelta(hours=1))
        assert await shop.settle()
    assert done == ["one"]


async def test_work_given_where_no_engine_is_at_hand_is_found_by_one(url: str):
    done: list[str] = []

    async def note(which: str) -> None:
        done.append(which)

    async with at_work(url, one_step("note", note)) as shop:
        await SqlLedger(shop.database, shop.clock).commit(Effects(work=(WORK,)), None)
        assert await shop.settle()
    assert done == ["one"]


@pytest.mark.parametrize("words", ["Mary Smith", "", "x" * 201])
def test_work_takes_ids_and_no_words(words: str):
    with pytest.raises(ValueError, match="ids"):
        Work("note", "note:1", (words,))
