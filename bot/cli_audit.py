"""``teamaround audit``: is the trail as it was sealed, and what does it say?"""

import argparse
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.interruptible import run

# As in bot/cli.py: each command imports what it needs when it runs.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.settings import Settings
    from cases.seal_check import Kept, Verdict
    from store.database import Database

OK, FAILED, MISCONFIGURED = 0, 1, 2


def add_audit(commands: Any) -> None:  # noqa: ANN401 - argparse's own class has no public name
    """Add the commands to the command line's parser."""
    audit = commands.add_parser("audit", help="check and read the audit trail")
    steps = audit.add_subparsers(title="commands", required=True, metavar="COMMAND")

    verify = steps.add_parser("verify", help="check the trail against its seals; name the first bad entry")
    verify.add_argument(
        "--head", type=_head, metavar="SEAL:HEAD", help="a seal's head that was kept elsewhere"
    )
    verify.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")
    verify.set_defaults(run=_verify, title="audit verify")

    who = steps.add_parser("who", help="who has looked at a child; your reading is recorded")
    who.add_argument("about", metavar="CHILD", help="the child's reference or id")
    who.set_defaults(run=_who, title="audit who")
    by = steps.add_parser("by", help="what a practitioner has looked at; your reading is recorded")
    by.add_argument("about", metavar="PRACTITIONER", help="the practitioner's id")
    by.set_defaults(run=_by, title="audit by")
    for reading in (who, by):
        reading.add_argument(
            "--since", type=date.fromisoformat, metavar="DAY", help="the first day, as 2026-11-20"
        )
        reading.add_argument("--until", type=date.fromisoformat, metavar="DAY", help="the last day")
        reading.add_argument("--json", action="store_true", help="print one JSON object for each entry")


def _head(given: str) -> "Kept":
    from cases.seal_check import Kept

    seal, _, head = given.partition(":")
    if not seal.isdigit() or len(head) != 64:  # noqa: PLR2004 - SHA-256 in hexadecimal
        raise argparse.ArgumentTypeError("it looks like 42:9f86d0... with 64 digits, as verify prints it")
    return Kept(int(seal), head.lower())


def _verify(chosen: argparse.Namespace) -> int:
    async def run(database: "Database", settings: "Settings") -> int:
        from bot.progress import Progress
        from store.seals import count, verify

        with Progress(await count(database), "entries checked") as progress:
            verdict = await verify(database, settings.audit_keys, chosen.head, progress.add)
        print(_as_json(verdict) if chosen.json else _as_words(verdict, keyed=bool(settings.audit_keys)))  # noqa: T201
        return FAILED if verdict.bad else OK

    return with_database(run)


def _as_words(verdict: "Verdict", *, keyed: bool) -> str:
    good = f"{verdict.sealed} entries are as they were sealed"
    if verdict.bad:
        return f"{verdict.bad} The first {good}."
    lines = [f"All {good}, by {verdict.seals} seals."]
    if verdict.unsealed:
        lines.append(f"{verdict.unsealed} entries are not sealed yet: a change to them would not show.")
    if verdict.seals:
        lines.append(f"Head {verdict.seals}:{verdict.head}")
        if not keyed:
            lines.append(
                "No key is set (TEAMAROUND_AUDIT_KEY): whoever can write the file can make new seals."
            )
    return "\n".join(lines)


def _as_json(verdict: "Verdict") -> str:
    import msgspec

    bad = verdict.bad
    found = {
        "ok": bad is None,
        "sealed": verdict.sealed,
        "unsealed": verdict.unsealed,
        "seals": verdict.seals,
        "head": f"{verdict.seals}:{verdict.head}",
        "bad": bad
        and {"entry": bad.entry, "seal": bad.seal, "wrong": bad.wrong.name.lower(), "message": str(bad)},
    }
    return msgspec.json.encode(found).decode()


def _who(chosen: argparse.Namespace) -> int:
    from bot.reading import about_child

    return with_database(lambda database, _: about_child(database, chosen, user()))


def _by(chosen: argparse.Namespace) -> int:
    from bot.reading import by_practitioner

    return with_database(lambda database, _: by_practitioner(database, chosen, user()))


def with_database(work: "Callable[[Database, Settings], Awaitable[int]]") -> int:
    """Do the work with the settings and the database; the exit code."""
    from bot.check import missing
    from bot.logs import set_up_logs
    from bot.settings import SettingsError, load
    from store.database import Database, DatabaseUrlError

    try:
        settings = load()
    except SettingsError as wrong:
        return complain(*wrong.problems)
    set_up_logs(settings)
    if missing(settings.database_url):
        return complain("There is no database yet: run `teamaround db upgrade`.")

    async def worked() -> int:
        async with Database(settings.database_url) as database:
            return await work(database, settings)

    try:
        return run(worked())
    except DatabaseUrlError as wrong:
        return complain(str(wrong))


def user() -> str:
    """Who runs this, as the machine knows them: their name, or their number where there is none."""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def complain(*problems: str) -> int:
    """Say what is wrong on standard error; the exit code."""
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201
    return MISCONFIGURED


def say(chosen: argparse.Namespace, message: str, as_json: object) -> None:
    """Print the message, or what says the same to a program that asked for JSON."""
    import msgspec

    print(msgspec.json.encode(as_json).decode() if chosen.json else message)  # noqa: T201
