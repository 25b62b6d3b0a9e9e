"""A stand-in for the port that reads history. It passes the same contract tests as the real one."""

from cases.model import ChildId, Colleague, Member, PractitionerId
from cases.ports_history import History
from store.seed import RegisterSeed
from tests.fakes import FakeCases, FakeInvolvements


class FakeHistories:
    """Reads a seed, and what a FakeLedger has made of its involvements and cases."""

    def __init__(self, seed: RegisterSeed, kept: FakeInvolvements, cases: FakeCases) -> None:
        self._kept, self._cases = kept, cases
        self._practitioners = {one.id: one for one in seed.practitioners}
        self._services = {one.id: one for one in seed.services}
        self._agencies = {one.id: one for one in seed.agencies}

    async def of(self, child: ChildId) -> History:
        about = {case.id for case in self._cases.rows.values() if child in case.children}
        of_cases = tuple(event for event in self._cases.events if event.case_id in about)
        leads = {event.lead_id for event in of_cases if event.lead_id in self._practitioners}
        return History(
            involvements=tuple(self._members(child)),
            events=tuple(event for event in self._kept.events if event.child_id == child),
            case_events=of_cases,
            leads={lead: self._colleague(lead) for lead in leads if lead is not None},
        )

    def _members(self, child: ChildId) -> list[Member]:
        found = []
        for _, row in sorted(self._kept.rows.items()):
            if row.child_id == child:
                service = self._services[row.service_id]
                whose = self._practitioners[row.practitioner_id]
                found.append(Member(row, whose, service, self._agencies[service.agency_id]))
        return found

    def _colleague(self, who: PractitionerId) -> Colleague:
        found = self._practitioners[who]
        service = self._services[found.service_id]
        return Colleague(found, service, self._agencies[service.agency_id])
