"""What became of notices, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, insert, text

from cases.model import ConversationId
from cases.ports_delivery import DeliveryState, Doubt, Ended, PutOff
from cases.records import Effects, Notice
from store.contacts import SqlContacts
from store.database import Database
from store.deliveries import SqlDeliveries
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.notices_taking import DUE
from store.seed import seed
from store.tables import notices
from tests.fakes import FakeClock
from tests.store.world import ANNA, BEN, CARA, WORLD

LEASE = timedelta(minutes=3)


@pytest.fixture
async def filled(database: Database, clock: FakeClock) -> Database:
    """One that was sent, one that failed, and one that waits."""
    await seed(database, WORLD)
    told = tuple(Notice(who.id, "grant", who.id) for who in (ANNA, BEN, CARA))
    await SqlLedger(database, clock).commit(Effects(notices=told), None)
    box = SqlNotices(database)
    sent, failed = await box.take(clock.now(), clock.now() + LEASE, "me", 2)
    await box.done(sent.id, "me", Ended(DeliveryState.SENT, clock.now(), "1:1700"))
    await box.done(failed.id, "me", Ended(DeliveryState.FAILED, clock.now(), error="ConnectorError 502"))
    return database


async def test_they_are_counted_and_listed_without_what_they_are_about(filled: Database, clock: FakeClock):
    deliveries = SqlDeliveries(filled)
    counts = await deliveries.counts()
    assert (counts[DeliveryState.SENT], counts[DeliveryState.FAILED], counts[DeliveryState.WAITING]) == (
        1,
        1,
        1,
    )
    assert counts[DeliveryState.CANCELLED] == 0
    waiting, failed = await deliveries.listed(None, "", 10)
    assert (waiting.to, waiting.state, waiting.since) == (CARA.id, DeliveryState.WAITING, clock.now())
    assert (failed.to, failed.error, failed.ended_at) == (BEN.id, "ConnectorError 502", clock.now())
    (sent,) = await deliveries.listed(DeliveryState.SENT, "grant", 10)
    assert (sent.to, sent.activity_id) == (ANNA.id, "1:1700")
    assert await deliveries.listed(None, "other", 10) == []
    assert await deliveries.maybe_twice() == 0


async def test_what_failed_is_tried_again_and_what_was_sent_is_not(filled: Database, clock: FakeClock):
    deliveries, box = SqlDeliveries(filled), SqlNotices(filled)
    (sent,) = await deliveries.listed(DeliveryState.SENT, "", 1)
    (failed,) = await deliveries.listed(DeliveryState.FAILED, "", 1)
    assert not await deliveries.retry(sent.id, clock.now())
    assert await deliveries.retry(failed.id, clock.now())
    assert [one.id for one in await box.due(clock.now(), 10)] == [failed.id, failed.id + 1]
    assert await deliveries.retry_failed(clock.now()) == 0


async def test_whether_one_that_was_given_up_arrived_is_still_open_when_it_is_tried_again(
    filled: Database, clock: FakeClock
):
    deliveries, box = SqlDeliveries(filled), SqlNotices(filled)
    (mine,) = await box.take(clock.now(), clock.now() + LEASE, "me", 1)
    await box.sending(mine.id, clock.now(), "me", "a-mark")
    await box.done(mine.id, "me", Ended(DeliveryState.FAILED, clock.now(), error="ConnectorError"))
    assert await deliveries.retry(mine.id, clock.now())
    (again,) = [one for one in await box.due(clock.now(), 10) if one.id == mine.id]
    assert (again.mark, again.doubt) == ("a-mark", Doubt(clock.now(), clock.now()))


async def test_all_that_failed_is_tried_again(filled: Database, clock: FakeClock):
    assert await SqlDeliveries(filled).retry_failed(clock.now()) == 1
    assert await SqlNotices(filled).failed() == 0


async def test_what_waits_can_be_called_off_and_what_is_under_way_cannot(filled: Database, clock: FakeClock):
    deliveries, box = SqlDeliveries(filled), SqlNotices(filled)
    (waiting,) = await deliveries.listed(DeliveryState.WAITING, "", 1)
    await box.take(clock.now(), clock.now() + LEASE, "me", 1)
    assert not await deliveries.cancel(waiting.id, clock.now())
    await box.give_back("me", clock.now())
    assert await deliveries.cancel(waiting.id, clock.now())
    assert await box.due(clock.now(), 10) == []
    assert not await deliveries.cancel(waiting.id + 1000, clock.now())


async def test_whoever_is_back_gets_what_waited_for_them(filled: Database, clock: FakeClock):
    box, contacts = SqlNotices(filled), SqlContacts(filled)
    await contacts.unreachable(CARA.identity, clock.now())
    (mine,) = await box.take(clock.now(), clock.now() + LEASE, "me", 1)
    tomorrow = clock.now() + timedelta(days=1)
    await box.later(mine.id, tomorrow, "Unreachable", "me", PutOff.UNREACHABLE)
    await contacts.remember(BEN.identity, ConversationId("a:ben"), "https://home.example/")
    assert await box.due(clock.now(), 10) == []
    await contacts.remember(CARA.identity, ConversationId("a:cara"), "https://home.example/")
    assert [one.id for one in await box.due(clock.now(), 10)] == [mine.id]


async def test_taking_looks_only_at_what_has_not_ended(filled: Database, clock: FakeClock):
    def many(connection: Connection) -> None:
        row = {
            "practitioner_id": ANNA.id, "kind": "grant", "subject": "", "not_before": clock.now(),
            "attempts": 0, "error": "", "state": "sent", "ended_at": clock.now(),
        }  # fmt: skip
        connection.execute(insert(notices), [row] * 20_000)
        connection.execute(text("ANALYZE"))

    await filled.write(many)
    due = DUE.params(now=clock.now(), most=100)

    def plan(connection: Connection) -> str:
        asked = due.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
        how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        return str(connection.execute(text(f"{how} {asked}")).all())

    found = await filled.read(plan)
    assert "ix_notices_not_before_id" in found
    assert "ix_notices_practitioner_id_id" in found
    taken = await SqlNotices(filled).take(clock.now(), clock.now() + LEASE, "me", 100)
    assert len(taken) == 1
