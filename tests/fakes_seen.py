"""Who has seen what, in memory. It passes the same contract tests as the real one (tests/store)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from cases.model import PractitionerId
from cases.records import SeenAgain, SeenBatch, SeenStep
from cases.updates_seen import OLDEST, SOONEST, Telling, needs_seen


@dataclass
class FakeSeens:
    """Tellings in a list."""

    rows: list[Telling] = field(default_factory=list)

    @property
    def batches(self) -> "FakeSeenBatches":
        """What keeps whole messages."""
        return FakeSeenBatches(self)

    async def in_batch(self, batch: str, practitioner: PractitionerId) -> Sequence[Telling]:
        found = [one for one in self.rows if (one.batch, one.practitioner_id) == (batch, practitioner)]
        return sorted(found, key=lambda one: (one.update.at, one.update.id))

    async def of_update(self, update_id: str) -> Sequence[Telling]:
        found = [one for one in self.rows if one.update.id == update_id]
        return sorted(found, key=lambda one: one.practitioner_id)

    async def unseen(self, now: datetime, after: tuple[str, str], most: int) -> Sequence[Telling]:
        found = [
            one
            for one in self.rows
            if needs_seen(one.update.kind)
            and one.seen_at is None
            and one.escalated_at is None
            and one.update.at >= now - OLDEST
            and one.told_at <= now - SOONEST
            and _key(one) > after
        ]
        return sorted(found, key=_key)[:most]

    def is_current(self, change: SeenAgain) -> bool:
        waiting = {_key(one) for one in self.rows if one.seen_at is None and _done(one, change.step) is None}
        return set(change.items) <= waiting

    def rewrite(self, change: SeenAgain) -> None:
        name = "reminded_at" if change.step is SeenStep.REMINDED else "escalated_at"
        self.rows = [
            replace(one, **{name: change.at}) if _key(one) in change.items else one for one in self.rows
        ]


@dataclass(frozen=True)
class FakeSeenBatches:
    """Marks whole messages in a FakeSeens."""

    of: FakeSeens

    def is_current(self, change: SeenBatch) -> bool:  # noqa: ARG002
        return True

    def rewrite(self, change: SeenBatch) -> None:
        mine = (change.batch, change.practitioner_id)
        self.of.rows = [
            replace(one, seen_at=one.seen_at or change.at)
            if (one.batch, one.practitioner_id) == mine
            else one
            for one in self.of.rows
        ]


def _key(one: Telling) -> tuple[str, PractitionerId]:
    return one.update.id, one.practitioner_id


def _done(one: Telling, step: SeenStep) -> datetime | None:
    return one.reminded_at if step is SeenStep.REMINDED else one.escalated_at
