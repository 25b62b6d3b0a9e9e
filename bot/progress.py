"""One line that says how far long work has come; only where somebody watches."""

import sys
from time import monotonic
from typing import Self

_EVERY = 0.2  # seconds


class Progress:
    """Counts on standard error while it is a terminal, and wipes the line at the end."""

    def __init__(self, whole: int, what: str) -> None:
        self._whole = whole
        self._what = what
        self._done = 0
        self._last = monotonic()
        self._shown = False

    def add(self, count: int) -> None:
        """So many more are done."""
        self._done += count
        if monotonic() - self._last >= _EVERY and sys.stderr.isatty():
            self._last, self._shown = monotonic(), True
            share = 100 * self._done // max(self._whole, 1)
            sys.stderr.write(f"\r{self._done:,} of {self._whole:,} {self._what} ({share} %)")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
