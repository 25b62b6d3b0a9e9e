"""An agency with services, its files, and imports of them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.importing.run import Order, import_file
from bot.importing.summary import Summary
from cases.importing.kinds import Kind
from store.database import Database
from store.seed import RegisterSeed, seed
from store.truth import everything
from tests import builders as make
from tests.fakes import FakeClock

TENANT = "5b1f6a52-9c1f-4e7c-8f5d-0d6f2b6c0a11"
AGENCIES = RegisterSeed(
    agencies=(make.agency("council"), make.agency("trust")),
    services=(
        make.service("family-support", "council"),
        make.service("early-help", "council"),
        make.service("clinic", "trust", sensitive=True),
        make.service("nursing", "trust"),
    ),
)
STAFF = [
    {"id": "S1", "name": "Morwenna Teague", "role": "Social worker", "service": "family-support"},
    {"id": "S2", "name": "Idris Vale", "role": "Support worker", "service": "Early-Help"},
]
CHILDREN = [
    {"id": "1", "given": "Imogen", "family": "Farthingale", "born": "02/03/2015", "nhs_number": "9990000018"},
    {"id": "2", "given": "Baby", "family": "Farthingale", "born": "2027", "expected": "yes"},
    {"id": "3", "given": "Zoë", "family": "Łuczak", "shielded": "yes"},
]
PEOPLE = [
    {"child": "1", "person": "A", "given": "Rosalind", "family": "Farthingale", "relationship": "mother"},
    {"child": "1", "other_child": "2", "relationship": "sibling"},
]
HELP = [
    {"id": "I1", "child": "1", "practitioner": "S1", "since": "2026-01-05", "last_contact": "2026-11-02"},
    {"id": "I2", "child": "2", "practitioner": "S2", "since": "2026-10-05"},
    {"id": "I3", "child": "3", "practitioner": "S1", "since": "2025-01-05", "until": "2026-03-01"},
]
OF_KIND = {
    Kind.PRACTITIONERS: STAFF,
    Kind.CHILDREN: CHILDREN,
    Kind.PEOPLE: PEOPLE,
    Kind.INVOLVEMENTS: HELP,
}


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """The rows as a file."""
    headings = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path


class Place:
    """Imports into one database, by one agency unless it is said."""

    def __init__(self, database: Database, folder: Path, clock: FakeClock) -> None:
        self.database = database
        self._folder = folder
        self.clock = clock
        self.asked: list[int] = []

    async def run(
        self,
        kind: Kind,
        rows: Sequence[Mapping[str, str]],
        *,
        yes: bool = True,
        agency: str = "council",
        source: str = "mosaic",
        **more: Any,
    ) -> Summary:
        """Import these rows."""
        file = write_csv(self._folder / f"{kind}.csv", rows)
        order = replace(Order(file, agency, source, "tester", kind), **more)

        def confirm(absent: Any) -> bool:
            self.asked.append(absent.count)
            return yes

        return await import_file(self.database, self.clock, order, confirm)

    async def run_all(self) -> None:
        """Import one file of each kind."""
        for kind, rows in OF_KIND.items():
            summary = await self.run(kind, rows)
            assert summary.code == 0, summary

    async def register(self) -> RegisterSeed:
        """All that is registered."""
        return await everything(self.database)


async def fill(database: Database) -> None:
    """The agencies and their services."""
    await seed(database, AGENCIES)


_TABLES = (
    "children", "child_names", "practitioners", "persons", "relationships", "involvements", "events",
    "sources", "audit", "import_runs", "updates", "notices",
)  # fmt: skip


async def dump(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that an import writes to."""
    return await database.read(
        lambda connection: {
            table: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}"))), key=repr)  # noqa: S608
            for table in _TABLES
        }
    )


async def outcome(database: Database) -> dict[str, Any]:
    """What an import has made of the register, without when it was and in which run."""
    held = await everything(database)

    def read(connection: Any) -> list[tuple[Any, ...]]:
        columns = "agency_id, source, kind, source_id, row_hash, given, ended"
        return sorted(map(tuple, connection.execute(text(f"SELECT {columns} FROM sources"))), key=repr)  # noqa: S608

    return {
        "register": replace(held, events=()),
        "events": sorted((one.involvement_id, one.kind, one.on, one.detail) for one in held.events),
        "sources": await database.read(read),
    }
