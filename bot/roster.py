"""Who is in a Teams conversation, asked of the connector and kept for a moment."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.connector import Connector, ConnectorError
from cases.model import ConversationId, Identity
from cases.ports import Clock

_KEPT = timedelta(seconds=30)


class ConnectorRoster:
    """The members of conversations that the bot has heard from."""

    def __init__(self, connector: Connector, clock: Clock) -> None:
        self._connector = connector
        self._clock = clock
        self._service_urls: dict[ConversationId, str] = {}
        self._kept: dict[ConversationId, tuple[datetime, Mapping[Identity, str]]] = {}

    def heard(self, conversation: ConversationId, service_url: str) -> None:
        """Remember which service a conversation lives on."""
        self._service_urls[conversation] = service_url

    def service_url(self, conversation: ConversationId) -> str | None:
        """Which service a conversation lives on; None if nothing was heard from it."""
        return self._service_urls.get(conversation)

    def changed(self, conversation: ConversationId) -> None:
        """Forget the list: somebody came or went."""
        self._kept.pop(conversation, None)

    async def members(self, conversation: ConversationId) -> frozenset[Identity] | None:
        """Everybody in it except the bot; None when Teams does not say, or not who somebody is."""
        found = await self._members(conversation, self._service_urls.get(conversation))
        return None if found is None else frozenset(found)

    async def teams_ids(self, conversation: ConversationId, home: str) -> Mapping[Identity, str]:
        """What Teams calls everybody in it (``29:...``); empty when it does not say.

        ``home`` is the service to ask where nothing was heard from the conversation.
        """
        return await self._members(conversation, self._service_urls.get(conversation) or home) or {}

    async def _members(
        self, conversation: ConversationId, service_url: str | None
    ) -> Mapping[Identity, str] | None:
        if service_url is None:
            return None
        now = self._clock.now()
        kept = self._kept.get(conversation)
        if kept and now - kept[0] < _KEPT:
            return kept[1]
        try:
            listed = await self._connector.members(service_url, conversation)
        except ConnectorError:
            return None
        people = [one for one in listed if not one.id.startswith("28:")]
        if not people or any(not one.object_id or not one.tenant_id for one in people):
            return None
        found = {Identity(one.tenant_id, one.object_id): one.id for one in people}
        self._kept[conversation] = (now, found)
        return found
