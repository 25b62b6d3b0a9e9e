"""The bot in teams and channels."""

import json
from collections.abc import Awaitable, Callable

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.teams_app_installation import TeamsAppInstallation
from msgraph.generated.models.teams_app_permission_set import TeamsAppPermissionSet
from msgraph.generated.models.teams_app_resource_specific_permission import TeamsAppResourceSpecificPermission
from msgraph.generated.models.teams_app_resource_specific_permission_type import (
    TeamsAppResourceSpecificPermissionType,
)
from msgraph.generated.teams.item.installed_apps.installed_apps_request_builder import (
    InstalledAppsRequestBuilder,
)

from cases.model import ConversationId
from cases.ports_channels import TeamId
from cases.ports_tenant import NotThereError, RefusedError, Why
from graph.addresses import GRAPH, in_path
from graph.client import Calls
from graph.errors import refused
from graph.paged import rows
from graph.permissions import RESOURCE_SPECIFIC
from graph.rates import Call, Kind

_CONFLICT = "Conflict"


class GraphApps:
    """The part of ``Channels`` that is about the bot."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._catalog_id = calls.access.catalog_id

    async def add_bot(self, team: TeamId, channel: ConversationId | None) -> None:
        """See ``Channels``."""
        if channel is None:
            await self._install(team)
            return
        try:
            await self._enable(team, channel)
        except NotThereError:
            # It is the channel that is not there, or the app in its team: both are 404.
            if await self.has_bot(team, None):
                raise
            await self._install(team)
            await self._enable(team, channel)

    async def has_bot(self, team: TeamId, channel: ConversationId | None) -> bool:
        """See ``Channels``."""
        app_id = await self.catalog_id()
        place = self._calls.client.teams.by_team_id(team)
        if channel is not None:
            enabled = place.channels.by_channel_id(channel).enabled_apps
            listed = rows(self._calls, Call(Kind.READ, team, channel), enabled)
            return app_id in {app.id async for app in listed}
        query = InstalledAppsRequestBuilder.InstalledAppsRequestBuilderGetQueryParameters(expand=["teamsApp"])
        configuration = RequestConfiguration(query_parameters=query)
        installed = rows(self._calls, Call(Kind.READ, team), place.installed_apps, configuration)
        return app_id in {one.teams_app.id async for one in installed if one.teams_app is not None}

    async def catalog_id(self) -> str:
        """The id that the tenant's catalogue gave our app. Raises RefusedError NO_APP."""
        if not self._catalog_id:
            async for app in rows(self._calls, Call(Kind.READ), self._calls.client.app_catalogs.teams_apps):
                if app.external_id == self._calls.access.app_id:
                    self._catalog_id = app.id
                    break
            else:
                raise refused(Why.NO_APP)
        return self._catalog_id

    async def _install(self, team: TeamId) -> None:
        """Put the app into a team, with consent to what its manifest asks of each team."""
        body = TeamsAppInstallation(consented_permission_set=_consent())
        body.additional_data = {"teamsApp@odata.bind": self._bound(await self.catalog_id())}
        post = self._calls.client.teams.by_team_id(team).installed_apps.post
        await self._unless_there(Call(Kind.WRITE, team), lambda: post(body))

    async def _enable(self, team: TeamId, channel: ConversationId) -> None:
        """The SDK has no builder for ``enabledApps/$ref``."""
        asked = RequestInformation(Method.POST, "{+address}")
        place = f"teams/{in_path(team)}/channels/{in_path(channel)}"
        asked.path_parameters = {"address": f"{self._calls.access.base_url}/{place}/enabledApps/$ref"}
        content = json.dumps({"@odata.id": self._bound(await self.catalog_id())}).encode()
        asked.set_stream_content(content, "application/json")
        send = self._calls.adapter.send_no_response_content_async
        await self._unless_there(Call(Kind.WRITE, team, channel), lambda: send(asked, {"XXX": ODataError}))

    async def _unless_there(self, call: Call, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await self._calls.make(call, work)
        except RefusedError as wrong:
            if wrong.code != _CONFLICT:
                raise

    def _bound(self, app_id: str) -> str:
        return f"{GRAPH}/appCatalogs/teamsApps/{in_path(app_id)}"


def _consent() -> TeamsAppPermissionSet:
    application = TeamsAppResourceSpecificPermissionType.Application
    return TeamsAppPermissionSet(
        resource_specific_permissions=[
            TeamsAppResourceSpecificPermission(permission_value=each.name, permission_type=application)
            for each in RESOURCE_SPECIFIC
        ]
    )
