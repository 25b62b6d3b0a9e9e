"""An import killed at random, and run again: the register is as after one that nobody disturbed."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cases.importing.kinds import Kind
from store.database import Database
from tests.bot.importing.agency import OF_KIND, Place, fill, outcome, write_csv
from tests.databases import PostgresDatabases, migrate
from tests.fakes import FakeClock

ROOT = Path(__file__).parents[3]
CHILDREN, KILLS = 1_200, 1


def files(folder: Path) -> dict[Kind, Path]:
    """Some thousand children, each with somebody."""
    rows = {
        Kind.PRACTITIONERS: OF_KIND[Kind.PRACTITIONERS],
        Kind.CHILDREN: [
            {"id": str(at), "given": f"Child {at}", "family": "Example", "born": "2015-03-02"}
            for at in range(CHILDREN)
        ],
        Kind.INVOLVEMENTS: [
            {"id": f"I{at}", "child": str(at), "practitioner": "S1", "since": "2026-01-05"}
            for at in range(CHILDREN)
        ],
    }
    return {kind: write_csv(folder / f"{kind}.csv", held) for kind, held in rows.items()}


def start(url: str, file: Path, folder: Path) -> subprocess.Popen[bytes]:
    """An import as somebody starts it, in a process of its own."""
    command = [sys.executable, "-m", "bot", "import", str(file), "--agency", "council", "--source", "mosaic"]
    settings = os.environ | {"TEAMAROUND_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(  # noqa: S603 - ourselves
        command, cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


async def count(database: Database, kind: Kind) -> int:
    found = (await outcome(database))["sources"]
    return sum(row[2] == kind for row in found)


@pytest.fixture
def two_urls(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Two migrated databases of a kind."""
    if database_kind == "sqlite":
        for name in ("one", "other"):
            shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / f"{name}.db")
        yield f"sqlite:///{tmp_path}/one.db", f"sqlite:///{tmp_path}/other.db"
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres")
    urls = databases.fresh(), databases.fresh()
    aside: Callable[..., None] = request.getfixturevalue("aside").run
    for url in urls:
        aside(migrate(url))
    yield urls
    for url in urls:
        databases.drop(url)


async def test_an_import_killed_at_random_and_run_again_is_as_one_that_was_not(
    two_urls: tuple[str, str], tmp_path: Path
):
    undisturbed, killed = two_urls
    made, dice = files(tmp_path), Random(7)  # noqa: S311 - where to kill
    async with Database(undisturbed) as whole, Database(killed) as broken:
        for database in (whole, broken):
            await fill(database)
        for kind, file in made.items():
            await Place(whole, tmp_path, FakeClock()).run(kind, rows_of(file))
            kills = KILLS if kind is not Kind.PRACTITIONERS else 0
            for _ in range(kills):
                await kill_on_the_way(killed, broken, kind, file, dice)
            process = start(killed, file, tmp_path)
            _, said = await asyncio.to_thread(process.communicate)
            assert process.returncode == 0, said
        assert unnumbered(await outcome(broken)) == unnumbered(await outcome(whole))


def unnumbered(made: dict[str, Any]) -> dict[str, Any]:
    """Without the children's references: who is killed may have taken some numbers that nobody has now."""
    children = made["register"].children
    assert len({child.reference for child in children}) == len(children)
    plain = tuple(replace(child, reference="") for child in children)
    return made | {"register": replace(made["register"], children=plain)}


async def kill_on_the_way(url: str, database: Database, kind: Kind, file: Path, dice: Random) -> None:
    """Kill it once it has written something more, or has come to its end."""
    before = await count(database, kind)
    process = start(url, file, file.parent)
    target = before + dice.randrange(1, CHILDREN)
    while process.poll() is None and await count(database, kind) < min(target, CHILDREN):  # noqa: ASYNC110 - another's
        await asyncio.sleep(dice.random() / 20)
    process.send_signal(signal.SIGKILL)
    await asyncio.to_thread(process.communicate)


def rows_of(file: Path) -> list[dict[str, str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    headings = lines[0].split(",")
    return [dict(zip(headings, line.split(","), strict=True)) for line in lines[1:]]
