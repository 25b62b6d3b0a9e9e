"""Stand-ins for the port that reads cases whole, and for the writers of what turns ask of them.

They pass the same contract tests as the real ones (tests/store).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from cases.model import (
    Case,
    CaseId,
    CaseStatus,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ChildId,
    Colleague,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.ports_casework import CaseAround, CaseFile, CaseTeam
from cases.records import CaseEventKind, CaseOpening, ChannelRewrite
from store.seed import RegisterSeed
from tests.fakes import FakeCases, FakeRegister, changing


class FakeOpenings:
    """Opens cases."""

    def __init__(self, cases: FakeCases) -> None:
        self._cases = cases

    def is_current(self, opening: CaseOpening) -> bool:
        before, after = opening.before, opening.after
        now = self._cases.rows.get(after.id)
        if before is not None and (now is None or changing(now) != changing(before)):
            return False
        other = any(
            one.status is CaseStatus.OPEN and one.id != after.id and set(one.children) & set(after.children)
            for one in self._cases.rows.values()
        )
        return not other and not self._cases.is_taken(after)

    def rewrite(self, opening: CaseOpening) -> None:
        kept = opening.before.conversation_id if opening.before else None
        self._cases.rows[opening.after.id] = replace(opening.after, conversation_id=kept)


class FakeCasework:
    """Cases whole. ``records`` and ``seats`` may be set by tests, or by a FakeChannelBook."""

    def __init__(self, seed: RegisterSeed, register: FakeRegister, cases: FakeCases) -> None:
        self._seed, self._register, self._cases = seed, register, cases
        self.orders: dict[CaseId, ChannelOrder] = {}
        self.records: dict[CaseId, ChannelRecord] = {}
        self.seats: dict[tuple[CaseId, Identity], Seat] = {}

    def is_current(self, change: ChannelRewrite) -> bool:
        held, before = self.orders.get(change.after.case_id), change.before
        if held is None or before is None:
            return held is before
        return (held.form, held.left_out, held.asked_at) == (before.form, before.left_out, before.asked_at)

    def rewrite(self, change: ChannelRewrite) -> None:
        self.orders[change.after.case_id] = change.after

    async def case_file(self, case: CaseId, on: date) -> CaseFile | None:
        found = self._cases.rows.get(case)
        if found is None:
            return None
        circle = tuple(member for child in found.children for member in self._register.circle(child, on))
        lead = await self._register.colleague(found.lead_id) if found.lead_id else None
        return CaseFile(
            case=found,
            circle=circle,
            lead=lead,
            shielded=any(child.shielded for child in self._seed.children if child.id in found.children),
            agreements=frozenset(self._agreements(circle, lead)),
            order=self.orders.get(case),
            record=self.records.get(case),
            seats=tuple(self.seats[key] for key in sorted(self.seats, key=str) if key[0] == case),
            left=frozenset(self._register.left_on(found.children, on)),
        )

    async def around(
        self, case: CaseId, people: Collection[PractitionerId], now: datetime
    ) -> CaseAround | None:
        found = self._cases.rows.get(case)
        if found is None:
            return None
        lead = await self._register.colleague(found.lead_id) if found.lead_id else None
        files = await self._register.files(found.children, PractitionerId(""), now)
        known = {one: await self._register.colleague(one) for one in people}
        return CaseAround(found, lead, tuple(files), {who: one for who, one in known.items() if one})

    async def channel(self, case: CaseId) -> tuple[ChannelRecord | None, Sequence[Seat]]:
        seats = [self.seats[key] for key in sorted(self.seats, key=str) if key[0] == case]
        return self.records.get(case), seats

    def _agreements(self, circle, lead: Colleague | None):
        agencies = {member.agency.id for member in circle} | ({lead.agency.id} if lead else set())
        return [one for one in self._seed.agreements if one.agencies & agencies]

    async def by_reference(self, reference: str) -> Case | None:
        return next((one for one in self._cases.rows.values() if one.reference == reference), None)

    async def at(self, conversation: ConversationId) -> CaseId | None:
        return next((one.case_id for one in self.records.values() if one.channel_id == conversation), None)

    async def open_cases(self, children: Collection[ChildId]) -> Sequence[Case]:
        return [
            one
            for _, one in sorted(self._cases.rows.items())
            if one.status is CaseStatus.OPEN and set(one.children) & set(children)
        ]

    async def led_by(self, practitioner: PractitionerId) -> Sequence[Case]:
        return [one for _, one in sorted(self._cases.rows.items()) if one.lead_id == practitioner]

    async def ordered(self, after: str, most: int) -> Sequence[CaseId]:
        return [one for one in sorted(self.orders) if one > after][:most]

    async def ordered_files(self, after: str, most: int, on: date) -> Sequence[CaseFile]:
        files = [await self.case_file(case, on) for case in await self.ordered(after, most)]
        return [one for one in files if one is not None]

    async def files_of(self, cases: Collection[CaseId], on: date) -> Sequence[CaseFile]:
        files = [await self.case_file(case, on) for case in sorted(cases) if case in self.orders]
        return [one for one in files if one is not None]


class FakeChannelBook:
    """The book over a FakeCasework and its cases."""

    def __init__(self, casework: FakeCasework, cases: FakeCases) -> None:
        self._casework, self._cases = casework, cases
        self._tending: dict[CaseId, tuple[str, datetime, bool]] = {}
        self.kept: list[CaseTeam] = []

    async def claim(self, case: CaseId, work: str, now: datetime, until: datetime) -> bool:
        whose, end, again = self._tending.get(case, (work, until, False))
        if whose != work and end > now:
            self._tending[case] = (whose, end, True)
            return False
        self._tending[case] = (work, until, again and whose == work)
        return True

    async def release(self, case: CaseId, work: str) -> bool:
        whose, end, again = self._tending.get(case, ("", None, False))
        if whose != work:
            return True
        if again:
            self._tending[case] = (whose, end, False)
        else:
            del self._tending[case]
        return not again

    async def keep(self, record: ChannelRecord) -> None:
        self._casework.records[record.case_id] = record
        at = record.channel_id if record.stage is ChannelStage.OPEN else None
        rows = self._cases.rows
        rows[record.case_id] = replace(rows[record.case_id], conversation_id=at)

    async def seat(self, *seats: Seat) -> None:
        self._casework.seats |= {(one.case_id, one.identity): one for one in seats}

    async def teams(self) -> Sequence[CaseTeam]:
        return sorted(self.kept, key=lambda team: (team.made_at, team.name))

    async def keep_team(self, team: CaseTeam, instead_of: str = "") -> None:
        gone = (team.team_id, instead_of)
        self.kept = [one for one in self.kept if one.team_id not in gone] + [team]

    async def channels_in(self, team: str) -> Sequence[ConversationId]:
        records = self._casework.records.values()
        return sorted(one.channel_id for one in records if one.team_id == team and one.channel_id)

    async def seated(self, identity: Identity) -> Sequence[CaseId]:
        seats = self._casework.seats.items()
        return sorted(
            case for (case, who), seat in seats if who == identity and seat.stage is not SeatStage.OUT
        )

    async def closed_by(self, case: CaseId) -> str:
        closed = [
            one.id for one in self._cases.events if one.case_id == case and one.kind is CaseEventKind.CLOSED
        ]
        return closed[-1] if closed else ""
