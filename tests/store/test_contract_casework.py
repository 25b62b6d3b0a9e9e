"""What every ``Casework`` and ``ChannelBook`` does, the fakes as well as the ones in a database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from cases.model import (
    CaseId,
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    Seat,
    SeatStage,
)
from cases.ports import Ledger
from cases.ports_casework import CaseTeam, Casework, ChannelBook
from cases.records import CaseEvent, CaseEventKind, ChannelRewrite, Effects, Event, EventKind
from store.casework_files import SqlCasework
from store.channel_book import SqlChannelBook
from store.database import Database
from store.ledger import SqlLedger
from store.seed import seed
from tests import builders as make
from tests.databases import KINDS
from tests.desk import fake_desk
from tests.fakes import FakeClock
from tests.fakes_casework import FakeCasework, FakeChannelBook
from tests.store.world import ANNA, ANNA_ROBIN, BEN, BEN_KIM, CARA, KIM, OPEN, ROBIN, WORLD

NOW, TODAY = make.NOW, make.TODAY
SOON = NOW + timedelta(minutes=10)
CHANNEL = ConversationId("19:made@thread.tacv2")
RECORD = ChannelRecord(OPEN.id, ChannelStage.OPENING, "team", CHANNEL, "lumo-tavi", NOW)
ANNA_IN = Seat(OPEN.id, ANNA.identity, SeatStage.IN, NOW, ANNA.id, "membership")


@dataclass(frozen=True)
class Office:
    casework: Casework
    book: ChannelBook
    ledger: Ledger
    again: Callable[[], ChannelBook]

    async def order(self, case: CaseId = OPEN.id, *left_out: str) -> ChannelOrder:
        made = ChannelOrder(case, ChannelForm.PRIVATE, ANNA.id, NOW, frozenset(left_out))
        await self.ledger.commit(Effects(rewrites=(ChannelRewrite(None, made),)), None)
        return made


Opened = Callable[[], Awaitable[Office]]


@pytest.fixture(params=["fake", *KINDS])
async def opened(
    request: pytest.FixtureRequest, clock: FakeClock, empty_url: Callable[[str], str]
) -> AsyncIterator[Opened]:
    world = replace(WORLD, agreements=(*WORLD.agreements, make.agreement("council", "trust", id="held")))
    if request.param == "fake":

        async def fakes() -> Office:
            made = fake_desk(world)
            casework = made.desk.casework
            assert isinstance(casework, FakeCasework)
            book = FakeChannelBook(casework, made.ledger.cases)
            return Office(casework, book, made.ledger, lambda: book)

        yield fakes
        return
    url = empty_url(request.param)
    async with Database(url) as database:

        async def real() -> Office:
            await seed(database, world)
            return Office(
                SqlCasework(database),
                SqlChannelBook(database),
                SqlLedger(database, clock),
                lambda: SqlChannelBook(database),
            )

        yield real


async def test_a_case_is_read_whole_with_what_was_asked_and_what_has_come_of_it(opened: Opened):
    office = await opened()
    order = await office.order(OPEN.id, BEN.id)
    await office.book.keep(RECORD)
    await office.book.seat(ANNA_IN)
    file = await office.casework.case_file(OPEN.id, TODAY)
    assert (file.case.reference, file.order, file.record) == (OPEN.reference, order, RECORD)
    assert file.seats == (ANNA_IN,)
    assert {one.involvement.practitioner_id for one in file.circle} == {ANNA.id, BEN.id, CARA.id}
    assert (file.lead.practitioner, file.shielded) == (BEN, True)
    assert await office.casework.at(CHANNEL) == OPEN.id
    assert await office.casework.case_file(CaseId("nobody's"), TODAY) is None


async def test_what_a_cases_tasks_are_judged_by_is_read_with_the_people_asked_for(opened: Opened):
    office = await opened()
    file = await office.casework.case_file(OPEN.id, TODAY)
    around = await office.casework.around(OPEN.id, [ANNA.id, "nobody"], NOW)
    assert (around.case, around.lead) == (file.case, file.lead)
    assert [one.child.id for one in around.files] == list(OPEN.children)
    members = [member for one in around.files for member in one.circle]
    assert sorted(members, key=str) == sorted(file.circle, key=str)
    assert {who: one.practitioner for who, one in around.people.items()} == {ANNA.id: ANNA}
    assert await office.casework.around(CaseId("nobody's"), [ANNA.id], NOW) is None


async def test_what_became_of_a_channel_and_who_sits_in_it_is_read_alone(opened: Opened):
    office = await opened()
    assert await office.casework.channel(OPEN.id) == (None, [])
    await office.order()
    await office.book.keep(RECORD)
    await office.book.seat(ANNA_IN)
    record, seats = await office.casework.channel(OPEN.id)
    assert (record, list(seats)) == (RECORD, [ANNA_IN])


async def test_many_are_read_as_one_is(opened: Opened):
    office = await opened()
    for case in (OPEN.id, CaseId("old")):
        await office.order(case, ANNA.id)
    await office.book.keep(RECORD)
    await office.book.seat(ANNA_IN)
    many = await office.casework.ordered_files("", 10, TODAY)
    single = [await office.casework.case_file(one.case.id, TODAY) for one in many]
    assert [one.case.id for one in many] == await office.casework.ordered("", 10) == ["case", "old"]
    for one, other in zip(many, single, strict=True):
        assert set(one.circle) == set(other.circle)
        assert replace(one, circle=()) == replace(other, circle=())
    assert [one.case.id for one in await office.casework.ordered_files("case", 10, TODAY)] == ["old"]
    assert [one.case.id for one in await office.casework.ordered_files("", 1, TODAY)] == ["case"]
    assert not await office.casework.ordered_files("old", 10, TODAY)
    nobodys = CaseId("nobody's")
    assert await office.casework.files_of([CaseId("old"), OPEN.id, nobodys], TODAY) == many
    assert not await office.casework.files_of([nobodys], TODAY)
    assert not await office.casework.files_of([], TODAY)


async def test_a_cases_conversation_is_its_channel_while_that_is_open_and_no_longer(opened: Opened):
    office = await opened()
    await office.order()
    for stage in ChannelStage:
        await office.book.keep(replace(RECORD, stage=stage))
        file = await office.casework.case_file(OPEN.id, TODAY)
        assert file.record.stage is stage
        assert file.case.conversation_id == (CHANNEL if stage is ChannelStage.OPEN else None)


async def test_a_case_is_tended_by_one_until_they_stop_or_their_time_is_over(opened: Opened):
    office = await opened()
    book = office.book
    assert await book.claim(OPEN.id, "first", NOW, SOON)
    assert await book.claim(OPEN.id, "first", NOW, SOON), "claiming again is going on"
    assert await book.release(OPEN.id, "first")
    assert await book.claim(OPEN.id, "second", NOW, SOON)
    assert await book.claim(OPEN.id, "third", SOON, SOON + timedelta(minutes=10)), "its time is over"
    assert not await book.claim(OPEN.id, "second", SOON, SOON + timedelta(minutes=1))
    assert await book.release(OPEN.id, "second"), "who has lost it has nothing to stop"
    assert await book.claim(CaseId("teams"), "second", NOW, SOON), "not only cases are tended"


async def test_whoever_comes_meanwhile_leaves_word_that_there_is_more_to_do(opened: Opened):
    book = (await opened()).book
    await book.claim(OPEN.id, "first", NOW, SOON)
    assert not await book.claim(OPEN.id, "second", NOW, SOON)
    await book.claim(OPEN.id, "first", NOW, SOON)
    assert not await book.release(OPEN.id, "first"), "word was left, and kept while it went on"
    assert not await book.claim(OPEN.id, "third", NOW, SOON), "still the first one's"
    assert not await book.release(OPEN.id, "first")
    assert await book.release(OPEN.id, "first")


async def test_of_many_who_claim_at_once_one_has_it_and_hears_of_the_others(opened: Opened):
    office = await opened()
    books = [office.again() for _ in range(8)]
    claims = [book.claim(OPEN.id, f"work-{number}", NOW, SOON) for number, book in enumerate(books)]
    outcomes = await asyncio.gather(*claims)
    assert outcomes.count(True) == 1
    winner = f"work-{outcomes.index(True)}"
    assert not await office.book.release(OPEN.id, winner)
    assert await office.book.release(OPEN.id, winner)


async def test_no_word_is_lost_between_letting_go_and_coming(opened: Opened):
    """Whoever comes while another lets go either has it or has been heard."""
    office = await opened()
    for number in range(10):
        await office.book.claim(OPEN.id, "old", NOW, SOON)
        came, went = await asyncio.gather(
            office.again().claim(OPEN.id, f"new-{number}", NOW, SOON),
            office.again().release(OPEN.id, "old"),
        )
        assert came is went, "refused means heard; not heard means it was free"
        await office.book.release(OPEN.id, f"new-{number}" if came else "old")


async def test_teams_are_kept_and_take_the_place_of_what_was_intended(opened: Opened):
    book = (await opened()).book
    first = CaseTeam("team", "Teamaround cases 1", NOW, operation="op")
    await book.keep_team(CaseTeam("intended", "Teamaround cases 1", NOW))
    await book.keep_team(first, instead_of="intended")
    later = CaseTeam("own", "lumo-tavi", SOON, ready=True, case_id=OPEN.id)
    await book.keep_team(later)
    await book.keep_team(replace(first, ready=True, operation=""))
    assert await book.teams() == [replace(first, ready=True, operation=""), later]


async def test_it_is_known_which_channels_a_team_has_and_where_somebody_sits(opened: Opened):
    office = await opened()
    await office.order()
    await office.book.keep(RECORD)
    await office.book.seat(ANNA_IN)
    assert await office.book.channels_in("team") == [CHANNEL]
    assert not await office.book.channels_in("another")
    assert await office.book.seated(ANNA.identity) == [OPEN.id]
    await office.book.seat(replace(ANNA_IN, stage=SeatStage.OUT))
    assert not await office.book.seated(ANNA.identity)
    assert not await office.book.seated(Identity("tenant", "nobody"))


async def test_the_last_closing_of_a_case_is_found(opened: Opened):
    office = await opened()
    assert await office.book.closed_by(OPEN.id) == ""
    for number, kind in enumerate((CaseEventKind.CLOSED, CaseEventKind.REOPENED, CaseEventKind.CLOSED)):
        event = CaseEvent(f"event-{number}", NOW, kind, OPEN.id, None, TODAY)
        await office.ledger.commit(Effects(case_events=(event,)), None)
    assert await office.book.closed_by(OPEN.id) == "event-2"


async def test_cases_are_found_by_reference_by_child_and_by_lead(opened: Opened):
    casework = (await opened()).casework
    assert (await casework.by_reference("bado-kilu")).status is CaseStatus.CLOSED
    assert await casework.by_reference("nothing") is None
    assert [one.id for one in await casework.open_cases(OPEN.children)] == [OPEN.id]
    assert [one.id for one in await casework.led_by(BEN.id)] == [OPEN.id]


async def test_whoever_ended_it_today_with_today_is_known_to_have_left(opened: Opened):
    office = await opened()
    await office.order()
    left = Event("e1", NOW, EventKind.LEFT, ROBIN.id, ANNA_ROBIN.id, ANNA.id, ANNA.id, TODAY)
    planned = replace(left, id="e2", involvement_id=BEN_KIM.id, child_id=KIM.id, at=NOW - timedelta(days=1))
    await office.ledger.commit(Effects(events=(left, planned)), None)
    file = await office.casework.case_file(OPEN.id, TODAY)
    assert file is not None
    assert file.left == {ANNA_ROBIN.id}
    assert (await office.casework.ordered_files("", 9, TODAY))[0].left == {ANNA_ROBIN.id}
    tomorrow = await office.casework.case_file(OPEN.id, TODAY + timedelta(days=1))
    assert tomorrow is not None
    assert tomorrow.left == frozenset()
