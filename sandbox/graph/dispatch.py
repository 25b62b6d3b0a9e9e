"""From a call to its answer: finds the route, holds the rates, answers refusals as Graph does."""

import inspect
from urllib.parse import parse_qsl, unquote

from sandbox.graph.call import Answer, Ask, refused
from sandbox.graph.errors import GraphError, bad_request, request_id
from sandbox.graph.graph import Graph
from sandbox.graph.odata import options
from sandbox.graph.routes import Route, matching, segments, unknown_part
from sandbox.rates import Limits, Rates

_WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})


async def answer(
    graph: Graph, rates: Rates, method: str, origin: str, path: str, query: str, raw: bytes
) -> Answer:
    """The answer to one call; ``path`` (without the version) and ``query`` as they travelled, encoded."""
    try:
        return await _answered(graph, rates, method, origin, path, query, raw)
    except GraphError as refusal:
        return refused(refusal, refusal.body(graph.now(), request_id()))


async def _answered(
    graph: Graph, rates: Rates, method: str, origin: str, path: str, query: str, raw: bytes
) -> Answer:
    graph.tick()
    decoded = [unquote(part) for part in path.split("/")]
    parts = segments(decoded)
    route, ids = _route(method, parts)
    _pace(graph, rates, route, ids)
    given = options(dict(parse_qsl(query, keep_blank_values=True)), route.options)
    answering = route.handler(graph, Ask(method, origin, "/" + "/".join(parts), ids, given, raw))
    return await answering if inspect.isawaitable(answering) else answering


def _route(method: str, parts: list[str]) -> tuple[Route, tuple[str, ...]]:
    found = matching(parts)
    if not found:
        raise bad_request(f"Resource not found for the segment '{unknown_part(parts)}'.")
    best = [match for match in found if match[0].method == method]
    if not best:
        raise GraphError(405, "BadRequest", "Specified HTTP method is not allowed for the request target.")
    return best[0]


def _pace(graph: Graph, rates: Rates, route: Route, ids: tuple[str, ...]) -> None:
    wait = rates.take(_limits(graph, route, ids))
    if wait > 0:
        raise GraphError(429, "TooManyRequests", "Too many requests.", wait)


def _limits(graph: Graph, route: Route, ids: tuple[str, ...]) -> dict[str, Limits]:
    """What a call counts against."""
    settings = graph.settings
    limits: dict[str, Limits] = {"graph": settings.tenant_rate}
    words = route.pattern.split("/")
    if words[1] == "chats":
        limits["graph chats read"] = settings.read_chat_rate
    if words[1] != "teams" or not ids:
        return limits
    limits[f"graph team {ids[0]}"] = settings.team_rate
    of_channel = "channels" in words and len(ids) > 1
    if of_channel:
        limits[f"graph channel {ids[1]}"] = settings.channel_rate
    elif (route.method, route.pattern) == ("POST", "/teams/{}/channels"):
        limits["graph channels made"] = settings.create_channel_rate
    elif "members" in words and route.method in _WRITES:
        limits["graph members written"] = settings.write_members_rate
        limits[f"graph members of {ids[0]}"] = settings.write_members_of_team_rate
    elif "members" in words:
        limits["graph members read"] = settings.read_members_rate
    return limits
