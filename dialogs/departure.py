"""Somebody has left, or is back: the one way to say so, for a manager, the command line and the directory."""

from datetime import datetime

from cases.leaving import told
from cases.local import local_day
from cases.model import Colleague, Identity, PractitionerId
from cases.ports_upkeep import Upkeep
from cases.reassign import left_over
from cases.records import Action, AuditEntry, Departure, Effects, Notice, Outcome

KIND = "left"
DIRECTORY = "directory"
"""The basis of what nobody said but the directory."""


async def departure(
    whose: Colleague,
    upkeep: Upkeep,
    now: datetime,
    identity: Identity,
    actor: PractitionerId | None = None,
    asked: str = "",
    basis: str = "",
) -> Effects:
    """What is written when a practitioner has left; whoever may settle what they leave behind is told.

    ``identity`` says who said so, and ``actor`` their id if they are on the register. Of whoever had left
    before that it is written and nobody is told again: they had left by the directory's word alone, or the
    ledger refuses it.
    """
    today, who = local_day(now), whose.practitioner.id
    entry = AuditEntry(
        at=now,
        identity=identity,
        practitioner_id=actor,
        action=Action.PRACTITIONER_LEAVE,
        outcome=Outcome.CHANGED,
        basis=basis,
        asked="; ".join(filter(None, (asked, f"practitioner {who} has left"))),
    )
    told_now = await sweepers(whose, upkeep, now) if whose.practitioner.active else ()
    notices = tuple(Notice(one, KIND, who) for one in told_now if one != actor)
    moved = Departure(who, active=False, on=today, by_directory=basis == DIRECTORY)
    return Effects(audit=(entry,), notices=notices, rewrites=(moved,))


def comeback(whose: Colleague, now: datetime, identity: Identity, basis: str = "") -> Effects:
    """What is written when somebody who was said to have left is there after all."""
    who = whose.practitioner.id
    entry = AuditEntry(
        at=now,
        identity=identity,
        practitioner_id=None,
        action=Action.PRACTITIONER_LEAVE,
        outcome=Outcome.CHANGED,
        basis=basis,
        asked=f"practitioner {who} is back",
    )
    moved = Departure(who, active=True, on=local_day(now), by_directory=basis == DIRECTORY)
    return Effects(audit=(entry,), rewrites=(moved,))


async def sweepers(whose: Colleague, upkeep: Upkeep, now: datetime) -> list[PractitionerId]:
    """Who is told of what this leaver leaves behind; nobody where nobody may settle it, or it is nothing."""
    today, who = local_day(now), whose.practitioner.id
    held = [one for one in await upkeep.held_by(who, today) if left_over(one.involvement, today)]
    cases = await upkeep.led_by(who)
    agencies = dict.fromkeys([whose.agency.id, *(one.agency.id for one in held)])
    managers = [one for agency in agencies for one in await upkeep.managers(agency)]
    found = told(whose, held, cases, managers)
    return list(dict.fromkeys(found))
