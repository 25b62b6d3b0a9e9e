"""The report of what was not imported: a CSV file with lines, columns and reasons, and nobody's data."""

import csv
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile
from types import TracebackType
from typing import Self, TextIO

from cases.importing.faults import Fault, ImportFileError

HEADINGS = ("line", "column", "value", "reason")


def report_beside(file: Path) -> Path:
    """Where a report goes unless somebody says otherwise."""
    return file.with_name(f"{file.name}.errors.csv")


class Report:
    """A report being written; it takes its place, and that of an older one, when it is complete.

    With ``always`` it is there even if it has no line.
    """

    def __init__(self, place: Path, *, always: bool, more: bool = False) -> None:
        """With ``more`` what is there already is kept, and added to."""
        self._place = place
        self._more = more
        self._always = always
        self._half = place.with_name(f"{place.name}.part")
        self._file: TextIO | None = None
        self.lines = 0

    def add(self, line: int, faults: Sequence[Fault]) -> None:
        """A row that is not imported."""
        rows = csv.writer(self._open(), lineterminator="\n")
        for fault in faults:
            rows.writerow((line, fault.column, fault.value, fault.reason))
            self.lines += 1

    def __enter__(self) -> Self:
        """Raises ImportFileError if nothing can be written there."""
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open().close()
        if kind is None and (self.lines or self._always or self._more):
            self._half.replace(self._place)
            return
        self._half.unlink(missing_ok=True)
        if kind is None:
            # That of an earlier run would speak of rows that are well now.
            self._place.unlink(missing_ok=True)

    def _open(self) -> TextIO:
        if self._file is None:
            try:
                if self._more:
                    copyfile(self._place, self._half)
                self._file = self._half.open("a" if self._more else "w", encoding="utf-8", newline="")
            except OSError:
                raise ImportFileError(
                    "The report of bad rows cannot be written there: name another place with --report."
                ) from None
            if not self._more:
                csv.writer(self._file, lineterminator="\n").writerow(HEADINGS)
        return self._file
