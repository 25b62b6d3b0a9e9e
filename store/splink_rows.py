"""The register's children as rows that Splink compares, in a DuckDB that lives in memory alone."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Self

# ruff: noqa: S608 - all words in these statements are ours
import duckdb
import pyarrow as pa

from cases.linking import MOST_NAMES
from cases.matching import Traits, traits_of
from cases.matching.nicknames import Forms
from cases.model import Birth, Child

MOST = 250
"""Rows that may share a key. Who shares one with more is compared by the other keys: or a register of a
million would compare all the Mohammed Khans of a county with each other."""

KEYS = {
    "by_nhs": "nhs",
    "by_upn": "upn",
    "by_name": "given || '|' || family",
    "by_birth_and_given": "birth || '|' || left(given, 1)",
    "by_birth_and_family": "birth || '|' || left(family, 1)",
    # Whichever of the two is the family name.
    "by_birth_and_initials": "birth || '|' || least(left(given, 1), left(family, 1))"
    " || greatest(left(given, 1), left(family, 1))",
    "by_family_and_area": "family || '|' || area",
    "by_given_and_area": "given || '|' || area",
    "by_family_and_year": "family || '|' || year || '|' || left(given, 1)",
    "by_given_and_month": "given || '|' || year || '|' || coalesce(month, 0)",
}
"""What two rows have to share one of to be compared at all."""

_WORDS = pa.list_(pa.string())
_SHAPE = pa.schema(
    {
        "row": pa.int64(),
        "child": pa.int64(),
        "place": pa.int32(),
        "given": pa.string(),
        "family": pa.string(),
        "turned_given": pa.string(),
        "turned_family": pa.string(),
        "said": _WORDS,
        "words": _WORDS,
        "birth": pa.string(),
        "year": pa.int32(),
        "month": pa.int32(),
        "day": pa.int32(),
        "area": pa.string(),
        "nhs": pa.string(),
        "upn": pa.string(),
    }
)


class Rows:
    """Takes children a page at a time. ``children`` counts them: each is known here by its place."""

    def __init__(self, forms: Forms) -> None:
        self.connection = duckdb.connect(":memory:")
        # What does not fit into memory ends the command: names are not to lie about on a disk.
        for setting in (
            "temp_directory = ''",
            "enable_progress_bar = false",
            "preserve_insertion_order = false",
        ):
            self.connection.execute(f"SET {setting}")
        self.connection.register("page", _SHAPE.empty_table())
        self.connection.execute("CREATE TABLE given_rows AS SELECT * FROM page")
        self.connection.unregister("page")
        self.children = 0
        self._rows = 0
        self._forms = forms

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def add(self, page: Sequence[Child]) -> None:
        """A page of children, one row for each of a child's names."""
        made = list(chain.from_iterable(self._of(child) for child in page))
        self.connection.register("page", pa.Table.from_pylist(made, schema=_SHAPE))
        self.connection.execute("INSERT INTO given_rows SELECT * FROM page")
        self.connection.unregister("page")

    def keyed(self) -> None:
        """Make the table ``rows``, with a key only where few enough share it."""
        keys = ", ".join(
            f"CASE WHEN {said} IS NOT NULL AND count(*) OVER (PARTITION BY {said}) <= {MOST}"
            f" THEN hash({said}) END AS {key}"
            for key, said in KEYS.items()
        )
        self.connection.execute(f"CREATE TABLE rows AS SELECT *, {keys} FROM given_rows")
        self.connection.execute("DROP TABLE given_rows")
        # For what children have in common who are not one: of those with one name and date, one.
        self.connection.execute(
            "CREATE TABLE apart AS SELECT * FROM rows WHERE place = 0"
            " QUALIFY row_number() OVER (PARTITION BY family, coalesce(birth, row::VARCHAR) ORDER BY row) = 1"
        )

    def pairs(self, *rules: str) -> int:
        """How many pairs of children there are of which one of these is true."""
        each = " UNION ".join(
            f"SELECT l.child AS one, r.child AS other FROM rows l JOIN rows r ON {rule} AND l.child < r.child"
            for rule in rules
        )
        return int(self.connection.execute(f"SELECT count(*) FROM ({each})").fetchall()[0][0])

    def best(self, table: str) -> list[tuple[int, int, float]]:
        """Pairs of children out of pairs of rows, each with the best that was found."""
        found: list[tuple[int, int, float]] = self.connection.execute(
            "SELECT least(child_l, child_r) AS one, greatest(child_l, child_r) AS other,"
            f" max(match_probability) FROM {table} GROUP BY one, other ORDER BY one, other"
        ).fetchall()
        return found

    def _of(self, child: Child) -> Iterator[dict[str, Any]]:
        traits = traits_of(child)
        about = _about(traits) | {"child": self.children}
        self.children += 1
        for place, (given, family) in enumerate(_names(traits)):
            said = {form for word in given for form in (word, *self._forms.of(word))}
            yield (
                about
                | _called(" ".join(given), " ".join(family))
                | {
                    "row": self._rows,
                    "place": place,
                    "said": sorted(said),
                    "words": sorted(set(family)),
                }
            )
            self._rows += 1


def _names(traits: Traits) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """A single name may be either: it is a row as the one and a row as the other."""
    names = [(name.given, name.family) for name in traits.names[:MOST_NAMES]]
    single = [(family, given) for given, family in names if not (given and family)]
    return [*names, *single] or [((), ())]


def _called(given: str, family: str) -> dict[str, str | None]:
    return {
        "given": given or None,
        "family": family or None,
        "turned_given": family or None,
        "turned_family": given or None,
    }


def _about(traits: Traits) -> dict[str, Any]:
    birth = traits.birth or None
    return {
        "birth": _whole(birth),
        "year": birth and birth.year,
        "month": birth and birth.month,
        "day": birth and birth.day,
        "area": traits.area or None,
        "nhs": traits.nhs_number or None,
        "upn": traits.upn or None,
    }


def _whole(birth: Birth | None) -> str | None:
    """A whole date as digits: a part of one is compared by its parts."""
    if birth is None or birth.month is None or birth.day is None:
        return None
    return f"{birth.year:04d}{birth.month:02d}{birth.day:02d}"
