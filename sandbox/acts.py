"""What a person does in the local Teams: say something, press a button, use an extension."""

from aiohttp import web

from sandbox import teams_activities
from sandbox.bodies import Invocation, Press, Raw, Said, SaidBy, read
from sandbox.buttons import pressed
from sandbox.conversations import Json, Message, cards_of
from sandbox.delivery import Answer
from sandbox.directory import Conversation, Person, check_member, in_thread, thread_of
from sandbox.errors import ContractError
from sandbox.schema import ADAPTIVE_CARD
from sandbox.state import SANDBOX, Sandbox, service_url


async def _say(request: web.Request) -> web.Response:
    sandbox, place, said = request.app[SANDBOX], request.match_info["id"], await read(request, SaidBy)
    conversation, person = sandbox.directory.conversation(place), sandbox.directory.person(said.person)
    check_member(conversation, person)
    check_open(sandbox, conversation)
    return await _speak(request, conversation, person, said)


def check_open(sandbox: Sandbox, conversation: Conversation) -> None:
    """Raises ContractError 403 in an archived channel, or one of an archived team."""
    found = sandbox.graph.state.channel(conversation.id)
    if found is not None and (found[0].archived or found[1].archived):
        raise ContractError(403, "The channel is archived: nobody can write in it.")


async def _say_personally(request: web.Request) -> web.Response:
    sandbox, said = request.app[SANDBOX], await read(request, Said)
    person = sandbox.directory.person(request.match_info["id"])
    return await _speak(request, sandbox.directory.personal(person), person, said)


async def _speak(
    request: web.Request, conversation: Conversation, person: Person, said: Said
) -> web.Response:
    """Show a text to the others, and deliver it if the bot hears it; deliver a value."""
    sandbox = request.app[SANDBOX]
    if conversation.type == "personal":
        sandbox.graph.state.tenancy.without_app.discard(person.object_id)  # who speaks to it has added it
    new_id = sandbox.ids.next(sandbox.product.now())
    answered = sandbox.conversations.find(conversation.id, said.reply_to_id or "")
    thread = _thread(request, answered) or new_id
    scene = _scene(request, person, conversation, new_id, thread)
    heard = True
    if said.text is None:
        activity = teams_activities.submitted(scene, said.value or {}, said.reply_to_id)
    else:
        activity = teams_activities.text_message(scene, said.text)
        heard = conversation.type == "personal" or teams_activities.mentions_bot(said.text)
        heard = heard and conversation.id not in sandbox.mirror.without_bot
        shown = {key: activity[key] for key in ("type", "id", "timestamp", "from", "conversation")}
        message = Message(shown | {"text": said.text}, thread, from_bot=False)
        sandbox.conversations.add(message)
        sandbox.tell(conversation, message)
    turn: Json = {"activities": [], "status": None, "delivered": heard, "activityId": new_id}
    if heard:
        answer = await sandbox.delivery.deliver(activity, person.id)
        turn |= {"activities": answer.activities, "status": answer.status}
    return web.json_response(turn)


async def _press(request: web.Request) -> web.Response:
    sandbox, place, press = request.app[SANDBOX], request.match_info["id"], await read(request, Press)
    conversation, person = sandbox.directory.conversation(place), sandbox.directory.person(press.person)
    message = sandbox.conversations.find(place, press.activity_id)
    cards = list(cards_of(message.seen_by(person.id))) if message is not None else []
    value = {"action": pressed(cards, press.verb, press.data), "trigger": press.trigger}
    scene = _scene(request, person, conversation, teams_activities.invoke_id(), _thread(request, message))
    activity = teams_activities.invoke(scene, "adaptiveCard/action", value, press.activity_id)
    answer = await sandbox.delivery.deliver(activity, person.id)
    card = _card_in(answer)
    if message is not None and card is not None and person.id in conversation.members:
        sandbox.conversations.replace_card(message, person.id, card)
        sandbox.events.changed(conversation.id, [person.id])
    return web.json_response(answer.as_json())


async def _invoke(request: web.Request) -> web.Response:
    sandbox, asked = request.app[SANDBOX], await read(request, Invocation)
    person = sandbox.directory.person(asked.person)
    place = asked.conversation or sandbox.directory.personal(person).id
    conversation = sandbox.directory.conversation(place)
    scene = _scene(request, person, conversation, teams_activities.invoke_id(), thread_of(place))
    activity = teams_activities.invoke(scene, asked.name, asked.value)
    return web.json_response((await sandbox.delivery.deliver(activity, person.id)).as_json())


async def _raw(request: web.Request) -> web.Response:
    sandbox, raw = request.app[SANDBOX], await read(request, Raw)
    sender = raw.activity.get("from") if isinstance(raw.activity, dict) else None
    account = sender.get("aadObjectId") or sender.get("id") if isinstance(sender, dict) else None
    person = sandbox.directory.account(account) if isinstance(account, str) else None
    answer = await sandbox.delivery.deliver(raw.activity, person.id if person else None)
    return web.json_response(answer.as_json())


def _thread(request: web.Request, answered: Message | None) -> str | None:
    """The thread that a call names, or the one that the answered message is in."""
    named = thread_of(request.match_info.get("id", ""))
    return named or (answered.thread if answered is not None else None)


def _scene(
    request: web.Request, person: Person, conversation: Conversation, new_id: str, thread: str | None
) -> teams_activities.Scene:
    sandbox = request.app[SANDBOX]
    return teams_activities.Scene(
        id=new_id,
        at=sandbox.product.now(),
        person=person,
        conversation=conversation,
        place=in_thread(conversation.id, thread)
        if thread and conversation.type == "channel"
        else conversation.id,
        bot_id=sandbox.product.bot_id,
        service_url=service_url(request),
        team=sandbox.team_of(conversation),
    )


def _card_in(answer: Answer) -> Json | None:
    """The card with which the product answered a press, if it did."""
    body = answer.body if isinstance(answer.body, dict) else {}
    card = body.get("value") if body.get("type") == ADAPTIVE_CARD else None
    return card if isinstance(card, dict) else None


ROUTES = (
    web.post("/conversations/{id}/messages", _say),
    web.post("/people/{id}/messages", _say_personally),
    web.post("/conversations/{id}/actions", _press),
    web.post("/invoke", _invoke),
    web.post("/raw", _raw),
)
