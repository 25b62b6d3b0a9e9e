"""``teamaround import``: fills the register from a file of an agency's own system."""

import argparse
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli_audit import OK, complain, user, with_database

# As in bot/cli.py: each command imports what it needs when it runs.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from typing import Any

    from bot.importing.absent import Absent
    from bot.importing.run import Order
    from bot.settings import Settings
    from cases.importing.mapping import Mapping
    from store.database import Database

KINDS = ("children", "people", "practitioners", "involvements")


def add_import(commands: "Any") -> None:  # noqa: ANN401 - argparse's own class has no public name
    """Add the command to the command line's parser."""
    load = commands.add_parser(
        "import",
        help="fill the register from a file",
        description="Columns, rules and exit codes: docs/import.md.",
    )
    load.set_defaults(run=_import, title="import")
    load.add_argument("file", metavar="FILE", nargs="?", type=Path, help="CSV or JSON Lines")
    load.add_argument("--agency", metavar="ID", help="whose rows these are")
    load.add_argument("--source", metavar="NAME", help="the system they come from; ids are that system's own")
    load.add_argument("--kind", choices=KINDS, help="what the rows are; told from the columns if left out")
    load.add_argument(
        "--mapping", metavar="TOML", type=Path, help="what the file's own columns and words mean"
    )
    load.add_argument(
        "--full", action="store_true", help="whatever the source gave before and is absent, ends"
    )
    load.add_argument("--yes", action="store_true", help="end what is absent without asking")
    load.add_argument("--dry-run", action="store_true", help="look, count and report; write nothing")
    load.add_argument(
        "--accept-errors", action="store_true", help="import the good rows however many are bad"
    )
    load.add_argument(
        "--report", metavar="CSV", type=Path, help="where bad rows are listed; default: beside FILE"
    )
    load.add_argument("--json", action="store_true", help="print one JSON object")
    load.add_argument(
        "--template", choices=KINDS, metavar="KIND", help="print an empty file's columns and end"
    )


def _import(chosen: argparse.Namespace) -> int:
    if chosen.template:
        from cases.importing.kinds import Kind, template

        print(template(Kind(chosen.template)), end="")  # noqa: T201
        return OK
    if missing := [name for name in ("file", "agency", "source") if not getattr(chosen, name)]:
        given = ["FILE" if name == "file" else f"--{name}" for name in missing]
        return complain(f"teamaround import needs {', '.join(given)}.")
    from cases.importing.faults import MappingError

    try:
        order = _order(chosen)
    except MappingError as wrong:
        return complain(str(wrong))
    return with_database(lambda database, settings: _run(database, settings, chosen, order))


def _order(chosen: argparse.Namespace) -> "Order":
    from bot.importing.run import Order
    from cases.importing.kinds import Kind
    from cases.importing.mapping import Mapping

    return Order(
        file=chosen.file,
        agency=chosen.agency,
        source=chosen.source,
        by=user(),
        kind=Kind(chosen.kind) if chosen.kind else None,
        mapping=_mapping(chosen.mapping) if chosen.mapping else Mapping(),
        full=chosen.full,
        dry_run=chosen.dry_run,
        accept_errors=chosen.accept_errors,
        report=chosen.report,
    )


def _mapping(path: Path) -> "Mapping":
    from cases.importing.faults import MappingError
    from cases.importing.mapping import mapping_from

    try:
        return mapping_from(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError:
        raise MappingError("The mapping file cannot be read.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise MappingError(f"The mapping is no TOML: {wrong}.") from None
    except UnicodeDecodeError:
        raise MappingError("The mapping is not UTF-8.") from None


async def _run(database: "Database", _: "Settings", chosen: argparse.Namespace, order: "Order") -> int:
    import msgspec

    from bot.clock import SystemClock
    from bot.importing.run import import_file

    summary = await import_file(
        database, SystemClock(), order, lambda absent: _confirmed(absent, yes=chosen.yes)
    )
    if chosen.json:
        print(msgspec.json.encode(summary.as_json()).decode())  # noqa: T201
    else:
        print(summary.as_words(), file=sys.stderr if summary.code else sys.stdout)
    return int(summary.code)


def _confirmed(absent: "Absent", *, yes: bool) -> bool:
    said = [f"{absent.count:,} rows that this source gave before are not in the file, and will end:"]
    said += [f"  {source_id}" for source_id in absent.first]
    if absent.count > len(absent.first):
        said.append(f"  and {absent.count - len(absent.first):,} more")
    print("\n".join(said), file=sys.stderr)  # noqa: T201
    if yes:
        return True
    if not sys.stdin.isatty():
        print("Nobody is here to ask: add --yes.", file=sys.stderr)  # noqa: T201
        return False
    print("Shall they end? [y/N] ", end="", file=sys.stderr, flush=True)  # noqa: T201
    return sys.stdin.readline().strip().lower() in ("y", "yes")
