"""How often it was right against how often it said so, drawn in a few lines of SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

WIDTH, HEIGHT, LEFT, TOP, SIDE = 640, 560, 76, 60, 420
_STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #222 } .small { font-size: 12px; fill: #555 }
  .axis { stroke: #888; fill: none } .right { stroke: #888; stroke-dasharray: 5 5 }
  .sure { fill: #2c7a5b22 } .close { fill: #b7791f22 } .band { fill: #2457a8 } .spread { stroke: #2457a8 }
  .ground { fill: #fff }
  @media (prefers-color-scheme: dark) {
    text { fill: #eee } .small { fill: #bbb } .band { fill: #7fb0ff } .spread { stroke: #7fb0ff }
    .ground { fill: #1b1b1b }
  }
"""


@dataclass(frozen=True, slots=True)
class Band:
    """Children of whom it was said that they were meant with a probability from ``low`` to ``high``.

    ``said`` is the average of what was said, ``right`` how many of the ``count`` were meant.
    """

    low: float
    high: float
    count: int
    said: float
    right: int

    @property
    def share(self) -> float:
        """The share that was meant."""
        return self.right / self.count

    @property
    def spread(self) -> tuple[float, float]:
        """Between which two the true share lies, 19 times of 20 (Wilson 1927)."""
        z, n = 1.96, self.count
        middle = (self.share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(self.share * (1 - self.share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def plot(bands: Sequence[Band], questions: int, children: int) -> str:
    """The picture as SVG."""
    return "\n".join((*_frame(questions, children), *_axes(), *map(_mark, bands), "</svg>", ""))


def _x(share: float) -> float:
    return round(LEFT + share * SIDE, 1)


def _y(share: float) -> float:
    return round(TOP + (1 - share) * SIDE, 1)


def _frame(questions: int, children: int) -> Iterator[str]:
    says = f"{questions:,} questions among {children:,} made-up children"
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    yield f"<title>How often a child was meant, against how probable the search said it was; {says}</title>"
    yield f"<style>{_STYLE}</style>"
    yield f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>'
    yield f'<text x="{LEFT}" y="26">Is the search right as often as it says?</text>'
    yield f'<text class="small" x="{LEFT}" y="46">{says}</text>'
    for name, low, high in (("close", 0.85, 0.95), ("sure", 0.95, 1.0)):
        wide = round((high - low) * SIDE, 1)
        yield f'<rect class="{name}" x="{_x(low)}" y="{TOP}" width="{wide}" height="{SIDE}"/>'
    yield f'<text class="small" x="{_x(1) + 10}" y="{_y(0.5)}">shaded: offered from 0.85,</text>'
    yield f'<text class="small" x="{_x(1) + 10}" y="{_y(0.46)}">certain from 0.95</text>'


def _axes() -> Iterator[str]:
    yield f'<rect class="axis" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>'
    yield f'<line class="right" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
    for tenth in range(0, 11, 2):
        share = tenth / 10
        yield f'<text class="small" x="{_x(share)}" y="{_y(0) + 20}" text-anchor="middle">{share}</text>'
        yield f'<text class="small" x="{LEFT - 8}" y="{_y(share) + 4}" text-anchor="end">{share}</text>'
    middle = TOP + SIDE / 2
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 46}" text-anchor="middle">how probable it said it was</text>'
    yield (
        f'<text x="24" y="{middle}" text-anchor="middle" transform="rotate(-90 24 {middle})">'
        "how often that child was meant</text>"
    )


def _mark(band: Band) -> str:
    low, high = band.spread
    said, x = f"{band.count:,} children, {band.right:,} of them meant", _x(band.said)
    return (
        f'<g><title>{said}</title><line class="spread" x1="{x}" y1="{_y(low)}" x2="{x}" y2="{_y(high)}"/>'
        f'<circle class="band" cx="{x}" cy="{_y(band.share)}" r="5"/></g>'
    )
