"""A register for Teamaround to answer from: the demo's borough, enlarged, in an SQLite file."""

from datetime import date
from pathlib import Path

from bench.questions import World
from bot.demo_seed import to_register
from bot.work.place import upgrade_all
from sandbox.world import build_world
from store.database import Database
from store.seed import seed


def borough(children: int) -> World:
    """The demo's world of today with so many generated children more."""
    return build_world(date.today(), children)  # noqa: DTZ011 - the day here, as Teamaround counts days


async def fill(file: Path, world: World) -> None:
    """Make the file and put the world into it."""
    async with Database(f"sqlite:///{file}") as database:
        await upgrade_all(database, f"sqlite:///{file}")
        await seed(database, to_register(world))
