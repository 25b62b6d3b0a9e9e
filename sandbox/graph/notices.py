"""Change notifications and lifecycle notifications, posted to whoever has subscribed."""

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any, Literal

from sandbox.graph.background import Background
from sandbox.graph.graph import Change, Graph
from sandbox.graph.state import STANDARD, Channel, Member, Members, Subscription, Team

Json = dict[str, Any]
Lifecycle = Literal["reauthorizationRequired", "subscriptionRemoved", "missed"]

_KINDS = {"memberAdded": "created", "memberUpdated": "updated", "memberRemoved": "deleted"}
_WARNED_BEFORE = timedelta(minutes=15)


class Notices:
    """Tells subscribers."""

    def __init__(self, graph: Graph, background: Background) -> None:
        self._graph = graph
        self._background = background

    def changed(self, change: Change) -> None:
        """Somebody's membership changed, or a channel was made with members in it."""
        if change.what in _KINDS and change.member is not None:
            self._tell(_KINDS[change.what], change.team, change.channel, change.member)
        elif change.what == "channelCreated" and change.channel and change.channel.kind != STANDARD:
            for member in change.channel.members.now():
                self._tell("created", change.team, change.channel, member)

    def tick(self) -> None:
        """Warn of subscriptions that soon end. One that has ended is gone without a word."""
        now = self._graph.now()
        for held in list(self._graph.subscriptions.values()):
            if held.expires <= now:
                del self._graph.subscriptions[held.id]
            elif not held.warned and held.expires - _WARNED_BEFORE <= now:
                self._graph.subscriptions[held.id] = replace(held, warned=True)
                self.lifecycle(held, "reauthorizationRequired")

    def lifecycle(self, held: Subscription, event: Lifecycle) -> None:
        """Tell of something about the subscription itself, where an address for that was given."""
        if held.lifecycle_url:
            body = {"value": [self._head(held) | {"lifecycleEvent": event}]}
            self._background.start(self._post(held.lifecycle_url, body))

    def _tell(self, kind: str, team: Team, channel: Channel | None, member: Member) -> None:
        for held in self._graph.subscriptions.values():
            wanted = held.team_id == team.id and held.of_channels == (channel is not None)
            if wanted and kind in held.changes:
                notice = self._head(held) | {"changeType": kind} | _about(team, channel, member)
                self._background.start(self._deliver(held, {"value": [notice]}))

    async def _deliver(self, held: Subscription, body: Json) -> None:
        if not await self._background.post(held.notification_url, body):
            self.lifecycle(held, "missed")

    async def _post(self, url: str, body: Json) -> None:
        await self._background.post(url, body)

    def _head(self, held: Subscription) -> Json:
        return {
            "subscriptionId": held.id,
            "subscriptionExpirationDateTime": held.expires.astimezone(UTC).isoformat(),
            "clientState": held.client_state,
            "tenantId": self._graph.state.tenancy.id,
        }


def _about(team: Team, channel: Channel | None, member: Member) -> Json:
    members: Members = team.members if channel is None else channel.members
    place = f"teams('{team.id}')" + (f"/channels('{channel.id}')" if channel else "")
    resource = f"{place}/members('{members.id_of(member)}')"
    data = {
        "id": members.id_of(member),
        "@odata.type": "#Microsoft.Graph.aadUserConversationMember",
        "@odata.id": resource,
    }
    return {"resource": resource, "resourceData": data}
