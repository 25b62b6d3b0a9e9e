"""Whatever fails once, and wherever the work breaks off: one channel, the right people, one card."""

import pytest

from cases.model import CaseStatus, ChannelForm, ChannelStage
from cases.ports_tenant import NotThereError, RefusedError, ThrottledError, UnavailableError, Why
from store.database import Database
from store.notices import SqlNotices
from tests.bot.channels.breaking import Breaking, CrashError
from tests.bot.channels.office import Shop, open_shop, shop
from tests.fakes import FakeClock

FAULTS = {
    "429": lambda: ThrottledError(20),
    "503": UnavailableError,
    "404": lambda: NotThereError("not to be seen yet"),
    "409": lambda: RefusedError(Why.OTHER, "a conflict"),
    "name taken": lambda: RefusedError(Why.NAME_TAKEN, "taken"),
}


async def check(at: Shop, inside: set[str], *, summaries: int = 0) -> None:
    assert at.inside() == inside
    assert len(at.teams.teams) == 1
    assert len(at.connector.cards("case-card")) == 1
    assert len(at.connector.cards("summary-card")) == summaries
    assert len(at.connector.cards("progress-card")) <= 1, "rather none than two"


async def life(at: Shop, form: ChannelForm) -> None:
    """Opened, joined, left, closed."""
    await at.order(form)
    await at.tend()
    await at.join("cy")
    await at.change(status=CaseStatus.CLOSED)
    await at.tend()


@pytest.mark.parametrize("form", [ChannelForm.PRIVATE, ChannelForm.SHARED])
@pytest.mark.parametrize("fault", [name for name in FAULTS if name != "name taken"])
async def test_each_call_may_fail_once(database: Database, clock: FakeClock, form: ChannelForm, fault: str):
    """Every call to Teams fails at its first try, all in one life."""
    at = await open_shop(database, clock, "anna", "ben")
    at.teams = Breaking.around(at.teams, fail_first=FAULTS[fault])
    at = shop(database, clock, at.teams, at.connector)
    await at.order(form)
    await at.tend()
    await check(at, {"anna", "ben"})
    assert (await at.file()).record.stage is ChannelStage.OPEN
    await at.join("cy")
    await at.tend()
    await check(at, {"anna", "ben", "cy"})
    await at.change(status=CaseStatus.CLOSED)
    await at.tend()
    await check(at, {"anna", "ben", "cy"}, summaries=1)
    assert (await at.file()).record.stage is ChannelStage.ARCHIVED


async def test_a_name_that_is_taken_for_a_while_is_our_own(database: Database, clock: FakeClock):
    at = await open_shop(database, clock, "anna")
    at.teams = Breaking.around(at.teams, only="make_channel", fail_first=FAULTS["name taken"])
    at = shop(database, clock, at.teams, at.connector)
    await at.order()
    await at.tend()
    await check(at, {"anna"})


async def test_an_answer_that_is_lost_does_nothing_twice(database: Database, clock: FakeClock):
    """Every call is carried out, and nobody hears of it, at its first try."""
    at = await open_shop(database, clock, "anna", "ben")
    at.teams = Breaking.around(at.teams, lose_first=UnavailableError)
    at = shop(database, clock, at.teams, at.connector)
    await life(at, ChannelForm.PRIVATE)
    await check(at, {"anna", "ben"}, summaries=1)


@pytest.mark.parametrize("form", list(ChannelForm))
async def test_it_may_be_killed_before_or_after_anything_it_does(
    database: Database, clock: FakeClock, form: ChannelForm
):
    """A process dies at each thing in turn that it does to Teams, to the book, or to a conversation."""
    at = await open_shop(database, clock, "anna", "ben")
    breaking = Breaking.around(at.teams, crash_each=True)
    await at.order(form)
    deaths = await tended(database, clock, breaking, at, "open")
    await check(at, {"anna", "ben"})
    assert (await at.file()).record.stage is ChannelStage.OPEN
    await at.join("cy")
    deaths += await tended(database, clock, breaking, at, "join")
    await check(at, {"anna", "ben", "cy"})
    await at.change(status=CaseStatus.CLOSED)
    deaths += await tended(database, clock, breaking, at, "close")
    await check(at, {"anna", "ben", "cy"}, summaries=1)
    assert (await at.file()).record.stage is ChannelStage.ARCHIVED
    assert deaths > 30


async def tended(database: Database, clock: FakeClock, breaking: Breaking, at: Shop, work: str) -> int:
    """Tend it, by a new process whenever one has died; how many died."""
    memory: dict = {}
    deaths = 0
    for _ in range(400):
        process = shop(database, clock, breaking, at.connector)
        breaking.break_too(process)
        try:
            came = await process.step(work, memory)
        except CrashError:
            deaths += 1
            continue
        if came["done"]:
            return deaths
        memory = came["seen"]
    raise AssertionError(sorted(breaking.broken)[-20:])


async def test_an_hour_without_graph_is_waited_out(database: Database, clock: FakeClock):
    at = await open_shop(database, clock, "anna")
    await at.order()
    at.teams.failing = [UnavailableError() for _ in range(20)]
    began = clock.now()
    await at.tend()
    assert (clock.now() - began).total_seconds() > 3600
    await check(at, {"anna"})


async def test_what_is_refused_to_everybody_is_said_once_and_tried_again_later(
    database: Database, clock: FakeClock
):
    at = await open_shop(database, clock, "anna")
    await at.order()
    for _ in range(2):
        at.teams.failing = [RefusedError(Why.NOT_PERMITTED, "no")]
        await at.tend()
    assert (await at.file()).record.trouble == "not_permitted"
    told = await SqlNotices(database).due(clock.now(), 10)
    assert [(one.notice.to, one.notice.kind, one.notice.subject) for one in told] == [
        ("anna", "channel.trouble", "case")
    ]
    await at.tend()
    file = await at.file()
    assert (file.record.stage, file.record.trouble) == (ChannelStage.OPEN, "")
