"""A file to be imported: what it is, found out once; and its rows, as often as they are wanted."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from bot.importing.csv_rows import csv_rows
from bot.importing.encoding import encoding_of
from bot.importing.json_rows import json_rows
from bot.importing.lines import Lines
from cases.importing.faults import Fault, ImportFileError
from cases.importing.headings import Layout, known, layout
from cases.importing.kinds import Kind
from cases.importing.mapping import SEPARATORS
from cases.importing.mapping import Mapping as Meaning

_LOOKED_AT, _LINES_OF_HEADINGS = 100, 20
_UNKNOWN_KEY = Fault(
    "", "a JSON object", "has a key that is no column, and that no line before the hundredth has"
)
Row = tuple[int, Mapping[str, str] | Fault]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that can be read: ``separator`` is "" for JSON Lines."""

    path: Path
    encoding: str
    separator: str
    headings: tuple[str, ...]
    layout: Layout
    size: int
    changed_at: int

    @property
    def kind(self) -> Kind:
        """What its rows are about."""
        return self.layout.kind

    @property
    def form(self) -> str:
        """What it is, for people."""
        names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
        return f"CSV, {names[self.separator]}" if self.separator else "JSON Lines"

    @contextmanager
    def open(self) -> Iterator["Reading"]:
        """Its rows from the beginning."""
        with _text(self.path, self.encoding) as file:
            yield Reading(self, file)

    def refuse_changed(self) -> None:
        """Raises ImportFileError if it is not the file that was looked at."""
        now = self.path.stat()
        if (now.st_size, now.st_mtime_ns) != (self.size, self.changed_at):
            raise ImportFileError("The file has changed while it was read: try again when it is complete.")


class Reading:
    """The rows of a file, and how far they have been read."""

    def __init__(self, source: SourceFile, file: IO[str]) -> None:
        self._source = source
        self._file = file

    @property
    def position(self) -> int:
        """Bytes so far."""
        return self._file.buffer.tell()  # type: ignore[attr-defined, no-any-return] # a text file's own

    def rows(self) -> Iterator[Row]:
        """Each row by our columns' names, or why it cannot be read, with the line where it begins."""
        lines = Lines(self._file)  # type: ignore[arg-type] # the same for our purposes
        if self._source.separator:
            return _from_csv(lines, self._source)
        return _from_json(lines, self._source)


def look_at(path: Path, meaning: Meaning, kind: Kind | None) -> SourceFile:
    """What a file is. Raises ImportFileError if it cannot be imported."""
    if not path.is_file():
        raise ImportFileError("There is no such file." if not path.exists() else "It is no file.")
    there = path.stat()
    encoding = meaning.encoding or encoding_of(path)
    with _text(path, encoding) as file:
        lines = Lines(file)  # type: ignore[arg-type] # as above
        separator, headings = _headings(lines, meaning)
    return SourceFile(
        path, encoding, separator, headings, layout(headings, meaning, kind), there.st_size, there.st_mtime_ns
    )


def _text(path: Path, encoding: str) -> IO[str]:
    # What cannot be decoded is marked, so that its row can be named; nothing else has that mark.
    return path.open(encoding=encoding, errors="replace", newline="")


def _headings(lines: Lines, meaning: Meaning) -> tuple[str, tuple[str, ...]]:
    """The separator ("" for JSON Lines), and the columns' names as the file has them."""
    first = lines.read()
    while first is not None and first.text is not None and not first.text.strip():
        first = lines.read()
    if first is None:
        raise ImportFileError("The file is empty.")
    if first.text is None:
        raise ImportFileError("Its first line is too long to name the columns.")
    if first.text.lstrip().startswith("["):
        raise ImportFileError("The file is a JSON list: JSON Lines are wanted, an object a line.")
    lines.unread([first])
    if first.text.lstrip().startswith("{"):
        rows = (row for _, row in islice(json_rows(lines), _LOOKED_AT) if not isinstance(row, Fault))
        return "", tuple(dict.fromkeys(key for row in rows for key in row))
    some = [line.text for line in (lines.read() for _ in range(_LINES_OF_HEADINGS)) if line and line.text]
    separators = (meaning.separator,) if meaning.separator else SEPARATORS
    tried = [(one, _split(some, one)) for one in separators]
    return max(tried, key=lambda one: known(one[1], meaning))


def _split(texts: list[str], separator: str) -> tuple[str, ...]:
    """The cells of the first row that is not blank. A name may go over lines, in quotes."""
    rows = csv.reader(texts, delimiter=separator, strict=True)
    try:
        cells = next((row for row in rows if any(map(str.strip, row)) and not _is_said(row)), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)


def _is_said(row: list[str]) -> bool:
    """Whether this is the line by which spreadsheets tell each other the separator."""
    return row[0].startswith("sep=") and not any(row[1:])


def _from_csv(lines: Lines, source: SourceFile) -> Iterator[Row]:
    rows = csv_rows(lines, source.separator)
    headings = next(rows, None)
    if headings is not None and isinstance(headings.cells, list) and _is_said(headings.cells):
        next(rows, None)
    columns = [source.layout.columns[heading] for heading in source.headings]
    width = len(columns)
    for read in rows:
        cells = read.cells
        if isinstance(cells, Fault):
            yield read.line, cells
        elif len(cells) != width and (len(cells) < width or any(cells[width:])):
            yield read.line, Fault("", f"{len(cells)} cells", f"the first line names {width} columns")
        else:
            row = dict(zip(columns, cells, strict=False))
            row.pop("", None)
            yield read.line, row


def _from_json(lines: Lines, source: SourceFile) -> Iterator[Row]:
    columns = source.layout.columns
    for line, read in json_rows(lines):
        if isinstance(read, Fault):
            yield line, read
        elif read.keys() - columns.keys():
            yield line, _UNKNOWN_KEY
        else:
            yield line, {columns[key]: value for key, value in read.items() if columns[key]}
