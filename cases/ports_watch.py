"""What is needed to hear of changes by hand: who watches which team, and what is heard.

The errors are those of ``cases.ports_tenant``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cases.model import ConversationId
from cases.ports_channels import TeamId


class Members(StrEnum):
    """Whose members are watched: those of all private and shared channels of a team, or the team's own."""

    OF_CHANNELS = "channels"
    OF_TEAM = "team"


@dataclass(frozen=True, slots=True)
class Watching:
    """A subscription. It ends ``until`` then, without a word, unless it is renewed."""

    id: str
    team: TeamId
    until: datetime
    members: Members = Members.OF_CHANNELS


class News(StrEnum):
    """What was heard: of a membership, or of the subscription itself (the last three)."""

    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"
    MISSED = "missed"
    REMOVED = "removed"
    REAUTHORIZE = "reauthorize"


@dataclass(frozen=True, slots=True)
class Heard:
    """One notification, known to be Teams' own. It names no person: look who is a member now.

    Team and channel are None where it is about the subscription; the channel also where it is about the team.
    The same may be heard twice, late, and in any order.
    """

    subscription: str
    team: TeamId | None
    channel: ConversationId | None
    what: News


class Watch(Protocol):
    """The subscriptions to changes of members. Any call: TenantError."""

    async def watch(
        self, team: TeamId, until: datetime, secret: str, members: Members = Members.OF_CHANNELS
    ) -> Watching:
        """Be told of changes, each with the ``secret`` (of 128 characters at most), which shows who sent it.

        What watched the same before ends, for its secret may be lost. Nothing is heard of what changes before
        the subscription is kept where notifications are checked: look at all members after that.
        Raises RefusedError UNREACHED.
        """
        ...

    async def renew(self, id: str, until: datetime) -> None:  # noqa: A002 - the word for it
        """Let it last longer; it is reauthorized too. Raises NotThereError if it has ended."""
        ...

    async def reauthorize(self, id: str) -> None:  # noqa: A002 - as above
        """Show again that we may. Raises NotThereError if it has ended."""
        ...

    async def unwatch(self, id: str) -> None:  # noqa: A002 - as above
        """End it, if it has not ended."""
        ...

    async def watching(self) -> Sequence[Watching]:
        """All that have not ended, those of which nothing is known here too."""
        ...
