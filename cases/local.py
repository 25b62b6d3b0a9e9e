"""The days of the people in the register: those of the place where the work is done."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")


def local_day(moment: datetime) -> date:
    """The day it is there at an aware moment."""
    return moment.astimezone(LOCAL).date()


_BEGINS, _ENDS = time(8), time(18)
_SATURDAY = 5


def in_working_hours(moment: datetime) -> bool:
    """Whether it is Monday to Friday there, from 08:00 until before 18:00. Bank holidays count as any day."""
    there = moment.astimezone(LOCAL)
    return there.weekday() < _SATURDAY and _BEGINS <= there.time() < _ENDS
