"""Whose import it is, and what has been made of a chunk of its rows before anything is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from cases.importing.faults import Fault
from cases.importing.kinds import Kind
from cases.importing.pass_over import Good
from cases.model import AgencyId

IMPORT = "import"
"""Who did what a file says, as the history has it: no practitioner."""


@dataclass(frozen=True, slots=True)
class Scope:
    """An import: the agency, its source, this run. ``first`` until a run of the same has come to its end.

    ``empty`` when the source has given nothing of this kind yet: as ids are there once in a file, nothing of
    it is known then, from its first row to its last.
    """

    agency: AgencyId
    source: str
    kind: Kind
    run: str
    at: datetime
    today: date
    first: bool = True
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a source has given under one of its ids."""

    source_id: str
    entity_id: str
    row_hash: str
    given: str
    ended: date | None


@dataclass(slots=True)
class Prepared:
    """What is to be written for some rows, and what cannot be: faults by the row's place among them."""

    faults: dict[int, Fault] = field(default_factory=dict)
    added: int = 0
    changed: int = 0
    same: int = 0
    linked: int = 0
    writes: list[Callable[[Connection], None]] = field(default_factory=list)

    @property
    def is_work(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.added or self.changed or self.linked)

    def write(self, connection: Connection) -> None:
        """Write all of it."""
        for one in self.writes:
            one(connection)


@dataclass(slots=True)  # frozen, making one takes three times as long, and each row makes several
class Given:
    """A row with what it gives, and what the same source gave before."""

    place: int
    row: Any
    text: str
    row_hash: str
    before: Known | None

    @property
    def is_same(self) -> bool:
        """Whether nothing is to be done."""
        return self.before is not None and self.before.row_hash == self.row_hash and self.before.ended is None


def given(rows: Sequence[Good], known: dict[str, Known]) -> list[Given]:
    """The rows with what is known of them."""
    return [
        Given(place, one.row, one.text, one.row_hash, known.get(one.row.source_id))
        for place, one in enumerate(rows)
    ]
