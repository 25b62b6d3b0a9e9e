"""Tabs of a channel."""

import secrets
from typing import Any

from sandbox.graph.apps import app_row, apps_in, bound_app
from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import bad_request, not_found, request_id
from sandbox.graph.graph import Graph
from sandbox.graph.odata import check_expand, many, one
from sandbox.graph.shapes import TabBody, TabConfiguration
from sandbox.graph.state import Channel, Team
from sandbox.graph.world import TAB_APP

Json = dict[str, Any]
_LONGEST_NAME = 128


def list_tabs(graph: Graph, ask: Ask) -> Answer:
    """``GET .../tabs``."""
    team, channel = _channel(graph, ask)
    wanted = check_expand(ask, "teamsTab", ("teamsApp",))
    rows = [_row(graph, tab, wanted) for tab in channel.tabs]
    return many(ask, "teamsTab", _context(team, channel), rows, graph.settings.page_size)


def get_tab(graph: Graph, ask: Ask) -> Answer:
    """``GET .../tabs/{id}``."""
    team, channel = _channel(graph, ask)
    wanted = check_expand(ask, "teamsTab", ("teamsApp",))
    return one(ask, "teamsTab", _context(team, channel), _row(graph, _tab(channel, ask), wanted))


def add_tab(graph: Graph, ask: Ask) -> Answer:
    """``POST .../tabs``. The tab's app must be in the team; a web page needs none."""
    team, channel = _channel(graph, ask)
    body = ask.body(TabBody)
    app = bound_app(graph, body.app_bind or "")
    if app.id != TAB_APP and app.id not in apps_in(team, channel):
        raise bad_request("App is not installed in the team or enabled in the channel.")
    if not body.display_name or len(body.display_name) > _LONGEST_NAME:
        raise bad_request(f"A tab needs a display name of at most {_LONGEST_NAME} characters.")
    tab = {
        "id": request_id(),
        "displayName": body.display_name,
        "webUrl": f"https://teams.microsoft.com/l/entity/{app.id}/_djb2_msteams_prefix_{secrets.token_hex(4)}",
        "configuration": _configuration(body.configuration or TabConfiguration()),
        "app": app.id,
    }
    channel.tabs.append(tab)
    return one(ask, "teamsTab", _context(team, channel), _row(graph, tab, ["teamsApp"]), 201)


def remove_tab(graph: Graph, ask: Ask) -> Answer:
    """``DELETE .../tabs/{id}``."""
    _, channel = _channel(graph, ask)
    channel.tabs.remove(_tab(channel, ask))
    return Answer(204)


def _channel(graph: Graph, ask: Ask) -> tuple[Team, Channel]:
    team = graph.team(ask.ids[0])
    return team, graph.channel(team, ask.ids[1])


def _tab(channel: Channel, ask: Ask) -> Json:
    tab = next((tab for tab in channel.tabs if tab["id"] == ask.ids[2]), None)
    if tab is None:
        raise not_found("No tab found with that id.")
    return tab


def _configuration(given: TabConfiguration) -> Json:
    return {
        "entityId": given.entity_id,
        "contentUrl": given.content_url,
        "removeUrl": given.remove_url,
        "websiteUrl": given.website_url,
    }


def _row(graph: Graph, tab: Json, wanted: list[str]) -> Json:
    row = {key: value for key, value in tab.items() if key != "app"}
    return row | ({"teamsApp": app_row(graph.state.apps[tab["app"]])} if "teamsApp" in wanted else {})


def _context(team: Team, channel: Channel) -> str:
    return f"teams('{team.id}')/channels('{channel.id}')/tabs"
