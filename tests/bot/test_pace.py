"""What leaves for Teams keeps within its limits: background work waits, a turn never does."""

import asyncio

import pytest

from bot.pace import Send, SendPace, SendRates, rates_of
from cases.ports_tenant import ThrottledError
from graph.rates import Rate
from graph.windows import Windows
from tests.graph.ticks import FakeTicks

HERE = Send("tenant", "a:1")
Went = list[float]


def most_in(moments: Went, seconds: float) -> int:
    return max(sum(start <= at < start + seconds for at in moments) for start in moments)


async def all_of(sends: SendPace, ticks: FakeTicks, calls: list[Send]) -> Went:
    went: Went = []

    async def one(call: Send) -> None:
        sends.waiting.ended(await sends.waiting.enter(call))
        went.append(ticks.now())

    await asyncio.gather(*(one(call) for call in calls))
    await sends.close()
    return went


@pytest.fixture
def ticks() -> FakeTicks:
    return FakeTicks()


def pace(ticks: FakeTicks, rates: SendRates | None = None) -> SendPace:
    return SendPace(rates or SendRates(), "home", ticks)


async def test_one_tenant_gets_fifty_a_second_and_no_more(ticks: FakeTicks):
    went = await all_of(pace(ticks), ticks, [Send("tenant", f"a:{one}") for one in range(1_000)])
    assert most_in(went, 1.0) <= 50
    assert 999 / (went[-1] - went[0]) >= 0.9 * 50


async def test_one_conversation_gets_what_a_conversation_may(ticks: FakeTicks):
    # Nobody waits longer than half a minute: the rest is tried again later.
    went = await all_of(pace(ticks), ticks, [HERE] * 60)
    assert (most_in(went, 1.0), most_in(went, 2.0), most_in(went, 30.0)) == (7, 8, 60)


async def test_eighteen_hundred_an_hour_is_kept_and_who_waits_too_long_is_told(ticks: FakeTicks):
    sends = pace(ticks)
    went: Went = []
    while ticks.now() < 1_000 + 3_600:
        try:
            sends.waiting.ended(await sends.waiting.enter(HERE))
        except ThrottledError as told:
            await ticks.sleep(told.retry_after or 1.0)
            continue
        went.append(ticks.now())
    assert 0.9 * 1_800 <= len(went) <= 1_800


async def test_two_tenants_have_their_own_limits(ticks: FakeTicks):
    calls = [Send(tenant, f"a:{tenant}{one}") for one in range(200) for tenant in ("one", "two")]
    went = await all_of(pace(ticks), ticks, calls)
    assert 400 / (went[-1] - went[0]) > 90


async def test_a_share_is_a_share_of_every_limit():
    half = rates_of(50, 0.5)
    assert half.tenant == Rate(25, 1.0)
    assert [rate.calls for rate in half.conversation] == [3, 4, 30, 900]


async def test_a_turn_never_waits_and_is_waited_for(ticks: FakeTicks):
    sends = pace(ticks)
    for _ in range(20):
        sends.counted.ended(await sends.counted.enter(HERE))
    assert ticks.now() == 1_000.0
    sends.waiting.ended(await sends.waiting.enter(HERE))
    assert ticks.now() >= 1_002.0


async def test_a_process_that_begins_waits_for_what_one_before_it_may_have_sent(ticks: FakeTicks):
    sends = SendPace(SendRates(), "home", ticks, quiet=1.0)
    sends.counted.ended(await sends.counted.enter(HERE))
    assert ticks.now() == 1_000.0, "a turn never waits"
    await sends.waiting.enter(HERE)
    assert ticks.now() == pytest.approx(1_001.0)
    await sends.waiting.enter(Send("tenant", "a:2"))
    assert ticks.now() < 1_001.1


async def test_after_a_refusal_the_whole_tenant_waits_as_long_as_was_said(ticks: FakeTicks):
    sends = pace(ticks)
    sends.counted.refused(HERE, 5.0)
    await sends.waiting.enter(Send("tenant", "a:2"))
    assert ticks.now() == pytest.approx(1_005.0)


async def test_a_refusal_in_a_busy_conversation_is_taken_to_be_about_that_one(ticks: FakeTicks):
    sends = pace(ticks)
    for _ in range(5):
        sends.counted.ended(await sends.counted.enter(HERE))
    sends.counted.refused(HERE, 5.0)
    await sends.waiting.enter(Send("tenant", "a:2"))
    assert ticks.now() == 1_000.0
    await sends.waiting.enter(HERE)
    assert ticks.now() == pytest.approx(1_005.0)


async def test_calls_that_name_no_tenant_count_against_the_home_one(ticks: FakeTicks):
    sends = pace(ticks, SendRates(tenant=Rate(1, 1.0)))
    sends.counted.ended(await sends.counted.enter(Send("home", "a:1")))
    await sends.waiting.enter(Send("", "a:2"))
    assert ticks.now() == pytest.approx(1_001.01)


async def test_what_is_over_is_forgotten(ticks: FakeTicks):
    windows = Windows()
    for number in range(20_000):
        sends = SendRates().of(Send("tenant", f"a:{number}"))
        turn = SendPace(SendRates(), "", ticks).pace.count(Send("x", "y"))
        turn.sent = turn.answered = ticks.now()
        windows.take(turn, sends, ticks.now())
        ticks.at += 1.0
    # The last hour's, and as much again before anybody looks.
    assert len(windows._windows) <= 2 * 3_700 + 4_096
