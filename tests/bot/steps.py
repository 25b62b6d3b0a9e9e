"""Steps without an engine, for tests of what a job does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.fakes import FakeClock


class NoSteps:
    """Does a step as it comes, for what the engine keeps is its own business; waiting moves the clock."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock

    async def do(self, name: str, act: Callable[[], Any]) -> Any:  # noqa: ARG002
        return await act()

    async def until(self, moment: datetime) -> None:
        self._clock.advance(moment - self._clock.now())
