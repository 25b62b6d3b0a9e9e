"""Where everything of a picture of a network stands. Up to two agencies stand beside the child, more around.

Stacks of agencies never overlap: each column grows away from the child, as far as it takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.drawn_text import lines
from cards.network_people import Block, Person
from cards.shapes import WIDTH

SMALL, BIG = 12, 13
"""Sizes of text. A phone may show the picture a little narrower than it is; 12 is then 11 still."""

PAD, MARGIN, GAP = 7, 8, 8
TITLE_LINE, NAME_LINE, ROLE_LINE, MARK_LINE = 15, 16, 15, 19
_BESIDE, _AROUND, _ALONE = 118, 148, 224  # how wide a stack is
_CHILD_LINES = 3
_SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Row:
    """One practitioner's place in a stack. ``middle`` is where their line arrives."""

    person: Person
    name: tuple[str, ...]
    role: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Halfway down."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Stack:
    """One agency's place. ``edge`` is the side at which the lines arrive."""

    title: tuple[str, ...]
    rows: tuple[Row, ...]
    left: float
    top: float
    width: float
    height: float
    edge: float = 0


@dataclass(frozen=True, slots=True)
class Node:
    """The child's place."""

    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """Where all lines begin."""
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole. ``around`` tells that the lines leave the child upwards and downwards."""

    child: Node
    stacks: tuple[Stack, ...]
    bottom: float
    around: bool


def plan(blocks: Sequence[Block], name: str) -> Plan:
    """Places for these agencies and this child."""
    if len(blocks) <= len(_SIDES):
        return _beside(blocks, name)
    return _around(blocks, name)


def _beside(blocks: Sequence[Block], name: str) -> Plan:
    """The child on the left of one agency, or between two."""
    alone = len(blocks) == 1
    stacks = [_sized(block, _ALONE if alone else _BESIDE) for block in blocks]
    child = _node(name, 84 if alone else 72)
    tallest = max(child.height, *(stack.height for stack in stacks))
    middle = MARGIN + tallest / 2
    left = MARGIN if alone else (WIDTH - child.width) / 2
    lefts = [WIDTH - MARGIN - _ALONE] if alone else [MARGIN, WIDTH - MARGIN - _BESIDE]
    placed = [_placed(stack, x, middle - stack.height / 2) for stack, x in zip(stacks, lefts, strict=True)]
    return Plan(
        replace(child, left=left, top=middle - child.height / 2),
        tuple(placed),
        MARGIN + tallest,
        around=False,
    )


def _around(blocks: Sequence[Block], name: str) -> Plan:
    """The child in the middle, two columns above and two below, the next agency where there is least."""
    quarters: list[list[Stack]] = [[], [], [], []]
    for block in blocks:
        shortest = min(quarters, key=_tall)
        shortest.append(_sized(block, _AROUND))
    above = max(_tall(quarter) for quarter in quarters[:2])
    child = _node(name, 150)
    child = replace(child, left=(WIDTH - child.width) / 2, top=MARGIN + above + 2 * GAP)
    floor = child.top + child.height + 3 * GAP
    lefts = (MARGIN, WIDTH - MARGIN - _AROUND)
    placed: list[Stack] = []
    for number, quarter in enumerate(quarters):
        y = MARGIN + above - _tall(quarter) + GAP if number < len(_SIDES) else floor
        for stack in quarter:
            placed.append(_placed(stack, lefts[number % 2], y))
            y += stack.height + GAP
    below = max(_tall(quarter) for quarter in quarters[2:])
    return Plan(child, tuple(placed), floor + below - GAP if below else child.top + child.height, around=True)


def _tall(stacks: Sequence[Stack]) -> float:
    return sum(stack.height + GAP for stack in stacks)


def _node(name: str, width: float) -> Node:
    said = lines(name, BIG, width - 2 * PAD - 4, _CHILD_LINES)
    return Node(said, 0, 0, width, max(44, len(said) * NAME_LINE + 3 * PAD))


def _sized(block: Block, width: float) -> Stack:
    """An agency at the origin."""
    room = width - 2 * PAD
    title = lines(block.agency, SMALL, room, 2)
    y = len(title) * TITLE_LINE + (PAD if title else 0)
    rows = []
    for person in block.people:
        name, role = lines(person.name, BIG, room, 2), lines(person.role, SMALL, room, 2)
        height = PAD + 2 + len(name) * NAME_LINE + len(role) * ROLE_LINE + (MARK_LINE if person.mark else 0)
        rows.append(Row(person, name, role, y, height))
        y += height
    return Stack(title, tuple(rows), 0, 0, width, y)


def _placed(stack: Stack, x: float, y: float) -> Stack:
    edge = x + stack.width if x + stack.width / 2 < WIDTH / 2 else x
    rows = tuple(replace(row, top=row.top + y) for row in stack.rows)
    return replace(stack, rows=rows, left=x, top=y, edge=edge)
