"""How a file's own columns and words stand for ours: the content of a small TOML file."""

from collections.abc import Mapping as Entries
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cases.importing.faults import MappingError
from cases.importing.kinds import Kind

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-15")
SEPARATORS = (",", ";", "\t", "|")


class DateForm(StrEnum):
    """How a file writes days. ISO, as 2014-03-02, is always understood."""

    DAY_FIRST = "dd/mm/yyyy"
    MONTH_FIRST = "mm/dd/yyyy"
    ISO = "yyyy-mm-dd"
    UNCLEAR = "unclear"
    """Some day of the file has its month first: those that could be read either way are not taken."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says. ``columns`` gives our column for theirs ("" leaves it out).

    ``values`` gives, for our column, our word for theirs.
    """

    kind: Kind | None = None
    encoding: str | None = None
    separator: str | None = None
    dates: DateForm | None = None
    columns: Entries[str, str] = field(default_factory=dict)
    values: Entries[str, Entries[str, str]] = field(default_factory=dict)


def mapping_from(content: Entries[str, Any]) -> Mapping:
    """Read what the TOML file held. Raises MappingError for anything that it does not know."""
    known = {"kind", "encoding", "separator", "dates", "columns", "values"}
    if unknown := sorted(content.keys() - known):
        raise MappingError(
            f"The mapping has {_listed(unknown)}, which it does not know: {_listed(sorted(known))}."
        )
    return Mapping(
        kind=_kind(content),
        encoding=_one_of(content, "encoding", ENCODINGS),
        separator=_one_of(content, "separator", SEPARATORS),
        dates=_dates(content),
        columns=_words(content.get("columns", {}), "columns"),
        values={
            str(column).strip().lower(): _words(words, f"values.{column}")
            for column, words in _table(content.get("values", {}), "values").items()
        },
    )  # fmt: skip


def _kind(content: Entries[str, Any]) -> Kind | None:
    written = _one_of(content, "kind", tuple(Kind))
    return None if written is None else Kind(written)


def _dates(content: Entries[str, Any]) -> DateForm | None:
    forms = tuple(form for form in DateForm if form is not DateForm.UNCLEAR)
    written = _one_of(content, "dates", forms)
    return None if written is None else DateForm(written)


def _one_of(content: Entries[str, Any], name: str, known: tuple[str, ...]) -> str | None:
    written = content.get(name)
    if written is None or (isinstance(written, str) and written in known):
        return written
    shown = ("tab" if one == "\t" else one for one in known)
    raise MappingError(f"In the mapping, {name} has to be one of: {', '.join(shown)}.")


def _table(entry: Any, name: str) -> Entries[str, Any]:  # noqa: ANN401 - whatever TOML has there
    if not isinstance(entry, dict):
        raise MappingError(f"In the mapping, {name} has to be a table, [{name}].")
    return entry


def _words(entry: Any, name: str) -> Entries[str, str]:  # noqa: ANN401 - whatever TOML has there
    found = {}
    for theirs, ours in _table(entry, name).items():
        if not isinstance(ours, str):
            raise MappingError(f"In the mapping, each entry of [{name}] has to be a text in quotes.")
        found[theirs] = ours
    return found


def _listed(names: list[str]) -> str:
    return ", ".join(names)
