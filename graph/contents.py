"""What is in a channel: our own messages, looked for; its files, labelled."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.models.chat_message import ChatMessage
from msgraph.generated.models.item_retention_label import ItemRetentionLabel
from msgraph.generated.teams.item.channels.item.messages.messages_request_builder import (
    MessagesRequestBuilder,
)

from cases.model import ConversationId
from cases.ports_channels import TeamId
from cases.ports_tenant import NotThereError, UnavailableError, Why
from graph.client import Calls
from graph.errors import refused
from graph.paged import rows
from graph.rates import Call, Kind

_LARGEST_PAGE = 50
_MOST_MESSAGES = 200
_CARD = "application/vnd.microsoft.card.adaptive"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class GraphContents:
    """The part of ``Channels`` that is about what people put there."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def posted(self, team: TeamId, channel: ConversationId, marker: str) -> Sequence[str]:
        """See ``Channels``. Messages of people pass through here unread, and are not kept."""
        query = MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters(top=_LARGEST_PAGE)
        builder = self._calls.client.teams.by_team_id(team).channels.by_channel_id(channel).messages
        listed = rows(
            self._calls, Call(Kind.READ, team, channel), builder, RequestConfiguration(query_parameters=query)
        )
        found: list[ChatMessage] = []
        seen = 0
        async for message in listed:
            if self._is_ours(message) and any(marker in _elements(card) for card in _cards(message)):
                found.append(message)
            seen += 1
            if seen == _MOST_MESSAGES:
                break
        # Graph lists what was changed last first.
        found.sort(key=lambda one: one.created_date_time or _LONG_AGO, reverse=True)
        return [one.id for one in found]

    async def label_files(self, team: TeamId, channel: ConversationId, label: str) -> None:
        """See ``Channels``."""
        place = self._calls.client.teams.by_team_id(team).channels.by_channel_id(channel)
        folder = await self._calls.make(Call(Kind.READ, team, channel), place.files_folder.get)
        drive = getattr(getattr(folder, "parent_reference", None), "drive_id", None)
        if not drive or not folder.id:
            raise UnavailableError
        item = self._calls.client.drives.by_drive_id(drive).items.by_drive_item_id(folder.id)
        body = ItemRetentionLabel(name=label)
        try:
            await self._calls.make(Call(Kind.WRITE), lambda: item.retention_label.patch(body))
        except NotThereError as wrong:
            raise refused(Why.NO_LABEL) from wrong

    def _is_ours(self, message: ChatMessage) -> bool:
        application = getattr(message.from_, "application", None)
        sender = getattr(application, "id", None) or ""
        return message.deleted_date_time is None and sender.casefold() == self._calls.access.app_id.casefold()


def _cards(message: ChatMessage) -> Iterator[dict[str, Any]]:
    """The Adaptive Cards of a message: Graph gives each as a text."""
    for attachment in message.attachments or ():
        if attachment.content_type == _CARD:
            try:
                card = json.loads(attachment.content or "")
            except ValueError:
                continue
            if isinstance(card, dict):
                yield card


def _elements(card: dict[str, Any]) -> set[str]:
    """The ids of a card's elements. Of the card itself Teams keeps no property that it does not know."""
    body = card.get("body")
    return {
        one["id"]
        for one in (body if isinstance(body, list) else ())
        if isinstance(one, dict) and isinstance(one.get("id"), str)
    }
