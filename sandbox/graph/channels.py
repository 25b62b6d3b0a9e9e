"""Channels: list, read, make, change, delete."""

import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from sandbox.graph.call import Answer, Ask
from sandbox.graph.consistency import found_yet, listed_channels, listed_members
from sandbox.graph.errors import bad_request, forbidden, not_found
from sandbox.graph.graph import Change, Graph
from sandbox.graph.joining import check_may_join, named
from sandbox.graph.members import member_row
from sandbox.graph.names import check_name
from sandbox.graph.odata import check_expand, many, moment, one
from sandbox.graph.operations import accepted, channel_address, started
from sandbox.graph.shapes import ChannelBody
from sandbox.graph.state import OWNER, PRIVATE, SHARED, STANDARD, Channel, Members, Team, User

Json = dict[str, Any]
Wanted = list[tuple[User, tuple[str, ...]]]


def list_channels(graph: Graph, ask: Ask) -> Answer:
    """``GET /teams/{id}/channels`` and ``/allChannels``."""
    team = graph.team(ask.ids[0])
    wanted = check_expand(ask, "channel", ("members",))
    rows = [_row(graph, team, channel, wanted) for channel in listed_channels(graph, team)]
    return many(ask, "channel", _context(team), rows, len(rows) or 1)


def get_channel(graph: Graph, ask: Ask) -> Answer:
    """``GET /teams/{id}/channels/{id}``. A new one is not found for a while."""
    team = graph.team(ask.ids[0])
    channel = visible(graph, team, ask.ids[1])
    return one(ask, "channel", _context(team), _row(graph, team, channel, _expand(ask)))


def get_general(graph: Graph, ask: Ask) -> Answer:
    """``GET /teams/{id}/primaryChannel``."""
    team = graph.team(ask.ids[0])
    channel = team.channels[team.internal_id]
    return one(ask, "channel", _context(team), _row(graph, team, channel, _expand(ask)))


def visible(graph: Graph, team: Team, channel_id: str) -> Channel:
    """A channel that can be found already. Raises GraphError 404."""
    channel = graph.channel(team, channel_id)
    if not found_yet(graph, channel):
        raise not_found(f"Channel {channel_id} does not exist in team {team.id}.")
    return channel


def create_channel(graph: Graph, ask: Ask) -> Answer:
    """``POST /teams/{id}/channels``: 201; a shared one takes a while and is answered with 202."""
    team, body = graph.team(ask.ids[0]), ask.body(ChannelBody)
    if team.archived:
        raise bad_request("Team has to be active, for a channel to be created.")
    if body.creation_mode is not None:
        raise bad_request("Channels for migration are not made here.")
    forget_deleted(graph, team)
    name = check_name(team, body.display_name)
    people = [named(graph, member, shared=body.membership_type == SHARED) for member in body.members or ()]
    _check_people(graph, team, body.membership_type or STANDARD, people)
    _check_room(graph, team)
    channel = _made(graph, team, body, name)
    if channel.kind != SHARED:
        _open(graph, team, channel, people)
        return one(ask, "channel", _context(team), _row(graph, team, channel, []), 201)
    return _accepted(graph, team, channel, people)


def change_channel(graph: Graph, ask: Ask) -> Answer:
    """``PATCH /teams/{id}/channels/{id}``."""
    team, body = graph.team(ask.ids[0]), ask.body(ChannelBody)
    channel = graph.channel(team, ask.ids[1])
    if channel.id == team.internal_id or body.membership_type not in (None, channel.kind):
        raise bad_request("The General channel and the membershipType of any channel cannot be changed.")
    if channel.archived or team.archived:
        raise forbidden("The channel is archived.")
    renamed = body.display_name is not None and body.display_name != channel.name
    if renamed:
        channel.name = check_name(team, body.display_name, channel)
    channel.description = channel.description if body.description is None else body.description
    channel.layout = body.layout_type or channel.layout
    if body.is_favorite_by_default is not None:
        channel.favourite = body.is_favorite_by_default
    if renamed:
        graph.tell(Change("channelRenamed", team, channel))
    return Answer(204)


def delete_channel(graph: Graph, ask: Ask) -> Answer:
    """``DELETE /teams/{id}/channels/{id}``. It counts, and keeps its name, for 30 days more."""
    team = graph.team(ask.ids[0])
    channel = graph.channel(team, ask.ids[1])
    if channel.id == team.internal_id:
        raise bad_request("The General channel cannot be deleted.")
    channel.deleted = graph.now()
    graph.tell(Change("channelDeleted", team, channel))
    return Answer(204)


def forget_deleted(graph: Graph, team: Team) -> None:
    """Let go of the channels that were deleted long enough ago."""
    since = graph.now() - timedelta(days=graph.settings.deleted_count_days)
    for channel in list(team.channels.values()):
        if channel.deleted is not None and channel.deleted <= since:
            del team.channels[channel.id]


def _check_people(graph: Graph, team: Team, kind: str, people: Wanted) -> None:
    owners = [user for user, roles in people if OWNER in roles]
    if kind == STANDARD and people:
        raise bad_request("Members cannot be given for a standard channel.")
    if kind == PRIVATE and not owners:
        raise bad_request("A private channel needs at least one owner.")
    if kind == SHARED and len(owners) != 1:
        raise bad_request("A shared channel must be created with exactly one owner.")
    if len(people) > graph.settings.members_per_new_channel:
        raise bad_request(f"No more than {graph.settings.members_per_new_channel} members can be given.")
    if len({user.id for user, _ in people}) != len(people):
        raise bad_request("Creating the channel thread in chat service failed: a member is given twice.")
    for user, _ in people:
        check_may_join(team, kind, user)


def _check_room(graph: Graph, team: Team) -> None:
    if len(team.channels) >= graph.settings.channels_per_team:
        raise forbidden("The team has reached its limit of channels; deleted ones count for 30 days.")


def _made(graph: Graph, team: Team, body: ChannelBody, name: str) -> Channel:
    channel_id = f"19:{secrets.token_hex(16)}@thread.tacv2"
    kind = body.membership_type or STANDARD
    members = team.members if kind == STANDARD else Members(channel_id)
    return Channel(
        channel_id, name, kind, graph.now(), members, body.description,
        body.layout_type or "post", body.is_favorite_by_default or False,
    )  # fmt: skip


def _open(graph: Graph, team: Team, channel: Channel, people: Wanted) -> None:
    channel.created = graph.now()
    for user, roles in people:
        channel.members.add(user, roles, graph.now())
    team.channels[channel.id] = channel
    graph.tell(Change("channelCreated", team, channel))


def _accepted(graph: Graph, team: Team, channel: Channel, people: Wanted) -> Answer:
    def finish() -> str | None:
        if any(other.name.casefold() == channel.name.casefold() for other in team.channels.values()):
            return "Channel name already existed, please use other name"
        _open(graph, team, channel, people)
        return None

    address = channel_address(team, channel.id)
    operation = started(graph, team, "createChannel", (channel.id, address), finish)
    return accepted(team, operation, Content_Location=address)


def _expand(ask: Ask) -> list[str]:
    return check_expand(ask, "channel", ("members",))


def _row(graph: Graph, team: Team, channel: Channel, wanted: list[str]) -> Json:
    place = f"{quote(channel.id, safe='')}/{quote(channel.name, safe='')}"
    row: Json = {
        "id": channel.id,
        "createdDateTime": moment(channel.created),
        "displayName": channel.name,
        "description": channel.description,
        "isFavoriteByDefault": channel.favourite,
        "email": "",
        "tenantId": graph.state.tenancy.id,
        "webUrl": f"https://teams.microsoft.com/l/channel/{place}?groupId={team.id}",
        "membershipType": channel.kind,
        "isArchived": channel.archived or team.archived,
        "layoutType": channel.layout,
    }
    if "members" in wanted:
        row["members"] = [
            member_row(channel.members, member) for member in listed_members(graph, team, channel)
        ]
    return row


def _context(team: Team) -> str:
    return f"teams('{team.id}')/channels"
