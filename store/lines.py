"""Reads audit entries and seals as they are kept, for hashing: nothing is interpreted, nothing unreadable.

SQLite takes any value in any column and PostgreSQL moments without end; whoever changes the file by hand may
leave anything there. What the service itself never writes comes out as something it never writes either.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, TextClause, text
from sqlalchemy.exc import OperationalError

from cases.seals import FIELDS, Line, Seal

_PAGE = 5_000
_BEFORE_ALL = -(2**63)
_MOMENT_ON_SQLITE = len("2026-11-20 09:30:00.000000")
_SEAL_KINDS = (int, str, int, int, str, bytes, str, str)

# "AD" tells a year before our era from the same year of it.
_ON_POSTGRESQL = {
    "at": """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24\\:MI\\:SS.US"Z"AD')""",
    "shown": "shown\\:\\:text",
}


def _select(columns: tuple[str, ...], rest: str) -> dict[str, TextClause]:
    on_postgresql = ", ".join(_ON_POSTGRESQL.get(column, column) for column in columns)
    return {
        "sqlite": text(f"SELECT {', '.join(columns)} {rest}"),
        "postgresql": text(f"SELECT {on_postgresql} {rest}"),
    }


_LINES = _select(("id", *FIELDS), "FROM audit WHERE id > :after AND id <= :until ORDER BY id LIMIT :most")
_SEALS = _select(
    ("number", "at", "last", "entries", "numbers", "digests", "key_id", "head"),
    "FROM audit_seals WHERE number > :after ORDER BY number LIMIT :most",
)
_NEWEST = "SELECT max(number) FROM audit_seals"


def lines(connection: Connection, after: int | None, until: int, most: int) -> list[Line]:
    """At most so many entries whose number is above ``after`` and not above ``until``, in order."""
    low = _BEFORE_ALL if after is None else after
    found = _as_kept(
        connection, _LINES[connection.dialect.name], {"after": low, "until": until, "most": most}
    )
    moment = _MOMENTS[connection.dialect.name]
    return [(number, moment(at), *rest) for number, at, *rest in map(tuple, found)]


def every_line(connection: Connection) -> Iterator[Line]:
    """Every entry there is, in order, some thousands in memory at a time."""
    after: int | None = None
    while page := lines(connection, after, 2**63 - 1, _PAGE):
        yield from page
        after = page[-1][0]


def every_seal(connection: Connection) -> Iterator[Seal]:
    """Every seal, in order."""
    after = _BEFORE_ALL
    while page := _seals(connection, after, 100):
        yield from page
        after = page[-1].number


def newest_seal(connection: Connection) -> Seal | None:
    """The seal with the highest number; None when there is none yet."""
    number = connection.scalar(text(_NEWEST))
    return None if number is None else _seals(connection, number - 1, 1)[0]


def _seals(connection: Connection, after: int, most: int) -> list[Seal]:
    found = _as_kept(connection, _SEALS[connection.dialect.name], {"after": after, "most": most})
    return [_seal(tuple(row), connection.dialect.name) for row in found]


def _seal(row: tuple[Any, ...], dialect: str) -> Seal:
    number, at, *rest = row
    moment = _MOMENTS[dialect](at)
    if all(isinstance(part, kind) for part, kind in zip((number, moment, *rest), _SEAL_KINDS, strict=True)):
        return Seal(number, str(moment), *rest)
    return Seal(number, "", 0, 0, "", b"", "", "unreadable")


def _on_sqlite(kept: object) -> object:
    """``2026-11-20 09:30:00.000000`` as in a Line; what is not of that form as something no Line has."""
    if isinstance(kept, str) and len(kept) == _MOMENT_ON_SQLITE and kept[10] == " ":
        return f"{kept[:10]}T{kept[11:]}Z"
    return ["not a moment", kept]


def _on_postgresql(kept: object) -> object:
    return kept[:-2] if isinstance(kept, str) and kept.endswith("AD") else ["not a moment", kept]


_MOMENTS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}


def _as_kept(connection: Connection, statement: TextClause, given: dict[str, int]) -> Sequence[Row[Any]]:
    """The rows. Texts in SQLite that are not UTF-8 keep their bytes, as halves of surrogate pairs."""
    try:
        return connection.execute(statement, given).all()
    except OperationalError:
        # Either that, or the file cannot be read at all, and then not the second time either.
        driver = connection.connection.driver_connection
        if connection.dialect.name != "sqlite" or driver is None:
            raise
        driver.text_factory = _text
        try:
            return connection.execute(statement, given).all()
        finally:
            driver.text_factory = str


def _text(kept: bytes) -> str:
    return kept.decode("utf-8", "surrogateescape")
