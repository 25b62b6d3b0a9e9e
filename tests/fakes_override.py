"""In-memory stand-ins for what the protected record needs. They pass the contract tests of tests/store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cases.model import Approach, ApproachKind, Colleague, Grant, PractitionerId
from cases.records import GrantEnd, NewApproach, NewReview
from store.seed import RegisterSeed


class FakeApproaches:
    """Approaches in a dictionary, shared by a FakeLedger."""

    def __init__(self, seed: RegisterSeed | None = None) -> None:
        self._seed = seed
        self.rows: dict[str, Approach] = {}

    async def approach(self, approach_id: str) -> Approach | None:
        return self.rows.get(approach_id)

    async def of(self, practitioner: PractitionerId, since: datetime) -> Sequence[Approach]:
        return self._of(practitioner, since)

    async def unreviewed(self) -> Sequence[Approach]:
        return tuple(
            one for one in self._sorted() if one.kind is not ApproachKind.CONTACT and one.review is None
        )

    async def governance_leads(self) -> Sequence[Colleague]:
        if self._seed is None:
            return ()
        services = {one.id: one for one in self._seed.services}
        agencies = {one.id: one for one in self._seed.agencies}
        leads = (one for one in self._seed.practitioners if one.governance_lead and one.active)
        return [
            Colleague(one, services[one.service_id], agencies[services[one.service_id].agency_id])
            for one in sorted(leads, key=lambda one: one.id)
        ]

    def is_current(self, change: NewApproach) -> bool:
        mine = self._of(change.approach.practitioner_id, change.since)
        return {one.id for one in mine} == change.before and change.approach.id not in self.rows

    def rewrite(self, change: NewApproach) -> None:
        self.rows[change.approach.id] = change.approach

    def _of(self, practitioner: PractitionerId, since: datetime) -> tuple[Approach, ...]:
        return tuple(one for one in self._sorted() if one.practitioner_id == practitioner and one.at >= since)

    def _sorted(self) -> list[Approach]:
        return sorted(self.rows.values(), key=lambda one: (one.at, one.id))


class FakeReviews:
    """Writes reviews into FakeApproaches."""

    def __init__(self, approaches: FakeApproaches) -> None:
        self._rows = approaches.rows

    def is_current(self, change: NewReview) -> bool:
        return change.approach_id in self._rows and self._rows[change.approach_id].review is None

    def rewrite(self, change: NewReview) -> None:
        self._rows[change.approach_id] = replace(self._rows[change.approach_id], review=change.review)


class FakeGrantEnds:
    """Ends grants in the list that a FakeLedger keeps them in."""

    def __init__(self, grants: list[Grant]) -> None:
        self._grants = grants

    def is_current(self, change: GrantEnd) -> bool:
        return any(one.id == change.grant_id and one.ending is None for one in self._grants)

    def rewrite(self, change: GrantEnd) -> None:
        for place, grant in enumerate(self._grants):
            if grant.id == change.grant_id:
                self._grants[place] = replace(grant, ending=change.ending)
