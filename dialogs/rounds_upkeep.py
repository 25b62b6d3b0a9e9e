"""What falls due so that the register stays true: who is asked, and whose work is still a leaver's."""

import asyncio
from datetime import datetime

from cases.confirming import may_ask_again
from cases.local import LOCAL, in_working_hours, local_day
from cases.model import PractitionerId
from cases.records import Asked, Effects, Notice, OutdatedError
from dialogs.departure import KIND, sweepers
from dialogs.tell_upkeep import DUE
from dialogs.turn import Desk

MOST_ASKED = 5_000
"""How many are asked at one go: what Teams takes in two minutes. The next are asked ten minutes later."""

_AT_ONCE = 200
_SLOT_MINUTES = 10
_WEEK = 7


async def ask_what_is_due(desk: Desk, now: datetime) -> None:
    """Ask whoever has something due and was not asked for a week, in working hours.

    One replica in every ten minutes looks for them. What keeps anybody from being asked twice is not that,
    but that the day of asking is written with the question, and only if nobody has asked meanwhile.
    """
    if not in_working_hours(now):
        return
    if not await desk.ledger.commit(Effects(), asking(now)):
        return
    found = await desk.upkeep.to_ask(local_day(now), MOST_ASKED)
    for start in range(0, len(found), _AT_ONCE):
        await asyncio.gather(*(_ask(one, desk, now) for one in found[start : start + _AT_ONCE]))


def asking(now: datetime) -> str:
    """What is noted once somebody has begun to ask in those ten minutes."""
    there = now.astimezone(LOCAL)
    return f"round:{DUE}:{there:%Y-%m-%dT%H}:{there.minute // _SLOT_MINUTES}"


async def _ask(practitioner: PractitionerId, desk: Desk, now: datetime) -> None:
    today = local_day(now)
    before = await desk.upkeep.asked_on(practitioner)
    if not may_ask_again(before, today):
        return
    asked = Asked(practitioner, before, today)
    try:
        notice = Notice(practitioner, DUE, today.isoformat())
        await desk.ledger.commit(Effects(notices=(notice,), rewrites=(asked,)), None)
    except OutdatedError:
        return  # another replica has asked them


async def remind_of_leavers(desk: Desk, now: datetime) -> None:
    """Tell whoever may settle it, once a week, for as long as something is still a leaver's.

    Where nobody said that they had left, as when a directory did, this is the first that is heard of it.
    """
    if not in_working_hours(now):
        return
    today = local_day(now)
    for leaver in await desk.upkeep.leavers(today):
        weeks = (today - leaver.left_on).days // _WEEK if leaver.left_on else None
        whose = await desk.register.colleague(leaver.practitioner_id)
        if weeks == 0 or whose is None:
            continue
        week = today.strftime("%G-%V") if weeks is None else str(weeks)
        to = await sweepers(whose, desk.upkeep, now)
        notices = tuple(Notice(one, KIND, leaver.practitioner_id) for one in to)
        await desk.ledger.commit(Effects(notices=notices), f"round:{KIND}:{leaver.practitioner_id}:{week}")
