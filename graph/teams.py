"""Teams: made, found, asked how far they are."""

from collections.abc import Collection

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_http.middleware.options import HeadersInspectionHandlerOption
from msgraph.generated.models.team import Team
from msgraph.generated.models.team_guest_settings import TeamGuestSettings
from msgraph.generated.models.team_member_settings import TeamMemberSettings
from msgraph.generated.models.team_visibility_type import TeamVisibilityType
from msgraph.generated.teams.teams_request_builder import TeamsRequestBuilder

from cases.model import ConversationId, Identity
from cases.ports_channels import Operation, Progress, Role, State, TeamId
from cases.ports_tenant import NotThereError, RefusedError, UnavailableError, Why
from graph.addresses import GRAPH, channel_at, named, operation_at, quoted
from graph.client import Calls
from graph.errors import refused, why
from graph.paged import rows
from graph.rates import Call, Kind

_DONE, _FAILED = "succeeded", ("failed", "invalid")


class GraphTeams:
    """The part of ``Channels`` that is about teams and operations."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def make_team(self, name: str, owner: Identity) -> Operation:
        """See ``Channels``."""
        found = await self._team_named(name)
        if found is not None:
            return Operation(found)
        inspection = HeadersInspectionHandlerOption(inspect_request_headers=False)
        configuration = RequestConfiguration(options=[inspection])
        body = _new_team(name, owner)
        await self._calls.make(
            Call(Kind.MAKE_TEAM),
            lambda: self._calls.client.teams.post(body, request_configuration=configuration),
        )
        return taken_on(inspection)

    async def team_ready(self, made: Operation) -> bool:
        """See ``Channels``."""
        if made.id and (await self.progress(made)).state is State.RUNNING:
            return False
        try:
            await self._calls.make(Call(Kind.READ, made.team), self._item(made.team).get)
        except NotThereError:
            return False
        return True

    async def rooms(self, team: TeamId, ours: Collection[ConversationId] = ()) -> int:
        """See ``Channels``."""
        channels = self._item(team).channels
        listed = {row.id async for row in rows(self._calls, Call(Kind.READ, team), channels)}
        return len(listed | set(ours))

    async def progress(self, operation: Operation) -> Progress:
        """See ``Channels``."""
        if not operation.id:
            return Progress(State.DONE)
        builder = self._item(operation.team).operations.by_teams_async_operation_id(operation.id)
        found = await self._calls.make(Call(Kind.READ, operation.team), builder.get)
        status = getattr(getattr(found, "status", None), "value", "")
        if status in _FAILED:
            raise _failed(found.error)
        about = channel_at(found.target_resource_location or "")
        return Progress(State.DONE if status == _DONE else State.RUNNING, about)

    async def _team_named(self, name: str) -> TeamId | None:
        query = TeamsRequestBuilder.TeamsRequestBuilderGetQueryParameters(
            filter=f"displayName eq {quoted(name)}", select=["id", "displayName"]
        )
        found = rows(
            self._calls,
            Call(Kind.READ),
            self._calls.client.teams,
            RequestConfiguration(query_parameters=query),
        )
        async for row in found:
            if row.display_name == name:
                return TeamId(row.id)
        return None

    def _item(self, team: TeamId):  # type: ignore[no-untyped-def]  # noqa: ANN202 - msgraph is not followed
        return self._calls.client.teams.by_team_id(team)


def taken_on(inspection: HeadersInspectionHandlerOption) -> Operation:
    """The operation that a 202 names: the SDK returns nothing of it. Raises UnavailableError."""
    for location in inspection.response_headers.get("location") or ():
        found = operation_at(location)
        if found is not None:
            return found
    raise UnavailableError


def _failed(error: object) -> RefusedError:
    code, message = getattr(error, "code", None) or "", getattr(error, "message", None) or ""
    reason = why(code, message)
    return refused(Why.NO_OWNER if reason is Why.OTHER and "owner" in message else reason, code)


def _new_team(name: str, owner: Identity) -> Team:
    """Private, and its members change nothing about it: who is in which channel follows the register."""
    team = Team(
        display_name=name,
        visibility=TeamVisibilityType.Private,
        members=[named(owner, Role.OWNER)],
        member_settings=TeamMemberSettings(
            allow_add_remove_apps=False,
            allow_create_private_channels=False,
            allow_create_update_channels=False,
            allow_create_update_remove_connectors=False,
            allow_create_update_remove_tabs=False,
            allow_delete_channels=False,
        ),
        guest_settings=TeamGuestSettings(allow_create_update_channels=False, allow_delete_channels=False),
    )
    team.additional_data = {"template@odata.bind": f"{GRAPH}/teamsTemplates('standard')"}
    return team
