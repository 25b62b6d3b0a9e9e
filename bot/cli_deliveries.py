"""``teamaround deliveries``: what became of what people were to be told; trying again, or calling off."""

import argparse
from typing import TYPE_CHECKING, Any

from bot.cli_audit import FAILED, OK, complain, say, with_database

# As in bot/cli.py: each command imports what it needs when it runs.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from bot.settings import Settings
    from store.database import Database
    from store.deliveries import Listed, SqlDeliveries

_STATES = ("waiting", "sending", "unreachable", "sent", "failed", "cancelled")
_MOST = 200


def add_deliveries(commands: Any) -> None:  # noqa: ANN401 - argparse's own class has no public name
    """Add the commands to the command line's parser."""
    deliveries = commands.add_parser("deliveries", help="what became of the messages that nobody asked for")
    deliveries.set_defaults(run=_counts, title="deliveries")
    steps = deliveries.add_subparsers(title="commands", metavar="COMMAND")
    listing = steps.add_parser("list", help=f"the newest {_MOST}, without those that were sent")
    listing.add_argument("--state", choices=_STATES, help="only these, for instance failed")
    listing.add_argument("--kind", default="", help="only of this kind, for instance task.reminder")
    listing.set_defaults(run=_list, title="deliveries list")
    retry = steps.add_parser("retry", help="try one again now, or all that failed")
    which = retry.add_mutually_exclusive_group(required=True)
    which.add_argument("id", metavar="ID", type=int, nargs="?", help="as the list shows it")
    which.add_argument("--all-failed", action="store_true", help="everything that was given up")
    retry.set_defaults(run=_retry, title="deliveries retry")
    cancel = steps.add_parser("cancel", help="never send it")
    cancel.add_argument("id", metavar="ID", type=int, help="as the list shows it")
    cancel.set_defaults(run=_cancel, title="deliveries cancel")
    for step in (deliveries, listing, retry, cancel):
        step.add_argument("--json", action="store_true", help="print one JSON object, or a list of them")


def _counts(chosen: argparse.Namespace) -> int:
    async def run(deliveries: "SqlDeliveries") -> int:
        counts = {state.value: count for state, count in (await deliveries.counts()).items()}
        twice = await deliveries.maybe_twice()
        lines = [f"{count:8}  {state}" for state, count in counts.items()]
        say(chosen, "\n".join([*lines, f"{twice:8}  maybe sent twice"]), {**counts, "maybe_twice": twice})
        return OK

    return _with_deliveries(run)


def _list(chosen: argparse.Namespace) -> int:
    from cases.ports_delivery import DeliveryState

    async def run(deliveries: "SqlDeliveries") -> int:
        state = DeliveryState(chosen.state) if chosen.state else None
        listed = await deliveries.listed(state, chosen.kind, _MOST)
        say(chosen, "\n".join(map(_line, listed)) or "There are none.", [_as_json(one) for one in listed])
        return OK

    return _with_deliveries(run)


def _retry(chosen: argparse.Namespace) -> int:
    from bot.clock import SystemClock

    async def run(deliveries: "SqlDeliveries") -> int:
        now = SystemClock().now()
        if chosen.all_failed:
            count = await deliveries.retry_failed(now)
            say(chosen, f"{count} will be tried again.", {"retried": count})
            return OK
        if not await deliveries.retry(chosen.id, now):
            complain("There is no such notice, or it was sent, or is being sent.")
            return FAILED
        say(chosen, "It will be tried again.", {"id": chosen.id, "retried": 1})
        return OK

    return _with_deliveries(run)


def _cancel(chosen: argparse.Namespace) -> int:
    from bot.clock import SystemClock

    async def run(deliveries: "SqlDeliveries") -> int:
        if not await deliveries.cancel(chosen.id, SystemClock().now()):
            complain("There is no such notice, or it was sent, or is being sent.")
            return FAILED
        say(chosen, "It will not be sent.", {"id": chosen.id, "cancelled": True})
        return OK

    return _with_deliveries(run)


def _with_deliveries(run: Any) -> int:  # noqa: ANN401 - Callable[[SqlDeliveries], Awaitable[int]]: a late import
    async def with_them(database: "Database", _: "Settings") -> int:
        from store.deliveries import SqlDeliveries

        return int(await run(SqlDeliveries(database)))

    return with_database(with_them)


def _line(one: "Listed") -> str:
    since = f"  since {one.since:%Y-%m-%d %H:%M}" if one.since else ""
    tried = f"  tried {one.attempts} times" if one.attempts else ""
    twice = "  maybe twice" if one.maybe_twice else ""
    return f"{one.id:8}  {one.state:11}  {one.kind:20}  {one.to}{since}{tried}  {one.error}{twice}".rstrip()


def _as_json(one: "Listed") -> dict[str, Any]:
    return {
        "id": one.id,
        "to": one.to,
        "kind": one.kind,
        "state": one.state.value,
        "since": one.since and one.since.isoformat(),
        "not_before": one.not_before.isoformat(),
        "ended_at": one.ended_at and one.ended_at.isoformat(),
        "attempts": one.attempts,
        "error": one.error,
        "activity_id": one.activity_id,
        "maybe_twice": one.maybe_twice,
    }
