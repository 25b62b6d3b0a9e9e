"""Hand-overs in a dictionary, shared by a FakeLedger and whoever reads them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cases.handover import Handover, HandoverState
from cases.model import ChildId, Colleague, PractitionerId
from cases.names import normalise
from cases.records import HandoverRewrite
from store.seed import RegisterSeed


class FakeHandovers:
    """What a FakeLedger has made of them, over the practitioners of a seed."""

    def __init__(self, seed: RegisterSeed | None = None) -> None:
        self._seed = seed or RegisterSeed()
        self.rows: dict[str, Handover] = {}

    async def handover(self, handover_id: str) -> Handover | None:
        return self.rows.get(handover_id)

    async def open_of(self, giver: PractitionerId, child: ChildId) -> Handover | None:
        return self._open(giver, child)

    async def unanswered(self, most: int) -> Sequence[Handover]:
        asked = [one for one in self.rows.values() if one.state is HandoverState.ASKED]
        waiting = [one for one in asked if one.reminded_at is None]
        return sorted(waiting, key=lambda one: (one.asked_at, one.id))[:most]

    async def to_begin(self, on: date, most: int) -> Sequence[Handover]:
        accepted = [one for one in self.rows.values() if one.state is HandoverState.ACCEPTED]
        due = [one for one in accepted if one.first_day <= on]
        return sorted(due, key=lambda one: (one.first_day, one.id))[:most]

    async def receivers(self, giver: Colleague, called: str, most: int) -> Sequence[Colleague]:
        services = {service.id: service for service in self._seed.services}
        agencies = {agency.id: agency for agency in self._seed.agencies}
        found = [
            Colleague(one, services[one.service_id], agencies[services[one.service_id].agency_id])
            for one in self._seed.practitioners
            if one.active and one.id != giver.practitioner.id
        ]
        found = [
            one
            for one in found
            if one.agency.id == giver.agency.id
            and (one.service.id == giver.service.id or not one.service.sensitive)
        ]
        found.sort(
            key=lambda one: (one.service.id != giver.service.id, one.practitioner.name, one.practitioner.id)
        )
        if not called:
            return found[:most]
        key = normalise(called)
        names = [(one, normalise(one.practitioner.name)) for one in found if key]
        whole = [one for one, name in names if name == key]
        return (whole or [one for one, name in names if name.startswith(f"{key} ")])[:most]

    def _open(self, giver: PractitionerId, child: ChildId) -> Handover | None:
        theirs = (one for one in self.rows.values() if (one.giver_id, one.child_id) == (giver, child))
        return next((one for one in theirs if one.open), None)

    def is_current(self, change: HandoverRewrite) -> bool:
        if change.before is None:
            there = self._open(change.after.giver_id, change.after.child_id)
            return (there.id if there else "") == change.replaces
        return self.rows.get(change.before.id) == change.before

    def rewrite(self, change: HandoverRewrite) -> None:
        if change.replaces:
            lapsed = {"state": HandoverState.LAPSED, "answered_at": change.after.asked_at}
            self.rows[change.replaces] = replace(self.rows[change.replaces], **lapsed)
        self.rows[change.after.id] = change.after
