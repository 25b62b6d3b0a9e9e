"""The bot in people's own chats.

https://learn.microsoft.com/microsoftteams/platform/graph-api/proactive-bots-and-messages/graph-proactive-bots-and-messages
"""

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.models.user_scope_teams_app_installation import UserScopeTeamsAppInstallation
from msgraph.generated.users.item.teamwork.installed_apps.installed_apps_request_builder import (
    InstalledAppsRequestBuilder,
)

from cases.model import ConversationId, Identity
from cases.ports_tenant import NotThereError, RefusedError
from graph.addresses import GRAPH, in_path
from graph.apps import GraphApps
from graph.client import Calls
from graph.paged import rows
from graph.rates import Call, Kind

_CONFLICT = "Conflict"


class GraphInstalls:
    """The port ``Installs``."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._apps = GraphApps(calls)

    async def give(self, person: Identity) -> ConversationId:
        """See ``Installs``."""
        if person.tenant_id != self._calls.access.tenant_id:
            raise NotThereError
        app = await self._apps.catalog_id()
        builder = self._calls.client.users.by_user_id(person.object_id).teamwork.installed_apps
        body = UserScopeTeamsAppInstallation()
        body.additional_data = {"teamsApp@odata.bind": f"{GRAPH}/appCatalogs/teamsApps/{in_path(app)}"}
        try:
            await self._calls.make(Call(Kind.WRITE), lambda: builder.post(body))
        except RefusedError as wrong:
            if wrong.code != _CONFLICT:  # they have it already
                raise
        return await chat_of(self._calls, person, app)


async def chat_of(calls: Calls, person: Identity, app: str) -> ConversationId:
    """Graph's id of somebody's chat with the bot. Raises NotThereError for who does not have the app."""
    builder = calls.client.users.by_user_id(person.object_id).teamwork.installed_apps
    installation = await _installation(calls, builder, app)
    chat = builder.by_user_scope_teams_app_installation_id(installation).chat
    found = await calls.make(Call(Kind.READ), chat.get)
    if found is None or not found.id:
        raise NotThereError
    return ConversationId(found.id)


async def _installation(calls: Calls, builder: InstalledAppsRequestBuilder, app: str) -> str:
    query = InstalledAppsRequestBuilder.InstalledAppsRequestBuilderGetQueryParameters(expand=["teamsApp"])
    configuration = RequestConfiguration(query_parameters=query)
    async for one in rows(calls, Call(Kind.READ), builder, configuration):
        if one.teams_app is not None and one.teams_app.id == app:
            return str(one.id)
    raise NotThereError
