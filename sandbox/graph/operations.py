"""What goes on after a 202: making teams and shared channels, archiving. ``/teams/{id}/operations/{id}``."""

from collections.abc import Callable
from typing import Any

from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import bad_request, not_found, request_id
from sandbox.graph.graph import Change, Graph
from sandbox.graph.odata import moment, one
from sandbox.graph.shapes import ArchiveBody
from sandbox.graph.state import STANDARD, Channel, Operation, Team

Json = dict[str, Any]


def started(
    graph: Graph, team: Team, kind: str, target: tuple[str, str], finish: Callable[[], str | None]
) -> Operation:
    """Take on an operation on ``target`` (id, address); it is due after the delay."""
    now = graph.now()
    made = Operation(request_id(), kind, now, now + graph.lag, target[0], target[1], finish)
    graph.start(team, made)
    return made


def accepted(team: Team, operation: Operation, **more: str) -> Answer:
    """The 202 that says where to ask how it went."""
    location = {"Location": f"/teams('{team.id}')/operations('{operation.id}')"}
    return Answer(202, None, location | {key.replace("_", "-"): value for key, value in more.items()})


def get_operation(graph: Graph, ask: Ask) -> Answer:
    """``GET /teams/{id}/operations/{id}``: also of a team that is still being made."""
    team = graph.state.teams.get(ask.ids[0])
    operation = team.operations.get(ask.ids[1]) if team is not None else None
    if team is None or operation is None:
        raise not_found("No such operation.")
    row = {
        "id": operation.id,
        "operationType": operation.kind,
        "createdDateTime": moment(operation.created),
        "status": operation.status,
        "lastActionDateTime": moment(min(operation.due, graph.now())),
        "attemptsCount": 1,
        "targetResourceId": operation.target,
        "targetResourceLocation": operation.location,
        "error": {"code": "BadRequest", "message": operation.error} if operation.error else None,
    }
    return one(ask, "teamsAsyncOperation", f"teams('{team.id}')/operations", row)


def archive_team(graph: Graph, ask: Ask) -> Answer:
    """``POST /teams/{id}/archive``. A team without an owner cannot be archived."""
    ask.optional_body(ArchiveBody)
    team = graph.team(ask.ids[0])
    if not team.members.owners():
        raise bad_request("A team without an owner cannot be archived.")
    return _set_team(graph, team, archived=True)


def unarchive_team(graph: Graph, ask: Ask) -> Answer:
    """``POST /teams/{id}/unarchive``."""
    return _set_team(graph, graph.team(ask.ids[0]), archived=False)


def archive_channel(graph: Graph, ask: Ask) -> Answer:
    """``POST .../archive``. Refused without an owner, or when the team is archived."""
    ask.optional_body(ArchiveBody)
    team, channel = _changeable(graph, ask)
    if not channel.members.owners() or not team.members.owners():
        raise bad_request(f"Channel or team without an owner cannot be archived: {channel.id}")
    return _set_channel(graph, team, channel, archived=True)


def unarchive_channel(graph: Graph, ask: Ask) -> Answer:
    """``POST .../unarchive``. Refused when the team is archived."""
    team, channel = _changeable(graph, ask)
    return _set_channel(graph, team, channel, archived=False)


def channel_address(team: Team, channel_id: str) -> str:
    """Where a channel is."""
    return f"/teams('{team.id}')/channels('{channel_id}')"


def _changeable(graph: Graph, ask: Ask) -> tuple[Team, Channel]:
    team = graph.team(ask.ids[0])
    channel = graph.channel(team, ask.ids[1])
    if channel.id == team.internal_id:
        raise bad_request("The General channel cannot be archived or unarchived.")
    if team.archived:
        raise bad_request(f"Team has to be active, for channel to be archived or unarchived: {channel.id}")
    return team, channel


def _set_team(graph: Graph, team: Team, *, archived: bool) -> Answer:
    def finish() -> str | None:
        if team.archived != archived:
            team.archived = archived
            graph.tell(Change("teamArchived" if archived else "teamUnarchived", team))
        return None

    kind = "archiveTeam" if archived else "unarchiveTeam"
    return accepted(team, started(graph, team, kind, (team.id, f"/teams('{team.id}')"), finish))


def _set_channel(graph: Graph, team: Team, channel: Channel, *, archived: bool) -> Answer:
    def finish() -> str | None:
        owners = channel.members.owners() if channel.kind != STANDARD else team.members.owners()
        if archived and not owners:
            return "The channel has lost its owner."
        if channel.archived != archived:
            channel.archived = archived
            graph.tell(Change("channelArchived" if archived else "channelUnarchived", team, channel))
        return None

    kind = "archiveChannel" if archived else "unarchiveChannel"
    target = (channel.id, channel_address(team, channel.id))
    return accepted(team, started(graph, team, kind, target, finish))
