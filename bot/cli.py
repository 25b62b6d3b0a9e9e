"""The command line: ``teamaround``, also ``python -m bot``."""

import argparse
import asyncio
import errno
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli_audit import add_audit
from bot.cli_deliveries import add_deliveries
from bot.cli_duplicates import add_duplicates
from bot.cli_entries import add_entries
from bot.cli_import import add_import
from bot.cli_people import add_people
from bot.cli_work import add_work
from bot.interruptible import run

# Each command imports what it needs when it runs, so that `--help` and a wrong word answer at once: importing
# the whole service takes more than a second.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.settings import Settings

OK, FAILED, MISCONFIGURED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. 1: it failed; 2: it was called or configured wrongly; 130: Ctrl-C."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as wrong:  # noqa: BLE001 - the last stop: whatever it is, no traceback: it would quote data
        return INTERRUPTED if _broken_off(wrong) else _failed(chosen.title, wrong)


def _broken_off(wrong: BaseException | None) -> bool:
    """Whether it is what a library made of Ctrl-C, which cancels what is under way."""
    while wrong is not None and not isinstance(wrong, asyncio.CancelledError):
        wrong = wrong.__cause__ or wrong.__context__
    return wrong is not None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="teamaround",
        description="The team around the child, in Microsoft Teams.",
        epilog="Settings come from TEAMAROUND_* in the environment or in a .env file.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="run the service: the web and the background work")
    serve.set_defaults(run=_serve, title="serve")
    worker = commands.add_parser("worker", help="do background work alone, beside a service on PostgreSQL")
    worker.set_defaults(run=_worker, title="worker")

    demo = commands.add_parser("demo", help="run the service against a local Teams, on this machine only")
    demo.set_defaults(run=_demo, title="demo")

    check = commands.add_parser("check", help="say what is wrong with the configuration and the database")
    check.add_argument("--json", action="store_true", help="print a JSON list instead of lines")
    check.add_argument("--graph", action="store_true", help="ask Microsoft Graph too what the app may do")
    check.set_defaults(run=_check, title="check")

    database = commands.add_parser("db", help="look after the database")
    steps = database.add_subparsers(title="commands", required=True, metavar="COMMAND")
    upgrade = steps.add_parser("upgrade", help="bring the database to this version's tables")
    upgrade.set_defaults(run=_upgrade, title="db upgrade")

    add_audit(commands)
    add_people(commands)
    add_entries(commands)
    add_work(commands)
    add_deliveries(commands)
    add_import(commands)
    add_duplicates(commands)

    manifest = commands.add_parser("manifest", help="make the Teams app package")
    steps = manifest.add_subparsers(title="commands", required=True, metavar="COMMAND")
    build = steps.add_parser("build", help="write the package that a Teams administrator uploads")
    build.add_argument("--out", type=Path, default=Path("dist/teamaround.zip"), help="default: %(default)s")
    build.add_argument("--host", help="where Teams reaches the service; default: TEAMAROUND_PUBLIC_HOST")
    build.set_defaults(run=_manifest, title="manifest build")
    return parser


def _serve(_: argparse.Namespace) -> int:
    return _until_stopped("serve")


def _worker(_: argparse.Namespace) -> int:
    return _until_stopped("work")


def _until_stopped(what: str) -> int:
    from bot.settings import problems

    settings = _settings()
    if settings is None or _complain(problems(settings)):
        return MISCONFIGURED
    from bot import serving
    from bot.work.errors import WorkUnavailableError

    try:
        {"serve": serving.serve, "work": serving.work}[what](settings)
    except WorkUnavailableError as wrong:
        _complain([str(wrong)])
        return FAILED
    return OK


def _demo(_: argparse.Namespace) -> int:
    settings = _settings()
    if settings is None:
        return MISCONFIGURED
    from bot.demo import demo
    from bot.work.errors import WorkUnavailableError

    try:
        demo(settings)
    except WorkUnavailableError as wrong:
        _complain([str(wrong)])
        return FAILED
    return OK


def _check(chosen: argparse.Namespace) -> int:
    from bot.check import findings

    found = run(findings(graph=chosen.graph))
    if chosen.json:
        import msgspec

        print(msgspec.json.encode(found).decode())  # noqa: T201
    else:
        for finding in found:
            print(f"{'ok' if finding.ok else 'WRONG':5}  {finding.about}: {finding.message}")  # noqa: T201
    return OK if all(finding.ok for finding in found) else FAILED


def _upgrade(_: argparse.Namespace) -> int:
    settings = _settings()
    if settings is None:
        return MISCONFIGURED
    from bot.work.place import upgrade_all
    from store.database import Database, DatabaseUrlError

    async def up() -> None:
        async with Database(settings.database_url) as database:
            await upgrade_all(database, settings.database_url)

    try:
        run(up())
    except DatabaseUrlError as wrong:
        _complain([str(wrong)])
        return MISCONFIGURED
    print("The database is at this version's tables.")  # noqa: T201
    return OK


def _manifest(chosen: argparse.Namespace) -> int:
    settings = _settings()
    if settings is None:
        return MISCONFIGURED
    from manifest.build import PackageError, build

    try:
        build(settings.app_id, chosen.host or settings.public_host, chosen.out)
    except PackageError as wrong:
        _complain([str(wrong)])
        return MISCONFIGURED
    print(f"Wrote {chosen.out}.")  # noqa: T201
    return OK


def _settings() -> "Settings | None":
    """The settings, logs set up as they say; None, and why on standard error, if they cannot be read."""
    from bot.logs import set_up_logs
    from bot.settings import SettingsError, load

    try:
        settings = load()
    except SettingsError as wrong:
        _complain(wrong.problems)
        return None
    set_up_logs(settings)
    return settings


def _complain(problems: Sequence[str]) -> bool:
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201
    return bool(problems)


def _failed(title: str, wrong: Exception) -> int:
    if isinstance(wrong, OSError) and wrong.errno == errno.EADDRINUSE:
        _complain(["The port is taken: stop what listens there, or set TEAMAROUND_PORT to another one."])
        return FAILED
    from bot.logs import log

    log.critical("command.failed", exc_info=wrong)
    _complain([f"teamaround {title} failed ({type(wrong).__name__}). The line above says where."])
    return FAILED
