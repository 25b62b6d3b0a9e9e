"""``teamaround people``: practitioners from the tenant's directory, and kept in step with it."""

import argparse
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from bot.cli_audit import FAILED, OK, complain, say, user, with_database

# As in bot/cli.py: each command imports what it needs when it runs.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.enrol import Enrolment
    from bot.settings import Settings
    from bot.tenant import LateTenant
    from cases.enrolling import Plan, Wish
    from store.database import Database

    Planning = Callable[[Enrolment, Wish], Awaitable[Plan]]

LONGEST_ROLE = 100


def add_entries(commands: Any) -> None:  # noqa: ANN401 - argparse's own class has no public name
    """Add the commands to the command line's parser."""
    people = commands.add_parser("people", help="practitioners from the tenant's directory")
    steps = people.add_subparsers(title="commands", required=True, metavar="COMMAND")

    refresh = steps.add_parser("refresh", help="bring names, roles and contacts in step with the directory")
    refresh.set_defaults(run=_refresh, title="people refresh")

    group = steps.add_parser("from-group", help="take on the people of an Entra group for a service")
    group.add_argument("group", metavar="GROUP", type=_guid, help="the group's object id")
    group.set_defaults(run=_from_group, title="people from-group")

    add = steps.add_parser("add", help="take on people by their object ids for a service")
    add.add_argument("objects", metavar="OBJECT_ID", type=_guid, nargs="+", help="of Entra, not a name")
    add.set_defaults(run=_add, title="people add")

    for step in (group, add):
        step.add_argument("--service", required=True, metavar="ID", help="the service's id")
        step.add_argument(
            "--role", default="", type=_role, help="what they are there; default: the job title"
        )
        step.add_argument("--guests", action="store_true", help="take on guests of the tenant too")
    for step in (refresh, group, add):
        step.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        step.add_argument("--json", action="store_true", help="print one JSON object")


def _guid(given: str) -> str:
    from cases.model.guids import is_guid

    if is_guid(given.strip()):
        return given.strip().lower()
    raise argparse.ArgumentTypeError("an object id looks like 8f5c0f2e-54e0-4f0f-9a52-3f5b1c7f7a10")


def _role(given: str) -> str:
    role = " ".join(given.split())
    if len(role) <= LONGEST_ROLE:
        return role
    raise argparse.ArgumentTypeError(f"at most {LONGEST_ROLE} letters")


def _from_group(chosen: argparse.Namespace) -> int:
    return _enrol(chosen, lambda enrolment, wish: enrolment.from_group(chosen.group, wish), chosen.group)


def _add(chosen: argparse.Namespace) -> int:
    return _enrol(chosen, lambda enrolment, wish: enrolment.of_people(chosen.objects, wish), "object ids")


def _enrol(chosen: argparse.Namespace, planning: "Planning", source: str) -> int:
    async def run(database: "Database", settings: "Settings", tenant: "LateTenant") -> int:
        from bot.clock import SystemClock
        from bot.enrol import Enrolment, as_json, as_words
        from cases.enrolling import Wish
        from cases.model import ServiceId
        from store.entries import SqlEntries, service_name
        from store.ledger import SqlLedger

        wish = Wish(ServiceId(chosen.service), chosen.role, guests=chosen.guests)
        service = await service_name(database, wish.service_id)
        if service is None:
            complain("There is no service with this id.")
            return FAILED
        clock, directory = SystemClock(), await tenant.directory()
        ledger = SqlLedger(database, clock)
        entries = SqlEntries(database)
        enrolment = Enrolment(settings.graph_tenant, directory, entries, ledger, clock, user())
        plan = await planning(enrolment, wish)
        written = not chosen.dry_run
        if written:
            await enrolment.write(plan, wish, source)
        say(chosen, as_words(plan, service, written=written), as_json(plan, wish, written=written))
        return OK

    return _with_tenant(run)


def _refresh(chosen: argparse.Namespace) -> int:
    async def run(database: "Database", settings: "Settings", tenant: "LateTenant") -> int:
        from bot.refreshing import refreshed

        found = await refreshed(database, settings, tenant, user(), dry_run=chosen.dry_run)
        say(chosen, found.message, found.as_json)
        return OK

    return _with_tenant(run)


def _with_tenant(work: "Callable[[Database, Settings, LateTenant], Awaitable[int]]") -> int:
    """Do the work where Graph is on; what it refuses is one sentence."""

    async def run(database: "Database", settings: "Settings") -> int:
        from bot.settings_graph import graph_problems
        from bot.tenant import LateTenant
        from cases.ports_tenant import NotThereError, RefusedError, TenantError

        if settings.graph != "on":
            return complain("Microsoft Graph is off: set TEAMAROUND_GRAPH to on (docs/install.md).")
        if wrong := list(graph_problems(settings)):
            return complain(*wrong)
        tenant = LateTenant(settings)
        try:
            return await work(database, settings, tenant)
        except NotThereError:
            complain("There is no group with this id in the tenant.")
        except RefusedError as refused:
            complain(f"{refused.advice} ({refused.code or refused.why})")
        except TenantError as wrong_there:
            complain(f"Microsoft Graph does not answer ({type(wrong_there).__name__}): try again later.")
        finally:
            await tenant.close()
        return FAILED

    return with_database(run)
