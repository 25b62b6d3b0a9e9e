"""``teamaround duplicates``: which children of the register may be one?"""

import argparse
from typing import TYPE_CHECKING, Any

from bot.cli_audit import complain, with_database

# As in bot/cli.py: each command imports what it needs when it runs.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.settings import Settings
    from store.database import Database
    from store.duplicates import Duplicate, Find

OK = 0
BATCH = 500


def add_duplicates(commands: Any) -> None:  # noqa: ANN401 - argparse's own class has no public name
    """Add the command to the command line's parser."""
    duplicates = commands.add_parser("duplicates", help="find children who may be on the register twice")
    duplicates.add_argument(
        "--with",
        dest="how",
        choices=("own", "splink"),
        default="own",
        help="our own weights, or Splink, which learns from the register; default: %(default)s",
    )
    duplicates.add_argument("--queue", action="store_true", help="put them into the stewards' queue")
    duplicates.add_argument("--json", action="store_true", help="print one JSON object for each pair")
    duplicates.set_defaults(run=_duplicates, title="duplicates")


def _duplicates(chosen: argparse.Namespace) -> int:
    if chosen.how == "splink" and not _splink_is_there():
        return complain("Splink is not installed: `pip install teamaround[splink]` adds it.")
    return with_database(lambda database, settings: _run(database, settings, chosen))


def _splink_is_there() -> bool:
    from importlib.util import find_spec

    return all(map(find_spec, ("splink", "duckdb", "pyarrow")))


def _find(how: str) -> "Find":
    if how == "splink":
        from store.duplicates_splink import find as by_splink

        return by_splink
    from store.duplicates import find

    return find


async def _run(database: "Database", _: "Settings", chosen: argparse.Namespace) -> int:
    from bot.progress import Progress
    from store.duplicates import count

    find = _find(chosen.how)
    pairs, certain, queued, batch = 0, 0, 0, []
    with Progress(await count(database), "children looked at") as progress:
        async for one in find(database, progress.add):
            pairs, certain = pairs + 1, certain + one.certain
            print(_line(one, as_json=chosen.json))  # noqa: T201
            batch.append(one)
            if len(batch) >= BATCH:
                queued += await _queue(database, batch, chosen)
                batch = []
    queued += await _queue(database, batch, chosen)
    if not chosen.json:
        more = f" New in the stewards' queue: {queued}." if chosen.queue else ""
        what = "1 pair" if pairs == 1 else f"{pairs} pairs"
        print(f"{what} may be one child, {certain} with near certainty.{more}")  # noqa: T201
    return OK


async def _queue(database: "Database", batch: "list[Duplicate]", chosen: argparse.Namespace) -> int:
    if not chosen.queue or not batch:
        return 0
    from uuid import uuid4

    from bot.clock import SystemClock
    from store.duplicates import enqueue

    return await enqueue(database, batch, lambda: uuid4().hex, SystemClock().now())


def _line(one: "Duplicate", *, as_json: bool) -> str:
    if not as_json:
        return f"{one.references[0]}  {one.references[1]}  {one.probability:.3f}"
    import msgspec

    said = {
        "one": one.references[0],
        "other": one.references[1],
        "probability": round(one.probability, 6),
        "certain": one.certain,
    }
    return msgspec.json.encode(said).decode()
