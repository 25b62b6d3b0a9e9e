"""The running local Graph: its state, its clock, its log, and who wants to hear of changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sandbox.conversations import Message
from sandbox.directory import chat_id
from sandbox.graph.background import Background
from sandbox.graph.errors import forbidden, not_found
from sandbox.graph.settings import GraphSettings
from sandbox.graph.state import Channel, GraphState, Member, Operation, Subscription, Team, User
from sandbox.log import CallLog

What = Literal[
    "memberAdded",
    "memberUpdated",
    "memberRemoved",
    "channelCreated",
    "channelRenamed",
    "channelDeleted",
    "channelArchived",
    "channelUnarchived",
    "teamArchived",
    "teamUnarchived",
    "appAdded",
    "appRemoved",
]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed. Without a channel it is about the team, and so about its standard channels."""

    what: What
    team: Team
    channel: Channel | None = None
    member: Member | None = None


class Graph:
    """The local Graph of one sandbox."""

    def __init__(self, state: GraphState, now: Callable[[], datetime]) -> None:
        self.state = state
        self.now = now
        self.log = CallLog()
        self.subscriptions: dict[str, Subscription] = {}
        self.background = Background()
        self.messages_of: Callable[[str], Sequence[Message]] = lambda _: ()
        """What has been said in a channel or chat."""
        self.chat_with: Callable[[str], str] = chat_id
        """The id by which a bot knows the chat of somebody with that object id."""
        self.service_url = ""
        """The connector's address, as the bot is to know it: where the last call came to."""
        self._listeners: list[Callable[[Change], None]] = []
        self.when_installed: list[Callable[[User], None]] = []
        self._due: list[Callable[[], None]] = []
        self._running: list[Operation] = []

    @property
    def settings(self) -> GraphSettings:
        """What Graph permits here."""
        return self.state.settings

    @property
    def lag(self) -> timedelta:
        """How long a change takes to be seen."""
        return timedelta(seconds=self.settings.lag)

    def tell_installed(self, user: User) -> None:
        """Somebody got the app: let the bot know, as Teams does."""
        for listener in self.when_installed:
            listener(user)

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call this at each change."""
        self._listeners.append(listener)

    def each_tick(self, due: Callable[[], None]) -> None:
        """Call this whenever time may have passed."""
        self._due.append(due)

    def tell(self, change: Change) -> None:
        """Let everybody know of a change that has been made."""
        for listener in self._listeners:
            listener(change)

    def tick(self) -> None:
        """Finish the operations whose time has come, and whatever else falls due."""
        for due in self._due:
            due()
        now, waiting = self.now(), self._running
        self._running = [operation for operation in waiting if operation.due > now]
        for operation in waiting:
            if operation.due <= now:
                operation.error = operation.finish()
                operation.status = "failed" if operation.error else "succeeded"

    def check_permitted(self, permission: str) -> None:
        """Raises GraphError 403 where the app has been refused that permission."""
        if permission in self.settings.withheld:
            raise forbidden(
                f"Missing role permissions on the request. API requires one of '{permission}'. "
                "Roles on the request ''."
            )

    def team(self, team_id: str) -> Team:
        """A team. Raises GraphError 404."""
        team = self.state.teams.get(team_id)
        if team is None or team.created > self.now():
            raise not_found(f"No team found with Group id {team_id}")
        return team

    def channel(self, team: Team, channel_id: str) -> Channel:
        """A channel of the team that is not deleted, seen already or not. Raises GraphError 404."""
        channel = team.channels.get(channel_id)
        if channel is None or channel.deleted is not None:
            raise not_found(f"Channel {channel_id} does not exist in team {team.id}.")
        return channel

    def start(self, team: Team, operation: Operation) -> None:
        """Take on an operation; one that has no time to wait for is done at once."""
        team.operations[operation.id] = operation
        self._running.append(operation)
        self.tick()
