"""Whatever is done to the trail past the service, the first bad entry is named; and nothing else is."""
# ruff: noqa: S608 - the SQL is the tests' own

import asyncio
import json
from dataclasses import replace

import asyncpg
import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from cases.records import Effects
from cases.seal_check import Bad, Kept, Wrong
from cases.seals import FIELDS, SealKey, digest, head_of, moment_text
from store import lines
from store.database import Database
from store.ledger import SqlLedger
from store.seals import MOST, SqlSeals, count, verify
from store.tables import audit_seals
from tests.fakes import FakeClock
from tests.store.tampering import entries, sealed, tamper

KEY, OLD_KEY = SealKey(b"k" * 32), SealKey(b"o" * 32)

# Entries 1 to 5 and 6 to 9 are sealed, 10 and 11 are not.
COPY = (
    "INSERT INTO audit SELECT {id}, at, tenant_id, object_id, practitioner_id, action, outcome, child_id,"
    " basis, reason, asked, shown FROM audit WHERE id = 3"
)
UP = [f"UPDATE audit SET id = {n - 1} WHERE id = {n}" for n in range(4, 12)]
SWAP = (
    "UPDATE audit SET id = 99 WHERE id = 4",
    "UPDATE audit SET id = 4 WHERE id = 7",
    "UPDATE audit SET id = 7 WHERE id = 99",
)
TAMPERINGS = {
    **{
        f"the {column} of one entry": ([f"UPDATE audit SET {column} = 'x' WHERE id = 7"], Wrong.CHANGED, 7)
        for column in FIELDS
        if column not in ("at", "shown")
    },
    "a text made NULL": (["UPDATE audit SET practitioner_id = NULL WHERE id = 2"], Wrong.CHANGED, 2),
    "NULL made an empty text": (["UPDATE audit SET child_id = '' WHERE id = 1"], Wrong.CHANGED, 1),
    "a space at the end": (["UPDATE audit SET asked = asked || ' ' WHERE id = 5"], Wrong.CHANGED, 5),
    "what was shown": (["UPDATE audit SET shown = '[]' WHERE id = 3"], Wrong.CHANGED, 3),
    "words from one field to the next": (
        ["UPDATE audit SET reason = reason || asked, asked = '' WHERE id = 3"], Wrong.CHANGED, 3
    ),
    "two entries": (["UPDATE audit SET asked = 'x' WHERE id IN (8, 4)"], Wrong.CHANGED, 4),
    "one removed": (["DELETE FROM audit WHERE id = 3"], Wrong.REMOVED, 3),
    "the first removed": (["DELETE FROM audit WHERE id = 1"], Wrong.REMOVED, 1),
    "the newest sealed ones removed": (["DELETE FROM audit WHERE id >= 8"], Wrong.REMOVED, 8),
    "all removed": (["DELETE FROM audit"], Wrong.REMOVED, 1),
    "one removed and the rest moved up": (
        ["DELETE FROM audit WHERE id = 3", *UP], Wrong.CHANGED, 3
    ),
    "one put in before all": ([COPY.format(id=0)], Wrong.ADDED, 0),
    "one put in long before all": ([COPY.format(id=-5)], Wrong.ADDED, -5),
    "one replaced by another's copy": (
        ["DELETE FROM audit WHERE id = 6", COPY.format(id=6)], Wrong.CHANGED, 6
    ),
    "two in each other's place": (SWAP, Wrong.CHANGED, 4),
    "one moved to the end": (["UPDATE audit SET id = 12 WHERE id = 6"], Wrong.REMOVED, 6),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERINGS)
async def test_the_first_bad_entry_is_named(
    what: str, database: Database, database_url: str, clock: FakeClock
):
    statements, wrong, entry = TAMPERINGS[what]
    await sealed(database, clock, 5, 4)
    for one in entries(clock, 2, 9):
        await SqlLedger(database, clock).commit(Effects(audit=(one,)), None)
    assert (await verify(database)).bad is None

    await tamper(database_url, *statements)

    bad = (await verify(database)).bad
    assert bad is not None
    assert (bad.wrong, bad.entry) == (wrong, entry)


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.parametrize(
    "value",
    ["x'C3'", "CAST(x'C3' AS TEXT)", "x'696e766f6c766564'", "5", "0.5", "'involved' || char(0)", "NULL"],
)
async def test_values_that_no_column_should_hold_are_named_and_do_not_end_the_check(
    value: str, database: Database, database_url: str, clock: FakeClock
):
    await sealed(database, clock, 5)
    await tamper(
        database_url,
        "CREATE TABLE loose AS SELECT * FROM audit",
        f"UPDATE loose SET basis = {value} WHERE id = 3",
        "DROP TABLE audit",
        "ALTER TABLE loose RENAME TO audit",
    )
    assert (await verify(database)).bad == Bad(Wrong.CHANGED, 1, 3)


MOMENTS = {
    "sqlite": [
        "'never'",
        "'2026-11-20T09:30:00.000000Z'",
        "replace(at, ' ', 'T')",
        "x'00'",
        "5",
        "at || ' '",
    ],
    "postgresql": ["'infinity'", "'-infinity'", "at + interval '1 microsecond'", "'2026-11-20 09:30:00 BC'"],
}


@pytest.mark.parametrize("number", range(4))
async def test_a_changed_moment_is_named_whatever_it_was_changed_to(
    number: int, database: Database, database_url: str, clock: FakeClock
):
    await sealed(database, clock, 3)
    value = MOMENTS[database.kind][number]
    await tamper(database_url, f"UPDATE audit SET at = {value} WHERE id = 2")
    bad = (await verify(database)).bad
    assert bad == Bad(Wrong.CHANGED, 1, 2)


SEALS = {
    "its digests": ("UPDATE audit_seals SET digests = {blob} WHERE number = 2", Wrong.SEAL_CHANGED, 2),
    "its count": ("UPDATE audit_seals SET entries = 8 WHERE number = 2", Wrong.SEAL_CHANGED, 2),
    "its time": ("UPDATE audit_seals SET at = '2020-01-01' WHERE number = 2", Wrong.SEAL_CHANGED, 2),
    "its reach": ("UPDATE audit_seals SET last = last + 100 WHERE number = 2", Wrong.SEAL_CHANGED, 2),
    "its head": ("UPDATE audit_seals SET head = 'x' WHERE number = 1", Wrong.SEAL_CHANGED, 1),
    "gone from the middle": ("DELETE FROM audit_seals WHERE number = 2", Wrong.SEAL_REMOVED, 2),
    "gone from the start": ("DELETE FROM audit_seals WHERE number = 1", Wrong.SEAL_REMOVED, 1),
    "one before all": ("UPDATE audit_seals SET number = 0 WHERE number = 3", Wrong.SEAL_CHANGED, 0),
}  # fmt: skip


@pytest.mark.parametrize("what", SEALS)
async def test_a_seal_that_was_tampered_with_is_named(
    what: str, database: Database, database_url: str, clock: FakeClock
):
    statement, wrong, seal = SEALS[what]
    blob = "x'00'" if database.kind == "sqlite" else "'\\x00'"
    await sealed(database, clock, 3, 3, 3)
    await tamper(database_url, statement.format(blob=blob))
    bad = (await verify(database)).bad
    assert bad is not None
    assert (bad.wrong, bad.seal) == (wrong, seal)


async def test_entries_not_yet_sealed_are_counted_as_such(database: Database, clock: FakeClock):
    await sealed(database, clock, 4)
    await SqlLedger(database, clock).commit(Effects(audit=tuple(entries(clock, 3, 4))), None)
    verdict = await verify(database)
    assert (verdict.sealed, verdict.unsealed, verdict.bad) == (4, 3, None)
    assert await SqlSeals(database).waiting() == 3
    assert await count(database) == 7


async def test_an_empty_trail_is_in_order(database: Database, clock: FakeClock):
    assert await SqlSeals(database).seal(clock.now()) is None
    verdict = await verify(database)
    assert (verdict.seals, verdict.sealed, verdict.unsealed, verdict.bad) == (0, 0, 0, None)


async def test_a_crash_between_commit_and_seal_loses_nothing(database_url: str, clock: FakeClock):
    async with Database(database_url) as before:
        await sealed(before, clock, 2)
        await SqlLedger(before, clock).commit(Effects(audit=tuple(entries(clock, 3, 2))), None)
    async with Database(database_url) as after:
        assert (await SqlSeals(after).seal(clock.now())).entries == 5
        assert (await verify(after)).sealed == 5


async def test_sealers_and_writers_at_once_make_one_whole_chain(database_url: str, clock: FakeClock):
    opened = [Database(database_url) for _ in range(3)]
    ledgers = [SqlLedger(one, clock) for one in opened]
    writing = True

    async def seal(database: Database) -> None:
        seals = SqlSeals(database)
        while writing or await seals.waiting():
            await seals.seal(clock.now())

    sealers = [asyncio.create_task(seal(one)) for one in opened]
    for number in range(60):
        batch = entries(clock, 4, number * 4)
        await asyncio.gather(
            *(ledgers[place % 3].commit(Effects(audit=(entry,)), None) for place, entry in enumerate(batch))
        )
    writing = False
    await asyncio.gather(*sealers)

    verdict = await verify(opened[0])
    assert (verdict.bad, verdict.sealed, verdict.unsealed) == (None, 240, 0)
    for one in opened:
        await one.close()


@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_a_seal_waits_for_a_writer_that_holds_a_lower_number(
    database: Database, database_url: str, clock: FakeClock
):
    await sealed(database, clock, 2)
    dsn = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    slow = await asyncpg.connect(dsn)
    transaction = slow.transaction()
    await transaction.start()
    await slow.execute(
        "INSERT INTO audit (at, tenant_id, object_id, action, outcome, basis, reason, asked, shown)"
        " VALUES (now(), 't', 'o', 'a', 'o', '', '', 'slow', '[]')"
    )
    await SqlLedger(database, clock).commit(Effects(audit=tuple(entries(clock, 1, 2))), None)

    sealing = asyncio.create_task(SqlSeals(database).seal(clock.now()))
    done, _ = await asyncio.wait({sealing}, timeout=0.2)
    assert not done
    await SqlLedger(database, clock).commit(Effects(audit=tuple(entries(clock, 1, 3))), None)
    await transaction.commit()
    await slow.close()

    assert (await sealing).entries == 4
    assert (await SqlSeals(database).seal(clock.now())).entries == 5
    assert (await verify(database)).bad is None


async def test_of_more_than_one_seal_holds_the_rest_follows(database: Database, clock: FakeClock):
    batch = entries(clock, MOST + 5)
    await SqlLedger(database, clock).commit(Effects(audit=tuple(batch)), None)
    seals = SqlSeals(database)
    made = [await seals.seal(clock.now()) for _ in range(3)]
    assert [seal and seal.entries for seal in made] == [MOST, MOST + 5, None]
    assert (await verify(database)).sealed == MOST + 5


async def test_with_a_key_nobody_without_it_can_make_a_chain_that_is_believed(
    database: Database, database_url: str, clock: FakeClock
):
    await sealed(database, clock, 3, 3, keys=(KEY,))
    assert (await verify(database, (KEY,))).bad is None
    assert (await verify(database, (OLD_KEY,))).bad.wrong is Wrong.SEAL_KEY
    assert (await verify(database)).bad.wrong is Wrong.SEAL_KEY

    await tamper(database_url, "UPDATE audit SET asked = 'nothing'", "DELETE FROM audit_seals")
    seals = SqlSeals(database)
    while await seals.seal(clock.now()):
        pass
    assert (await verify(database)).bad is None, "without the key it looks whole"
    assert (await verify(database, (KEY,))).bad.wrong is Wrong.SEAL_NOT_OURS


async def test_a_new_key_speaks_for_all_that_was_sealed_before_it(database: Database, clock: FakeClock):
    await sealed(database, clock, 3)
    seal = await SqlSeals(database, (OLD_KEY,)).seal(clock.now())
    assert (seal.entries, seal.key_id) == (3, OLD_KEY.id)
    assert await SqlSeals(database, (OLD_KEY,)).seal(clock.now()) is None
    await SqlSeals(database, (KEY, OLD_KEY)).seal(clock.now())
    assert (await verify(database, (KEY, OLD_KEY))).bad is None
    assert (await verify(database, (KEY,))).bad.seal == 2


async def test_a_seal_without_the_key_after_one_with_it_is_not_believed(database: Database, clock: FakeClock):
    await sealed(database, clock, 3, keys=(KEY,))
    await SqlSeals(database).seal(clock.now())
    await SqlSeals(database, (KEY,)).seal(clock.now())
    assert (await verify(database, (KEY,))).bad == Bad(Wrong.SEAL_NOT_OURS, 2, await _after(database, 1))


async def _after(database: Database, number: int) -> int:
    seals = await database.read(lambda connection: list(lines.every_seal(connection)))
    return seals[number - 1].last + 1


async def test_a_head_kept_elsewhere_shows_that_the_end_was_cut_off_or_made_anew(
    database: Database, database_url: str, clock: FakeClock
):
    await sealed(database, clock, 3, 3)
    verdict = await verify(database)
    kept = Kept(verdict.seals, verdict.head)
    assert (await verify(database, kept=kept)).bad is None
    assert (await verify(database, kept=replace(kept, head="0" * 64))).bad.wrong is Wrong.HEAD_DIFFERS

    await tamper(database_url, "DELETE FROM audit WHERE id > 3", "DELETE FROM audit_seals WHERE number = 2")
    assert (await verify(database)).bad is None, "by itself the database cannot tell"
    assert (await verify(database, kept=kept)).bad == Bad(Wrong.SEAL_REMOVED, 2, 4)


async def test_an_entry_has_the_same_digest_on_every_database_and_from_its_own_values(
    database: Database, clock: FakeClock
):
    written = entries(clock, 6)
    await SqlLedger(database, clock).commit(Effects(audit=tuple(written)), None)
    kept = await database.read(lambda connection: list(lines.every_line(connection)))
    for entry, line in zip(written, kept, strict=True):
        plain = (
            *(line[0], moment_text(entry.at), entry.identity.tenant_id, entry.identity.object_id),
            *(entry.practitioner_id, str(entry.action), str(entry.outcome), entry.child_id),
            *(entry.basis, entry.reason, entry.asked, json.dumps(list(entry.shown))),
        )
        assert line == plain
        assert digest(1, line) == digest(1, plain)


async def test_a_seal_comes_back_as_it_was_made(database: Database, clock: FakeClock):
    await sealed(database, clock, 2, 3, keys=(KEY,))
    first, second = await database.read(lambda connection: list(lines.every_seal(connection)))
    assert head_of(second, first.head, KEY) == second.head
    assert second.at == moment_text(clock.now())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_seals SET head = ''",
        "DELETE FROM audit_seals",
        "DELETE FROM audit_seals WHERE number = 1",
    ],
)
async def test_the_seals_refuse_to_be_changed(statement: str, database: Database, clock: FakeClock):
    await sealed(database, clock, 2)
    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda connection: connection.execute(text(statement)))
    held = select(func.count()).select_from(audit_seals)
    assert await database.read(lambda connection: connection.scalar(held)) == 1


async def test_a_seal_refuses_to_be_replaced(database: Database, clock: FakeClock):
    await sealed(database, clock, 2)
    (seal,) = await database.read(
        lambda connection: [dict(row._mapping) for row in connection.execute(select(audit_seals))]
    )
    again = insert(audit_seals).values(seal)
    if database.kind == "sqlite":
        again = again.prefix_with("OR REPLACE")
    with pytest.raises(DBAPIError):
        await database.write(lambda connection: connection.execute(again))
