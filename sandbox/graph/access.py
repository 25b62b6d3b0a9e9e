"""Who really has access to a channel, and which teams it is shared with."""

import re
from typing import Any

from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import bad_request
from sandbox.graph.graph import Graph
from sandbox.graph.odata import check_expand, many
from sandbox.graph.state import SHARED

Json = dict[str, Any]

FUNCTION = re.compile(r"(?:microsoft\.graph\.)?doesUserHaveAccess\((.*)\)")
_PARAMETER = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:[^']|'')*)'|(@\w+))\s*(?:,|$)")
_NAMES = frozenset({"userId", "tenantId", "userPrincipalName"})


def does_user_have_access(graph: Graph, ask: Ask) -> Answer:
    """``GET .../doesUserHaveAccess(userId='',tenantId='',userPrincipalName='')``: the truth."""
    team = graph.team(ask.ids[0])
    channel = graph.channel(team, ask.ids[1])
    given = _parameters(ask.ids[2])
    user_id, principal = given.get("userId"), given.get("userPrincipalName")
    if (user_id is None) == (principal is None):
        raise bad_request("Either userId or userPrincipalName must be given.")
    tenant = given.get("tenantId") or graph.state.tenancy.id
    member = any(
        row.user.tenant_id == tenant
        and (row.user.id == user_id or row.user.principal_name.casefold() == (principal or "").casefold())
        for row in channel.members.now()
    )
    context = f"{ask.origin}/$metadata#Edm.Boolean"
    return Answer(200, {"@odata.context": context, "value": member})


def shared_with(graph: Graph, ask: Ask) -> Answer:
    """``GET .../sharedWithTeams``: a channel is shared with its own team at least."""
    team = graph.team(ask.ids[0])
    channel = graph.channel(team, ask.ids[1])
    wanted = check_expand(ask, "sharedWithChannelTeamInfo", ("team",))
    if channel.kind != SHARED:
        raise bad_request("The channel is not a shared one.")
    host: Json = {
        "id": team.id,
        "displayName": team.name,
        "tenantId": graph.state.tenancy.id,
        "isHostTeam": True,
    }
    if "team" in wanted:
        host["team"] = {"id": team.id, "displayName": team.name, "description": team.description}
    context = f"teams('{team.id}')/channels('{channel.id}')/sharedWithTeams"
    return many(ask, "sharedWithChannelTeamInfo", context, [host], graph.settings.page_size)


def _parameters(text: str) -> dict[str, str]:
    """The function's parameters. Raises GraphError 400 for other ones, or commas that got lost."""
    given: dict[str, str] = {}
    at = 0
    while at < len(text):
        found = _PARAMETER.match(text, at)
        if found is None or found.group(1) not in _NAMES or found.group(1) in given:
            raise bad_request(f"Syntax error: the function's parameters cannot be read: '{text}'.")
        given[found.group(1)] = (found.group(2) or "").replace("''", "'")
        at = found.end()
    return {key: value for key, value in given.items() if value}
