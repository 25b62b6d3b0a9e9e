"""Keeps the sandbox's conversations as the local Graph's channels are, and tells the bot what Teams would."""

import re
from typing import Any

from sandbox.delivery import Delivery
from sandbox.directory import Conversation, Directory
from sandbox.errors import ContractError
from sandbox.events import Events
from sandbox.graph.apps import apps_in
from sandbox.graph.graph import Change, Graph
from sandbox.graph.state import STANDARD, Channel, Team, User
from sandbox.graph.told import Told, activity_about
from sandbox.product import Product

Json = dict[str, Any]

# A case's channel bears its reference.
_REFERENCE = re.compile(r"[a-z]{2,}-[a-z]{2,}")


class Mirror:
    """Listens to the local Graph."""

    def __init__(
        self, graph: Graph, directory: Directory, product: Product, delivery: Delivery, events: Events
    ) -> None:
        self._graph = graph
        self._directory = directory
        self._product = product
        self._delivery = delivery
        self._events = events
        self.without_bot: set[str] = set()
        """Conversations that the bot was taken out of."""

    def changed(self, change: Change) -> None:
        """Follow a change, and let the bot know where it is in the channel or the team."""
        channels = [change.channel] if change.channel else _standard(change.team)
        for channel in channels:
            self._follow(change.team, channel)
        if change.what == "appRemoved" or self._bot_hears(change):
            self._tell(change)

    def _follow(self, team: Team, channel: Channel) -> None:
        here = self.has_bot(team, channel)
        known = self._directory.known(channel.id)
        before = known.members if known is not None else ()
        if channel.deleted is not None:
            self._directory.forget(channel.id)
            self._events.changed(channel.id, before, members=True)
        elif here or known is not None:
            members = tuple(row.user.row["id"] for row in channel.members.now())
            reference = _reference(known, channel)
            self._directory.put(Conversation(channel.id, "channel", members, channel.name, reference))
            self._events.changed(channel.id, {*before, *members}, members=True)
            (self.without_bot.discard if here else self.without_bot.add)(channel.id)

    def has_bot(self, team: Team, channel: Channel) -> bool:
        """Whether the bot is in a channel."""
        return self._graph.state.bot_app in apps_in(team, channel)

    def _bot_hears(self, change: Change) -> bool:
        if change.channel is not None:
            return self.has_bot(change.team, change.channel)
        return self.has_bot_in(change.team)

    def has_bot_in(self, team: Team) -> bool:
        """Whether the bot is in a team."""
        return any(item.app_id == self._graph.state.bot_app for item in team.apps.values())

    def _tell(self, change: Change) -> None:
        told = Told(
            change=change,
            at=self._product.now(),
            bot_id=self._product.bot_id,
            service_url=self._graph.service_url,
            tenant_id=self._graph.state.tenancy.id,
            actor=_actor(change),
        )
        activity = activity_about(told)
        if activity is not None and self._graph.service_url:
            self._graph.background.start(self._deliver(activity))

    async def _deliver(self, activity: Json) -> None:
        try:
            await self._delivery.inform(activity)
        except ContractError:
            # Teams would try again; nobody is there to be told that it was in vain.
            return


def _standard(team: Team) -> list[Channel]:
    """The standard channels that are conversations here: all but General."""
    return [
        channel for channel in team.living() if channel.kind == STANDARD and channel.id != team.internal_id
    ]


def _reference(known: Conversation | None, channel: Channel) -> str | None:
    if known is not None and known.case_reference is not None:
        return known.case_reference
    return channel.name if _REFERENCE.fullmatch(channel.name) else None


def _actor(change: Change) -> User | None:
    """Somebody in whose name Teams shows the change: an owner."""
    members = change.channel.members if change.channel else change.team.members
    owner = next(iter(members.owners()), None)
    return owner.user if owner is not None else None
