"""Who holds what, in memory. Passes the real one's contract tests (tests/store/test_contract_upkeep.py)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cases.confirming import due, may_ask_again
from cases.model import AgencyId, Case, CaseStatus, Colleague, Member, Practitioner, PractitionerId, ServiceId
from cases.ports_upkeep import Leaver
from cases.records import Asked, Departure
from store.seed import RegisterSeed
from tests.fakes import FakeCases, FakeInvolvements, FakeLedger


class FakePeople:
    """The practitioners of a seed, as they have come and gone since. Shared with a FakeRegister."""

    def __init__(self, known: dict[PractitionerId, Practitioner]) -> None:
        self.known = known
        self.left_on: dict[PractitionerId, date] = {}
        self.by_directory: set[PractitionerId] = set()

    def is_current(self, change: Departure) -> bool:
        one, by_directory = (
            self.known.get(change.practitioner_id),
            change.practitioner_id in self.by_directory,
        )
        if one is None:
            return False
        if change.by_directory:
            return by_directory if change.active else one.active
        return one.active is not change.active or (not change.active and by_directory)

    def rewrite(self, change: Departure) -> None:
        whose = change.practitioner_id
        self.known[whose] = replace(self.known[whose], active=change.active)
        self.by_directory.discard(whose)
        if change.active:
            self.left_on.pop(whose, None)
            return
        self.left_on.setdefault(whose, change.on)
        if change.by_directory:
            self.by_directory.add(whose)


class FakeAsked:
    """When whom was asked what is due."""

    def __init__(self) -> None:
        self.on: dict[PractitionerId, date] = {}

    def is_current(self, change: Asked) -> bool:
        return self.on.get(change.practitioner_id) == change.before

    def rewrite(self, change: Asked) -> None:
        self.on[change.practitioner_id] = change.on


class FakeUpkeep:
    """Reads a seed, and what a FakeLedger has made of it."""

    def __init__(
        self,
        seed: RegisterSeed,
        kept: FakeInvolvements,
        cases: FakeCases,
        people: FakePeople,
        asked: FakeAsked,
    ) -> None:
        self._kept, self._cases, self.people, self._asked = kept, cases, people, asked
        self._services = {one.id: one for one in seed.services}
        self._agencies = {one.id: one for one in seed.agencies}

    async def held_by(self, practitioner: PractitionerId, today: date) -> Sequence[Member]:
        return [
            Member(row, self.people.known[practitioner], service, self._agencies[service.agency_id])
            for _, row in sorted(self._kept.rows.items())
            if row.practitioner_id == practitioner and (row.until is None or row.until >= today)
            for service in (self._services[row.service_id],)
        ]

    async def to_ask(self, today: date, most: int) -> Sequence[PractitionerId]:
        found = [
            one.id
            for one in self.people.known.values()
            if one.active
            and one.identity
            and may_ask_again(self._asked.on.get(one.id), today)
            and due(await self.held_by(one.id, today), today)
        ]
        return sorted(found)[:most]

    async def asked_on(self, practitioner: PractitionerId) -> date | None:
        return self._asked.on.get(practitioner)

    async def staff(self, services: Sequence[ServiceId]) -> Sequence[Colleague]:
        found = [self._colleague(one) for one in self._active() if one.service_id in services]
        return sorted(found, key=lambda one: (one.practitioner.name, one.practitioner.id))

    async def managers(self, agency: AgencyId) -> Sequence[Colleague]:
        return [
            self._colleague(one)
            for one in self._active()
            if any(self._services[service].agency_id == agency for service in one.manages)
        ]

    async def led_by(self, practitioner: PractitionerId) -> Sequence[Case]:
        return [
            case
            for _, case in sorted(self._cases.rows.items())
            if case.lead_id == practitioner and case.status is CaseStatus.OPEN
        ]

    async def leavers(self, today: date) -> Sequence[Leaver]:
        return [
            Leaver(one.id, self.people.left_on.get(one.id))
            for _, one in sorted(self.people.known.items())
            if not one.active and (await self.held_by(one.id, today) or await self.led_by(one.id))
        ]

    def _active(self) -> list[Practitioner]:
        return [one for _, one in sorted(self.people.known.items()) if one.active]

    def _colleague(self, one: Practitioner) -> Colleague:
        service = self._services[one.service_id]
        return Colleague(one, service, self._agencies[service.agency_id])


def fake_upkeep(
    seed: RegisterSeed,
    ledger: FakeLedger,
    people: dict[PractitionerId, Practitioner],
) -> FakeUpkeep:
    """The port over what this ledger keeps, which from now on takes note of who is asked and who leaves."""
    there, asked = FakePeople(people), FakeAsked()
    ledger.keepers |= {Asked: asked, Departure: there}
    return FakeUpkeep(seed, ledger.kept, ledger.cases, there, asked)
