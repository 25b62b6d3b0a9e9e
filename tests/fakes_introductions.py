"""Requests to be put in touch, in memory: passes the contract tests of the real ones."""

from collections.abc import Collection, Sequence

from cases.introduction import Introduction
from cases.model import PractitionerId, ServiceId
from cases.records import IntroductionRewrite
from store.seed import RegisterSeed


class FakeIntroductions:
    """The port, and the keeper that a FakeLedger writes to."""

    def __init__(self, seed: RegisterSeed | None = None) -> None:
        self.rows: dict[str, Introduction] = {}
        self._people = seed.practitioners if seed else ()

    async def one(self, introduction: str) -> Introduction | None:
        return self.rows.get(introduction)

    async def of(self, asker: PractitionerId) -> Sequence[Introduction]:
        return [one for one in self._oldest_first() if one.asker_id == asker][::-1]

    async def awaited(self) -> Sequence[Introduction]:
        return [one for one in self._oldest_first() if one.open]

    async def brokers(self) -> Sequence[PractitionerId]:
        return sorted(one.id for one in self._people if one.broker and one.active)

    async def managers(self, services: Collection[ServiceId]) -> Sequence[PractitionerId]:
        return sorted(one.id for one in self._people if one.active and one.manages & set(services))

    def is_current(self, change: IntroductionRewrite) -> bool:
        if change.before is not None:
            return self.rows.get(change.before.id) == change.before
        whose = (change.after.asker_id, change.after.child_id)
        return not any((one.asker_id, one.child_id) == whose and one.open for one in self.rows.values())

    def rewrite(self, change: IntroductionRewrite) -> None:
        self.rows[change.after.id] = change.after

    def _oldest_first(self) -> list[Introduction]:
        return sorted(self.rows.values(), key=lambda one: (one.asked_at, one.id))
