"""What a bot may do to a conversation: send, update, delete, start one. Checked first, as Teams does."""

from typing import Any

from sandbox.conversations import Message
from sandbox.directory import Conversation, Person, in_thread, thread_of
from sandbox.errors import ConnectorError
from sandbox.schema import BAD_SYNTAX, NewConversation, check_activity
from sandbox.state import Sandbox
from sandbox.teams_activities import bot_account, moment
from sandbox.turns import Operation, Sent

Json = dict[str, Any]


def conversation_of(sandbox: Sandbox, conversation_id: str) -> Conversation:
    """A conversation that the bot may write to. Raises ConnectorError 404, 403."""
    conversation = sandbox.directory.known(conversation_id)
    if conversation is None:
        raise ConnectorError(404, "ConversationNotFound", "Conversation not found.")
    if conversation.id in sandbox.mirror.without_bot:
        raise ConnectorError(403, "BotNotInConversationRoster", "The bot is not part of the conversation.")
    if conversation.type == "personal" and without_app(sandbox, conversation):
        raise ConnectorError(403, "BotNotInConversationRoster", "The user has not installed the app.")
    if conversation.type == "personal" and sandbox.blocked.intersection(conversation.members):
        raise ConnectorError(
            403, "MessageWritesBlocked", "Message writes are blocked: the user blocked the bot."
        )
    return conversation


def without_app(sandbox: Sandbox, conversation: Conversation) -> bool:
    """Whether somebody there does not have the app."""
    people = sandbox.directory.members(conversation)
    return any(one.object_id in sandbox.graph.state.tenancy.without_app for one in people)


def send(sandbox: Sandbox, place: str, body: Json, *, targeted: bool = False) -> str | None:
    """Send an activity to a conversation or a thread of it. Returns the new id; None for a typing sign."""
    conversation = conversation_of(sandbox, place)
    activity = check_activity(body)
    only_for = _target(sandbox, conversation, body).id if targeted else None
    if activity.type == "typing":
        return None
    at = sandbox.product.now()
    number = sandbox.ids.next(at)
    thread = thread_of(place) or number
    stored = body | {
        "id": f"1:{number}" if conversation.type == "personal" else number,
        "timestamp": moment(at),
        "from": bot_account(sandbox.product.bot_id),
        "conversation": {"id": in_thread(place, thread) if conversation.type == "channel" else place},
    }
    message = Message(stored, thread, from_bot=True, only_for=only_for)
    sandbox.conversations.add(message)
    _note(sandbox, "send", place, message, body)
    return message.id


def update(sandbox: Sandbox, place: str, activity_id: str, body: Json, *, targeted: bool = False) -> None:
    """Put new content into one of the bot's messages. Raises ConnectorError 404 when there is none."""
    conversation_of(sandbox, place)
    message = _own(sandbox, place, activity_id, targeted=targeted)
    check_activity(body)
    sandbox.conversations.update(message, body)
    _note(sandbox, "update", place, message, body)


def delete(sandbox: Sandbox, place: str, activity_id: str, *, targeted: bool = False) -> None:
    """Delete one of the bot's messages. Raises ConnectorError 404 when there is none."""
    conversation_of(sandbox, place)
    message = _own(sandbox, place, activity_id, targeted=targeted)
    sandbox.conversations.delete(message)
    _note(sandbox, "delete", place, message, {})


def wanted_conversation(sandbox: Sandbox, wanted: NewConversation) -> Conversation:
    """The channel or the personal chat that a new conversation would be in.

    Raises ConnectorError 400, 403, 404.
    """
    channel = _part(wanted, "channel")
    if channel is None:
        return conversation_of(sandbox, sandbox.directory.personal(_member(sandbox, wanted)).id)
    conversation = conversation_of(sandbox, channel)
    if conversation.type != "channel" or wanted.activity is None:
        raise ConnectorError(400, BAD_SYNTAX, "A new thread needs a channel and a first activity.")
    return conversation


def start(sandbox: Sandbox, conversation: Conversation, wanted: NewConversation) -> Json:
    """Start a thread in a channel, or open a personal chat.

    Returns what the connector answers: the conversation's id and, if an activity came along, that one's.
    """
    if wanted.activity is None:
        return {"id": conversation.id}
    sent = send(sandbox, conversation.id, wanted.activity)
    thread = in_thread(conversation.id, str(sent))
    return {"id": thread if conversation.type == "channel" else conversation.id, "activityId": sent}


def _member(sandbox: Sandbox, wanted: NewConversation) -> Person:
    members = wanted.members or []
    if wanted.is_group or len(members) != 1:
        raise ConnectorError(400, "BadArgument", "A bot can start a personal chat with one member only.")
    tenant = wanted.tenant_id or wanted.tenant_id_of_sdk or _part(wanted, "tenant")
    if not tenant:
        raise ConnectorError(400, "BadArgument", "The tenant id is missing.")
    person = sandbox.directory.account(members[0].id)
    if person is None or person.tenant_id != tenant:
        raise ConnectorError(404, "MemberNotFound", "There is no such member in this tenant.")
    return person


def _part(wanted: NewConversation, name: str) -> str | None:
    """The id of what the channel data says of a channel or a tenant."""
    part = (wanted.channel_data or {}).get(name)
    found = part.get("id") if isinstance(part, dict) else None
    return found if isinstance(found, str) else None


def _target(sandbox: Sandbox, conversation: Conversation, body: Json) -> Person:
    """Whom a targeted message is for. Raises ConnectorError 400 unless that is a member of a group."""
    if conversation.type == "personal":
        raise ConnectorError(400, "BadArgument", "A personal chat takes no targeted messages.")
    person = _recipient(sandbox, body)
    if person is None or person.id not in conversation.members:
        raise ConnectorError(400, "BadArgument", "The recipient of a targeted message must be a member.")
    return person


def _own(sandbox: Sandbox, place: str, activity_id: str, *, targeted: bool) -> Message:
    message = sandbox.conversations.find(place, activity_id)
    if message is None or targeted != (message.only_for is not None):
        raise ConnectorError(404, "ActivityNotFoundInConversation", "There is no such activity.")
    if not message.from_bot:
        raise ConnectorError(403, "Forbidden", "A bot can change its own messages only.")
    return message


def _recipient(sandbox: Sandbox, body: Json) -> Person | None:
    account = body.get("recipient") or {}
    return sandbox.directory.account(account.get("id")) or sandbox.directory.account(
        account.get("aadObjectId")
    )


def _note(sandbox: Sandbox, operation: Operation, place: str, message: Message, body: Json) -> None:
    conversation = conversation_of(sandbox, place)
    alone = conversation.members[0] if conversation.type == "personal" else None
    recipient = _recipient(sandbox, body)
    sent = Sent(
        operation,
        body | {"id": message.id, "conversation": (body.get("conversation") or {}) | {"id": place}},
        private_to=message.only_for or alone,
        to=recipient.id if recipient else None,
        targeted=message.only_for is not None,
    )
    sandbox.turns.note(sent)
    sandbox.tell(conversation, message)
