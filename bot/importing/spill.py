"""Keeps the good rows of the first pass on disk, read and judged, so that the second need not do so again."""

import marshal
from collections.abc import Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from cases.importing.given import row_from
from cases.importing.kinds import Kind
from cases.importing.pass_over import Good
from cases.ports_import import Link


class Spill:
    """A file that nobody else can open and that is gone with the process. Chunks come out as they went in."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._file = TemporaryFile()  # noqa: SIM115 - closed when this is left

    def add(self, position: int, rows: Sequence[Good], links: Mapping[str, Link]) -> None:
        """One more chunk, how far the file had been read, and which of its children are to be asked about."""
        plain = [(one.line, one.row.source_id, one.text, one.row_hash) for one in rows]
        found = [child for child, link in links.items() if link.child_id or link.doubtful]
        marshal.dump((position, plain, found), self._file)

    def chunks(self) -> Iterator[tuple[int, list[Good], list[str]]]:
        """All chunks, from the first."""
        self._file.seek(0)
        while True:
            try:
                position, plain, found = marshal.load(self._file)  # noqa: S302 - our own words, in a file of our own
            except EOFError:
                return
            rows = [
                Good(line, row_from(self._kind, source_id, text), text, row_hash)
                for line, source_id, text, row_hash in plain
            ]
            yield position, rows, found

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
