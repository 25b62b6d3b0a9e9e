"""The kinds of files, and the columns of each: what docs/import.md and the templates say."""

import csv
import io
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the rows of a file are about."""

    CHILDREN = "children"
    PEOPLE = "people"
    PRACTITIONERS = "practitioners"
    INVOLVEMENTS = "involvements"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, two made-up values, and whether each row needs it."""

    name: str
    holds: str
    examples: tuple[str, str] = ("", "")
    required: bool = False


def _needed(name: str, holds: str, *examples: str) -> Column:
    return Column(name, holds, (examples[0], examples[1]), required=True)


def _column(name: str, holds: str, *examples: str) -> Column:
    return Column(name, holds, (examples[0], examples[1]))


COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.CHILDREN: (
        _needed("id", "the child's id in the agency's own system", "104711", "104712"),
        _column("given", "given names; of a child with one name, that name", "Imogen", "Baby"),
        _column("family", "family name", "Farthingale", "Farthingale"),
        _column("given_2", "another name the child is known by", "Immy", ""),
        _column("family_2", "its family name", "Reed", ""),
        _column("given_3", "a third name", "", ""),
        _column("family_3", "its family name", "", ""),
        _column("born", "date of birth, or the year and month, or the year", "2015-03-02", "2027-01"),
        _column("expected", "yes for an unborn baby", "no", "yes"),
        _column("area", "a district, never an address", "Millbrook", "Millbrook"),
        _column("nhs_number", "ten digits, checked by the last", "9990000026", ""),
        _column("upn", "unique pupil number", "", ""),
        _column("shielded", "yes to shield the record; no lifts nothing", "no", "no"),
    ),
    Kind.PEOPLE: (
        _needed("child", "the child's id in the agency's own system", "104711", "104711"),
        _column("person", "the adult's id there; or else other_child", "A-2201", ""),
        _column("other_child", "another child's id there", "", "104712"),
        _column("given", "the adult's given names", "Rosalind", ""),
        _column("family", "the adult's family name", "Farthingale", ""),
        _needed("relationship", "what they are to the child", "mother", "sibling"),
    ),
    Kind.PRACTITIONERS: (
        _needed("id", "the person's id in the agency's own system", "S-310", "S-311"),
        _needed("name", "given and family name", "Morwenna Teague", "Idris Vale"),
        _needed("role", "what they are", "Social worker", "Family support worker"),
        _needed("service", "a service of the agency, by its id or its name", "assessment", "early-help"),
        _column("phone", "telephone at work", "01632 960555", ""),
        _column("email", "e-mail at work", "morwenna.teague@larkmere.example", ""),
        _column("tenant_id", "Entra tenant id; with object_id", "5b1f6a52-9c1f-4e7c-8f5d-0d6f2b6c0a11", ""),
        _column("object_id", "Entra object id; with tenant_id", "8d0c1f7e-2b3a-4c5d-9e6f-7a8b9c0d1e2f", ""),
        _column("left", "yes once they have left", "no", "no"),
    ),
    Kind.INVOLVEMENTS: (
        _needed("id", "the involvement's id in the agency's own system", "INV-9001", "INV-9002"),
        _needed("child", "the child's id there", "104711", "104712"),
        _needed("practitioner", "the practitioner's id there", "S-310", "S-311"),
        _column("service", "a service of the agency; the practitioner's own unless given", "", "early-help"),
        _column("role", "what they do for the child; their own role unless given", "Social worker", ""),
        _needed("since", "first day", "2025-09-01", "2026-02-10"),
        _column("until", "last day", "", ""),
        _column("last_contact", "day of the last contact", "2026-11-03", ""),
        _column("visibility", "open or sensitive; a sensitive service's are sensitive", "", ""),
        _column("basis", "of a sensitive service: consent or significant_harm", "", ""),
    ),
}  # fmt: skip


def template(kind: Kind) -> str:
    """A CSV file with all columns of a kind, and two made-up rows."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    columns = COLUMNS[kind]
    rows.writerow([column.name for column in columns])
    for number in (0, 1):
        rows.writerow([column.examples[number] for column in columns])
    return written.getvalue()


def kind_of(names: frozenset[str]) -> Kind | None:
    """The kind whose required columns are all there and that knows most of the others; None if unclear."""
    fitting = [
        (sum(column.name in names for column in columns), kind)
        for kind, columns in COLUMNS.items()
        if all(column.name in names for column in columns if column.required)
    ]
    most = max((count for count, _ in fitting), default=0)
    best = [kind for count, kind in fitting if count == most]
    return best[0] if len(best) == 1 else None
