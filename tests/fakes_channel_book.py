"""A book of channels in memory, over the same rows as a FakeCasework reads."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cases.model import CaseId, ChannelRecord, ChannelStage, ConversationId, Identity, Seat, SeatStage
from cases.ports_casework import CaseTeam
from tests.fakes import FakeCases
from tests.fakes_casework import FakeCasework


class FakeChannelBook:
    """Whatever was kept. Nobody is ever in anybody's way."""

    def __init__(self, casework: FakeCasework, cases: FakeCases | None = None) -> None:
        self._casework = casework
        self._cases = cases
        self.kept: list[CaseTeam] = []

    async def claim(self, case: CaseId, work: str, now: datetime, until: datetime) -> bool:  # noqa: ARG002
        return True

    async def release(self, case: CaseId, work: str) -> bool:  # noqa: ARG002
        return True

    async def keep(self, record: ChannelRecord) -> None:
        self._casework.records[record.case_id] = record
        held = self._cases.rows.get(record.case_id) if self._cases else None
        if self._cases and held:
            shown = record.channel_id if record.stage is ChannelStage.OPEN else None
            self._cases.rows[record.case_id] = replace(held, conversation_id=shown)

    async def seat(self, *seats: Seat) -> None:
        self._casework.seats.update({(seat.case_id, seat.identity): seat for seat in seats})

    async def teams(self) -> Sequence[CaseTeam]:
        return self.kept

    async def keep_team(self, team: CaseTeam) -> None:
        self.kept = [one for one in self.kept if one.team_id != team.team_id] + [team]

    async def channels_in(self, team: str) -> Sequence[ConversationId]:
        rows = self._casework.records.values()
        return [one.channel_id for one in rows if one.team_id == team and one.channel_id]

    async def seated(self, identity: Identity) -> Sequence[CaseId]:
        return sorted(
            seat.case_id
            for (_, who), seat in self._casework.seats.items()
            if who == identity and seat.stage is not SeatStage.OUT
        )
