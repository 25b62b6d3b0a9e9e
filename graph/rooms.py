"""Channels: made, found, renamed, archived, given a tab."""

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_http.middleware.options import HeadersInspectionHandlerOption
from msgraph.generated.models.channel import Channel as GraphChannel
from msgraph.generated.models.channel_membership_type import ChannelMembershipType
from msgraph.generated.models.teams_tab import TeamsTab
from msgraph.generated.models.teams_tab_configuration import TeamsTabConfiguration
from msgraph.generated.teams.item.channels.channels_request_builder import ChannelsRequestBuilder
from msgraph.generated.teams.item.channels.item.archive.archive_post_request_body import (
    ArchivePostRequestBody,
)

from cases.model import ConversationId, Identity
from cases.ports_channels import Channel, ChannelKind, Made, Operation, Role, TeamId
from cases.ports_tenant import NotThereError, Why
from graph.addresses import GRAPH, channel_at, named
from graph.client import Calls
from graph.errors import refused
from graph.paged import rows
from graph.rates import Call, Kind
from graph.teams import taken_on

_WEB_PAGE = "com.microsoft.teamspace.tab.web"
_KINDS = {
    ChannelKind.STANDARD: ChannelMembershipType.Standard,
    ChannelKind.PRIVATE: ChannelMembershipType.Private,
    ChannelKind.SHARED: ChannelMembershipType.Shared,
}


class GraphRooms:
    """The part of ``Channels`` that is about channels themselves."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def make_channel(self, team: TeamId, name: str, kind: ChannelKind, owner: Identity) -> Made:
        """See ``Channels``."""
        found = await self._channel_named(team, name)
        if found is not None:
            if found.kind is not kind:
                raise refused(Why.NAME_TAKEN)
            return Made(Operation(team), found.id)
        body = GraphChannel(display_name=name, membership_type=_KINDS[kind])
        if kind is not ChannelKind.STANDARD:
            body.members = [named(owner, Role.OWNER, tenant=kind is ChannelKind.SHARED)]
        inspection = HeadersInspectionHandlerOption(inspect_request_headers=False)
        configuration = RequestConfiguration(options=[inspection])
        made = await self._calls.make(
            Call(Kind.MAKE_CHANNEL, team), lambda: self._channels(team).post(body, configuration)
        )
        if made is not None:
            return Made(Operation(team), ConversationId(made.id))
        places = inspection.response_headers.get("content-location") or ()
        return Made(taken_on(inspection), next(map(channel_at, places), None))

    async def channel(self, team: TeamId, channel: ConversationId) -> Channel | None:
        """See ``Channels``."""
        try:
            return _channel(
                await self._calls.make(Call(Kind.READ, team, channel), self._at(team, channel).get)
            )
        except NotThereError:
            return None

    async def find(self, team: TeamId, name: str) -> Channel | None:
        """See ``Channels``."""
        return await self._channel_named(team, name)

    async def rename(self, team: TeamId, channel: ConversationId, name: str) -> None:
        """See ``Channels``."""
        body = GraphChannel(display_name=name)
        await self._calls.make(Call(Kind.WRITE, team, channel), lambda: self._at(team, channel).patch(body))

    async def archive(self, team: TeamId, channel: ConversationId) -> Operation:
        """See ``Channels``. What is in the channel's SharePoint site stays as it is."""
        inspection = HeadersInspectionHandlerOption(inspect_request_headers=False)
        configuration = RequestConfiguration(options=[inspection])
        body = ArchivePostRequestBody(should_set_spo_site_read_only_for_members=True)
        post = self._at(team, channel).archive.post
        await self._calls.make(Call(Kind.WRITE, team, channel), lambda: post(body, configuration))
        return taken_on(inspection)

    async def unarchive(self, team: TeamId, channel: ConversationId) -> Operation:
        """See ``Channels``."""
        inspection = HeadersInspectionHandlerOption(inspect_request_headers=False)
        configuration = RequestConfiguration(options=[inspection])
        post = self._at(team, channel).unarchive.post
        await self._calls.make(Call(Kind.WRITE, team, channel), lambda: post(configuration))
        return taken_on(inspection)

    async def add_tab(self, team: TeamId, channel: ConversationId, name: str, url: str) -> None:
        """See ``Channels``."""
        tabs = self._at(team, channel).tabs
        async for tab in rows(self._calls, Call(Kind.READ, team, channel), tabs):
            if tab.display_name == name:
                return
        configuration = TeamsTabConfiguration(content_url=url, website_url=url)
        body = TeamsTab(display_name=name, configuration=configuration)
        body.additional_data = {"teamsApp@odata.bind": f"{GRAPH}/appCatalogs/teamsApps/{_WEB_PAGE}"}
        await self._calls.make(Call(Kind.WRITE, team, channel), lambda: tabs.post(body))

    async def _channel_named(self, team: TeamId, name: str) -> Channel | None:
        query = ChannelsRequestBuilder.ChannelsRequestBuilderGetQueryParameters(
            select=["id", "displayName", "membershipType", "isArchived"]
        )
        listed = rows(
            self._calls,
            Call(Kind.READ, team),
            self._channels(team),
            RequestConfiguration(query_parameters=query),
        )
        async for row in listed:
            if (row.display_name or "").casefold() == name.casefold():
                return _channel(row)
        return None

    def _channels(self, team: TeamId):  # type: ignore[no-untyped-def]  # noqa: ANN202 - msgraph is not followed
        return self._calls.client.teams.by_team_id(team).channels

    def _at(self, team: TeamId, channel: ConversationId):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as above
        return self._channels(team).by_channel_id(channel)


def _channel(row: GraphChannel) -> Channel:
    kind = getattr(row.membership_type, "value", "standard")
    return Channel(
        ConversationId(row.id), row.display_name or "", ChannelKind(kind), archived=bool(row.is_archived)
    )
