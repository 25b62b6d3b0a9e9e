"""``teamaround audit who`` and ``by``: prints a part of the trail, after recording that it was read."""

import argparse
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec

from bot.clock import SystemClock
from cases.model import ChildId, Colleague, Identity, PractitionerId
from cases.ports_audit import Part, TrailEntry
from cases.records import Effects, Outcome
from cases.seals import moment_text
from cases.trail import midnight, read_entry
from store.database import Database
from store.ledger import SqlLedger
from store.register import SqlRegister
from store.trail import SqlTrail

COMMAND_LINE = "command line"
_PAGE = 500
_ONE_DAY = timedelta(days=1)

Pages = Callable[[Part, int], Awaitable[Sequence[TrailEntry]]]


async def about_child(database: Database, chosen: argparse.Namespace, user: str) -> int:
    """Who has looked at the child with this reference or id. 1 if neither register nor trail knows it."""
    trail = SqlTrail(database)
    known = await trail.children(chosen.about)
    # The trail outlives the register: an id that is no child's any more may still have entries.
    child = known[0] if known else ChildId(chosen.about)
    pages: Pages = lambda part, most: trail.about(child, part, most)  # noqa: E731
    return await _print(database, chosen, user, pages, child=child, known=bool(known))


async def by_practitioner(database: Database, chosen: argparse.Namespace, user: str) -> int:
    """What the practitioner with this id has looked at. 1 if neither register nor trail knows them."""
    trail, who = SqlTrail(database), PractitionerId(chosen.about)
    known = await SqlRegister(database).colleague(who) is not None
    pages: Pages = lambda part, most: trail.by(who, part, most)  # noqa: E731
    return await _print(database, chosen, user, pages, child=None, known=known)


async def _print(
    database: Database,
    chosen: argparse.Namespace,
    user: str,
    pages: Pages,
    *,
    child: ChildId | None,
    known: bool,
) -> int:
    known = known or bool(await pages(Part(), 1))
    # Nothing from before the reading itself is left out, and the reading is not among what is read.
    (newest, *_) = [*await pages(_part(chosen), 1), None]
    await _record(database, chosen, user, child if known else None, known=known)
    if not known:
        print(f"Neither the register nor the trail knows {chosen.about}.", file=sys.stderr)  # noqa: T201
        return 1
    register = SqlRegister(database)
    if newest is not None:
        async for entry in _every(pages, replace(_part(chosen), below=newest.number + 1)):
            who = await register.colleague(entry.practitioner_id) if entry.practitioner_id else None
            print(_as_json(entry, who) if chosen.json else _as_line(entry, who))  # noqa: T201
    return 0


def _part(chosen: argparse.Namespace) -> Part:
    return Part(
        since=midnight(chosen.since) if chosen.since else None,
        before=midnight(chosen.until + _ONE_DAY) if chosen.until else None,
    )


async def _every(pages: Pages, part: Part) -> AsyncIterator[TrailEntry]:
    while page := await pages(part, _PAGE):
        for entry in page:
            yield entry
        part = replace(part, below=page[-1].number)


async def _record(
    database: Database, chosen: argparse.Namespace, user: str, child: ChildId | None, *, known: bool
) -> None:
    clock = SystemClock()
    entry = read_entry(
        Identity(COMMAND_LINE, user),
        None,
        clock.now(),
        Outcome.SHOWN if known else Outcome.NOT_FOUND,
        f"{chosen.title} {chosen.about}",
        child,
        COMMAND_LINE,
    )
    await SqlLedger(database, clock).commit(Effects(audit=(entry,)), None)


def _as_line(entry: TrailEntry, who: Colleague | None) -> str:
    at = moment_text(entry.at)
    parts = (
        f"{entry.number}",
        f"{at[:10]} {at[11:19]} UTC",
        f"{who.practitioner.name} ({who.practitioner.id}), {who.agency.name}" if who else _stranger(entry),
        entry.action,
        entry.outcome,
        entry.child_id or "",
        entry.basis,
        entry.reason,
        entry.asked,
    )
    # One entry a line, whatever was typed.
    return "\t".join(" ".join(str(part).split()) for part in parts)


def _stranger(entry: TrailEntry) -> str:
    return entry.practitioner_id or f"{entry.identity.tenant_id} {entry.identity.object_id}"


def _as_json(entry: TrailEntry, who: Colleague | None) -> str:
    plain: dict[str, Any] = {
        "entry": entry.number,
        "at": moment_text(entry.at),
        "practitioner": entry.practitioner_id,
        "name": who.practitioner.name if who else None,
        "agency": who.agency.name if who else None,
        "tenant": entry.identity.tenant_id,
        "object": entry.identity.object_id,
        "action": entry.action,
        "outcome": entry.outcome,
        "child": entry.child_id,
        "basis": entry.basis,
        "reason": entry.reason,
        "asked": entry.asked,
        "shown": list(entry.shown),
    }
    return msgspec.json.encode(plain).decode()
