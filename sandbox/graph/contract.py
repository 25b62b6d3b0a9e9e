"""The contract's calls about the local Graph: what it holds, what it was asked, and what it permits."""

from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from sandbox.bodies import Body, read
from sandbox.graph.apps import app_row, apps_in
from sandbox.graph.byhand import ByHand, do
from sandbox.graph.graph import Graph
from sandbox.graph.members import member_row
from sandbox.graph.state import STANDARD, Channel, Team
from sandbox.graph.subscriptions import row as subscription_row
from sandbox.state import SANDBOX, service_url

Json = dict[str, Any]


class Lag(Body):
    """How many seconds a change takes to be seen."""

    seconds: Annotated[float, Meta(ge=0, le=86_400)]


class Permits(Body):
    """What Graph permits; what is not given stays."""

    channels_per_team: Annotated[int, Meta(ge=1)] | None = None
    members_per_team: Annotated[int, Meta(ge=1)] | None = None
    members_per_private_channel: Annotated[int, Meta(ge=1)] | None = None
    page_size: Annotated[int, Meta(ge=1)] | None = None
    retention_labels: frozenset[str] | None = None
    withheld: frozenset[str] | None = None


async def _show(request: web.Request) -> web.Response:
    graph = request.app[SANDBOX].graph
    graph.tick()
    return web.json_response(holdings(graph))


async def _log(request: web.Request) -> web.Response:
    return web.json_response(request.app[SANDBOX].graph.log.as_json())


async def _lag(request: web.Request) -> web.Response:
    graph, order = request.app[SANDBOX].graph, await read(request, Lag)
    graph.settings.lag = order.seconds
    return web.json_response({"seconds": order.seconds})


async def _limits(request: web.Request) -> web.Response:
    settings, order = request.app[SANDBOX].graph.settings, await read(request, Permits)
    for name in order.__struct_fields__:
        given = getattr(order, name)
        if given is not None:
            setattr(settings, name, given)
    now = {
        "channelsPerTeam": settings.channels_per_team,
        "membersPerTeam": settings.members_per_team,
        "membersPerPrivateChannel": settings.members_per_private_channel,
        "pageSize": settings.page_size,
        "retentionLabels": sorted(settings.retention_labels),
        "withheld": sorted(settings.withheld),
    }
    return web.json_response(now)


async def _by_hand(request: web.Request) -> web.Response:
    sandbox, done = request.app[SANDBOX], await read(request, ByHand)
    sandbox.graph.service_url = service_url(request)
    sandbox.graph.tick()
    do(sandbox.graph, sandbox.notices, done)
    await sandbox.graph.background.idle()
    return web.json_response({"done": done.action})


def holdings(graph: Graph) -> Json:
    """All that the local Graph holds, as it truly is."""
    pairs = [(team, channel) for team in graph.state.teams.values() for channel in team.channels.values()]
    return {
        "teams": [_team(team) for team in graph.state.teams.values()],
        "channels": [_channel(team, channel) for team, channel in pairs],
        "members": [row for team in graph.state.teams.values() for row in _members(team, None)]
        + [row for team, channel in pairs if channel.kind != STANDARD for row in _members(team, channel)],
        "installedApps": [
            {"id": item.id, "teamId": team.id, "teamsApp": app_row(graph.state.apps[item.app_id])}
            for team in graph.state.teams.values()
            for item in team.apps.values()
        ],
        "subscriptions": [subscription_row(held, graph) for held in graph.subscriptions.values()],
    }


def _team(team: Team) -> Json:
    return {
        "id": team.id,
        "internalId": team.internal_id,
        "displayName": team.name,
        "isArchived": team.archived,
    }


def _channel(team: Team, channel: Channel) -> Json:
    return {
        "id": channel.id,
        "teamId": team.id,
        "displayName": channel.name,
        "description": channel.description,
        "membershipType": channel.kind,
        "isArchived": channel.archived,
        "isDeleted": channel.deleted is not None,
        "enabledApps": list(apps_in(team, channel)),
        "tabs": [tab["displayName"] for tab in channel.tabs],
        "retentionLabel": channel.label,
    }


def _members(team: Team, channel: Channel | None) -> list[Json]:
    members = team.members if channel is None else channel.members
    where = {"teamId": team.id, "channelId": None if channel is None else channel.id}
    return [
        member_row(members, member) | where | {"person": member.user.row["id"]} for member in members.now()
    ]


ROUTES = (
    web.get("/graph", _show),
    web.get("/graph/log", _log),
    web.post("/graph/lag", _lag),
    web.post("/graph/limits", _limits),
    web.post("/graph/byhand", _by_hand),
)
