"""What the people of Larkmere say of themselves: when they work, what they speak, when they are away."""

from collections.abc import Iterator
from datetime import date, timedelta

from sandbox.world.people import person_id
from sandbox.world.shape import Row

FULL, NO_FRIDAYS = "mon,tue,wed,thu,fri", "mon,tue,wed,thu"

# Working days, and languages besides English.
PEOPLE: dict[str, tuple[str, tuple[str, ...]]] = {
    "Leila Osei": (FULL, ("Twi", "French")),
    "Gareth Pugh": (FULL, ("Welsh",)),
    "Priyanka Nair": (NO_FRIDAYS, ("Malayalam", "Hindi")),
    "Joanna Whitlock": (FULL, ()),
    "Marek Zielinski": (FULL, ("Polish",)),
    "Marcus Thorne": ("wed,thu,fri,sat,sun", ()),
    "Ellie Farrow": ("mon,tue,sat,sun", ("British Sign Language",)),
    "Grace Mbeki": ("mon,tue,thu", ("Zulu",)),
    "Adaeze Obi": (NO_FRIDAYS, ("Igbo",)),
    "Meera Chaudhuri": ("mon,wed,thu", ("Hindi", "Punjabi", "Urdu")),
    "Naomi Castellan": ("tue,wed,thu", ("Spanish",)),
    "Tobias Lindqvist": (FULL, ("Swedish",)),
    "Fiona Maddox": (FULL, ()),
    "Zainab Bashir": (FULL, ("Arabic", "Urdu")),
    "Carol Beamish": ("mon,tue,wed", ()),
}
# Days from today on which they are away, both included; no last day is known of somebody who is ill.
AWAY: dict[str, tuple[int, int | None]] = {
    "Meera Chaudhuri": (-3, 10),
    "Priyanka Nair": (-1, None),
    "Gareth Pugh": (20, 34),
}


def profiles(today: date) -> Iterator[Row]:
    """``{practitioner, workingDays, languages, awayFrom, awayUntil}``; the days are None for nobody away."""
    for name, (working_days, languages) in PEOPLE.items():
        since, until = AWAY.get(name, (None, None))
        yield {
            "practitioner": person_id(name),
            "workingDays": working_days,
            "languages": list(languages),
            "awayFrom": _day(today, since),
            "awayUntil": _day(today, until),
        }


def _day(today: date, distance: int | None) -> str | None:
    return None if distance is None else (today + timedelta(days=distance)).isoformat()
