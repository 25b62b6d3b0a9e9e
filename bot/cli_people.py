"""``teamaround practitioner`` and ``teamaround agency``: who has left, and what is due when."""

import argparse
from typing import TYPE_CHECKING, Any

from bot.cli_audit import FAILED, OK, complain, say, user, with_database

# As in bot/cli.py: each command imports what it needs when it runs.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.settings import Settings
    from store.database import Database

LONGEST_DAYS = 3650


def add_people(commands: Any) -> None:  # noqa: ANN401 - argparse's own class has no public name
    """Add the commands to the command line's parser."""
    practitioner = commands.add_parser("practitioner", help="say who has left")
    steps = practitioner.add_subparsers(title="commands", required=True, metavar="COMMAND")
    left = steps.add_parser("left", help="they have left: they see nothing more, and their manager is told")
    left.set_defaults(run=_left, title="practitioner left")
    back = steps.add_parser("back", help="they are there after all")
    back.set_defaults(run=_back, title="practitioner back")
    for step in (left, back):
        step.add_argument("id", metavar="ID", help="the practitioner's id")
        step.add_argument("--json", action="store_true", help="print one JSON object")

    agency = commands.add_parser("agency", help="an agency's own settings")
    steps = agency.add_subparsers(title="commands", required=True, metavar="COMMAND")
    after = steps.add_parser("confirm-after", help="after how many days an involvement is to be confirmed")
    after.set_defaults(run=_confirm_after, title="agency confirm-after")
    after.add_argument("id", metavar="ID", help="the agency's id")
    after.add_argument("days", metavar="DAYS", type=_days, help="a whole number; 90 unless set")
    after.add_argument("--json", action="store_true", help="print one JSON object")


def _days(given: str) -> int:
    if given.isdigit() and 1 <= int(given) <= LONGEST_DAYS:
        return int(given)
    raise argparse.ArgumentTypeError(f"a whole number from 1 to {LONGEST_DAYS}")


def _left(chosen: argparse.Namespace) -> int:
    return _moved(chosen, active=False)


def _back(chosen: argparse.Namespace) -> int:
    return _moved(chosen, active=True)


def _moved(chosen: argparse.Namespace, *, active: bool) -> int:
    async def run(database: "Database", _: "Settings") -> int:
        from bot.people import moved

        found = await moved(database, chosen.id, active=active, user=user())
        if found is None:
            complain("There is no practitioner with this id.")
            return FAILED
        say(chosen, found.message, found.as_json)
        return OK

    return with_database(run)


def _confirm_after(chosen: argparse.Namespace) -> int:
    async def run(database: "Database", _: "Settings") -> int:
        from cases.model import AgencyId
        from store.presence import confirm_after

        if not await confirm_after(database, AgencyId(chosen.id), chosen.days):
            complain("There is no agency with this id.")
            return FAILED
        message = f"An involvement of this agency is to be confirmed after {chosen.days} days."
        say(chosen, message, {"agency": chosen.id, "confirmAfterDays": chosen.days})
        return OK

    return with_database(run)
