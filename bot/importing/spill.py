"""Keeps the good rows of the first pass on disk, read and judged, so that the second need not do so again."""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from cases.importing.pass_over import Good
from cases.ports_import import Link

Kept = tuple[int, list[Good], dict[str, Link]]


class Spill:
    """A file that nobody else can open and that is gone with the process. Chunks come out as they went in."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed when this is left

    def add(self, position: int, rows: Sequence[Good], links: Mapping[str, Link]) -> None:
        """One more chunk, how far the file had been read, and what was found of its children."""
        found = {child: link for child, link in links.items() if link.child_id or link.doubtful}
        pickle.dump((position, list(rows), found), self._file, pickle.HIGHEST_PROTOCOL)

    def chunks(self) -> Iterator[Kept]:
        """All chunks, from the first."""
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)  # noqa: S301 - our own words, in a file that only we have open
            except EOFError:
                return

    def clear(self) -> None:
        """Begin anew."""
        self._file.seek(0)
        self._file.truncate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
