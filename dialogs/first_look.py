"""What a service is new to is not made up for: only what falls due from its first look on."""

from contextlib import suppress
from datetime import date

from cases.records import Effects, OutdatedError, TaskMark, TaskMarks
from dialogs.turn import Desk

_SEEN = "looked"


async def is_new(desk: Desk, what: str, where: str, day: date | None) -> bool:
    """Whether what falls due on that day did so before there was anybody to look after it for.

    ``what`` is looked after for people in the time zone ``where``, and ``day`` is the one there, None while
    nothing of it is due. At the first look ever both are noted: so a service that has just been put up, or a
    register that has just been filled, sends nobody what they would have had before.
    """
    subject = f"{what}/{where}"
    seen, new = TaskMark("first look", subject, _SEEN), TaskMark("first day", subject, _day(day))
    said = await desk.reminders.said([seen, new])
    if seen not in said:
        with suppress(OutdatedError):  # another replica has looked first
            await desk.ledger.commit(Effects(rewrites=(TaskMarks((seen, new)),)), None)
        said = await desk.reminders.said([new])
    return day is not None and new in said


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
