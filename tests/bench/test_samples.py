from random import Random
from xml.etree import ElementTree

import pytest

from bench.plot import Band, plot
from bench.samples import kolmogorov_smirnov, longer


def drawn(seed: int, mean: float) -> list[float]:
    dice = Random(seed)  # noqa: S311 - the same each time
    return [dice.gauss(mean, 1) for _ in range(400)]


def test_samples_of_one_distribution_are_not_told_apart():
    apart, chance = kolmogorov_smirnov(drawn(1, 0), drawn(2, 0))

    assert apart < 0.1
    assert chance > 0.05


def test_samples_of_two_are():
    apart, chance = kolmogorov_smirnov(drawn(1, 0), drawn(2, 1))

    assert apart > 0.3
    assert chance < 1e-6


def test_known_values():
    apart, chance = kolmogorov_smirnov([1, 2, 3], [1, 2, 3])

    assert (apart, chance) == (0, 1)
    assert kolmogorov_smirnov([1, 2], [3, 4])[0] == 1


def test_how_often_one_is_longer():
    assert longer([2, 3], [0, 1]) == 1
    assert longer([0, 1], [2, 3]) == 0
    assert longer([1, 2], [1, 2]) == 0.5


def test_the_spread_holds_the_share_and_narrows_with_more():
    few, many = Band(0.9, 1, 10, 0.95, 9), Band(0.9, 1, 10_000, 0.95, 9_000)

    assert few.spread[0] < 0.9 < few.spread[1]
    assert many.spread[1] - many.spread[0] < 0.02
    assert many.share == pytest.approx(0.9)


def test_the_plot_is_sound_svg_with_a_mark_for_each_band():
    written = plot([Band(0, 0.1, 50, 0.05, 2), Band(0.95, 1, 90, 0.99, 90)], 140, 10_000)
    drawing = ElementTree.fromstring(written)  # noqa: S314 - our own

    assert drawing.tag.endswith("svg")
    assert len([one for one in drawing.iter() if one.tag.endswith("circle")]) == 2
    assert "140 questions among 10,000 made-up children" in "".join(drawing.itertext())
