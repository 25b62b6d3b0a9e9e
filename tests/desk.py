"""A desk for dialogs, with a fake behind every port."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from cases.model import ConversationId, Grant, Identity
from dialogs.turn import Desk
from store.seed import RegisterSeed
from tests.builders import NOW
from tests.fakes import (
    FakeCases,
    FakeChildSearch,
    FakeClock,
    FakeInvolvements,
    FakeLedger,
    FakeRegister,
    FakeTrail,
)
from tests.fakes_pictures import FakePictures


@dataclass
class Present:
    """A roster: who is in every conversation."""

    people: frozenset[Identity] = frozenset()

    async def members(self, conversation: ConversationId) -> frozenset[Identity]:  # noqa: ARG002
        return self.people


@dataclass(frozen=True)
class FakeDesk:
    """The desk, and what tests look into."""

    desk: Desk
    ledger: FakeLedger
    clock: FakeClock


def fake_desk(seed: RegisterSeed, roster: Present | None = None, grants: Iterable[Grant] = ()) -> FakeDesk:
    """Everything over one register, at tests.builders.NOW until the clock is moved."""
    kept, cases, clock = FakeInvolvements(seed), FakeCases(seed), FakeClock(NOW)
    ledger = FakeLedger(clock, kept=kept, cases=cases)
    ledger.grants.extend(grants)
    numbers = count()
    desk = Desk(
        register=FakeRegister(seed, ledger.grants, kept, cases),
        search=FakeChildSearch(seed),
        ledger=ledger,
        roster=roster or Present(),
        grant_for=timedelta(hours=24),
        fresh_id=lambda: f"fresh-{next(numbers)}",
        trail=FakeTrail(seed, ledger.audit),
        pictures=FakePictures(),
    )
    return FakeDesk(desk, ledger, clock)
