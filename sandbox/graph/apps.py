"""Apps: the catalogue, apps in a team, apps enabled in a channel, tabs."""

import re
from typing import Any

from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import GraphError, bad_request, not_found, request_id
from sandbox.graph.graph import Change, Graph
from sandbox.graph.odata import check_expand, many, one
from sandbox.graph.shapes import InstallationBody, ReferenceBody
from sandbox.graph.state import STANDARD, App, Channel, Installation, Team

Json = dict[str, Any]

_BOUND = re.compile(r"/appCatalogs/teamsApps(?:\('([^']+)'\)|/([^/()]+))$")


def list_catalogue(graph: Graph, ask: Ask) -> Answer:
    """``GET /appCatalogs/teamsApps``."""
    check_expand(ask, "teamsApp", ())
    rows = [app_row(app) for app in graph.state.apps.values()]
    return many(ask, "teamsApp", "appCatalogs/teamsApps", rows, graph.settings.page_size)


def list_installed(graph: Graph, ask: Ask) -> Answer:
    """``GET /teams/{id}/installedApps``."""
    team = graph.team(ask.ids[0])
    wanted = check_expand(ask, "teamsAppInstallation", ("teamsApp", "teamsAppDefinition"))
    rows = [_row(graph, item, wanted) for item in team.apps.values()]
    context = f"teams('{team.id}')/installedApps"
    return many(ask, "teamsAppInstallation", context, rows, graph.settings.page_size)


def get_installed(graph: Graph, ask: Ask) -> Answer:
    """``GET /teams/{id}/installedApps/{id}``."""
    wanted = check_expand(ask, "teamsAppInstallation", ("teamsApp", "teamsAppDefinition"))
    team, item = _installed(graph, ask)
    return one(ask, "teamsAppInstallation", f"teams('{team.id}')/installedApps", _row(graph, item, wanted))


def add_installed(graph: Graph, ask: Ask) -> Answer:
    """``POST /teams/{id}/installedApps``. An app can be in a team once."""
    team = graph.team(ask.ids[0])
    app = bound_app(graph, ask.body(InstallationBody).app_bind or "")
    if any(item.app_id == app.id for item in team.apps.values()):
        raise GraphError(409, "Conflict", "The specified application is already installed in the team.")
    item = install(graph, team, app)
    return Answer(201, None, {"Location": f"/teams('{team.id}')/installedApps('{item.id}')"})


def remove_installed(graph: Graph, ask: Ask) -> Answer:
    """``DELETE /teams/{id}/installedApps/{id}``: the app leaves the channels too."""
    team, item = _installed(graph, ask)
    uninstall(graph, team, item)
    return Answer(204)


def list_enabled(graph: Graph, ask: Ask) -> Answer:
    """``GET .../channels/{id}/enabledApps``. In a standard channel those are the team's apps."""
    check_expand(ask, "teamsApp", ())
    team, channel = _channel(graph, ask)
    rows = [app_row(graph.state.apps[app_id]) for app_id in apps_in(team, channel)]
    context = f"teams('{team.id}')/channels('{channel.id}')/enabledApps"
    return many(ask, "teamsApp", context, rows, graph.settings.page_size)


def get_enabled(graph: Graph, ask: Ask) -> Answer:
    """``GET .../channels/{id}/enabledApps/{id}``."""
    team, channel = _channel(graph, ask)
    if ask.ids[2] not in apps_in(team, channel):
        raise not_found("The app is not enabled in this channel.")
    context = f"teams('{team.id}')/channels('{channel.id}')/enabledApps"
    return one(ask, "teamsApp", context, app_row(graph.state.apps[ask.ids[2]]))


def enable(graph: Graph, ask: Ask) -> Answer:
    """``POST .../channels/{id}/enabledApps/$ref``. The app must be in the team already."""
    team, channel = _channel(graph, ask)
    app = bound_app(graph, ask.body(ReferenceBody).odata_id)
    if channel.kind not in graph.settings.apps_enabled_in:
        raise bad_request(f"Apps cannot be enabled in a channel of the kind '{channel.kind}'.")
    if all(item.app_id != app.id for item in team.apps.values()):
        raise not_found("The app is not installed in the team of this channel.")
    if app.id not in channel.enabled_apps:
        channel.enabled_apps.append(app.id)
        graph.tell(Change("appAdded", team, channel))
    return Answer(204)


def disable(graph: Graph, ask: Ask) -> Answer:
    """``DELETE .../channels/{id}/enabledApps/{id}/$ref``."""
    team, channel = _channel(graph, ask)
    if ask.ids[2] not in channel.enabled_apps:
        raise not_found("The app is not enabled in this channel.")
    take_out(graph, team, channel, ask.ids[2])
    return Answer(204)


def apps_in(team: Team, channel: Channel) -> list[str]:
    """The apps that work in a channel."""
    if channel.kind == STANDARD:
        return [item.app_id for item in team.apps.values()]
    return channel.enabled_apps


def install(graph: Graph, team: Team, app: App) -> Installation:
    """Put an app into a team."""
    item = Installation(request_id(), app.id)
    team.apps[item.id] = item
    if app.id == graph.state.bot_app:
        graph.tell(Change("appAdded", team))
    return item


def uninstall(graph: Graph, team: Team, item: Installation) -> None:
    """Take an app out of a team and all its channels."""
    for channel in team.living():
        if item.app_id in channel.enabled_apps:
            take_out(graph, team, channel, item.app_id)
    del team.apps[item.id]
    if item.app_id == graph.state.bot_app:
        graph.tell(Change("appRemoved", team))


def take_out(graph: Graph, team: Team, channel: Channel, app_id: str) -> None:
    """Take an app out of one channel."""
    channel.enabled_apps.remove(app_id)
    if app_id == graph.state.bot_app:
        graph.tell(Change("appRemoved", team, channel))


def bound_app(graph: Graph, address: str) -> App:
    """The app of the catalogue that an address names. Raises GraphError 400, 404."""
    bound = _BOUND.search(address)
    if bound is None:
        raise bad_request("The reference to the app must end with /appCatalogs/teamsApps/{id}.")
    app = graph.state.apps.get(bound.group(1) or bound.group(2))
    if app is None:
        raise not_found("The app is not in the catalogue of the tenant.")
    return app


def app_row(app: App) -> Json:
    """An app of the catalogue as Graph shows it."""
    return {
        "id": app.id,
        "externalId": app.external_id,
        "displayName": app.name,
        "distributionMethod": app.distribution,
    }


def _installed(graph: Graph, ask: Ask) -> tuple[Team, Installation]:
    team = graph.team(ask.ids[0])
    item = team.apps.get(ask.ids[1])
    if item is None:
        raise not_found("No app installation found with that id.")
    return team, item


def _channel(graph: Graph, ask: Ask) -> tuple[Team, Channel]:
    team = graph.team(ask.ids[0])
    return team, graph.channel(team, ask.ids[1])


def _row(graph: Graph, item: Installation, wanted: list[str]) -> Json:
    app = graph.state.apps[item.app_id]
    row: Json = {"id": item.id, "consentedPermissionSet": None}
    if "teamsApp" in wanted:
        row["teamsApp"] = app_row(app)
    if "teamsAppDefinition" in wanted:
        row["teamsAppDefinition"] = {
            "id": f"{app.id}##{app.version}",
            "teamsAppId": app.id,
            "displayName": app.name,
            "version": app.version,
            "publishingState": "published",
        }
    return row
