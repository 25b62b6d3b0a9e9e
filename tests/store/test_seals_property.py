"""Random tamperings: the first bad entry is always named, and without tampering nothing ever is."""
# ruff: noqa: S608 - the SQL is the tests' own

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from cases.records import Effects
from cases.seals import FIELDS
from store.database import Database
from store.ledger import SqlLedger
from store.seals import SqlSeals, verify
from tests.examples import examples
from tests.fakes import FakeClock
from tests.store.tampering import entries

COLUMNS = ", ".join(("id", *FIELDS))
VALUES = st.one_of(
    st.text("aé \\\"',[]0", max_size=4),
    st.integers(-3, 40),
    st.binary(max_size=3),
    st.sampled_from(["[]", "p-1"]),
)
ONE = st.one_of(
    st.tuples(st.just("change"), st.integers(1, 14), st.sampled_from(FIELDS), VALUES),
    st.tuples(st.just("remove"), st.integers(1, 14)),
    st.tuples(st.just("swap"), st.integers(1, 14), st.integers(1, 14)),
    st.tuples(st.just("renumber"), st.integers(1, 14), st.integers(-2, 20)),
    st.tuples(st.just("copy"), st.integers(1, 14), st.integers(-2, 20)),
    st.tuples(st.just("exchange"), st.integers(1, 14), st.sampled_from(FIELDS), st.sampled_from(FIELDS)),
)


def apply(connection: sqlite3.Connection, what: tuple[Any, ...]) -> None:
    match what:
        case ("change", number, field, value):
            connection.execute(f"UPDATE OR IGNORE audit SET {field} = ? WHERE id = ?", (value, number))
        case ("remove", number):
            connection.execute("DELETE FROM audit WHERE id = ?", (number,))
        case ("swap", one, other):
            for old, new in ((one, 999), (other, one), (999, other)):
                connection.execute("UPDATE OR IGNORE audit SET id = ? WHERE id = ?", (new, old))
        case ("renumber", old, new):
            connection.execute("UPDATE OR IGNORE audit SET id = ? WHERE id = ?", (new, old))
        case ("copy", old, new):
            rest = COLUMNS.removeprefix("id, ")
            copied = f"SELECT ?, {rest} FROM audit WHERE id = ?"
            connection.execute(f"INSERT OR IGNORE INTO audit ({COLUMNS}) {copied}", (new, old))
        case ("exchange", number, one, other):
            both = f"{one} = {other}, {other} = {one}" if one != other else f"{one} = {one}"
            connection.execute(f"UPDATE OR IGNORE audit SET {both} WHERE id = ?", (number,))


def held(connection: sqlite3.Connection) -> dict[int, tuple[Any, ...]]:
    kinds = ", ".join(f"typeof({field}), hex(CAST({field} AS BLOB))" for field in FIELDS)
    found = connection.execute(f"SELECT id, {kinds} FROM audit ORDER BY id").fetchall()
    return {row[0]: row[1:] for row in found}


def copied(migrated: Path, folder: Path) -> Path:
    for old in folder.glob("register.db*"):
        old.unlink()
    return Path(shutil.copyfile(migrated, folder / "register.db"))


def first_difference(before: dict, after: dict, last: int) -> int | None:
    numbers = sorted(number for number in before.keys() | after.keys() if number <= last)
    return next((number for number in numbers if before.get(number) != after.get(number)), None)


@settings(
    max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    batches=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    unsealed=st.integers(0, 2),
    tamperings=st.lists(ONE, max_size=4),
)
async def test_the_first_entry_that_differs_is_the_one_named(
    batches: list[int],
    unsealed: int,
    tamperings: list[tuple],
    migrated_file: Path,
    tmp_path: Path,
    clock: FakeClock,
):
    path = copied(migrated_file, tmp_path)
    async with Database(f"sqlite:///{path}") as database:
        ledger, start = SqlLedger(database, clock), 0
        for number, batch in enumerate([*batches, unsealed]):
            for entry in entries(clock, batch, start):
                await ledger.commit(Effects(audit=(entry,)), None)
            start += batch
            if number < len(batches):
                await SqlSeals(database).seal(clock.now())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = held(connection)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for what in tamperings:
            apply(connection, what)
        after = held(connection)
    async with Database(f"sqlite:///{path}") as database:
        verdict = await verify(database)

    expected = first_difference(before, after, sum(batches))
    event("tampered" if expected is not None else "as it was")
    assert (verdict.bad.entry if verdict.bad else None) == expected
