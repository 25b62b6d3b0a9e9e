"""No change of the register that touches a case with a channel is forgotten: the work goes with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from sqlalchemy import Connection

from cases.model import CaseId, CaseStatus, ChannelForm, ChannelOrder, ChildId, Seat, SeatStage
from cases.records import (
    AnyRewrite,
    CaseOpening,
    CaseRewrite,
    ChannelRewrite,
    Departure,
    Effects,
    OutdatedError,
    Rewrite,
    Work,
)
from store.channel_book import SqlChannelBook
from store.database import Database
from store.ledger import SqlLedger
from store.seed import seed
from store.works import scheduled
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.merging import merge_of, unmerge_of
from tests.store.world import ALONE, ANNA, ANNA_ROBIN, BEN, CLOSED, OPEN, ROBIN, WORLD

ORDER = ChannelOrder(OPEN.id, ChannelForm.PRIVATE, BEN.id, make.NOW)
NEW = replace(make.case("baby", lead="anna"), id=CaseId("new"), reference="neva-kolu")
CHANGES: dict[str, Callable[[], AnyRewrite]] = {
    "somebody joins a sibling": lambda: Rewrite(
        ChildId("kim"), ANNA.id, (), (make.involvement(ANNA, "kim"),)
    ),
    "somebody leaves": lambda: Rewrite(
        ChildId("robin"), ANNA.id, (ANNA_ROBIN,), (replace(ANNA_ROBIN, until=make.TODAY),)
    ),
    "the case has another lead": lambda: CaseRewrite(OPEN, replace(OPEN, lead_id=ANNA.id)),
    "the case is closed": lambda: CaseRewrite(OPEN, replace(OPEN, status=CaseStatus.CLOSED)),
    "the case is called otherwise": lambda: CaseRewrite(OPEN, replace(OPEN, reference="some-other")),
    "somebody is left out": lambda: ChannelRewrite(ORDER, replace(ORDER, left_out=frozenset({ANNA.id}))),
    "the lead leaves the agency": lambda: Departure(BEN.id, active=False, on=make.TODAY),
    "an involved person leaves the agency": lambda: Departure(ANNA.id, active=False, on=make.TODAY),
    "a child turns out to be another": lambda: merge_of(ALONE, ROBIN),
}
# What a turn may write and that changes nobody's place in a channel.
HARMLESS = {
    "Asked",
    "HandoverRewrite",
    "ProfileRewrite",
    "IntroductionRewrite",
    "GrantEnd",
    "NewApproach",
    "NewReview",
    "TaskRewrite",
    "TaskMarks",
    "CalendarRewrite",
    "ChoiceRewrite",
    "NewLinks",
    "LinkRewrite",
    "SeenAgain",
    "SeenBatch",
    "DigestsMade",
    "EntryRewrite",
    "NewPractitioner",
}


@pytest.fixture
async def ledger(database: Database, clock: FakeClock) -> SqlLedger:
    await seed(database, WORLD)
    made = SqlLedger(database, clock)
    await made.commit(Effects(rewrites=(ChannelRewrite(None, ORDER),)), None)
    await taken(database)
    return made


async def taken(database: Database) -> list[tuple[str, tuple[str, ...]]]:
    """The works that lie there; they are gone then."""

    def take(connection: Connection) -> list[Work]:
        found = scheduled(connection)
        connection.exec_driver_sql("DELETE FROM scheduled_work")
        return found

    return sorted((work.name, work.ids) for work in await database.write(take))


@pytest.mark.parametrize("change", CHANGES)
async def test_whatever_changes_who_belongs_in_a_channel_has_it_tended(
    database: Database, ledger: SqlLedger, change: str
):
    await ledger.commit(Effects(rewrites=(CHANGES[change](),)), None)
    assert await taken(database) == [("tend", ("case",))]


def test_every_kind_of_change_is_either_tried_here_or_harmless():
    tried = {type(change()).__name__ for change in CHANGES.values()} | {"CaseOpening", "ChildUnmerge"}
    assert {kind.__name__ for kind in get_args(AnyRewrite)} == tried | HARMLESS


async def test_a_merge_that_is_undone_has_the_channels_tended(database: Database, ledger: SqlLedger):
    change = merge_of(ALONE, ROBIN)
    await ledger.commit(Effects(rewrites=(change,)), None)
    await taken(database)
    await ledger.commit(Effects(rewrites=(unmerge_of(change),)), None)
    assert await taken(database) == [("tend", ("case",))]


async def test_a_case_that_is_opened_with_a_channel_is_tended(database: Database, ledger: SqlLedger):
    order = replace(ORDER, case_id=NEW.id)
    await ledger.commit(Effects(rewrites=(CaseOpening(None, NEW), ChannelRewrite(None, order))), None)
    assert await taken(database) == [("tend", ("new",))]


async def test_a_case_that_is_opened_again_is_tended(database: Database, ledger: SqlLedger):
    await ledger.commit(Effects(rewrites=(CaseRewrite(OPEN, replace(OPEN, status=CaseStatus.CLOSED)),)), None)
    await taken(database)
    closed = replace(OPEN, status=CaseStatus.CLOSED)
    await ledger.commit(Effects(rewrites=(CaseOpening(closed, OPEN),)), None)
    assert await taken(database) == [("tend", ("case",))]


async def test_whoever_sits_in_a_channel_and_leaves_the_agency_has_it_tended(
    database: Database, ledger: SqlLedger
):
    old = replace(ORDER, case_id=CLOSED.id)
    await ledger.commit(Effects(rewrites=(ChannelRewrite(None, old),)), None)
    sits = make.practitioner("post", "neighbourhood", identity=ANNA.identity)
    await SqlChannelBook(database).seat(
        Seat(CLOSED.id, ANNA.identity, SeatStage.IN, make.NOW + timedelta(1), sits.id)
    )
    await taken(database)
    await ledger.commit(Effects(rewrites=(Departure(sits.id, active=False, on=make.TODAY),)), None)
    assert await taken(database) == [("tend", ("old",))]


async def test_what_touches_no_case_with_a_channel_makes_no_work(database: Database, ledger: SqlLedger):
    alone = Rewrite(ChildId("baby"), ANNA.id, (), (make.involvement(ANNA, "baby"),))
    await ledger.commit(Effects(rewrites=(alone, CaseOpening(None, NEW))), None)
    assert await taken(database) == []


async def test_what_is_not_written_makes_no_work(database: Database, ledger: SqlLedger):
    outdated = CaseRewrite(replace(OPEN, lead_id=ANNA.id), OPEN)
    with pytest.raises(OutdatedError):
        await ledger.commit(Effects(rewrites=(outdated,)), None)
    assert await taken(database) == []
