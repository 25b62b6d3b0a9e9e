import pytest

from bench.driver import Round
from bench.table import Lane, percentile, ratios, table


def lane(name: str, *turns_a_second: int) -> Lane:
    rounds = [Round((0.010,) * turns, 1.0, 0.5) for turns in turns_a_second]
    return Lane(name, rounds, cpu_seconds=1.0, memory_mb=80, started_in=1.25)


def test_a_percentile_is_a_value_that_was_measured():
    hundred = [float(value) for value in range(1, 101)]

    assert percentile(hundred, 0.50) == 50
    assert percentile(hundred, 0.99) == 99
    assert percentile([7.0], 0.99) == 7


def test_ratios_compare_neighbouring_rounds_and_not_the_best_with_the_worst():
    assert ratios(lane("ours", 600, 300), lane("theirs", 300, 300)) == [2.0, 1.0]


def test_lanes_of_different_length_are_not_compared():
    with pytest.raises(ValueError, match="shorter"):
        ratios(lane("ours", 600, 300), lane("theirs", 300))


def test_the_table_tells_ratio_and_spread():
    ours, theirs = lane("ours", 600, 300, 300), lane("theirs", 300, 300, 100)

    printed = table([ours, theirs], ours).splitlines()

    assert printed[1].split() == ["ours", "300", "1.00", "(1.00-1.00)", "10.0", "10.0", "0.83", "80", "1.2"]
    assert printed[2].split() == ["theirs", "300", "2.00", "(1.00-3.00)", "10.0", "10.0", "1.43", "80", "1.2"]
