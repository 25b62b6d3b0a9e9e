"""What a person sees in the local Teams."""

from aiohttp import web

from sandbox.directory import Person, check_member
from sandbox.errors import ContractError
from sandbox.state import SANDBOX


async def _look(request: web.Request) -> web.Response:
    sandbox, place = request.app[SANDBOX], request.match_info["id"]
    conversation, person = sandbox.directory.conversation(place), _viewer(request)
    check_member(conversation, person)
    seen = sandbox.conversations.seen_by(place, person.id)
    return web.json_response(conversation.as_json() | {"activities": seen})


async def _chat_list(request: web.Request) -> web.Response:
    directory = request.app[SANDBOX].directory
    mine = directory.of(directory.person(request.match_info["id"]))
    return web.json_response({"conversations": [conversation.as_json() for conversation in mine]})


async def _inbox(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    person = sandbox.directory.person(request.match_info["id"])
    return web.json_response({"activities": sandbox.turns.inbox(person.id)})


async def _events(request: web.Request) -> web.StreamResponse:
    return await request.app[SANDBOX].events.stream(request, _viewer(request))


def _viewer(request: web.Request) -> Person:
    if "as" not in request.query:
        raise ContractError(400, "Say who looks, with ?as= and a person's id.")
    return request.app[SANDBOX].directory.person(request.query["as"])


ROUTES = (
    web.get("/conversations/{id}", _look),
    web.get("/people/{id}/conversations", _chat_list),
    web.get("/people/{id}/inbox", _inbox),
    web.get("/events", _events),
)
