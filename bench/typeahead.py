"""``python -m bench.typeahead``: children offered while somebody types, letter by letter."""

import argparse
import asyncio
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import Connection, delete, func, select

from bench.process import ROOT
from bench.register import borough, fill
from bench.table import percentile
from bot.clock import SystemClock
from bot.desks import desk_of
from bot.roster import ConnectorRoster
from bot.settings import Settings
from cases.model import ConversationId, Identity
from cases.query import Query
from dialogs.search_children import search_children
from dialogs.turn import Desk, Room, Turn
from store.database import Database
from store.ledger import SqlLedger
from store.tables import involvements, practitioners, service_managers, services

TARGET_MS = 50
NAMES = ("Amara Okonkwo", "Mohammed Khan", "Olivia Smith", "Zainab Ali", "Jo", "2014", "C-1001")
Typist = tuple[str, int, Identity]

_CASELOADS = (
    select(
        practitioners.c.tenant_id,
        practitioners.c.object_id,
        func.count().label("children"),
    )
    .join(involvements, involvements.c.practitioner_id == practitioners.c.id)
    .where(practitioners.c.active, practitioners.c.object_id.is_not(None), involvements.c.until.is_(None))
    .group_by(practitioners.c.id)
    .order_by(func.count())
)
_SOME = select(practitioners).where(practitioners.c.active, practitioners.c.object_id.is_not(None)).limit(2)
_BY_SERVICE = (
    select(involvements.c.service_id, func.count(involvements.c.child_id.distinct()).label("children"))
    .where(involvements.c.until.is_(None))
    .group_by(involvements.c.service_id)
    .order_by(func.count(involvements.c.child_id.distinct()).desc())
)


async def run(options: argparse.Namespace) -> None:
    """Everybody types every name, letter by letter; the whole register is searched for it in between."""
    (ROOT / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir=ROOT / "var", prefix="bench-") as folder:
        file = Path(folder) / "register.db"
        await fill(file, borough(options.children))
        async with Database(f"sqlite:///{file}") as database:
            desk = _desk(database)
            typists = [*await database.read(_practitioners), *await database.write(_managers)]
            took = await _typed(desk, typists, options.rounds)
    whole = took.pop("")
    base = percentile(sorted(whole), 0.5)
    print(f"{options.children:,} children, {sum(map(len, took.values())):,} letters")
    print(f"{'':44}  p50 ms  p99 ms   ÷ a search of the register (p50)")
    for label, times in {**took, "(a search of the whole register)": whole}.items():
        p50, p99 = (percentile(sorted(times), share) * 1000 for share in (0.5, 0.99))
        print(f"{label:44} {p50:7.1f} {p99:7.1f}   {p50 / base / 1000:.2f}")
    print(f"The target is {TARGET_MS} ms.")


def _desk(database: Database) -> Desk:
    ledger = SqlLedger(database, SystemClock())
    nobody: ConnectorRoster = None  # type: ignore[assignment]  # nobody asks who is in a room
    return desk_of(Settings(_env_file=None), database, ledger=ledger, roster=nobody, pictures=None, public="")


def _practitioners(connection: Connection) -> Sequence[Typist]:
    """Somebody with as many children as most, and whoever has the most."""
    rows = connection.execute(_CASELOADS).all()
    chosen = {"a practitioner": rows[len(rows) // 2], "whoever works with the most": rows[-1]}
    return [(label, row.children, Identity(row.tenant_id, row.object_id)) for label, row in chosen.items()]


def _managers(connection: Connection) -> Sequence[Typist]:
    """Whoever manages the largest service; and every service there is, as nobody does."""
    largest = connection.execute(_BY_SERVICE).first()
    every = list(connection.scalars(select(services.c.id)))
    many = connection.execute(
        select(func.count(involvements.c.child_id.distinct())).where(involvements.c.until.is_(None))
    ).scalar_one()
    chosen = (
        ("a manager of the largest service", largest.children, [largest.service_id]),
        ("a manager of every service", many, every),
    )
    made = []
    for who, (label, children, managed) in zip(connection.execute(_SOME).all(), chosen, strict=True):
        of_this = service_managers.c.practitioner_id == who.id
        connection.execute(delete(service_managers).where(of_this))
        rows = [{"practitioner_id": who.id, "service_id": one} for one in managed]
        connection.execute(service_managers.insert(), rows)
        made.append((label, children, Identity(who.tenant_id, who.object_id)))
    return made


async def _typed(desk: Desk, typists: Sequence[Typist], rounds: int) -> dict[str, list[float]]:
    """Seconds for each letter by whoever typed it; under "", those of a search of the whole register."""
    took: dict[str, list[float]] = {"": []}
    numbers, clock = count(), SystemClock()
    for _ in range(rounds):
        for name in NAMES:
            begun = perf_counter()
            await desk.search.find(Query(name))
            took[""].append(perf_counter() - begun)
            for label, children, identity in typists:
                times = took.setdefault(f"{label} ({children:,} children)", [])
                for length in range(1, len(name) + 1):
                    said = name[:length]
                    turn = Turn(
                        identity, Room.PERSONAL, ConversationId("a:1"), f"t{next(numbers)}", clock.now(), said
                    )
                    begun = perf_counter()
                    found = await search_children(turn, said, desk)
                    times.append(perf_counter() - begun)
                    if found is None:
                        raise SystemExit("Somebody who types is not on the register.")
    return took


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m bench.typeahead", description=__doc__)
    parser.add_argument("--children", type=int, default=10_000, help="children generated for the register")
    parser.add_argument("--rounds", type=int, default=5, help="how often each name is typed")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
