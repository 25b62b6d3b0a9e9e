"""Adaptive Cards 1.5: what holds and arranges other elements."""

from collections.abc import Mapping, Sequence
from typing import Literal, Unpack

from cards.elements import Element, Options, Strict, rendered

Style = Literal["default", "emphasis", "accent", "good", "warning", "attention"]


class ContainerOptions(Options, total=False):
    """How a container looks and what tapping it does."""

    style: Style
    bleed: bool
    min_height: str
    select_action: Strict


class Container(Element, options=ContainerOptions):
    """Elements that belong together."""

    element_type = "Container"

    def __init__(self, items: Sequence[Element], **options: Unpack[ContainerOptions]) -> None:
        super().__init__({"items": rendered(items)}, options)


class ColumnOptions(ContainerOptions, total=False):
    """A container's options; ``width`` is "auto", "stretch", pixels ("50px") or a weight (1, 2, ...)."""

    width: str | int
    vertical_content_alignment: Literal["Top", "Center", "Bottom"]


class Column(Element, options=ColumnOptions):
    """One column of a set."""

    element_type = "Column"

    def __init__(self, items: Sequence[Element], **options: Unpack[ColumnOptions]) -> None:
        super().__init__({"items": rendered(items)}, options)


class ColumnSet(Element, options=ContainerOptions):
    """Columns side by side."""

    element_type = "ColumnSet"

    def __init__(self, columns: Sequence[Column], **options: Unpack[ContainerOptions]) -> None:
        super().__init__({"columns": rendered(columns)}, options)


class FactSet(Element, options=Options):
    """Pairs of a title and a value (markdown), in order."""

    element_type = "FactSet"

    def __init__(self, facts: Mapping[str, str], **options: Unpack[Options]) -> None:
        pairs = [{"title": title, "value": value} for title, value in facts.items()]
        super().__init__({"facts": pairs}, options)


class TableOptions(Options, total=False):
    """How a table looks."""

    show_grid_lines: bool


class Table(Element, options=TableOptions):
    """Rows of cells of elements, headers first. ``widths`` are the columns' relative widths."""

    element_type = "Table"

    def __init__(
        self,
        rows: Sequence[Sequence[Sequence[Element]]],
        widths: Sequence[int],
        **options: Unpack[TableOptions],
    ) -> None:
        columns = [{"width": width} for width in widths]
        super().__init__({"columns": columns, "rows": [_row(row) for row in rows]}, options)


def _row(cells: Sequence[Sequence[Element]]) -> dict[str, object]:
    plain = [{"type": "TableCell", "items": rendered(cell)} for cell in cells]
    return {"type": "TableRow", "cells": plain}


class ActionSet(Element, options=Options):
    """Buttons amid the body. Teams shows at most six in one set."""

    element_type = "ActionSet"

    def __init__(self, actions: Sequence[Strict], **options: Unpack[Options]) -> None:
        super().__init__({"actions": rendered(actions)}, options)
