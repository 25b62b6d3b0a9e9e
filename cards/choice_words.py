"""How somebody hears of updates, in one sentence."""

from datetime import time

from cases.choices import Choice, Pace

ZONES = {
    "Europe/London": "London",
    "Europe/Dublin": "Dublin",
    "Europe/Lisbon": "Lisbon",
    "Atlantic/Canary": "Canary Islands",
    "Europe/Paris": "Paris",
    "Europe/Berlin": "Berlin",
    "Europe/Madrid": "Madrid",
    "Europe/Warsaw": "Warsaw",
    "Europe/Bucharest": "Bucharest",
    "Africa/Lagos": "Lagos",
    "Asia/Dubai": "Dubai",
    "Asia/Karachi": "Karachi",
    "Asia/Kolkata": "Kolkata",
    "Asia/Manila": "Manila",
    "Australia/Sydney": "Sydney",
    "Pacific/Auckland": "Auckland",
    "America/New_York": "New York",
}
"""Those that are offered, the usual one first."""

_HOUR = 60


def meaning(choice: Choice) -> str:
    """For instance "You hear at most once an hour, not between 18:00 and 08:00, not on your days off."."""
    parts = [f"You hear {_often(choice)}"]
    if choice.quiet_from != choice.quiet_to:
        parts.append(f"not between {clock(choice.quiet_from)} and {clock(choice.quiet_to)}")
    parts.append("not on your days off")
    there = "" if choice.zone == "Europe/London" else f" ({city(choice.zone)} time)"
    return f"{', '.join(parts)}{there}."


def beyond(choice: Choice) -> str:
    """What becomes of more messages than they want on one day, and of what cannot wait."""
    messages = "message" if choice.budget == 1 else "messages"
    return (
        f"After {choice.budget} {messages} in a day, the rest is put together. What needs you comes as soon "
        "as it may. An alarm about somebody's safety comes at any time, and says why."
    )


def city(zone: str) -> str:
    """A time zone by its place, for instance "New York"."""
    return ZONES.get(zone) or zone.rpartition("/")[2].replace("_", " ")


def clock(at: time) -> str:
    """For instance "08:30"."""
    return f"{at:%H:%M}"


def every(minutes: int) -> str:
    """For instance "every 2 hours", "every 45 minutes"."""
    if minutes == _HOUR:
        return "every hour"
    hours, rest = divmod(minutes, _HOUR)
    return f"every {minutes} minutes" if rest else f"every {hours} hours"


def _often(choice: Choice) -> str:
    match choice.pace:
        case Pace.AT_ONCE:
            return "at once"
        case Pace.DAILY:
            return f"once a day at {clock(choice.daily_at)}"
        case Pace.ONLY_MINE:
            return "only of what needs you"
        case Pace.GROUPED:
            return "at most once an hour" if choice.every == _HOUR else f"at most {every(choice.every)}"
