"""The sandbox's HTTP contract: what a script, a test or the page may ask of the local Teams.

Ids in paths are percent-encoded (``19%3Aabc%40thread.tacv2%3Bmessageid%3D1``). Bad input gets a 4xx with
``{"error": "one sentence"}``. ``as`` is a person's ``id`` from the world.

``GET /sandbox/world``
    {bot:{id,name,serviceUrl}, people:[{id,name,role,agency,service,tenantId,aadObjectId,teamsId,phone,email,
    manages,broker,governanceLead,administrator,registered}], children:[{id,name,born,reference}],
    conversations:[CONVERSATION]}
``GET /sandbox/truth``
    What the product's register really holds, for tests.
``GET /sandbox/people/{id}/conversations``
    {conversations:[CONVERSATION]}: that person's chat list, the personal chat with the bot first.
``POST /sandbox/conversations/{id}/messages`` {as, text} or {as, value, replyToId?} -> TURN
    The id may name a thread (``...;messageid=...``); a bare channel id starts a new one. In groups and
    channels the bot hears only texts with ``@Teamaround`` in them.
``POST /sandbox/people/{id}/messages`` {text} or {value, replyToId?} -> TURN
    The same in that person's personal chat with the bot.
``POST /sandbox/conversations/{id}/actions`` {as, activityId, verb, data?, trigger?} -> ANSWER
    Presses an Action.Execute. The button's own data is filled in under ``data``; a press that no card offers
    is sent as given, also by somebody who is no member: the product has to stand that.
``POST /sandbox/invoke`` {as, conversation?, name, value} -> ANSWER
    Any other invoke; without a conversation, in the personal chat.
``POST /sandbox/raw`` {activity} -> ANSWER
    Any JSON, posted to the product as it is.
``GET /sandbox/conversations/{id}?as=ID``
    {...CONVERSATION, activities:[SEEN]}: what that person now sees there, in order.
``GET /sandbox/people/{id}/inbox``
    {activities:[SENT]}: all that the bot sent or updated for that person alone, in order.
``POST /sandbox/people/{id}/blocked`` {blocked: bool}
    The person blocks the bot, or lets it in again.
``GET /sandbox/events?as=ID``
    Server-sent events, ``data: {"conversation": ID, "members"?: true}``: something changed for that person
    there; with ``members`` it is who is in it (perhaps that person no longer), or its name.
``POST /sandbox/clock`` {advance: seconds} or {to: ISO 8601 with its offset} -> {now}
    Moves the product's clock forward; returns when what fell due has finished.
``POST /sandbox/faults`` {target: "connector"|"graph", match?, status?, retryAfter?, count?, kind?, seconds?}
        or {clear: true}
    The next ``count`` calls whose "METHOD path" contains or fits ``match`` fail like that. ``kind`` is for
    Graph: "status", "reset" (hung up at once), "timeout" (after ``seconds``), "lost" (done, then hung up),
    "slow" (done, and answered, after ``seconds``).
``POST /sandbox/settle`` -> {settled: true}
    Returns when no background work is runnable.
``GET /sandbox/connector/log``
    [{method,path,request,status,response}], oldest first, bounded.
``GET /sandbox/graph``
    {teams, channels, members, installedApps, subscriptions}: what the local Graph truly holds, without lag.
    A member has ``teamId``, ``channelId`` (null: of the team) and ``person``.
``GET /sandbox/graph/log``
    The same as the connector's; status 0 where nothing was answered.
``POST /sandbox/graph/lag`` {seconds}
    How long a change takes to be seen, and an operation to end, by the product's clock.
``POST /sandbox/graph/limits`` {channelsPerTeam?, membersPerTeam?, membersPerPrivateChannel?, pageSize?,
        retentionLabels?, withheld?}
    What Graph permits from now on. ``withheld`` are optional permissions that the app does not have.
``POST /sandbox/graph/byhand`` {action, channel?, team?, person?, owner?, name?, subscription?, event?}
    Somebody does it in Teams, past the product: "addMember", "removeMember", "renameChannel" (name),
    "deleteChannel", "addBot", "removeBot", "disableAccount", "enableAccount"; or Graph sends a "lifecycle"
    event of a subscription. Returns when the bot and the subscribers have been told.

CONVERSATION
    {id, type: "personal"|"groupChat"|"channel", name, members:[person ids], caseReference}
TURN
    {activities:[SENT], status, delivered, activityId}: ``status`` is the product's HTTP status, null
    where ``delivered`` is false: nobody mentioned the bot.
ANSWER
    {status, body, activities:[SENT]}: the product's HTTP answer, ``body`` decoded where it is JSON.
SENT
    An activity as the bot sent it, with ``id``, ``conversation.id`` and ``sandboxOperation``: "send",
    "update" or "delete"; on a targeted message also ``sandboxOnlyFor``: a person's id.
SEEN
    An activity as Teams would show it: {id, timestamp, from:{id,name,aadObjectId?}, conversation:{id},
    text?, attachments?, ...} and ``sandbox``: {thread: id of the thread's first message, edited, deleted,
    onlyYou}. Of a deleted one no content is left. A card that answered this person's press replaces the one
    that was sent.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox import acts, controls, looks
from sandbox.errors import ContractError
from sandbox.graph import contract as graph
from sandbox.state import SANDBOX, Sandbox

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PREFIX = "/sandbox"
_BAD = 400


def contract_app(sandbox: Sandbox) -> web.Application:
    """The contract, to be mounted under PREFIX."""
    app = web.Application(middlewares=[_one_sentence_errors])
    app[SANDBOX] = sandbox
    app.add_routes([*acts.ROUTES, *looks.ROUTES, *controls.ROUTES, *graph.ROUTES])
    return app


@web.middleware
async def _one_sentence_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except ContractError as wrong:
        return web.json_response({"error": wrong.message}, status=wrong.status)
    except web.HTTPException as wrong:
        if wrong.status < _BAD:
            raise
        return web.json_response({"error": f"{wrong.reason}."}, status=wrong.status)
