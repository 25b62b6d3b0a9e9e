"""Adds generated families to the world, with practitioners enough to work with them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.world.agencies import services
from sandbox.world.build import personal_chat
from sandbox.world.families import WARDS
from sandbox.world.names import FAMILY, GIVEN
from sandbox.world.people import MANAGER, STAFF, practitioner
from sandbox.world.shape import Row, World

CHILDREN_PER_PRACTITIONER = 20
INVOLVEMENTS_PER_CHILD = 5
FAMILY_SIZES = (1, 1, 2, 2, 3, 4)
YOUNGEST, OLDEST = 30, 18 * 365
FIRST_NUMBER = 100_001
# Mostly universal services, as in life; sensitive ones seldom; none that works under an agreement of its own.
WEIGHTS = {
    "school-nursing": 10, "health-visiting": 10, "general-practice": 10, "sorrel-pastoral": 10,
    "odas-pastoral": 10, "kingsbrook-pastoral": 14, "assessment": 6, "early-help": 6, "tenancy-support": 3,
    "paediatrics": 3, "sexual-health": 0.4, "camhs": 0.8, "domestic-abuse": 0.4, "substance-misuse": 0.4,
}  # fmt: skip


def enlarge(world: World, today: date, count: int, nhs: Iterator[str]) -> None:
    """Add ``count`` children, their families, practitioners and involvements. Nothing already there changes.

    A child whose turn comes after the last number of ``nhs`` has none.
    """
    dice = random.Random(20_261)  # noqa: S311 - a made-up world, the same each time
    staff = list(_practitioners(max(2 * INVOLVEMENTS_PER_CHILD, count // CHILDREN_PER_PRACTITIONER), dice))
    world["people"] += staff
    world["conversations"] += (personal_chat(row["id"]) for row in staff)
    mill = Mill(
        dice=dice,
        nhs=nhs,
        days=[(today - timedelta(days=ago)).isoformat() for ago in range(OLDEST + 1)],
        taken={(name["given"], name["family"]) for child in world["children"] for name in child["names"]},
        staff=staff,
        sensitive={row["id"] for row in services() if row["sensitive"]},
    )
    number, last = FIRST_NUMBER, FIRST_NUMBER + count
    while number < last:
        size = min(dice.choice(FAMILY_SIZES), last - number)
        mill.family(world, number, size)
        number += size


def _practitioners(count: int, dice: random.Random) -> Iterator[Row]:
    posts = dice.choices(list(WEIGHTS), weights=list(WEIGHTS.values()), k=count)
    for serial, service in enumerate(posts, start=1):
        role = dice.choice([role for _, role in STAFF[service] if role != MANAGER])
        yield practitioner(
            f"p-g{serial:05d}",
            f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}",
            role=role,
            service=service,
            phone=f"020 7946 0{serial % 1000:03d}",  # Ofcom's London range for drama use
            address=f"staff.{serial}",
        )


@dataclass(frozen=True, slots=True)
class Mill:
    """Makes families. ``days[n]`` is n days ago; ``taken`` are the (given, family) names not to be used."""

    dice: random.Random
    nhs: Iterator[str]
    days: list[str]
    taken: set[tuple[str, str]]
    staff: list[Row]
    sensitive: set[str]

    def family(self, world: World, number: int, size: int) -> None:
        """Add a family of ``size`` children, numbered from ``number``, and their circles."""
        family, ward = self.dice.choice(FAMILY), self.dice.choice(WARDS)
        parent = f"a-{number}"
        children = [f"c-{serial}" for serial in range(number, number + size)]
        members = [parent, *children]
        for child in children:
            age = self.dice.randrange(YOUNGEST, OLDEST)
            world["children"].append(self._child(child, age, family, ward))
            world["involvements"] += self._circle(child, age)
            world["relationships"] += (
                {"child": child, "other": other, "kind": "carer" if other is parent else "sibling"}
                for other in members
                if other is not child
            )
        world["persons"].append({"id": parent, "name": {"given": self.dice.choice(GIVEN), "family": family}})
        world["households"].append({"id": f"h-{number}", "members": members})

    def _child(self, child: str, age: int, family: str, ward: str) -> Row:
        given = self.dice.choice(GIVEN)
        while (given, family) in self.taken:
            given = self.dice.choice(GIVEN)
        return {
            "id": child,
            "reference": child.upper(),
            "names": [{"given": given, "family": family}],
            "born": self.days[age],
            "expected": False,
            "area": ward,
            "nhsNumber": next(self.nhs, ""),
            "upn": "",
            "shielded": False,
        }

    def _circle(self, child: str, age: int) -> Iterator[Row]:
        first = self.dice.randrange(len(self.staff))
        stride = len(self.staff) // INVOLVEMENTS_PER_CHILD
        for turn in range(INVOLVEMENTS_PER_CHILD):
            person = self.staff[(first + turn * stride) % len(self.staff)]
            since = int(self.dice.random() * age)
            contact = self.days[int(self.dice.random() * since)]
            yield {
                "id": f"i-{child}-{turn}",
                "child": child,
                "practitioner": person["id"],
                "service": person["service"],
                "role": person["role"],
                "since": self.days[since],
                "until": None,
                "lastContact": contact,
                "lastConfirmed": contact,
                "visibility": "sensitive" if person["service"] in self.sensitive else "open",
                "disclosure": "none",
                "basis": "",
                "recordingBasis": "consent" if person["service"] in self.sensitive else "",
                "namedTo": [],
            }
