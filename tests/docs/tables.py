"""Reads the tables of the documents, so that tests can hold them to the code."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def table(page: str, name: str) -> list[list[str]]:
    """The rows, without the headings, of the table that follows ``<!-- table: name -->`` on a page."""
    _, found, rest = (ROOT / page).read_text(encoding="utf-8").partition(f"<!-- table: {name} -->\n")
    assert found, f"{page} has no table {name!r}"
    lines = re.match(r"(?:\|.*\n)+", rest)
    assert lines, f"no table follows {name!r} on {page}"
    return [_cells(line) for line in lines[0].splitlines()[2:]]


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
