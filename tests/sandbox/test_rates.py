import pytest

from sandbox.rates import READ, SEND, TENANT, Rates
from tests.sandbox.local import Seconds

STEP = 0.001


@pytest.mark.parametrize(("count", "span"), SEND)
def test_a_conversation_takes_no_more_than_each_window_allows(count: int, span: float) -> None:
    seconds = Seconds()
    rates = Rates(monotonic=seconds)
    limits = {"conversation": ((count, span),)}
    assert [rates.take(limits) for _ in range(count)] == [0.0] * count
    assert rates.take(limits) == pytest.approx(span)
    seconds.now += span - STEP
    assert rates.take(limits) == pytest.approx(STEP)
    seconds.now += STEP
    assert rates.take(limits) == 0.0


def test_the_longest_wait_of_all_windows_counts() -> None:
    seconds = Seconds()
    rates = Rates(monotonic=seconds)
    for _ in range(7):
        rates.take({"conversation": SEND})
    assert rates.take({"conversation": SEND}) == pytest.approx(1.0)
    seconds.now += 1.0
    assert rates.take({"conversation": SEND}) == 0.0
    assert rates.take({"conversation": SEND}) == pytest.approx(1.0)


def test_a_refused_call_counts_against_nothing() -> None:
    rates = Rates(monotonic=Seconds())
    for _ in range(7):
        assert rates.take({"a": SEND, "tenant": TENANT}) == 0.0
    for _ in range(100):
        assert rates.take({"a": SEND, "tenant": TENANT}) > 0
    taken = [rates.take({f"other {number}": SEND, "tenant": TENANT}) for number in range(44)]
    assert taken[:43] == [0.0] * 43
    assert taken[43] > 0


def test_conversations_do_not_slow_each_other_down() -> None:
    rates = Rates(monotonic=Seconds())
    assert [rates.take({str(number): SEND}) for number in range(40)] == [0.0] * 40


def test_reading_a_roster_is_allowed_twice_as_often_as_sending() -> None:
    assert READ[:3] == tuple((2 * count, span) for count, span in SEND[:3])


def test_switched_off_they_let_everything_pass() -> None:
    rates = Rates(enabled=False)
    assert {rates.take({"conversation": SEND}) for _ in range(5_000)} == {0.0}
