"""The pace keeps under every limit, keeps a limit busy, and is fair among teams."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.ports_tenant import ThrottledError
from graph.pace import Pace
from graph.rates import Call, Kind, Rate, Rates
from tests.graph.ticks import FakeTicks

READ, WRITE_MEMBERS = Kind.READ, Kind.WRITE_MEMBERS
Went = list[tuple[float, Call]]


async def made(pace: Pace, call: Call) -> None:
    await pace.begin(call)


async def all_of(calls: list[Call], rates: Rates, patience: float = 10_000.0) -> Went:
    ticks, went = FakeTicks(), []
    pace = Pace(rates, ticks, patience)

    async def one(call: Call) -> None:
        await pace.begin(call)
        went.append((ticks.now(), call))

    await asyncio.gather(*(one(call) for call in calls))
    await pace.close()
    return went


def most_in(moments: list[float], seconds: float) -> int:
    return max(sum(start <= at < start + seconds for at in moments) for start in moments)


async def test_a_call_that_nothing_stands_in_the_way_of_goes_at_once():
    pace = Pace(Rates(), ticks := FakeTicks())
    await made(pace, Call(READ, "t", "c"))
    assert ticks.at == 1_000.0


async def test_one_channel_gets_one_call_a_second_and_its_team_four():
    same = await all_of([Call(READ, "t", "c")] * 5, Rates())
    assert most_in([at for at, _ in same], 1.0) == 1
    many = await all_of([Call(READ, "t", f"c{one}") for one in range(20)], Rates())
    assert most_in([at for at, _ in many], 1.0) == 4


async def test_the_limit_is_kept_busy():
    went = await all_of([Call(READ, "t", f"c{one}") for one in range(401)], Rates())
    took = went[-1][0] - went[0][0]
    assert 400 / took >= 0.9 * 4


async def test_a_hundred_channels_in_thirty_teams_keep_the_shared_limit_busy_and_under_it():
    calls = [Call(Kind.MAKE_CHANNEL, f"t{one % 30}") for one in range(600)]
    moments = [at for at, _ in await all_of(calls, Rates())]
    assert most_in(moments, 1.0) <= 30
    assert 599 / (moments[-1] - moments[0]) >= 0.9 * 30


async def test_a_crowd_in_one_team_does_not_hold_up_another():
    crowd = [Call(READ, "crowd", f"c{one}") for one in range(200)]
    went = await all_of([*crowd, Call(READ, "alone", "c")], Rates(team=Rate(100, 1.0), read=Rate(2, 1.0)))
    place = [call.team for _, call in went].index("alone")
    assert place <= 3


async def test_a_call_that_must_wait_does_not_hold_up_another_channel_of_its_team():
    went = await all_of([*[Call(READ, "t", "busy")] * 10, Call(READ, "t", "free")], Rates())
    assert [call.channel for _, call in went].index("free") == 1


async def test_the_members_of_a_team_are_written_four_times_a_minute():
    went = await all_of([Call(WRITE_MEMBERS, "t")] * 9, Rates())
    assert most_in([at for at, _ in went], 60.0) == 4


async def test_who_would_wait_too_long_is_told_how_long():
    pace = Pace(Rates(), FakeTicks(), patience=30.0)
    for _ in range(4):
        await made(pace, Call(WRITE_MEMBERS, "t"))
    with pytest.raises(ThrottledError) as told:
        await made(pace, Call(WRITE_MEMBERS, "t"))
    assert told.value.retry_after == pytest.approx(60.01)


async def test_who_has_waited_too_long_in_the_queue_is_sent_away():
    calls = [Call(READ, "t", "c")] * 10
    ticks = FakeTicks()
    pace = Pace(Rates(), ticks, patience=5.0)
    ended = await asyncio.gather(*(made(pace, call) for call in calls), return_exceptions=True)
    assert ended.count(None) == 5
    assert sum(isinstance(one, ThrottledError) for one in ended) == 5
    assert ticks.now() <= 1_005.6


async def test_a_call_counts_from_its_answer_since_nobody_knows_when_it_arrived():
    pace = Pace(Rates(), ticks := FakeTicks(), patience=100.0)
    first = await pace.turn(Call(READ, "t", "c"))
    await ticks.sleep(0.5)
    pace.begun(first)
    await ticks.sleep(0.1)
    pace.ended(first)
    await made(pace, Call(READ, "t", "c"))
    assert ticks.now() == pytest.approx(1_001.61)
    pace.ended(first)
    assert (first.sent, first.answered) == (1_000.5, 1_000.6)


async def test_a_call_that_was_let_go_and_not_yet_sent_holds_its_place():
    pace = Pace(Rates(), ticks := FakeTicks(), patience=100.0)
    slow = await pace.turn(Call(READ, "t", "c"))
    second = asyncio.create_task(made(pace, Call(READ, "t", "c")))
    await ticks.sleep(0.5)
    sent = ticks.now()
    pace.begun(slow)
    await second
    assert ticks.now() >= sent + 1.0


async def test_a_call_that_is_answered_late_has_been_counted_soon_after_it_was_sent():
    pace = Pace(Rates(), ticks := FakeTicks(), patience=100.0)
    pace.begun(await pace.turn(Call(READ, "t", "c")))
    await made(pace, Call(READ, "t", "c"))
    assert ticks.now() == pytest.approx(1_001.51)


async def test_a_held_team_waits_and_others_do_not():
    pace = Pace(Rates(), ticks := FakeTicks(), patience=100.0)
    pace.hold(Call(READ, "t"), 20.0)
    await made(pace, Call(READ, "other"))
    assert ticks.now() == 1_000.0
    await made(pace, Call(READ, "t"))
    assert ticks.now() == pytest.approx(1_020.0)


async def test_somebody_who_gave_up_waiting_takes_no_place():
    ticks = FakeTicks()
    pace = Pace(Rates(), ticks, patience=100.0)
    await made(pace, Call(READ, "t", "c"))
    impatient = asyncio.create_task(made(pace, Call(READ, "t", "c")))
    patient = asyncio.create_task(made(pace, Call(READ, "t", "c")))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    assert ticks.now() == pytest.approx(1_001.01)


async def test_closing_lets_nobody_wait_for_ever():
    pace = Pace(Rates(), FakeTicks(), patience=100.0)
    pace.hold(Call(READ, "t"), 50.0)
    waiting = asyncio.create_task(made(pace, Call(READ, "t")))
    await asyncio.sleep(0)
    await pace.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting


def test_a_share_of_a_rate_is_no_more_than_that():
    assert Rate(30, 1.0).part(0.5) == Rate(15, 1.0)
    assert Rate(1, 1.0).part(0.5) == Rate(1, 2.0)
    half = Rates().part(0.5)
    assert (half.team, half.channel) == (Rate(2, 1.0), Rate(1, 2.0))


CALLS = st.builds(
    Call, st.sampled_from(Kind), st.sampled_from(["", "a", "b"]), st.sampled_from(["", "x", "y"])
).map(lambda call: call if call.team else Call(call.kind))


@settings(max_examples=50, deadline=None)
@given(st.lists(CALLS, max_size=40))
def test_no_limit_is_ever_passed(calls: list[Call]):
    rates = Rates(read=Rate(3, 1.0), make_channel=Rate(2, 1.0))
    went = asyncio.run(all_of(calls, rates))
    assert len(went) == len(calls)
    limits = {key: rate for call in calls for key, rate in rates.of(call).items()}
    for key, rate in limits.items():
        moments = [at for at, call in went if key in rates.of(call)]
        assert most_in(moments, rate.seconds) <= rate.calls, key


async def test_a_wide_limit_is_spread_over_its_span_and_a_few_may_go_at_once():
    calls = [Call(Kind.MAKE_CHANNEL, f"t{one}") for one in range(90)]
    moments = [at for at, _ in await all_of(calls, Rates())]
    assert 1 < most_in(moments, 0.001) <= 6
    assert most_in(moments, 0.1) <= 9
