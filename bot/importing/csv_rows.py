"""Takes CSV apart: a row that is broken costs itself alone, and none of those after it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from bot.importing.lines import LONGEST_LINE, Line, Lines
from cases.importing.faults import Fault

_MOST_LINES, _MOST_CHARACTERS = 200, 2 * LONGEST_LINE - 1
_TOO_LONG = Fault("", f"more than {LONGEST_LINE:,} characters", "the line is too long")


@dataclass(frozen=True, slots=True)
class Read:
    """A row of a file: where it begins, and its cells, or why there are none."""

    line: int
    cells: list[str] | Fault


class _UnendingError(Exception):
    """A row that does not come to an end within what a row may be."""


class _Feed:
    """Hands lines to the csv module, and remembers those of the row under way."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._length = 0
        self.row: list[Line] = []

    def begin(self) -> None:
        """The next line is the first of a row."""
        self.row = []
        self._length = 0

    def give_back(self) -> None:
        """All lines of this row but its first are to be read again, as rows of their own."""
        self._lines.unread(self.row[1:])

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._lines.read()
        if line is None:
            raise StopIteration
        self.row.append(line)
        if line.text is None:
            raise _UnendingError
        self._length += len(line.text)
        if len(self.row) > _MOST_LINES or self._length > _MOST_CHARACTERS:
            raise _UnendingError
        return line.text


def csv_rows(lines: Lines, separator: str) -> Iterator[Read]:
    """The rows that are not blank, in order."""
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=separator, strict=True)
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _UnendingError) as error:
            first = feed.row[0]
            feed.give_back()
            reader = csv.reader(feed, delimiter=separator, strict=True)
            yield Read(first.number, _fault(first, len(feed.row), error))
            continue
        if any(map(str.strip, cells)):
            yield Read(feed.row[0].number, cells)


def _fault(first: Line, count: int, error: Exception) -> Fault:
    if first.text is None:
        return _TOO_LONG
    if count > 1 or isinstance(error, _UnendingError) or "unexpected end" in str(error):
        return Fault("", "quotes", "a quote is opened and not closed")
    return Fault("", "quotes", "a quote is closed, and something follows it before the separator")
