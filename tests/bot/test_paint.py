"""The painter draws what a renderer of all SVG draws, in letters that are as wide as the cards think."""

import unicodedata
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from math import hypot

import pytest
import resvg_py
from PIL import Image, ImageChops, ImageFont

from bot.paint import paint
from bot.paint_lines import _dashes
from cards.drawn_text import _WIDTH, legible, width
from cards.network_picture import networks
from cards.shapes import SHADES, Point
from cards.timeline_chart import charts
from tests.cards.as_svg import as_svg
from tests.cards.samples.pictures import CHARTS, VIEWS

FONTS = [str(files("font_roboto") / "files" / f"Roboto-{weight}.ttf") for weight in ("Regular", "Bold")]
DRAWINGS = {name: next(networks(view)).sketch for name, view in VIEWS.items()} | {
    name: next(charts(view)).sketch for name, view in CHARTS.items()
}


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


@pytest.mark.parametrize("name", DRAWINGS)
def test_it_draws_what_another_renderer_draws(name: str):
    sketch = DRAWINGS[name]
    other = resvg_py.svg_to_bytes(
        svg_string=as_svg(sketch), skip_system_fonts=True, font_files=FONTS, font_family="Roboto"
    )
    mine, theirs = opened(paint(sketch)), opened(other)
    assert mine.size == theirs.size
    # Edges fall between dots differently; seen from a little further away the two are the same.
    apart = ImageChops.difference(mine.reduce(6), theirs.reduce(6)).tobytes()
    assert sum(apart) / len(apart) < 7
    assert sorted(apart)[len(apart) * 99 // 100] < 75


@pytest.mark.parametrize("dash", [16 / 3, 0.1, 7, 1000])
def test_a_broken_line_is_half_of_the_line_whatever_its_measures(dash: float):
    points = [(step / 3, (step * 37 % 11) / 7) for step in range(25)]
    whole, broken = length(points), [length(one) for one in _dashes(points, dash)]
    assert sum(broken) == pytest.approx(whole / 2, abs=dash)
    assert max(broken) <= dash + 1e-6


def length(points: list[Point]) -> float:
    return sum(hypot(x1 - x, y1 - y) for (x, y), (x1, y1) in pairwise(points))


def test_it_has_the_shades_of_the_drawing_and_no_others():
    with Image.open(BytesIO(paint(DRAWINGS["network"]))) as picture:
        assert picture.mode == "P"
        colours = {colour for _, colour in picture.convert("RGB").getcolors()}
    assert {"#{:02x}{:02x}{:02x}".format(*colour) for colour in colours} <= set(SHADES)


@pytest.mark.parametrize("name", ["network", "network_eight", "chart"])
def test_a_picture_of_an_ordinary_circle_is_small(name: str):
    assert len(paint(DRAWINGS[name])) <= 13_000


@pytest.mark.parametrize("path", FONTS)
def test_the_font_has_every_letter_and_none_is_wider_than_the_cards_think(path: str):
    font = ImageFont.truetype(path, 100, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\uffff"))
    for code in range(0x21, 0x2E80):
        letter = chr(code)
        if unicodedata.category(letter)[0] in "CZM" or legible(letter) != letter:
            continue
        assert bytes(font.getmask(letter)) != missing, hex(code)
        assert font.getlength(letter) <= width(letter, 100) + 0.01, hex(code)
    assert all(letter == " " or bytes(font.getmask(letter)) != missing for letter in _WIDTH)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Grace Adeyemi", "Grace Adeyemi"),
        ("e\u0301lan", "élan"),
        ("Health visitor 👩‍⚕️", "Health visitor"),
        ("Li 李", "Li"),
        ("李小龍 Li", ""),
        ("محمد", ""),
        ("שרה", ""),
        ("नेहा", ""),
        ("🙂", ""),
        ("...", ""),
        ("a\u202eb", "a b"),
    ],
)
def test_what_cannot_be_drawn_is_left_out_or_all_of_it_is(typed: str, shown: str):
    assert legible(typed) == shown
