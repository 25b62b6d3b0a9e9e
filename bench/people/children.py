"""Made-up children in blocks, each block the same whenever it is made: no need to keep any of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.people.also import SHORT
from bench.people.names import Origin, a_family, a_given, an_origin
from cases.model import Birth, Child, ChildId, Name
from sandbox.world.families import WARDS
from sandbox.world.numbers import upn

BLOCK = 128
"""Children in a block."""
BOROUGH = 50_000
"""Children in a borough: beyond that, the next one begins, with agencies and areas of its own."""
FIRST = 100_001
DAY = date(2026, 11, 1)
"""The day on which everybody's age is counted, whenever it is made."""
_SIZES = (1, 1, 2, 2, 2, 3, 3, 4)
_OLDEST, _AT_SCHOOL = 18 * 365, 5 * 365
_TOWNS = ("", "North", "South", "East", "West", "Upper", "Lower", "Great", "Little", "New", "Old", "Long")


@dataclass(frozen=True, slots=True)
class People:
    """So many children. ``seed`` makes another country of as many."""

    count: int
    seed: int = 7

    @property
    def blocks(self) -> int:
        """How many blocks they are made in."""
        return -(-self.count // BLOCK)

    def block(self, number: int) -> list[Child]:
        """The children of a block: whole families one after the other."""
        first, size = number * BLOCK, min(BLOCK, self.count - number * BLOCK)
        dice = Random(f"{self.seed}/{number}")  # noqa: S311 - made up, the same each time
        made: list[Child] = []
        while len(made) < size:
            made.extend(_family(first + len(made), min(dice.choice(_SIZES), size - len(made)), dice))
        return made

    def child(self, number: int) -> Child:
        """One of them, who is made with the block."""
        block, place = divmod(number, BLOCK)
        return self.block(block)[place]

    def all(self) -> Iterator[list[Child]]:
        """Every block."""
        return map(self.block, range(self.blocks))


def nhs_number(serial: int) -> str:
    """A valid NHS number of the 999 range, which is kept for tests; "" for a child in eleven or so.

    As sandbox.world.numbers makes them one after the other, but any of them at once.
    """
    body = f"999{serial * 387_211 % 1_000_000:06d}"
    check = -sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True)) % 11
    return "" if check == 10 or serial >= 1_000_000 else f"{body}{check}"


def _family(first: int, size: int, dice: Random) -> Iterator[Child]:
    origin, area = an_origin(dice), _area(first, dice)
    shared = a_family(origin, dice)
    twin: Birth | None = None
    for number in range(first, first + size):
        born = twin or _birth(dice)
        twin = born if born and dice.random() < 0.03 else None
        # Now and then a child has the other parent's name.
        family = shared if dice.random() < 0.93 else a_family(origin, dice)
        yield _child(number, _names(origin, family, born, dice), born, area, dice)


def _area(first: int, dice: Random) -> str:
    town = _TOWNS[first // BOROUGH % len(_TOWNS)]
    ward = WARDS[int(dice.random() * len(WARDS))]
    return f"{town} {ward}".strip()


def _child(number: int, names: tuple[Name, ...], born: Birth | None, area: str, dice: Random) -> Child:
    serial = FIRST + number
    unborn = born is not None and born.expected
    at_school = born is not None and (DAY.year - born.year) * 365 > _AT_SCHOOL
    return Child(
        id=ChildId(f"c-{serial}"),
        reference=f"C-{serial}",
        names=names,
        birth=born,
        area=area if dice.random() < 0.97 else "",
        nhs_number="" if unborn else nhs_number(number),
        upn=upn(born.year + 4, serial) if at_school and born else "",
        shielded=dice.random() < 0.004,
    )


def _birth(dice: Random) -> Birth | None:
    """Mostly a full date; a year or nothing for children who came without papers; a few are not born yet."""
    chance = dice.random()
    if chance < 0.004:
        return None
    if chance < 0.009:
        day = DAY + timedelta(days=1 + int(dice.random() * 200))
        return Birth(day.year, day.month, expected=True)
    day = DAY - timedelta(days=int(dice.random() * _OLDEST))
    if chance < 0.025:
        return Birth(day.year)
    return Birth(day.year, day.month, None if chance < 0.035 else day.day)


def _names(origin: Origin, family: str, born: Birth | None, dice: Random) -> tuple[Name, ...]:
    if born is not None and born.expected:
        return (Name("Baby", family),)
    given = a_given(origin, dice)
    if dice.random() < 0.12:
        given = f"{given} {a_given(origin, dice)}"
    if dice.random() < 0.008:
        return (Name(given),)
    name = Name(given, family)
    if origin.own and dice.random() < 0.4:
        return _in_own_script(name, origin, dice)
    return (name, *_further(name, origin, dice))


def _in_own_script(name: Name, origin: Origin, dice: Random) -> tuple[Name, ...]:
    """One in four of them only as their own script writes it, the others both ways."""
    own = Name(_own(name.given, origin), _own(name.family, origin))
    return (own,) if dice.random() < 0.25 else (name, own)


def _own(words: str, origin: Origin) -> str:
    return " ".join(
        "-".join(origin.own.get(part, part) for part in word.split("-")) for word in words.split()
    )


def _further(name: Name, origin: Origin, dice: Random) -> Iterator[Name]:
    """What else some are called: by a short form, by another family's name, or as they were before."""
    chance = dice.random()
    short = SHORT.get(name.given.lower(), ())
    if chance < 0.06 and short:
        yield Name(dice.choice(short).title(), name.family)
    elif chance < 0.09:
        yield Name(name.given, a_family(origin, dice))
    elif chance < 0.10:
        yield Name(a_given(origin, dice))
