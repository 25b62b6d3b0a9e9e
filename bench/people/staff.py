"""Who works with the children: agencies of each borough, their services and practitioners."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from random import Random

from bench.people.children import BLOCK, BOROUGH, DAY, People
from bench.people.names import a_family, a_given, an_origin
from cases.model import (
    Agency,
    AgencyId,
    Agreement,
    Child,
    Identity,
    Involvement,
    InvolvementId,
    Level,
    Practitioner,
    PractitionerId,
    Purpose,
    Service,
    ServiceId,
    Visibility,
)
from sandbox.world.numbers import guid

EACH = 5
"""Involvements a child."""
_TEAM, _SERVICES = 20, 10
_PER_AGENCY = _TEAM * _SERVICES
_FEWEST = _PER_AGENCY
_KINDS = (
    ("School", "school", "Teacher"),
    ("Community Health", "nhs trust", "Nurse"),
    ("Council", "council", "Social worker"),
    ("Academy", "school", "Pastoral lead"),
    ("Housing", "housing association", "Housing officer"),
    ("Surgery", "gp surgery", "GP"),
    ("Young People's Trust", "charity", "Youth worker"),
    ("Police", "police", "Officer"),
)
_SENSITIVE = 9
"""Of an agency's ten services the last is a sensitive one, with a tenth of its people."""


class Staff:
    """The practitioners of so many children: two to five of them."""

    def __init__(self, people: People) -> None:
        self._people = people
        # Whole agencies, and as many in each borough that is there in full.
        self.count = max(_FEWEST, people.count * 2 // 5 // _PER_AGENCY * _PER_AGENCY)
        self._per_borough = min(self.count, BOROUGH * 2 // 5)

    @cached_property
    def agencies(self) -> Sequence[Agency]:
        """All of them."""
        return [_agency(number) for number in range(self.count // _PER_AGENCY)]

    @cached_property
    def services(self) -> Sequence[Service]:
        """All of them."""
        return [_service(number) for number in range(self.count // _TEAM)]

    def practitioners(self) -> Iterator[Practitioner]:
        """All of them, made as they are read."""
        return map(self.practitioner, range(self.count))

    def practitioner(self, number: int) -> Practitioner:
        """One of them."""
        dice = Random(f"{self._people.seed}/practitioner/{number}")  # noqa: S311 - the same each time
        origin, agency = an_origin(dice), number // _PER_AGENCY
        service = f"s-{number // _TEAM:05d}"
        return Practitioner(
            id=PractitionerId(f"p-g{number:06d}"),
            name=f"{a_given(origin, dice)} {a_family(origin, dice)}",
            role=_KINDS[agency % len(_KINDS)][2],
            service_id=ServiceId(service),
            phone=f"020 7946 0{number % 1000:03d}",  # Ofcom's London range for drama use
            email=f"staff.{number}@agency-{agency}.example",
            identity=Identity(guid(f"tenant {agency}"), guid(f"practitioner {number}")),
            manages=frozenset({ServiceId(service)}) if number % _TEAM == 0 else frozenset(),
        )

    def agreements(self) -> Iterator[Agreement]:
        """One a borough, between all of its agencies."""
        of_borough = self._per_borough // _PER_AGENCY
        for start in range(0, len(self.agencies), of_borough):
            parties = frozenset(agency.id for agency in self.agencies[start : start + of_borough])
            yield Agreement(
                f"g-{start}", parties, frozenset(Purpose), Level.CONTACT, date(2020, 1, 1)
            )  # fmt: skip

    def involvements(self, block: int, children: Sequence[Child]) -> Iterator[Involvement]:
        """Those of a block's children."""
        dice = Random(f"{self._people.seed}/circle/{block}")  # noqa: S311 - the same each time
        for place, child in enumerate(children):
            yield from self._circle(block * BLOCK + place, child, dice)

    def _circle(self, number: int, child: Child, dice: Random) -> Iterator[Involvement]:
        begins = min(number // BOROUGH * self._per_borough, self.count - self._per_borough)
        first, stride = int(dice.random() * self._per_borough), self._per_borough // EACH
        for turn in range(EACH):
            who = begins + (first + turn * stride) % self._per_borough
            since = DAY - timedelta(days=1 + int(dice.random() * 700))
            seen = since + timedelta(days=int(dice.random() * (DAY - since).days))
            sensitive = self.services[who // _TEAM].sensitive
            yield Involvement(
                id=InvolvementId(f"i-{child.id}-{turn}"),
                child_id=child.id,
                practitioner_id=PractitionerId(f"p-g{who:06d}"),
                service_id=self.services[who // _TEAM].id,
                role=_KINDS[who // _PER_AGENCY % len(_KINDS)][2],
                since=since,
                last_contact=seen,
                last_confirmed=seen,
                visibility=Visibility.SENSITIVE if sensitive else Visibility.OPEN,
                recording_basis="consent" if sensitive else "",
            )


def _agency(number: int) -> Agency:
    name, kind, _ = _KINDS[number % len(_KINDS)]
    return Agency(AgencyId(f"a-{number:04d}"), f"{name} {number}", kind)


def _service(number: int) -> Service:
    sensitive = number % _SERVICES == _SENSITIVE
    name = f"{'Counselling' if sensitive else 'Team'} {number}"
    return Service(ServiceId(f"s-{number:05d}"), AgencyId(f"a-{number // _SERVICES:04d}"), name, sensitive)
