"""Who is drawn in a picture of a network, by agency, in words that the picture's letters can say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cards.drawn_text import legible
from cases.views import CircleMember, CircleView

FURTHER, IN_TOUCH = "A further service", "Ask to be put in touch"

Numbered = tuple[int, CircleMember]


@dataclass(frozen=True, slots=True)
class Person:
    """One practitioner; or a further service, of which nothing is known."""

    name: str
    role: str
    mark: str = ""
    last_contact: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The practitioners of one agency. A further service has none."""

    agency: str
    people: tuple[Person, ...]


def drawn(view: CircleView, most: int) -> tuple[Numbered, ...]:
    """The first so many of the circle with their places in it; the viewer is always one of them."""
    everybody = list(enumerate(view.members, start=1))
    shown = everybody[:most]
    if not any(member.is_viewer for _, member in shown):
        me = next((one for one in everybody[most:] if one[1].is_viewer), None)
        shown = [*shown[: most - 1], me] if me else shown
    return tuple(shown)


def blocks(shown: Sequence[Numbered], *, further: bool) -> list[Block]:
    """By agency, in the order of the circle: the lead's agency comes first."""
    agencies: dict[str, list[Person]] = {}
    for number, member in shown:
        agencies.setdefault(member.agency, []).append(_person(number, member))
    made = [
        Block(legible(agency) or "Agency as listed below", tuple(people))
        for agency, people in agencies.items()
    ]
    return [*made, Block("", (Person(FURTHER, IN_TOUCH),))] if further else made


def mark(member: CircleMember) -> str:
    """What marks the lead and the viewer, in words."""
    return " · ".join(word for word, holds in (("Lead", member.is_lead), ("You", member.is_viewer)) if holds)


def _person(number: int, member: CircleMember) -> Person:
    name = legible(member.name) or f"Number {number} below"
    return Person(name, legible(member.role), mark(member), member.last_contact)
