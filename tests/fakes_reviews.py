"""Who is told of their week or month, in memory; passes tests/store/test_contract_reviews.py."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from cases.access_review import ENDS, LOOKS, Look
from cases.model import AgencyId, ApproachKind, CaseStatus, ChildId, PractitionerId, Visibility
from cases.ports_reviews import Regular, Row, Whom
from cases.profile import Profile
from cases.records import AuditEntry, Notice
from store.seed import RegisterSeed
from tests.fakes import FakeClock, FakeLedger
from tests.fakes_updates import FakeChoices


class FakeReviews:
    """Reads a seed and what a FakeLedger has made of it; keeps who was told of what."""

    def __init__(
        self, seed: RegisterSeed, ledger: FakeLedger, choices: FakeChoices, clock: FakeClock
    ) -> None:
        self._seed, self._ledger, self._choices, self._clock = seed, ledger, choices, clock
        self._services = {one.id: one for one in seed.services}
        self._people = {one.id: one for one in seed.practitioners}
        self._children = {one.id: one for one in seed.children}
        self.told: dict[tuple[PractitionerId, str, str], datetime] = {}

    async def to_tell(self, kind: Regular, periods: Sequence[str], after: str, most: int) -> Sequence[Whom]:
        concerned = {
            case.lead_id for case in self._ledger.cases.rows.values() if case.status is CaseStatus.OPEN
        }
        if kind is Regular.MONTH:
            concerned = {one.id for one in self._people.values() if one.governance_lead}
        ids = sorted(
            one.id
            for one in self._people.values()
            if one.active and one.identity and one.id in concerned and one.id > after
        )
        return [
            Whom(
                one,
                await self._choices.of(one),
                self._ledger.profiles.rows.get(one, Profile(one)),
                any(who == one and of == kind and when < min(periods) for who, of, when in self.told),
            )
            for one in ids
            if any((one, str(kind), period) not in self.told for period in periods)
        ][:most]

    async def begin(
        self, kind: Regular, period: str, rows: Sequence[Row], at: datetime
    ) -> Sequence[PractitionerId]:
        fresh = [one for one in rows if (one.practitioner_id, str(kind), period) not in self.told]
        for one in sorted(fresh, key=lambda row: row.practitioner_id):
            self.told[one.practitioner_id, str(kind), period] = at
            notice = Notice(one.practitioner_id, str(kind), period, one.not_before)
            self._ledger.notices.add(notice, max(at, one.not_before), at)
        return sorted(one.practitioner_id for one in fresh)

    async def looks(
        self, agency: AgencyId, since: datetime, until: datetime, on: date, after: int, most: int
    ) -> Sequence[Look]:
        found = (
            self._look(number, entry, entry.practitioner_id, agency)
            for number, entry in enumerate(self._ledger.audit, 1)
            if number > after
            and since <= entry.at < until
            and entry.action in LOOKS
            and entry.outcome in ENDS
            and entry.practitioner_id in self._people
            and (self._is_of(entry.practitioner_id, agency) or self._openly(agency, entry.child_id, on))
        )
        return list(found)[:most]

    async def overrides(self, since: datetime, until: datetime) -> Sequence[str]:
        rows = self._ledger.approaches.rows.values()
        found = [one for one in rows if one.kind is not ApproachKind.CONTACT and since <= one.at < until]
        return [one.id for one in sorted(found, key=lambda one: (one.at, one.id))]

    async def agencies(self) -> Mapping[AgencyId, str]:
        return {one.id: one.name for one in self._seed.agencies}

    def _look(self, number: int, entry: AuditEntry, who: PractitionerId, agency: AgencyId) -> Look:
        child = self._children.get(entry.child_id) if entry.child_id else None
        return Look(
            number=number,
            at=entry.at,
            practitioner_id=who,
            child_id=entry.child_id,
            outcome=str(entry.outcome),
            right=entry.basis.partition(":")[0],
            purpose=entry.reason.partition(":")[0],
            families=tuple(sorted(name.family for name in child.names)) if child else (),
            shielded=child is not None and child.shielded,
            openly=not self._is_of(who, agency),
        )

    def _is_of(self, who: PractitionerId, agency: AgencyId) -> bool:
        return who in self._people and self._services[self._people[who].service_id].agency_id == agency

    def _openly(self, agency: AgencyId, child: ChildId | None, on: date) -> bool:
        return any(
            row.child_id == child
            and row.visibility is Visibility.OPEN
            and row.current(on)
            and self._services[row.service_id].agency_id == agency
            and not self._services[row.service_id].sensitive
            for row in self._ledger.kept.rows.values()
        )
