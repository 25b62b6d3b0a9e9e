"""The port ``Channels`` in memory, held to the same contract as Graph (tests/graph)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from cases.model import ConversationId, Identity
from cases.ports_channels import (
    Channel,
    ChannelKind,
    Made,
    MemberPage,
    Membership,
    Operation,
    Progress,
    Role,
    State,
    TeamId,
)
from cases.ports_tenant import NotThereError, RefusedError, TenantError, Why

FORBIDDEN = frozenset("~#%&*{}+/\\:<>?|'\",")


@dataclass
class FakeChannel:
    """A channel, and who is in it. ``posts`` are the bot's own: message id and marker, oldest first."""

    id: ConversationId
    name: str
    kind: ChannelKind
    people: dict[Identity, Role]
    archived: bool = False
    deleted: bool = False
    bot: bool = False
    tabs: dict[str, str] = field(default_factory=dict)
    posts: list[tuple[str, str]] = field(default_factory=list)
    label: str = ""


@dataclass
class FakeTeam:
    """A team. A standard channel shares its people."""

    id: TeamId
    name: str
    people: dict[Identity, Role]
    channels: dict[ConversationId, FakeChannel] = field(default_factory=dict)
    bot: bool = False
    archived: bool = False


def refused(why: Why) -> RefusedError:
    """A refusal."""
    return RefusedError(why, "What to do.")


class FakeChannels:
    """Teams and channels of one tenant.

    ``guests`` says of everybody in the directory whether they are guests; ``connected`` are the tenants that
    direct connect is set up with. ``failing`` are raised by the next calls, one each. While ``lagging``, what
    is new cannot be seen and what goes on does not end, until ``catch_up``. ``labels`` are Purview's;
    ``may_look_inside`` is whether the app has the permissions that it can do without.
    """

    def __init__(self, home: str, guests: Mapping[Identity, bool], connected: Collection[str] = ()) -> None:
        self.home = home
        self.guests = dict(guests)
        self.connected = frozenset(connected)
        self.teams: dict[TeamId, FakeTeam] = {}
        self.failing: list[TenantError] = []
        self.page_size = 100
        self.lagging = False
        self.asked: list[tuple[str, ...]] = []
        self.labels = {"Child record"}
        self.may_look_inside = True
        self._fresh: set[str] = set()
        self._about: dict[str, ConversationId | None] = {}
        self._numbers = count(1)

    def catch_up(self) -> None:
        """Everything can be seen, and what went on has ended."""
        self.lagging = False
        self._fresh.clear()

    async def make_team(self, name: str, owner: Identity) -> Operation:
        """See ``Channels``."""
        self._call("make_team")
        for team in self.teams.values():
            if team.name == name and team.id not in self._fresh:
                return Operation(team.id)
        self._known(owner)
        made = FakeTeam(TeamId(self._id("team")), name, {owner: Role.OWNER})
        self.teams[made.id] = made
        self._new(made.id)
        return self._begun(made, None)

    async def team_ready(self, made: Operation) -> bool:
        """See ``Channels``."""
        self._call("team_ready")
        return made.team in self.teams and made.team not in self._fresh and made.id not in self._fresh

    async def rooms(self, team: TeamId, ours: Collection[ConversationId] = ()) -> int:
        """See ``Channels``. The General channel is one."""
        self._call("rooms")
        living = {one.id for one in self._team(team).channels.values() if not one.deleted}
        return 1 + len(living - self._fresh | set(ours))

    async def make_channel(self, team: TeamId, name: str, kind: ChannelKind, owner: Identity) -> Made:
        """See ``Channels``."""
        self._call("make_channel")
        place = self._team(team)
        for one in place.channels.values():
            if one.name.casefold() == name.casefold():
                if one.deleted or one.id in self._fresh or one.kind is not kind:
                    raise refused(Why.NAME_TAKEN)
                return Made(Operation(team), one.id)
        if FORBIDDEN & set(name):
            raise refused(Why.NAME_FORBIDDEN)
        people = place.people if kind is ChannelKind.STANDARD else {owner: Role.OWNER}
        if kind is ChannelKind.PRIVATE and owner not in place.people:
            raise refused(Why.NOT_IN_TEAM)
        made = FakeChannel(ConversationId(f"19:{self._id('channel')}@thread.tacv2"), name, kind, people)
        place.channels[made.id] = made
        self._new(made.id)
        shared = kind is ChannelKind.SHARED
        return Made(self._begun(place, made.id) if shared else Operation(team), made.id)

    async def channel(self, team: TeamId, channel: ConversationId) -> Channel | None:
        """See ``Channels``."""
        self._call("channel")
        try:
            one = self._seen(team, channel)
        except NotThereError:
            return None
        return Channel(one.id, one.name, one.kind, archived=one.archived)

    async def find(self, team: TeamId, name: str) -> Channel | None:
        """See ``Channels``."""
        self._call("find")
        for one in self._team(team).channels.values():
            if one.name.casefold() == name.casefold() and not one.deleted and one.id not in self._fresh:
                return Channel(one.id, one.name, one.kind, archived=one.archived)
        return None

    async def posted(self, team: TeamId, channel: ConversationId, marker: str) -> Sequence[str]:
        """See ``Channels``."""
        self._call("posted")
        one = self._inside(team, channel)
        return [message for message, found in reversed(one.posts) if found == marker]

    async def label_files(self, team: TeamId, channel: ConversationId, label: str) -> None:
        """See ``Channels``."""
        self._call("label_files")
        one = self._inside(team, channel)
        if channel in self._fresh:
            raise NotThereError
        if label not in self.labels:
            raise refused(Why.NO_LABEL)
        one.label = label

    async def rename(self, team: TeamId, channel: ConversationId, name: str) -> None:
        """See ``Channels``."""
        self._call("rename")
        one = self._channel(team, channel)
        if one.archived:
            raise refused(Why.ARCHIVED)
        if any(other.name == name and other is not one for other in self.teams[team].channels.values()):
            raise refused(Why.NAME_TAKEN)
        if FORBIDDEN & set(name):
            raise refused(Why.NAME_FORBIDDEN)
        one.name = name

    async def archive(self, team: TeamId, channel: ConversationId) -> Operation:
        """See ``Channels``."""
        self._call("archive")
        one = self._channel(team, channel)
        if Role.OWNER not in one.people.values():
            raise refused(Why.NO_OWNER)
        return self._archived(team, one, archived=True)

    async def unarchive(self, team: TeamId, channel: ConversationId) -> Operation:
        """See ``Channels``."""
        self._call("unarchive")
        return self._archived(team, self._channel(team, channel), archived=False)

    async def progress(self, operation: Operation) -> Progress:
        """See ``Channels``."""
        self._call("progress")
        if not operation.id:
            return Progress(State.DONE)
        if operation.id not in self._about:
            raise NotThereError
        running = operation.id in self._fresh
        return Progress(State.RUNNING if running else State.DONE, self._about[operation.id])

    async def add_bot(self, team: TeamId, channel: ConversationId | None) -> None:
        """See ``Channels``."""
        self._call("add_bot")
        place = self._team(team)
        if channel is not None:
            one = self._channel(team, channel)
            if one.kind is ChannelKind.STANDARD:
                raise refused(Why.WRONG_KIND)
            one.bot = True
        place.bot = True

    async def has_bot(self, team: TeamId, channel: ConversationId | None) -> bool:
        """See ``Channels``."""
        self._call("has_bot")
        return self._team(team).bot if channel is None else self._channel(team, channel).bot

    async def add_tab(self, team: TeamId, channel: ConversationId, name: str, url: str) -> None:
        """See ``Channels``."""
        self._call("add_tab")
        self._channel(team, channel).tabs.setdefault(name, url)

    async def members(self, team: TeamId, channel: ConversationId | None, page: str = "") -> MemberPage:
        """See ``Channels``."""
        self._call("members")
        start = int(page or 0)
        rows = [
            Membership(f"{channel or team}|{person.object_id}", person, role)
            for person, role in self._people(team, channel).items()
        ]
        further = start + self.page_size
        return MemberPage(tuple(rows[start:further]), str(further) if further < len(rows) else "")

    async def add_to_team(self, team: TeamId, person: Identity) -> Membership:
        """See ``Channels``."""
        self._call("add_to_team")
        people = self._team(team).people
        if person.tenant_id != self.home:
            raise refused(Why.NOT_IN_DIRECTORY)
        self._known(person)
        people.setdefault(person, Role.MEMBER)
        return Membership(f"{team}|{person.object_id}", person, people[person])

    async def add_member(
        self, team: TeamId, channel: ConversationId, person: Identity, role: Role
    ) -> Membership:
        """See ``Channels``."""
        self._call("add_member")
        one = self._channel(team, channel)
        self._check_may_join(self._team(team), one, person, role)
        if role is Role.OWNER or person not in one.people:
            one.people[person] = role
        return Membership(f"{channel}|{person.object_id}", person, one.people[person])

    async def remove_member(
        self, team: TeamId, channel: ConversationId | None, person: Identity, membership: str = ""
    ) -> None:
        """See ``Channels``."""
        self._call("remove_member", membership)
        places = [self._people(team, channel)]
        if channel is None:
            private = [one for one in self.teams[team].channels.values() if one.kind is ChannelKind.PRIVATE]
            places += [one.people for one in private]
        for people in places:
            self._check_not_last(people, person)
            people.pop(person, None)

    async def set_role(
        self, team: TeamId, channel: ConversationId, person: Identity, role: Role, membership: str = ""
    ) -> None:
        """See ``Channels``."""
        self._call("set_role", membership)
        people = self._people(team, channel)
        if person not in people:
            raise NotThereError
        if role is not Role.OWNER:
            self._check_not_last(people, person)
        elif self.guests.get(person):
            raise refused(Why.GUEST)
        people[person] = role

    async def has_access(self, team: TeamId, channel: ConversationId, person: Identity) -> bool:
        """See ``Channels``."""
        self._call("has_access")
        return person in self._channel(team, channel).people

    def _check_may_join(self, team: FakeTeam, one: FakeChannel, person: Identity, role: Role) -> None:
        shared = one.kind is ChannelKind.SHARED
        if person.tenant_id != self.home and (not shared or person.tenant_id not in self.connected):
            raise refused(Why.OTHER_TENANT)
        self._known(person)
        if one.kind is ChannelKind.STANDARD:
            raise refused(Why.WRONG_KIND)
        if self.guests[person] and (shared or role is Role.OWNER):
            raise refused(Why.GUEST)
        if one.kind is ChannelKind.PRIVATE and person not in team.people:
            raise refused(Why.NOT_IN_TEAM)

    def _check_not_last(self, people: Mapping[Identity, Role], person: Identity) -> None:
        owners = [one for one, role in people.items() if role is Role.OWNER]
        if owners == [person]:
            raise refused(Why.LAST_OWNER)

    def _known(self, person: Identity) -> None:
        if person not in self.guests or (person.tenant_id not in {self.home, *self.connected}):
            raise refused(Why.NOT_IN_DIRECTORY)

    def _archived(self, team: TeamId, one: FakeChannel, *, archived: bool) -> Operation:
        if self.teams[team].archived:
            raise refused(Why.ARCHIVED)
        one.archived = archived
        return self._begun(self.teams[team], one.id)

    def _call(self, name: str, *with_what: str) -> None:
        self.asked.append((name, *with_what))
        if self.failing:
            raise self.failing.pop(0)

    def _begun(self, team: FakeTeam, about: ConversationId | None) -> Operation:
        operation = Operation(team.id, self._id("operation"))
        self._about[operation.id] = about
        self._new(operation.id)
        return operation

    def _new(self, what: str) -> None:
        if self.lagging:
            self._fresh.add(what)

    def _id(self, kind: str) -> str:
        return f"{kind}-{next(self._numbers)}"

    def _team(self, team: TeamId) -> FakeTeam:
        if team not in self.teams or team in self._fresh:
            raise NotThereError
        return self.teams[team]

    def _channel(self, team: TeamId, channel: ConversationId) -> FakeChannel:
        one = self._team(team).channels.get(channel)
        if one is None or one.deleted:
            raise NotThereError
        return one

    def _inside(self, team: TeamId, channel: ConversationId) -> FakeChannel:
        if not self.may_look_inside:
            raise refused(Why.NOT_PERMITTED)
        return self._channel(team, channel)

    def _seen(self, team: TeamId, channel: ConversationId) -> FakeChannel:
        if channel in self._fresh:
            raise NotThereError
        return self._channel(team, channel)

    def _people(self, team: TeamId, channel: ConversationId | None) -> dict[Identity, Role]:
        return self._team(team).people if channel is None else self._channel(team, channel).people
