"""``teamaround work``: background work that has not ended; trying it again, or dropping it."""

import argparse
from typing import TYPE_CHECKING, Any

from bot.cli_audit import FAILED, OK, complain, say, with_database

# As in bot/cli.py: each command imports what it needs when it runs.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.work.works import Listed, Works
    from store.database import Database

_NO_TABLES = "The database is not at this version's tables: run `teamaround db upgrade`."


def add_work(commands: Any) -> None:  # noqa: ANN401 - argparse's own class has no public name
    """Add the commands to the command line's parser."""
    work = commands.add_parser("work", help="background work that waits, runs or needs attention")
    steps = work.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = steps.add_parser("list", help="all that has not ended, what needs attention first")
    listing.set_defaults(run=_list, title="work list")
    retry = steps.add_parser("retry", help="go on with what needs attention, where it stopped")
    retry.set_defaults(run=_retry, title="work retry")
    drop = steps.add_parser("drop", help="never do it")
    drop.set_defaults(run=_drop, title="work drop")
    for step in (retry, drop):
        step.add_argument("key", metavar="KEY", help="the work's key, as the list shows it")
    for step in (listing, retry, drop):
        step.add_argument("--json", action="store_true", help="print one JSON object, or a list of them")


def _list(chosen: argparse.Namespace) -> int:
    from bot.clock import SystemClock

    def run(works: "Works") -> int:
        listed = works.listed(SystemClock().now())
        say(chosen, _as_lines(listed), [_as_json(one) for one in listed])
        return OK

    return _with_works(run)


def _retry(chosen: argparse.Namespace) -> int:
    def run(works: "Works") -> int:
        if not works.retry(chosen.key):
            complain("No work with this key needs attention.")
            return FAILED
        say(chosen, "It will be tried again.", {"key": chosen.key, "retried": True})
        return OK

    return _with_works(run)


def _drop(chosen: argparse.Namespace) -> int:
    def run(works: "Works") -> int:
        if not works.drop(chosen.key):
            complain("There is no work with this key that has not ended.")
            return FAILED
        say(chosen, "It will not be done.", {"key": chosen.key, "dropped": True})
        return OK

    return _with_works(run)


def _with_works(run: Any) -> int:  # noqa: ANN401 - Callable[[Works], int], whose import would cost a second
    async def with_them(_: "Database", settings: "Settings") -> int:
        from contextlib import closing

        from bot.work.works import Works

        with closing(Works(settings.database_url)) as works:
            if not works.there():
                complain(_NO_TABLES)
                return FAILED
            return int(run(works))

    return with_database(with_them)


def _as_lines(listed: "list[Listed]") -> str:
    if not listed:
        return "There is no work that has not ended."
    return "\n".join(
        f"{one.state:15}  {one.name:12}  {one.key}  since {one.since:%Y-%m-%d %H:%M}"
        + (f"  {one.error}" if one.error else "")
        + (f"  deaths: {one.deaths}" if one.deaths else "")
        for one in listed
    )


def _as_json(one: "Listed") -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "ids": list(one.ids),
        "state": one.state.value,
        "since": one.since.isoformat(),
        "error": one.error,
        "deaths": one.deaths,
    }
