"""The port ``Watch`` in memory, held to the same contract as Graph (tests/graph)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from cases.ports_channels import TeamId
from cases.ports_tenant import NotThereError, RefusedError, TenantError, Why
from cases.ports_watch import Members, Watching


class FakeWatch:
    """Subscriptions to these teams. ``secrets`` are those given; ``failing`` are raised by the next calls.

    ``reached`` is whether somebody answers at our own address.
    """

    def __init__(
        self, teams: Collection[TeamId], now: Callable[[], datetime], longest: timedelta = timedelta(days=3)
    ) -> None:
        self.teams = teams
        self.now = now
        self.longest = longest
        self.reached = True
        self.failing: list[TenantError] = []
        self.asked: list[tuple[str, str]] = []
        self.secrets: dict[str, str] = {}
        self._held: dict[str, Watching] = {}

    async def watch(
        self, team: TeamId, until: datetime, secret: str, members: Members = Members.OF_CHANNELS
    ) -> Watching:
        """See ``Watch``."""
        self._call("watch", team)
        for one in self._living():
            if (one.team, one.members) == (team, members):
                del self._held[one.id]
        self._check(until)
        if team not in self.teams:
            raise NotThereError
        if not self.reached:
            raise RefusedError(Why.UNREACHED, "What to do.")
        made = Watching(str(uuid4()), team, until, members)
        self._held[made.id], self.secrets[made.id] = made, secret
        return made

    async def renew(self, id: str, until: datetime) -> None:  # noqa: A002 - the port's word
        """See ``Watch``."""
        self._call("renew", id)
        held = self._at(id)
        self._check(until)
        self._held[id] = replace(held, until=until)

    async def reauthorize(self, id: str) -> None:  # noqa: A002 - as above
        """See ``Watch``."""
        self._call("reauthorize", id)
        self._at(id)

    async def unwatch(self, id: str) -> None:  # noqa: A002 - as above
        """See ``Watch``."""
        self._call("unwatch", id)
        self._held.pop(id, None)

    async def watching(self) -> Sequence[Watching]:
        """See ``Watch``."""
        self._call("watching", "")
        return self._living()

    def _living(self) -> list[Watching]:
        return [one for one in self._held.values() if one.until > self.now()]

    def _at(self, subscription: str) -> Watching:
        held = self._held.get(subscription)
        if held is None or held.until <= self.now():
            raise NotThereError
        return held

    def _check(self, until: datetime) -> None:
        if not self.now() < until <= self.now() + self.longest:
            raise RefusedError(Why.OTHER, "What to do.")

    def _call(self, name: str, about: str) -> None:
        self.asked.append((name, about))
        if self.failing:
            raise self.failing.pop(0)
