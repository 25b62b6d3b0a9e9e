"""Whether two samples come from one distribution: a few lines that need no library."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import exp, sqrt


def kolmogorov_smirnov(one: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """The largest distance between the two cumulated shares, and how probable one so large is by chance.

    The probability is that of the limit for large samples (Kolmogorov 1933, Smirnov 1948).
    """
    ones, others = sorted(one), sorted(other)
    apart = max(
        abs(bisect_right(ones, value) / len(ones) - bisect_right(others, value) / len(others))
        for value in (*ones, *others)
    )
    root = sqrt(len(ones) * len(others) / (len(ones) + len(others)))
    scaled = (root + 0.12 + 0.11 / root) * apart
    if scaled < 0.2:
        return apart, 1.0
    terms = ((-1) ** (step - 1) * exp(-2 * step**2 * scaled**2) for step in range(1, 101))
    return apart, min(1.0, max(0.0, 2 * sum(terms)))


def longer(one: Sequence[float], other: Sequence[float]) -> float:
    """How often a value drawn from the one is larger than one from the other; 0.5 tells nothing."""
    others = sorted(other)
    below = sum(bisect_right(others, value) for value in one)
    ties = sum(bisect_right(others, value) - bisect_left(others, value) for value in one)
    return (below - ties / 2) / (len(one) * len(others))
