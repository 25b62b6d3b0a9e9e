"""A stand-in for the children around somebody. It passes the contract tests of the real one (tests/store)."""

from collections.abc import Sequence
from datetime import datetime

from cases.local import local_day
from cases.matching import traits_of
from cases.model import Case, CaseStatus, ChildId, Grant, Practitioner
from cases.typeahead import OwnChild, Typed
from store.seed import RegisterSeed
from tests.fakes import FakeCases, FakeInvolvements


class FakeOwnChildren:
    """Looks through every child of a seed."""

    def __init__(
        self, seed: RegisterSeed, kept: FakeInvolvements, cases: FakeCases, grants: Sequence[Grant]
    ) -> None:
        self._seed, self._kept, self._cases, self._grants = seed, kept, cases, grants

    async def around(self, person: Practitioner, typed: Typed, now: datetime) -> Sequence[OwnChild]:
        current = [one for one in self._kept.rows.values() if one.current(local_day(now))]
        mine = {one.child_id for one in current if one.practitioner_id == person.id}
        found = set(mine)
        if not typed.short:
            found |= {one.child_id for one in current if one.service_id in person.manages}
            found |= {child for case in self._about(person, mine) for child in case.children}
            found |= {
                one.child_id
                for one in self._grants
                if one.practitioner_id == person.id and one.given_at <= now < one.expires_at
            }
        return [
            OwnChild(child.id, child.reference, traits_of(child), child.id in mine)
            for child in self._seed.children
            if child.id in found and not child.shielded
        ]

    def _about(self, person: Practitioner, mine: set[ChildId]) -> list[Case]:
        return [
            case
            for case in self._cases.rows.values()
            if case.status is CaseStatus.OPEN
            and case.conversation_id is not None
            and (case.lead_id == person.id or not mine.isdisjoint(case.children))
        ]
