"""``python -m bench.audit``: sealing and checking a long trail, against the least that either could cost."""

import argparse
import asyncio
import hashlib
import tempfile
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bot.bell import Bell
from bot.clock import SystemClock
from bot.logs import configure
from bot.sealing import SealWorker
from cases.model import ChildId, Identity, InvolvementId, PractitionerId
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.seals import seal_over
from store import lines
from store.database import Database
from store.ledger import SqlLedger
from store.migrate import upgrade
from store.seals import SqlSeals, verify

AT_ONCE = 16
NOTHING = seal_over(None, (), "", None)


def entry(number: int) -> AuditEntry:
    return AuditEntry(
        at=SystemClock().now() + timedelta(microseconds=number),
        identity=Identity("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"),
        practitioner_id=PractitionerId("p-leila-osei"),
        action=Action.CIRCLE_SEE,
        outcome=Outcome.SHOWN,
        child_id=ChildId(f"child-{number % 10_000}"),
        basis="grant:safeguarding",
        reason="safeguarding: Called to the house last night",
        asked="Who is working with Amara Okonkwo-Reed, born 2 March 2014?",
        shown=(InvolvementId("i-100"), InvolvementId("i-101"), InvolvementId("i-102")),
    )


async def write(database: Database, count: int) -> None:
    ledger = SqlLedger(database, SystemClock())
    for start in range(0, count, 1000):
        batch = tuple(entry(number) for number in range(start, min(start + 1000, count)))
        await ledger.commit(Effects(audit=batch), None)


async def turns(database: Database, until: asyncio.Event, took: list[float]) -> None:
    """What each turn leaves behind, committed as the service does, for as long as it goes on."""
    ledger = SqlLedger(database, SystemClock())

    async def one_after_another() -> None:
        while not until.is_set():
            started = perf_counter()
            await ledger.commit(Effects(audit=(entry(0),)), None)
            took.append(perf_counter() - started)

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))


async def with_turns(database: Database, work: Callable[[], Awaitable[object]]) -> tuple[float, list[float]]:
    """Seconds that the work took, and those that each commit took meanwhile."""
    until, took = asyncio.Event(), list[float]()
    busy = asyncio.create_task(turns(database, until, took))
    started = perf_counter()
    await work()
    seconds = perf_counter() - started
    until.set()
    await busy
    return seconds, took


async def seal(database: Database, count: int) -> None:
    """Seal so many entries, as the service does."""
    worker = SealWorker(SqlSeals(database), SystemClock(), Bell())
    while (await database.read(lines.newest_seal) or NOTHING).entries < count:
        await worker.seal()


async def rows(database: Database) -> tuple[float, bytes, int]:
    """A bare SELECT of the same rows: seconds, their bytes, how many."""
    started = perf_counter()
    found = await database.read(lambda connection: list(lines.every_line(connection)))
    seconds = perf_counter() - started
    return seconds, b"".join(repr(line).encode() for line in found), len(found)


def hashing(whole: bytes, count: int) -> float:
    """Seconds of a bare SHA-256 over the same bytes, one digest for each entry."""
    size = len(whole) // count
    started = perf_counter()
    for start in range(0, len(whole), size):
        hashlib.sha256(whole[start : start + size]).digest()
    return perf_counter() - started


async def measure(database: Database, count: int) -> None:
    await upgrade(database)
    await write(database, count)
    _, alone = await with_turns(database, lambda: asyncio.sleep(3))
    sealing, beside = await with_turns(database, lambda: seal(database, count))
    await seal(database, count + len(alone) + len(beside))
    checks, selects, hashes, checked = [], [], [], 0
    for _ in range(5):
        started = perf_counter()
        verdict = await verify(database)
        checks.append(perf_counter() - started)
        assert verdict.bad is None
        seconds, whole, checked = await rows(database)
        selects.append(seconds)
        hashes.append(hashing(whole, checked))
    ratios = [
        (check / select, check / bare) for check, select, bare in zip(checks, selects, hashes, strict=True)
    ]
    print(f"sealing {count:,} entries while turns go on: {sealing:.1f} s ({count / sealing:,.0f} a second)")
    print(f"commits beside it: {len(beside) / sealing:,.0f}/s, without it {len(alone) / 3:,.0f}/s,")
    ratio = len(beside) / sealing / (len(alone) / 3)
    print(f"  ratio {ratio:.2f}; p99 {p99(beside):.1f} ms, without it {p99(alone):.1f} ms")
    print(f"checking {checked:,}: {median(checked / seconds for seconds in checks):,.0f} entries a second")
    print(f"  {median(one for one, _ in ratios):.1f} x a bare SELECT of the same rows")
    print(f"  {median(two for _, two in ratios):.1f} x a bare SHA-256 over the same bytes")


def p99(took: list[float]) -> float:
    return 1000 * quantiles(took, n=100)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--url", help="an empty database; default: a SQLite file under var/")
    given = parser.parse_args()

    async def run(url: str) -> None:
        async with Database(url) as database:
            await measure(database, given.entries)

    configure("warning")
    Path("var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir="var") as folder:
        asyncio.run(run(given.url or f"sqlite:///{Path(folder).absolute()}/audit.db"))


if __name__ == "__main__":
    main()
