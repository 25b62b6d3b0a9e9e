"""The days of the people in the register: those of the place where the work is done."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")


def local_day(moment: datetime) -> date:
    """The day it is there at an aware moment."""
    return moment.astimezone(LOCAL).date()
