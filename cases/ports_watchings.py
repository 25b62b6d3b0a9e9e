"""Which of our subscriptions to Teams' news there are, and the secrets by which their news are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from cases.ports_channels import TeamId


@dataclass(frozen=True, slots=True)
class KeptWatch:
    """A subscription of ours, which ends ``until`` then unless it is renewed."""

    id: str
    team: TeamId
    until: datetime
    secret: str = field(repr=False)


class Watchings(Protocol):
    """Keeps one subscription to a team. Each call is a transaction."""

    async def all(self) -> Sequence[KeptWatch]:
        """All of them, by team."""
        ...

    async def watching(self, subscription: str) -> KeptWatch | None:
        """The one of that id."""
        ...

    async def keep(self, one: KeptWatch) -> None:
        """This is the team's from now on."""
        ...

    async def prolong(self, subscription: str, until: datetime) -> None:
        """It was renewed."""
        ...

    async def forget(self, subscription: str) -> None:
        """It has ended, or is no longer wanted."""
        ...
