"""What the local Graph holds: teams, channels, members, apps, operations. State only."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.graph.group import Group
from sandbox.graph.settings import GraphSettings

Json = dict[str, Any]
STANDARD, PRIVATE, SHARED = "standard", "private", "shared"
OWNER, GUEST = "owner", "guest"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody of some tenant. ``row`` is the user's row in the world; ``guest`` of the home tenant."""

    id: str
    tenant_id: str
    name: str
    mail: str
    principal_name: str
    guest: bool
    row: Json


@dataclass(slots=True)
class Member:
    """One membership. After its removal it is kept for as long as a listing may still show it."""

    user: User
    roles: tuple[str, ...]
    added: datetime
    removed: datetime | None = None

    @property
    def owner(self) -> bool:
        """Whether the member is an owner."""
        return OWNER in self.roles


@dataclass(slots=True)
class Members:
    """The members of a team or channel, past ones included. ``home`` names what they are members of."""

    home: str
    rows: list[Member] = field(default_factory=list)

    def now(self) -> list[Member]:
        """Those who are members in truth, whatever a listing says."""
        return [row for row in self.rows if row.removed is None]

    def of(self, user_id: str) -> Member | None:
        """A user's present membership."""
        return next((row for row in self.now() if row.user.id == user_id), None)

    def by_id(self, membership_id: str) -> Member | None:
        """The present membership of that id."""
        return next((row for row in self.now() if self.id_of(row) == membership_id), None)

    def owners(self) -> list[Member]:
        """The owners."""
        return [row for row in self.now() if row.owner]

    def add(self, user: User, roles: tuple[str, ...], at: datetime) -> Member:
        """A new member."""
        made = Member(user, roles, at)
        self.rows.append(made)
        return made

    def id_of(self, member: Member) -> str:
        """The membership's id, as opaque as Graph's, the same for the same user in the same place."""
        return base64.b64encode(f"MCMjMSMj{self.home}##{member.user.id}".encode()).decode()


@dataclass(slots=True)
class Installation:
    """An app in a team."""

    id: str
    app_id: str


@dataclass(slots=True)
class Operation:
    """Something that goes on after its 202. ``finish`` makes the change when the time has come."""

    id: str
    kind: str
    created: datetime
    due: datetime
    target: str
    location: str
    finish: Callable[[], str | None]
    status: str = "inProgress"
    error: str | None = None


@dataclass(slots=True)
class Channel:
    """A channel. ``id`` is also the id of its conversation."""

    id: str
    name: str
    kind: str
    created: datetime
    members: Members
    description: str | None = None
    layout: str = "post"
    favourite: bool = False
    archived: bool = False
    deleted: datetime | None = None
    enabled_apps: list[str] = field(default_factory=list)
    tabs: list[Json] = field(default_factory=list)
    label: str | None = None


@dataclass(slots=True)
class Team:
    """A team. ``internal_id`` is the id of its General channel and, for a bot, of the team."""

    id: str
    internal_id: str
    name: str
    created: datetime
    members: Members
    description: str | None = None
    visibility: str = "private"
    archived: bool = False
    settings: Json = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    apps: dict[str, Installation] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)

    def living(self) -> list[Channel]:
        """The channels that are not deleted."""
        return [channel for channel in self.channels.values() if channel.deleted is None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who is told of changes of a team's members, or of its channels' (``of_channels``), and until when."""

    id: str
    resource: str
    team_id: str
    of_channels: bool
    changes: tuple[str, ...]
    notification_url: str
    lifecycle_url: str
    client_state: str | None
    expires: datetime
    warned: bool = False


@dataclass(slots=True)
class App:
    """An app of the catalogue."""

    id: str
    external_id: str | None
    name: str
    distribution: str
    version: str = "1.0.0"


@dataclass(slots=True)
class Tenancy:
    """The home tenant, its people and those of others, and with whom B2B direct connect is set up."""

    id: str
    users: dict[str, User]
    direct_connect: frozenset[str]
    disabled: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    without_app: set[str] = field(default_factory=set)
    groups: dict[str, Group] = field(default_factory=dict)


@dataclass(slots=True)
class GraphState:
    """All of it."""

    tenancy: Tenancy
    apps: dict[str, App]
    bot_app: str
    settings: GraphSettings
    teams: dict[str, Team] = field(default_factory=dict)

    def channel(self, channel_id: str) -> tuple[Team, Channel] | None:
        """A channel of any team, deleted ones too, and its team."""
        return next(
            (
                (team, team.channels[channel_id])
                for team in self.teams.values()
                if channel_id in team.channels
            ),
            None,
        )
