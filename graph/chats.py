"""What is in people's own chats with the bot: our own messages, looked for.

https://learn.microsoft.com/graph/api/chat-list-messages. The ids by which the Bot Connector knows these chats
(``a:1...``) mean nothing to Graph: it gives its own through the app's installation.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.chats.item.messages.messages_request_builder import MessagesRequestBuilder

from cases.model import ConversationId, Identity
from cases.ports_tenant import NotThereError
from graph.apps import GraphApps
from graph.client import Calls
from graph.installs import chat_of
from graph.marks import ours
from graph.paged import rows
from graph.rates import Call, Kind

_LARGEST_PAGE = 50
_NEWEST = "lastModifiedDateTime"
_Query = MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters


class GraphChats:
    """The port ``Chats``."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._apps = GraphApps(calls)

    async def posted(self, person: Identity, marker: str, since: datetime) -> str | None:
        """See ``Chats``."""
        if person.tenant_id != self._calls.access.tenant_id:
            raise NotThereError
        chat = await chat_of(self._calls, person, await self._apps.catalog_id())
        found = await ours(self._newest(chat, since), marker, self._calls.access.app_id)
        return found[0] if found else None

    def _newest(self, chat: ConversationId, since: datetime) -> AsyncIterator[Any]:
        moment = since.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        # Graph heeds the filter only where it orders by the same property.
        query = _Query(top=_LARGEST_PAGE, orderby=[f"{_NEWEST} desc"], filter=f"{_NEWEST} gt {moment}")
        builder = self._calls.client.chats.by_chat_id(chat).messages
        call = Call(Kind.READ_CHAT, chat=chat)
        return rows(self._calls, call, builder, RequestConfiguration(query_parameters=query))
