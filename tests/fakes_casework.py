"""Stand-ins for the port that reads cases whole, and for the writers of what turns ask of them.

They pass the same contract tests as the real ones (tests/store).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from cases.model import (
    Case,
    CaseId,
    CaseStatus,
    ChannelOrder,
    ChannelRecord,
    ChildId,
    Colleague,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
)
from cases.ports_casework import CaseFile
from cases.records import CaseOpening, ChannelRewrite
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
        )

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
