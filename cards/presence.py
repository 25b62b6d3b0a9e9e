"""Whether somebody is there, in few words."""

from datetime import date

from cards.dates import WEEKDAYS, coming_day
from cases.availability import Availability, Presence
from cases.model import Absence
from cases.profile import WEEK, Weekday

DAYS = dict(zip(WEEK, WEEKDAYS, strict=True))
_RUN = 3  # from so many days on, "Monday to Wednesday" is shorter than a list


def away(absence: Absence, today: date) -> str:
    """Of somebody who is away now: "Away until 5 January", or "Out of office" when nobody can say."""
    return f"Away until {coming_day(absence.until, today)}" if absence.until else "Out of office"


def presence(how: Availability, today: date) -> str:
    """One or two short sentences; "" when nothing is known."""
    said = {
        Presence.AT_WORK: "At work today.",
        Presence.OUT_OF_OFFICE: "Out of office.",
        Presence.AWAY: f"Away until {coming_day(how.until, today)}." if how.until else "",
        Presence.NOT_A_WORKING_DAY: "Not a working day.",
        Presence.NOT_SAID: "",
    }[how.presence]
    back = f"Back on {coming_day(how.back, today, named=True)}." if how.back else ""
    return " ".join(filter(None, (said, back, _coming(how.coming, today))))


def _coming(absence: Absence | None, today: date) -> str:
    if absence is None:
        return ""
    first = coming_day(absence.since, today)
    if absence.until == absence.since:
        return f"Away on {first}."
    return f"Away from {first}" + (f" until {coming_day(absence.until, today)}." if absence.until else ".")


def working_days(days: frozenset[Weekday]) -> str:
    """For instance "Monday to Thursday", or "Monday, Wednesday and Friday"."""
    places = [place for place, day in enumerate(WEEK) if day in days]
    names = [WEEKDAYS[place] for place in places]
    if len(places) >= _RUN and places[-1] - places[0] == len(places) - 1:
        return f"{names[0]} to {names[-1]}"
    *others, last = names or [""]
    return " and ".join(filter(None, (", ".join(others), last)))
