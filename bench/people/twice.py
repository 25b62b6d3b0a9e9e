"""The second record of a child who is on a register twice: what another agency wrote, by hand and by ear."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from bench.people.also import SHORT, SPELT
from bench.people.names import a_family, an_origin
from bench.people.slips import is_latin, misremembered, mistyped, one_digit_wrong, plain
from cases.model import Birth, Child, ChildId, Name
from sandbox.world.families import WARDS

AGAIN = "-again"
NUMBERED = 0.25
"""So many of the second records have the number that the first one has: with it, finding them is no art."""


def second(child: Child, dice: Random) -> Child:
    """The same child again, as somebody else wrote it down."""
    return replace(
        child,
        id=ChildId(f"{child.id}{AGAIN}"),
        reference=f"{child.reference}{AGAIN}",
        names=(_name(dice.choice(child.names), dice),),
        birth=_birth(child.birth, dice),
        area=_area(child.area, dice),
        nhs_number=_number(child.nhs_number, dice),
        upn=child.upn if dice.random() < NUMBERED else "",
        shielded=False,
    )


def _name(name: Name, dice: Random) -> Name:
    given, family = name.given, name.family
    if " " in given and dice.random() < 0.6:
        given = given.split()[0]
    if is_latin(str(name)) and dice.random() < 0.5:
        given, family = plain(given), plain(family)
    chance = dice.random()
    others = (*SHORT.get(given.lower(), ()), *SPELT.get(given.lower(), ()))
    if chance < 0.08 and others:
        given = dice.choice(others).title()
    elif chance < 0.20 and is_latin(given):
        given = mistyped(given, dice)
    elif chance < 0.22 and family:
        given, family = family, given
    chance = dice.random()
    if chance < 0.12 and family and is_latin(family):
        family = mistyped(family, dice)
    elif chance < 0.16 and family:
        family = a_family(an_origin(dice), dice)
    elif chance < 0.18:
        family = ""
    return Name(given, family)


def _birth(birth: Birth | None, dice: Random) -> Birth | None:
    chance = dice.random()
    if birth is None or birth.day is None or chance >= 0.12:
        return birth
    return misremembered(birth, dice) if chance < 0.09 else Birth(birth.year)


def _area(area: str, dice: Random) -> str:
    chance = dice.random()
    if chance < 0.15:
        return str(dice.choice(WARDS))
    return "" if chance < 0.2 else area


def _number(number: str, dice: Random) -> str:
    chance = dice.random()
    if not number or chance >= NUMBERED:
        return ""
    return one_digit_wrong(number, dice) if chance < 0.1 * NUMBERED else number


def doubled(page: Iterable[Child], share: float, dice: Random) -> Iterator[Child]:
    """The children, so many of them a second time."""
    for child in page:
        yield child
        if child.names and dice.random() < share:
            yield second(child, dice)


def is_one(one: str, other: str) -> bool:
    """Whether two ids are the two records of one child."""
    return one.removesuffix(AGAIN) == other.removesuffix(AGAIN)
