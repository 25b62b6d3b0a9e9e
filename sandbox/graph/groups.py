"""Groups of the directory: one for each service that has people in the home tenant, and one of them all."""

from typing import Any

from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import GraphError
from sandbox.graph.graph import Graph
from sandbox.graph.group import Group
from sandbox.graph.odata import many, one
from sandbox.graph.users import at_home, missing, typed, usual

Json = dict[str, Any]
PERMISSION = "GroupMember.Read.All"


def list_groups(graph: Graph, ask: Ask) -> Answer:
    """``GET /groups``."""
    graph.check_permitted(PERMISSION)
    rows = [_row(group) for group in graph.state.tenancy.groups.values()]
    return many(ask, "group", "groups", rows, graph.settings.page_size)


def get_group(graph: Graph, ask: Ask) -> Answer:
    """``GET /groups/{id}``."""
    graph.check_permitted(PERMISSION)
    return one(ask, "group", "groups", _row(_group(graph, ask)))


def list_people(graph: Graph, ask: Ask) -> Answer:
    """``GET /groups/{id}/transitiveMembers/microsoft.graph.user``: flat, each once."""
    graph.check_permitted(PERMISSION)
    group = _group(graph, ask)
    if ask.query.get("$count") != "true":
        message = "Request with $filter or OData cast query parameters is not supported without $count."
        raise GraphError(400, "Request_UnsupportedQuery", message)
    inside = _inside(graph, group, set())
    rows = [typed(user, graph.state) for user in at_home(graph.state) if user.id in inside]
    return usual(ask, many(ask, "user", "directoryObjects", rows, graph.settings.page_size))


def _group(graph: Graph, ask: Ask) -> Group:
    found = graph.state.tenancy.groups.get(ask.ids[0].casefold())
    if found is None:
        raise missing(ask.ids[0])
    return found


def _inside(graph: Graph, group: Group, seen: set[str]) -> set[str]:
    """The ids of those in it and in the groups within it, however these hold each other."""
    if group.id in seen:
        return set()
    seen.add(group.id)
    groups = graph.state.tenancy.groups
    within = (_inside(graph, groups[one], seen) for one in group.members if one in groups)
    return {one for one in group.members if one not in groups}.union(*within)


def _row(group: Group) -> Json:
    return {
        "id": group.id,
        "displayName": group.name,
        "description": None,
        "groupTypes": [],
        "mailEnabled": False,
        "mailNickname": None,
        "securityEnabled": True,
    }
