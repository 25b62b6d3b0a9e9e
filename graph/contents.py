"""What is in a channel: our own messages, looked for; its files, labelled."""

from collections.abc import Sequence

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.models.item_retention_label import ItemRetentionLabel
from msgraph.generated.teams.item.channels.item.messages.messages_request_builder import (
    MessagesRequestBuilder,
)

from cases.model import ConversationId
from cases.ports_channels import TeamId
from cases.ports_tenant import NotThereError, UnavailableError, Why
from graph.client import Calls
from graph.errors import refused
from graph.marks import ours
from graph.paged import rows
from graph.rates import Call, Kind

_LARGEST_PAGE = 50


class GraphContents:
    """The part of ``Channels`` that is about what people put there."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def posted(self, team: TeamId, channel: ConversationId, marker: str) -> Sequence[str]:
        """See ``Channels``."""
        query = MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters(top=_LARGEST_PAGE)
        builder = self._calls.client.teams.by_team_id(team).channels.by_channel_id(channel).messages
        listed = rows(
            self._calls, Call(Kind.READ, team, channel), builder, RequestConfiguration(query_parameters=query)
        )
        return await ours(listed, marker, self._calls.access.app_id)

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
