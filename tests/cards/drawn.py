"""What stands where in a picture, read from its SVG."""

from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, fromstring

from cards.drawn_text import width


@dataclass(frozen=True)
class Box:
    """A text or a rectangle: left, top, right, bottom, in the picture's own measure."""

    said: str
    left: float
    top: float
    right: float
    bottom: float
    fill: str = ""

    def meets(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: "Box") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def root_of(svg: str) -> Element:
    return fromstring(svg)  # noqa: S314 - our own


def of_kind(svg: str, kind: Literal["text", "rect", "path"]) -> list[Element]:
    return [one for one in root_of(svg) if one.tag == f"{{http://www.w3.org/2000/svg}}{kind}"]


def texts(svg: str) -> list[Box]:
    """Each line of text, from the top of its letters to the bottom of them."""
    return [_text(one) for one in of_kind(svg, "text")]


def rectangles(svg: str) -> list[Box]:
    return [_rectangle(one) for one in of_kind(svg, "rect")]


def _text(one: Element) -> Box:
    x, y, size = (float(one.attrib[name]) for name in ("x", "y", "font-size"))
    wide = width(one.text or "", size)
    left = x - wide / 2 if "text-anchor" in one.attrib else x
    return Box(one.text or "", left, y - size * 0.74, left + wide, y + size * 0.22, one.attrib["fill"])


def _rectangle(one: Element) -> Box:
    x, y, wide, high = (float(one.attrib[name]) for name in ("x", "y", "width", "height"))
    return Box("", x, y, x + wide, y + high, one.attrib["fill"])
