"""Says on the command line that a practitioner has left or is back: as a manager does in chat."""

from dataclasses import dataclass
from typing import Any

from bot.clock import SystemClock
from bot.reading import COMMAND_LINE
from cases.local import local_day
from cases.model import Identity, PractitionerId
from cases.reassign import left_over
from cases.records import OutdatedError
from dialogs.departure import comeback, departure
from store.database import Database
from store.ledger import SqlLedger
from store.register import SqlRegister
from store.upkeep import SqlUpkeep


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of it, in words and for scripts."""

    message: str
    as_json: dict[str, Any]


async def moved(database: Database, practitioner: str, *, active: bool, user: str) -> Moved | None:
    """Write it, unless it is so already. None if there is no such practitioner."""
    clock, upkeep, who = SystemClock(), SqlUpkeep(database), PractitionerId(practitioner)
    whose = await SqlRegister(database).colleague(who)
    if whose is None:
        return None
    now, identity = clock.now(), Identity(COMMAND_LINE, user)
    effects = comeback(whose, now, identity) if active else await departure(whose, upkeep, now, identity)
    try:
        await SqlLedger(database, clock).commit(effects, None)
        changed = True
    except OutdatedError:
        changed = False
    held = await upkeep.held_by(who, local_day(now))
    left = sum(left_over(one.involvement, local_day(now)) for one in held)
    told = len(effects.notices) if changed else 0
    as_json = {"practitioner": who, "active": active, "changed": changed, "involvements": left, "told": told}
    return Moved(_words(active=active, changed=changed, left=left, told=told), as_json)


def _words(*, active: bool, changed: bool, left: int, told: int) -> str:
    if not changed:
        return "That was so already; nothing was changed."
    if active:
        return "They are back. What was handed over meanwhile stays where it is."
    said = f"They have left, with {left} involvements. People told who can hand these over: {told}."
    if left and not told:
        said += " Nobody can: give the service a manager, or ask the leads of the cases."
    return said
