"""Days as people in Britain write and say them, whatever the machine's locale."""

from datetime import date, datetime

from cases.local import LOCAL
from cases.model import Birth

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A day without its year is the next one of that date; further ahead the year is said.
YEAR_FROM_DAYS = 300
# From here on the next coarser unit says it better: an age in years from two, a distance in weeks from three.
YEARS_FROM_MONTHS, MONTHS_FROM_MONTHS, WEEKS_FROM_DAYS = 24, 2, 21


def day(on: date) -> str:
    """For instance "2 March 2014"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date, today: date) -> str:
    """For instance "2 Mar", with the year when it is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1][:3]}{year}"


def coming_day(on: date, today: date, *, named: bool = False) -> str:
    """For instance "5 January", or "Tuesday 5 January" when ``named``; with the year if it is far off."""
    weekday = f"{WEEKDAYS[on.weekday()]} " if named else ""
    year = "" if 0 <= (on - today).days < YEAR_FROM_DAYS else f" {on.year}"
    return f"{weekday}{on.day} {MONTHS[on.month - 1]}{year}"


def moment(at: datetime) -> str:
    """For instance "14:05 on 2 March 2014", in British time. ``at`` is aware."""
    local = at.astimezone(LOCAL)
    return f"{local:%H:%M} on {day(local)}"


def ago(on: date, today: date) -> str:
    """For instance "3 days ago (19 Nov)": nearness first, because that is what is looked for."""
    days = (today - on).days
    if days < 0:
        return f"on {short_day(on, today)}"
    if days == 0:
        return "today"
    return f"{_distance(days, _months(on, today))} ({short_day(on, today)})"


def born(birth: Birth, today: date) -> str:
    """For instance "Born 2 March 2014 (12)", "Born March 2014", "Expected 4 May 2027"."""
    written = str(birth.year)
    if birth.month:
        written = f"{MONTHS[birth.month - 1]} {written}"
        if birth.day:
            written = f"{birth.day} {written}"
    if birth.expected:
        return f"Expected {written}"
    age = _age(birth, today)
    return f"Born {written} ({age})" if age else f"Born {written}"


def _age(birth: Birth, today: date) -> str:
    if not (birth.month and birth.day):
        return ""
    months = (today.year - birth.year) * 12 + today.month - birth.month - (today.day < birth.day)
    if months >= YEARS_FROM_MONTHS:
        return str(months // 12)
    if months >= 1:
        return _count(months, "month")
    return "newborn" if months == 0 else ""


def _distance(days: int, months: int) -> str:
    if days == 1:
        return "yesterday"
    if days < WEEKS_FROM_DAYS:
        return f"{days} days ago"
    if months < MONTHS_FROM_MONTHS:
        return f"{days // 7} weeks ago"
    if months < YEARS_FROM_MONTHS:
        return f"{months} months ago"
    return f"{months // 12} years ago"


def _months(since: date, today: date) -> int:
    return (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
