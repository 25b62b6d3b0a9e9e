"""Teams as it is on a bad day: late to know its members, late to let them go, and broken off at any call."""

from collections.abc import Callable
from datetime import datetime, timedelta

from cases.model import ConversationId, Identity
from cases.ports_channels import Channel, ChannelKind, MemberPage, Membership, Role, TeamId
from cases.ports_tenant import NotThereError, Why
from tests.fakes_channels import FakeChannels, refused

QUICK = timedelta(0)


class SlowChannels(FakeChannels):
    """FakeChannels by a clock.

    For ``lag`` a new channel cannot be found or lists its whole team, a new member of a team is not known to
    its channels, and whoever was taken out still has access.
    """

    def __init__(self, home: str, people: dict[Identity, bool], now: Callable[[], datetime]) -> None:
        super().__init__(home, people, ["elsewhere"])
        self.now = now
        self.lag = QUICK
        self._since: dict[object, datetime] = {}
        self._ended: dict[tuple[ConversationId, Identity], datetime] = {}

    def _is_young(self, what: object) -> bool:
        return self.now() < self._since.get(what, self.now() - self.lag) + self.lag

    async def make_channel(self, team, name, kind, owner):
        young = [
            one
            for one in self.teams[team].channels.values()
            if one.name == name and self._is_young((one.id, "found"))
        ]
        if young:
            self._call("make_channel")
            raise refused(Why.NAME_TAKEN)
        made = await super().make_channel(team, name, kind, owner)
        self._since.setdefault(made.channel, self.now())
        self._since.setdefault((made.channel, "found"), self.now() - self.lag / 2)
        return made

    async def channel(self, team: TeamId, channel: ConversationId) -> Channel | None:
        found = await super().channel(team, channel)
        return None if self._is_young((channel, "found")) else found

    async def add_bot(self, team, channel):
        if self._is_young((channel, "found")):
            raise NotThereError
        await super().add_bot(team, channel)

    async def add_to_team(self, team: TeamId, person: Identity) -> Membership:
        made = await super().add_to_team(team, person)
        self._since.setdefault((team, person), self.now())
        return made

    async def add_member(
        self, team: TeamId, channel: ConversationId, person: Identity, role: Role
    ) -> Membership:
        if self.teams[team].channels[channel].kind is ChannelKind.PRIVATE and self._is_young((team, person)):
            self._call("add_member")
            raise refused(Why.NOT_IN_TEAM)
        self._ended.pop((channel, person), None)
        return await super().add_member(team, channel, person, role)

    async def remove_member(self, team, channel, person, membership=""):
        await super().remove_member(team, channel, person, membership)
        if channel:
            self._ended.setdefault((channel, person), self.now())

    async def has_access(self, team: TeamId, channel: ConversationId, person: Identity) -> bool:
        ended = self._ended.get((channel, person))
        if ended is not None and self.now() < ended + self.lag:
            self._call("has_access")
            return True
        return await super().has_access(team, channel, person)

    async def members(self, team: TeamId, channel: ConversationId | None, page: str = "") -> MemberPage:
        private = channel and self.teams[team].channels[channel].kind is ChannelKind.PRIVATE
        if private and self._is_young(channel):
            return await super().members(team, None, page)
        return await super().members(team, channel, page)
