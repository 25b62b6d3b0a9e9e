"""Members of teams and channels: list, read, add, change roles, remove. A route with one id is a team's."""

from typing import Any

from sandbox.graph.call import Answer, Ask
from sandbox.graph.consistency import listed_members
from sandbox.graph.errors import GraphError, bad_request, not_found
from sandbox.graph.graph import Graph
from sandbox.graph.joining import (
    check_not_last_owner,
    join_channel,
    join_team,
    leave,
    named,
    roles_of,
    set_roles,
)
from sandbox.graph.odata import check_expand, many, moment, one
from sandbox.graph.shapes import MemberBody, MembersBody
from sandbox.graph.state import SHARED, STANDARD, Channel, Member, Members, Team

Json = dict[str, Any]
_TYPE = "#microsoft.graph.aadUserConversationMember"
_MOST_AT_ONCE = 200
_LARGEST_PAGE = 999


def list_members(graph: Graph, ask: Ask) -> Answer:
    """``GET .../members``, and ``.../allMembers`` of a channel."""
    check_expand(ask, "conversationMember", ())
    team, channel, members = _place(graph, ask)
    rows = [member_row(members, row) for row in listed_members(graph, team, channel)]
    context = _context(team, channel)
    return many(
        ask, "conversationMember", context, rows, graph.settings.page_size, graph.settings.largest_page
    )


def get_member(graph: Graph, ask: Ask) -> Answer:
    """``GET .../members/{id}``."""
    team, channel, members = _place(graph, ask)
    shown = listed_members(graph, team, channel)
    member = next((row for row in shown if members.id_of(row) == ask.ids[-1]), None)
    if member is None:
        raise not_found("No conversation member found with that id.")
    return one(ask, "conversationMember", _context(team, channel), member_row(members, member))


def add_member(graph: Graph, ask: Ask) -> Answer:
    """``POST .../members``."""
    team, channel, members = _place(graph, ask)
    user, roles = named(graph, ask.body(MemberBody), shared=channel is not None and channel.kind == SHARED)
    if channel is None:
        member = join_team(graph, team, user, roles)
    else:
        member = join_channel(graph, team, channel, user, roles)
    row = member_row(members, member)
    return one(ask, "conversationMember", _context(team, channel), row, 201)


def add_members(graph: Graph, ask: Ask) -> Answer:
    """``POST /teams/{id}/members/add``: 200 when all could be added, else 207."""
    team = graph.team(ask.ids[0])
    wanted = ask.body(MembersBody).values
    if not 1 <= len(wanted) <= _MOST_AT_ONCE:
        raise bad_request(f"Between 1 and {_MOST_AT_ONCE} members can be added at once.")
    results = [_result(graph, team, body) for body in wanted]
    failed = any(result["error"] for result in results)
    context = f"{ask.origin}/$metadata#Collection(microsoft.graph.aadUserConversationMemberResult)"
    return Answer(207 if failed else 200, {"@odata.context": context, "value": results})


def change_member(graph: Graph, ask: Ask) -> Answer:
    """``PATCH .../members/{id}``: the roles."""
    team, channel, members = _place(graph, ask)
    if channel is not None and channel.kind == STANDARD:
        raise bad_request("Operation not supported for this Channel.")
    member, body = _present(members, ask), ask.body(MemberBody)
    if body.roles is None:
        raise bad_request("The roles are missing.")
    roles = roles_of(member.user, body.roles)
    if member.user.tenant_id != graph.state.tenancy.id and "owner" in roles:
        raise bad_request("A member of another tenant cannot own a channel.")
    if "owner" not in roles:
        check_not_last_owner(members, member)
    set_roles(graph, team, channel, member, roles)
    return one(ask, "conversationMember", _context(team, channel), member_row(members, member))


def remove_member(graph: Graph, ask: Ask) -> Answer:
    """``DELETE .../members/{id}``."""
    team, channel, members = _place(graph, ask)
    if channel is not None and channel.kind == STANDARD:
        raise bad_request("Operation not supported for this Channel.")
    member = _present(members, ask)
    check_not_last_owner(members, member)
    leave(graph, team, channel, member)
    return Answer(204)


def member_row(members: Members, member: Member) -> Json:
    """A membership as Graph shows it."""
    return {
        "@odata.type": _TYPE,
        "id": members.id_of(member),
        "roles": list(member.roles),
        "displayName": member.user.name,
        "visibleHistoryStartDateTime": moment(member.added),
        "userId": member.user.id,
        "email": member.user.mail or None,
        "tenantId": member.user.tenant_id,
    }


def _result(graph: Graph, team: Team, body: MemberBody) -> Json:
    error, user_id = None, body.user_id
    try:
        user, roles = named(graph, body)
        user_id = user.id
        join_team(graph, team, user, roles)
    except GraphError as refusal:
        error = {"code": refusal.code, "message": refusal.message}
    kind = "#microsoft.graph.aadUserConversationMemberResult"
    return {"@odata.type": kind, "userId": user_id, "error": error}


def _place(graph: Graph, ask: Ask) -> tuple[Team, Channel | None, Members]:
    """Team, channel if the path names one, and its members. Raises GraphError 404."""
    team = graph.team(ask.ids[0])
    if "/channels/" not in ask.path.replace("('", "/"):
        return team, None, team.members
    channel = graph.channel(team, ask.ids[1])
    return team, channel, channel.members


def _present(members: Members, ask: Ask) -> Member:
    member = members.by_id(ask.ids[-1])
    if member is None:
        raise not_found("No conversation member found with that id.")
    return member


def _context(team: Team, channel: Channel | None) -> str:
    where = f"teams('{team.id}')"
    return f"{where}/members" if channel is None else f"{where}/channels('{channel.id}')/members"
