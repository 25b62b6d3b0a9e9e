"""Which of a file's columns is which of ours."""

import difflib
import re
from collections.abc import Mapping as Entries
from collections.abc import Sequence
from dataclasses import dataclass

from cases.importing.faults import ImportFileError
from cases.importing.kinds import COLUMNS, Kind, kind_of
from cases.importing.mapping import Mapping

_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_EVERY_COLUMN = frozenset(column.name for columns in COLUMNS.values() for column in columns)
_NEAR, _LONGEST_SHOWN = 0.6, 40


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file's columns are: ours by their name in it, "" for one that is left out."""

    kind: Kind
    columns: Entries[str, str]


def plain(heading: str) -> str:
    """A heading as ours are written: ``NHS Number`` is nhs_number."""
    return _BETWEEN_WORDS.sub("_", heading.strip().lower()).strip("_")


def known(headings: Sequence[str], mapping: Mapping) -> int:
    """How many of these headings mean one of our columns; most with the separator that the file has."""
    theirs = {plain(heading) for heading in mapping.columns}
    return sum(plain(heading) in _EVERY_COLUMN or plain(heading) in theirs for heading in headings)


def layout(headings: Sequence[str], mapping: Mapping, kind: Kind | None) -> Layout:
    """Which columns these are. Raises ImportFileError, and names no heading unless some are known."""
    if not known(headings, mapping):
        raise ImportFileError(
            "The first line has none of the known columns: it has to name the columns, as a template does"
            " (teamaround import --template KIND), or a mapping has to say what they are."
        )
    columns = _columns(headings, mapping)
    there = frozenset(columns.values())
    which = kind or mapping.kind or kind_of(there)
    if which is None:
        raise ImportFileError("Its columns do not tell what it is about: give --kind.")
    _refuse_unknown(columns, which)
    _refuse_twice(columns)
    if missing := [one.name for one in COLUMNS[which] if one.required and one.name not in there]:
        raise ImportFileError(f"A file of {which} needs the columns {', '.join(missing)}, which are missing.")
    return Layout(which, columns)


def _columns(headings: Sequence[str], mapping: Mapping) -> dict[str, str]:
    mapped = {plain(theirs): ours.strip().lower() for theirs, ours in mapping.columns.items()}
    columns: dict[str, str] = {}
    for heading in headings:
        if heading in columns:
            raise ImportFileError(f"The column {_shown(heading)} is there twice.")
        columns[heading] = mapped.get(plain(heading), plain(heading))
    if missing := sorted(mapped.keys() - {plain(heading) for heading in headings}):
        raise ImportFileError(
            f"The mapping speaks of columns that the file does not have: {', '.join(missing)}."
        )
    return columns


def _refuse_unknown(columns: Entries[str, str], kind: Kind) -> None:
    names = [column.name for column in COLUMNS[kind]]
    unknown = [(heading, ours) for heading, ours in columns.items() if ours and ours not in names]
    if not unknown:
        return
    said = []
    for heading, ours in unknown:
        near = difflib.get_close_matches(ours, names, 1, _NEAR)
        said.append(f"{_shown(heading)} (did you mean {near[0]}?)" if near else _shown(heading))
    raise ImportFileError(
        f"A file of {kind} has no such columns: {', '.join(said)}. The known ones are {', '.join(names)}."
        ' A mapping can rename a column, or leave it out ("").'
    )


def _refuse_twice(columns: Entries[str, str]) -> None:
    named = [ours for ours in columns.values() if ours]
    if twice := sorted({ours for ours in named if named.count(ours) > 1}):
        raise ImportFileError(f"Two columns of the file stand for the same: {', '.join(twice)}.")


def _shown(heading: str) -> str:
    return f"“{heading[:_LONGEST_SHOWN]}”" if heading.strip() else "one without a name"
