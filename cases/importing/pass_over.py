"""One pass over a file's rows: what each says, and what is only seen when all have been looked at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from cases.importing.cells import Frame, month_first
from cases.importing.faults import Fault, class_of
from cases.importing.given import given_by, hash_of
from cases.importing.kinds import Kind
from cases.importing.mapping import DateForm
from cases.importing.rows import AnyRow, BadRow, ChildRow, PeopleRow, PractitionerRow, read_row
from cases.importing.seen import Named, Seen, digest


@dataclass(frozen=True, slots=True)
class Good:
    """A row that can be taken, as far as the file tells; as text, and what it is compared by."""

    line: int
    row: AnyRow
    text: str
    row_hash: str


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot."""

    line: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What an earlier pass has learnt of the file: what is there twice, and how days are written."""

    twice: dict[str, frozenset[int]] = field(default_factory=dict)
    month_first: bool = False


class Pass:
    """A pass over the rows of one file. ``present`` holds the ids of all rows, good or bad."""

    def __init__(self, kind: Kind, frame: Frame, learnt: Learnt, *, stated: bool) -> None:
        """``stated`` when the mapping says how days are written, so that nothing has to be learnt of that."""
        self._kind = kind
        self._learnt = learnt
        self._stated = stated
        unclear = learnt.month_first and not stated
        self._frame = replace(frame, dates=DateForm.UNCLEAR) if unclear else frame
        self._month_first = learnt.month_first
        self._alone: defaultdict[str, Seen] = defaultdict(Seen)
        self._names = Named()
        self.present = Seen()
        self.without_id = 0

    def over(self, rows: Iterable[tuple[int, Mapping[str, str] | Fault]]) -> Iterator[Good | Bad]:
        """Each row as it is read, one for one."""
        for line, cells in rows:
            if isinstance(cells, Fault):
                self.without_id += 1
                yield Bad(line, (cells,))
                continue
            read = read_row(self._kind, cells, self._frame)
            if not self._stated and not self._month_first and month_first(cells):
                self._month_first = True
            if read.source_id:
                self.present.add(read.source_id)
            else:
                self.without_id += 1
            yield Bad(line, read.faults) if isinstance(read, BadRow) else self._judged(line, read)

    def learnt(self) -> Learnt:
        """What is known now. Where it is more than before, another pass is needed."""
        found = {column: seen.twice() for column, seen in self._alone.items()}
        found["given"] = self._names.different()
        before = self._learnt.twice
        twice = {
            column: every for column in found if (every := found[column] | before.get(column, frozenset()))
        }
        return Learnt(before | twice, self._month_first)

    def _judged(self, line: int, row: AnyRow) -> Good | Bad:
        faults = []
        twice = self._learnt.twice
        for column, word in _alone(row):
            number = self._alone[column].add(word)
            if twice and number in twice.get(column, ()):
                faults.append(Fault(column, class_of(word), _TWICE[column]))
        if isinstance(row, PeopleRow) and row.person:
            self._names.add(row.person, str(row.name))
            if digest(row.person) in twice.get("given", ()):
                faults.append(Fault("given", class_of(row.name.given), _TWICE["given"]))
        if faults:
            return Bad(line, tuple(faults))
        text = given_by(row)
        return Good(line, row, text, hash_of(text))


_TWICE = {
    "id": "another row has the same id: nobody can tell which is right, so neither is imported",
    "nhs_number": "another row has the same NHS number",
    "upn": "another row has the same unique pupil number",
    "object_id": "another row has the same account",
    "relationship": "another row says the same",
    "given": "another row has the same adult under another name",
}


def _alone(row: AnyRow) -> Iterator[tuple[str, str]]:
    """What no two rows of a file may share, by column."""
    match row:
        case ChildRow():
            yield "id", row.source_id
            if row.nhs_number:
                yield "nhs_number", row.nhs_number
            if row.upn:
                yield "upn", row.upn
        case PractitionerRow():
            yield "id", row.source_id
            if row.identity:
                yield "object_id", f"{row.identity.tenant_id} {row.identity.object_id}"
        case PeopleRow():
            yield "relationship", row.source_id
        case _:
            yield "id", row.source_id
