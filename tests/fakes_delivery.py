"""The outbox in a list, for tests: as store.notices, held to the same contract."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cases.ports_delivery import FOUND, DeliveryState, Doubt, Ended, PendingNotice, PutOff
from cases.records import Notice


@dataclass
class Row:
    id: int
    notice: Notice
    not_before: datetime
    written_at: datetime
    attempts: int = 0
    error: str = ""
    taken_by: str = ""
    state: DeliveryState = DeliveryState.WAITING
    ended: Ended | None = None
    maybe_twice: int = 0
    blocks: bool = False
    mark: str = ""
    sending_at: datetime | None = None
    doubt_since: datetime | None = None
    looks: int = 0

    def pending(self) -> PendingNotice:
        since, left = self.since(), self.sending_at
        doubt = Doubt(since, left, self.looks) if since and left else None
        return PendingNotice(self.id, self.notice, self.attempts, self.written_at, self.mark, doubt)

    def since(self) -> datetime | None:
        begun = self.state is DeliveryState.SENDING
        return self.doubt_since or (self.sending_at if begun else None)


@dataclass
class FakeNotices:
    """An outbox in a list."""

    rows: list[Row] = field(default_factory=list)
    _last: int = 0

    @property
    def pending(self) -> list[tuple[datetime, PendingNotice]]:
        return [(row.not_before, row.pending()) for row in self._open()]

    @property
    def errors(self) -> list[str]:
        return [row.error for row in self.rows if row.error]

    def add(self, notice: Notice, not_before: datetime, written_at: datetime | None = None) -> None:
        self._last += 1
        self.rows.append(Row(self._last, notice, not_before, written_at or not_before))

    async def due(self, now: datetime, limit: int) -> Sequence[PendingNotice]:
        return [row.pending() for row in self._due(now)][:limit]

    async def take(self, now: datetime, until: datetime, by: str, most: int) -> Sequence[PendingNotice]:
        taken, of_each = [], Counter[str]()
        for row in self._due(now)[: 2 * most]:
            of_each[row.notice.to] += 1
            if of_each[row.notice.to] <= 5 and len(taken) < most:
                taken.append(row)
        for row in taken:
            row.doubt_since = row.since()
            row.not_before, row.taken_by, row.blocks, row.state = until, by, True, DeliveryState.WAITING
        return [row.pending() for row in taken]

    async def sending(self, notice_id: int, at: datetime, by: str, mark: str = "") -> bool:
        for row in self._held(notice_id, by):
            row.maybe_twice += row.doubt_since is not None and row.state is not DeliveryState.SENDING
            row.state, row.sending_at, row.mark, row.looks = DeliveryState.SENDING, at, mark, 0
            return True
        return False

    async def sure(self, notice_id: int, by: str) -> None:
        for row in self._held(notice_id, by):
            row.doubt_since, row.looks = None, 0

    async def done(self, notice_id: int, by: str = "", ended: Ended | None = None) -> bool:
        arrived = ended is not None and ended.state is DeliveryState.SENT
        late = [row for row in self._open() if row.id == notice_id and row.state is not DeliveryState.SENDING]
        for row in self._held(notice_id, by) or (late if arrived else []):
            if ended and ended.state is DeliveryState.FAILED:
                row.doubt_since = row.since()
            row.ended = ended or Ended(DeliveryState.SENT, row.not_before)
            row.state, row.error, row.taken_by, row.blocks = row.ended.state, row.ended.error, "", False
            return True
        return arrived and any(row.id == notice_id and row.error == FOUND for row in self.rows)

    async def later(
        self, notice_id: int, not_before: datetime, error_class: str, by: str = "", why: PutOff = PutOff.TRIED
    ) -> None:
        for row in self._held(notice_id, by):
            tried = why in (PutOff.TRIED, PutOff.MAYBE)
            row.attempts += tried
            row.doubt_since = row.since() if why is PutOff.MAYBE else row.doubt_since
            row.looks += why is PutOff.UNSEEN
            row.blocks = tried or why in (PutOff.CROWDED, PutOff.UNSEEN)
            row.not_before, row.error, row.taken_by = not_before, error_class, ""
            gone = why is PutOff.UNREACHABLE
            row.state = DeliveryState.UNREACHABLE if gone else DeliveryState.WAITING

    async def give_back(self, by: str, now: datetime) -> None:
        for row in self._open():
            if row.taken_by == by and row.state is DeliveryState.WAITING:
                row.taken_by, row.not_before, row.blocks = "", now, False

    async def waiting(self) -> int:
        return sum(row.state is not DeliveryState.UNREACHABLE for row in self._open())

    async def failed(self) -> int:
        return sum(row.state is DeliveryState.FAILED for row in self.rows)

    async def forget(self, before: datetime) -> int:
        old = [
            row
            for row in self.rows
            if row.ended and row.ended.at < before and row.state is not DeliveryState.FAILED
        ]
        self.rows = [row for row in self.rows if row not in old]
        return len(old)

    def _open(self) -> list[Row]:
        return [row for row in self.rows if row.ended is None]

    def _held(self, notice_id: int, by: str) -> list[Row]:
        return [row for row in self._open() if row.id == notice_id and row.taken_by == by]

    def _due(self, now: datetime) -> list[Row]:
        due = [row for row in self._open() if row.not_before <= now and not self._blocked(row)]
        return sorted(due, key=lambda row: (row.not_before, row.id))

    def _blocked(self, row: Row) -> bool:
        return any(
            one.notice.to == row.notice.to
            and one.blocks
            and one.id < row.id
            and one.not_before > row.not_before
            for one in self._open()
        )
