"""The charts of Teams' cards. Whoever makes one gives it a ``fallback`` that says the same in words.

Their properties are those of Microsoft's "Charts in Adaptive Cards".
"""

from collections.abc import Sequence
from typing import Literal, Unpack

from cards.elements import Element, Options

Color = Literal["good", "warning", "attention", "neutral", "categoricalBlue", "categoricalMarigold"]
"""Named, never given as a value, so that they fit light, dark and high contrast."""


class ChartOptions(Options, total=False):
    """What a chart may carry besides its bars."""

    title: str
    x_axis_title: str
    y_axis_title: str
    color: Color
    color_set: Literal["categorical", "sequential", "diverging"]


class BarOptions(ChartOptions, total=False):
    """How bars from left to right are laid out."""

    display_mode: Literal["AbsoluteWithAxis", "AbsoluteNoAxis", "PartToWhole"]


class HorizontalBars(Element, options=BarOptions):
    """A bar for each name, the longest first if that is how they come."""

    element_type = "Chart.HorizontalBar"

    def __init__(self, bars: Sequence[tuple[str, int, Color]], **options: Unpack[BarOptions]) -> None:
        data = [{"x": name, "y": count, "color": color} for name, count, color in bars]
        super().__init__({"data": data}, options)


class ColumnOptions(ChartOptions, total=False):
    """How columns are laid out."""

    show_bar_values: bool


class VerticalBars(Element, options=ColumnOptions):
    """A column for each name, from left to right."""

    element_type = "Chart.VerticalBar"

    def __init__(self, bars: Sequence[tuple[str, int, Color]], **options: Unpack[ColumnOptions]) -> None:
        data = [{"x": name, "y": count, "color": color} for name, count, color in bars]
        super().__init__({"data": data}, options)
