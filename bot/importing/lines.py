"""Reads a file line by line, none of them into memory beyond a limit."""

from collections import deque
from dataclasses import dataclass
from typing import TextIO

LONGEST_LINE = 65_536
"""Characters. No row of names and days comes near it; beyond it nobody is to fill the memory."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, and its number from 1; ``text`` is None for one that is too long."""

    number: int
    text: str | None


class Lines:
    """The lines of a file, with the last ones to be read again if need be."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._number = 0
        self._again: deque[Line] = deque()
        self._held = ""

    def read(self) -> Line | None:
        """The next line; None at the end."""
        if self._again:
            return self._again.popleft()
        text = self._held + self._file.readline(LONGEST_LINE)
        self._held = ""
        if not text:
            return None
        self._number += 1
        if len(text) >= LONGEST_LINE and text[-1] not in "\n\r":
            self._skip()
            return Line(self._number, None)
        return Line(self._number, text)

    def unread(self, lines: list[Line]) -> None:
        """Give these again, before all others."""
        self._again.extendleft(reversed(lines))

    def _skip(self) -> None:
        while part := self._file.readline(LONGEST_LINE):
            if part[-1] == "\n":
                return
            if part[-1] == "\r":
                # Its other half may be in the next part.
                following = self._file.readline(1)
                self._held = "" if following == "\n" else following
                return
