"""``python -m bench.typeahead``: children offered while somebody types, letter by letter."""

import argparse
import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.process import ROOT
from bench.questions import World
from bench.register import borough, fill
from bench.table import percentile
from bot.desks import desk_of
from bot.clock import SystemClock
from bot.settings import Settings
from cases.model import ConversationId, Identity
from cases.query import Query
from dialogs.search_children import search_children
from dialogs.turn import Desk, Room, Turn
from store.database import Database
from store.ledger import SqlLedger

TARGET_MS = 50.0
NAMES = ("Amara Okonkwo", "Mohammed Khan", "Olivia Smith", "Zainab Ali", "Thomas Brown", "Jo", "Al")


async def run(options: argparse.Namespace) -> None:
    """Everybody types every name, letter by letter, and the whole register is searched in between."""
    (ROOT / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir=ROOT / "var", prefix="bench-") as folder:
        file = Path(folder) / "register.db"
        world = borough(options.children)
        await fill(file, world)
        async with Database(f"sqlite:///{file}") as database:
            desk = desk_of(
                Settings(),
                database,
                ledger=SqlLedger(database, SystemClock()),
                roster=_Nobody(),
                pictures=None,
                public="",
            )
            for label, who, size in people(world):
                await _typing(label, who, size, desk, options.rounds)
            await _whole(desk, options.rounds)


def people(world: World) -> Sequence[tuple[str, Identity, int]]:
    """Somebody with as many children as most, whoever has most, and who manages the most."""
    raise NotImplementedError


async def main_(options: argparse.Namespace) -> None:
    await run(options)
