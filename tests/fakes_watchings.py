"""The port ``Watchings`` in memory. It passes the same contract tests as the real one (tests/store)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cases.ports_channels import TeamId
from cases.ports_watchings import KeptWatch


class FakeWatchings:
    """Subscriptions by team."""

    def __init__(self) -> None:
        self.rows: dict[TeamId, KeptWatch] = {}

    async def all(self) -> Sequence[KeptWatch]:
        return [self.rows[team] for team in sorted(self.rows)]

    async def watching(self, subscription: str) -> KeptWatch | None:
        return next((one for one in self.rows.values() if one.id == subscription), None)

    async def keep(self, one: KeptWatch) -> None:
        self.rows[one.team] = one

    async def prolong(self, subscription: str, until: datetime) -> None:
        one = await self.watching(subscription)
        if one is not None:
            self.rows[one.team] = replace(one, until=until)

    async def forget(self, subscription: str) -> None:
        one = await self.watching(subscription)
        if one is not None:
            del self.rows[one.team]
