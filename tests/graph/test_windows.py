"""Sliding windows keep what they have to count, and no more."""

import gc

from graph.rates import Rate
from graph.windows import Turn, Windows


def alive() -> int:
    gc.collect()
    return sum(type(one) is Turn for one in gc.get_objects())


def test_a_limit_of_an_hour_keeps_the_calls_of_an_hour():
    windows, before = Windows(), alive()
    for minute in range(600):
        turn = Turn(sent=minute * 60.0, answered=minute * 60.0)
        windows.take(turn, {"chat": Rate(1_800, 3_600.0)}, minute * 60.0)

    assert 60 <= alive() - before <= 62


def test_whoever_calls_too_often_in_the_hour_still_waits_for_its_end():
    windows, hour = Windows(), {"chat": Rate(5, 3_600.0)}
    for second in range(5):
        windows.take(Turn(sent=float(second), answered=float(second)), hour, float(second))

    assert 3_590 < windows.wait(hour, 5.0) < 3_600
    assert windows.wait(hour, 3_600.5) == 0.0
