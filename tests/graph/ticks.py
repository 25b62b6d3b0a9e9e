"""A clock for the pace that takes no time."""

import asyncio


class FakeTicks:
    """Moves on when somebody waits for it, once everybody else has had their turn."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        end = self.at + seconds
        for _ in range(5):
            await asyncio.sleep(0)
        self.at = max(self.at, end)
