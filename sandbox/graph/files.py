"""The folder of a channel's files, and the retention label on it.

https://learn.microsoft.com/graph/api/channel-get-filesfolder,
https://learn.microsoft.com/graph/api/driveitem-setretentionlabel
"""

import base64
from typing import Any

from sandbox.graph.call import Answer, Ask
from sandbox.graph.consistency import found_yet
from sandbox.graph.errors import GraphError, not_found
from sandbox.graph.graph import Graph
from sandbox.graph.odata import moment, one
from sandbox.graph.shapes import LabelBody
from sandbox.graph.state import Channel

Json = dict[str, Any]


def get_folder(graph: Graph, ask: Ask) -> Answer:
    """``GET .../channels/{id}/filesFolder``. A new channel has none for a while."""
    graph.check_permitted("Files.Read.All")
    team = graph.team(ask.ids[0])
    channel = graph.channel(team, ask.ids[1])
    if not found_yet(graph, channel):
        raise not_found("The folder of this channel is not provisioned yet.")
    drive, item = _ids(channel)
    row: Json = {
        "id": item,
        "createdDateTime": moment(channel.created),
        "lastModifiedDateTime": moment(channel.created),
        "name": channel.name,
        "webUrl": f"https://files.example/sites/{channel.name}",
        "size": 0,
        "parentReference": {"driveId": drive, "driveType": "documentLibrary"},
        "folder": {"childCount": 0},
    }
    context = f"teams('{team.id}')/channels('{channel.id}')/filesFolder"
    return one(ask, "driveItem", context, row)


def set_label(graph: Graph, ask: Ask) -> Answer:
    """``PATCH /drives/{id}/items/{id}/retentionLabel``: 201 the first time, then 200."""
    graph.check_permitted("Files.Read.All")
    channel, name = _labelled(graph, ask), ask.body(LabelBody).name
    if not name or name not in graph.settings.retention_labels:
        raise GraphError(400, "invalidRequest", f"The retention label '{name}' does not exist.")
    status = 200 if channel.label else 201
    channel.label = name
    return one(ask, "itemRetentionLabel", _context(ask), _row(graph, channel), status)


def get_label(graph: Graph, ask: Ask) -> Answer:
    """``GET`` of the same."""
    graph.check_permitted("Files.Read.All")
    channel = _labelled(graph, ask)
    if channel.label is None:
        raise GraphError(404, "itemNotFound", "The item has no retention label.")
    return one(ask, "itemRetentionLabel", _context(ask), _row(graph, channel))


def _labelled(graph: Graph, ask: Ask) -> Channel:
    for team in graph.state.teams.values():
        for channel in team.living():
            if _ids(channel) == ask.ids:
                return channel
    raise GraphError(404, "itemNotFound", "The resource could not be found.")


def _ids(channel: Channel) -> tuple[str, str]:
    name = base64.urlsafe_b64encode(channel.id.encode()).decode().rstrip("=")
    return f"b!{name}", f"01{name.upper()[:32]}"


def _row(graph: Graph, channel: Channel) -> Json:
    return {
        "name": channel.label,
        "isLabelAppliedExplicitly": True,
        "labelAppliedDateTime": moment(graph.now()),
        "labelAppliedBy": {"application": {"id": graph.state.bot_app}},
        "retentionSettings": {"behaviorDuringRetentionPeriod": "retain", "isDeleteAllowed": False},
    }


def _context(ask: Ask) -> str:
    return f"drives('{ask.ids[0]}')/items('{ask.ids[1]}')/retentionLabel"
