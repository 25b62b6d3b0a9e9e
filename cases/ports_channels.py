"""What the channels of cases need of Teams.

Everything here may be called again after a crash: what is there already is found, not made twice. The errors
are those of ``cases.ports_tenant``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NewType, Protocol

from cases.model import ConversationId, Identity

TeamId = NewType("TeamId", str)

ASK_AGAIN = timedelta(seconds=30)
"""How long to wait before asking how an operation goes. Microsoft asks for no less."""


class ChannelKind(StrEnum):
    """Private: members of the team only. Shared: people of other tenants too. Standard: the whole team."""

    STANDARD = "standard"
    PRIVATE = "private"
    SHARED = "shared"


class Role(StrEnum):
    """What somebody is in a team or channel."""

    MEMBER = "member"
    OWNER = "owner"


class State(StrEnum):
    """How an operation goes."""

    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that Teams has taken on. Plain words, so that it can be kept and asked about after a restart.

    An empty ``id`` means that it was done at once, or long ago.
    """

    team: TeamId
    id: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What is being made, or was found. ``channel`` is None while only the operation knows it."""

    operation: Operation
    channel: ConversationId | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How an operation goes, and which channel it is about once that is known."""

    state: State
    channel: ConversationId | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as Teams has it."""

    id: ConversationId
    name: str
    kind: ChannelKind
    archived: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in a team or channel; ``identity`` is None for whoever is in no Entra directory."""

    id: str
    identity: Identity | None
    role: Role


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Some of the members. ``further`` leads to the next page, "" on the last."""

    members: Sequence[Membership]
    further: str = ""


class Channels(Protocol):
    """The teams and channels of one tenant. ``channel=None`` means the team itself. Any call: TenantError."""

    async def make_team(self, name: str, owner: Identity) -> Operation:
        """A private team of that name with one owner, in which members make no channels and add no apps."""
        ...

    async def team_ready(self, made: Operation) -> bool:
        """Whether a team that was made can be used. Ask no oftener than every ASK_AGAIN."""
        ...

    async def rooms(self, team: TeamId, ours: Collection[ConversationId] = ()) -> int:
        """How many channels count against the team's limit.

        A deleted channel counts for 30 days and cannot be listed any more, so ``ours`` names those that we
        know of, deleted ones too.
        """
        ...

    async def make_channel(self, team: TeamId, name: str, kind: ChannelKind, owner: Identity) -> Made:
        """A channel with one owner, who is in the team already; the one of that name and kind if it is there.

        Raises RefusedError NAME_TAKEN also when it was made a moment ago and cannot be listed yet: find it
        some minutes later, before taking another name.
        """
        ...

    async def channel(self, team: TeamId, channel: ConversationId) -> Channel | None:
        """The channel; None while it is not there. A new one may take minutes to be seen."""
        ...

    async def find(self, team: TeamId, name: str) -> Channel | None:
        """The channel of that name, whatever its capitals; None if none is listed, or none yet."""
        ...

    async def posted(self, team: TeamId, channel: ConversationId, marker: str) -> Sequence[str]:
        """The ids of the bot's own messages whose card has an element of the id ``marker``, newest first.

        Looked for among the latest 200 threads: enough to learn whether what may have been sent a moment ago
        was. Raises RefusedError NOT_PERMITTED where the app may not read messages, as it need not.
        """
        ...

    async def label_files(self, team: TeamId, channel: ConversationId, label: str) -> None:
        """Put a retention label, by its name, on the folder with the channel's files.

        Raises NotThereError while the channel has no folder: some get one when somebody first opens it.
        Raises RefusedError NO_LABEL, NOT_PERMITTED.
        """
        ...

    async def rename(self, team: TeamId, channel: ConversationId, name: str) -> None:
        """Give it another name. Raises RefusedError ARCHIVED, NAME_TAKEN, NAME_FORBIDDEN."""
        ...

    async def archive(self, team: TeamId, channel: ConversationId) -> Operation:
        """Nobody can post any more. Raises RefusedError NO_OWNER, ARCHIVED when the whole team is."""
        ...

    async def unarchive(self, team: TeamId, channel: ConversationId) -> Operation:
        """People can post again."""
        ...

    async def progress(self, operation: Operation) -> Progress:
        """How it goes. Ask no oftener than every ASK_AGAIN. Raises RefusedError when it has failed."""
        ...

    async def add_bot(self, team: TeamId, channel: ConversationId | None) -> None:
        """Put the bot into the team, or into a channel that is not standard: that needs it for itself."""
        ...

    async def has_bot(self, team: TeamId, channel: ConversationId | None) -> bool:
        """Whether the bot is in the team, or in that channel of its own."""
        ...

    async def add_tab(self, team: TeamId, channel: ConversationId, name: str, url: str) -> None:
        """A web page as a tab, unless there is one of that name."""
        ...

    async def members(self, team: TeamId, channel: ConversationId | None, page: str = "") -> MemberPage:
        """A page of the members as they are listed.

        A listing lags by up to 15 minutes, and that of a fresh private channel may be the whole team's: never
        trust it to decide who may see something.
        """
        ...

    async def add_to_team(self, team: TeamId, person: Identity) -> Membership:
        """Make somebody a member of the team, which a private channel asks for."""
        ...

    async def add_member(
        self, team: TeamId, channel: ConversationId, person: Identity, role: Role
    ) -> Membership:
        """Make somebody a member of the channel. Who is one already stays so.

        Raises RefusedError NOT_IN_TEAM, NOT_IN_DIRECTORY, OTHER_TENANT, GUEST, WRONG_KIND.
        """
        ...

    async def remove_member(
        self, team: TeamId, channel: ConversationId | None, person: Identity, membership: str = ""
    ) -> None:
        """End a membership; of the team, and those of its private channels with it.

        Give the ``membership`` that ``add_member`` returned if it is known: without it, one that is too young
        to be listed is not found: NotThereError in a channel, and nothing in a team, where it cannot be told
        from one that is over. Access may outlast it: confirm with ``has_access``.
        """
        ...

    async def set_role(
        self, team: TeamId, channel: ConversationId, person: Identity, role: Role, membership: str = ""
    ) -> None:
        """Change what a member is. Raises RefusedError LAST_OWNER; NotThereError if they are not listed.

        Never within seconds of their being added, which breaks the files of the channel: give the role then.
        """
        ...

    async def has_access(self, team: TeamId, channel: ConversationId, person: Identity) -> bool:
        """Whether they can really read the channel, whatever a listing says."""
        ...
