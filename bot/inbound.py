"""From an activity to what a dialog can work with: who speaks, where, and the text or the typed request."""

import re
from datetime import datetime
from hashlib import blake2b
from html import unescape

from bot.activity import Inbound
from cards.buttons import decode
from cases.commands import Command
from cases.model import ConversationId, Identity
from dialogs.turn import Room, Turn

_ROOMS = {"personal": Room.PERSONAL, "groupChat": Room.GROUP, "channel": Room.CHANNEL}
_MENTION = re.compile(r"<at(?:\s[^>]*)?>.*?</at>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?(?:at|p|div|br|span|b|i|u|strong|em|a)(?:\s[^>]*)?/?>", re.IGNORECASE)


def turn_of(inbound: Inbound, now: datetime, said: str | Command) -> Turn:
    """Who speaks, where and when. The identity is that of the authenticated sender, never of the data."""
    sender = inbound.from_
    return Turn(
        identity=Identity(inbound.tenant_id, (sender.aad_object_id if sender else None) or ""),
        room=room_of(inbound),
        conversation_id=conversation_of(inbound),
        once=once(inbound),
        now=now,
        asked=said if isinstance(said, str) else "",
        card_id="" if isinstance(said, str) else inbound.reply_to_id or "",
    )


def room_of(inbound: Inbound) -> Room:
    """Where it was said. What is not known to be personal counts as a room in which others listen."""
    kind = inbound.conversation.conversation_type
    if kind is None:
        return Room.GROUP if inbound.conversation.is_group else Room.PERSONAL
    return _ROOMS.get(kind, Room.GROUP)


def conversation_of(inbound: Inbound) -> ConversationId:
    """The conversation's own id: in a channel, without the thread that a reply was posted in."""
    return ConversationId(inbound.conversation.id.partition(";")[0])


def once(inbound: Inbound) -> str:
    """A name for this activity, the same for every delivery of it."""
    key = "\n".join((inbound.tenant_id, inbound.conversation.id, inbound.type, inbound.id or ""))
    return blake2b(key.encode(), digest_size=16).hexdigest()


def said_in(inbound: Inbound) -> str | Command:
    """What a message says: its text without the mention of the bot, or the request a button posted.

    Raises cards.buttons.UnknownButtonError for button data that no card of ours carries.
    """
    if not inbound.text and isinstance(inbound.value, dict):
        value = dict(inbound.value)
        return decode(value.pop("verb", None), value)
    return _without_mention(inbound)


def pressed(value: object) -> Command:
    """The request behind an Action.Execute, from the raw ``value`` of the invoke.

    Raises cards.buttons.UnknownButtonError.
    """
    action = value.get("action") if isinstance(value, dict) else None
    if not isinstance(action, dict):
        return decode(None, None)
    return decode(action.get("verb"), action.get("data", {}))


def mentions_bot(inbound: Inbound) -> bool:
    """Whether the message speaks to the bot: in a room with others, nothing else is meant for it."""
    return inbound.text is None or bool(_own_mentions(inbound))


def _own_mentions(inbound: Inbound) -> list[str]:
    me = inbound.recipient.id if inbound.recipient else ""
    written = []
    for entity in inbound.entities or ():
        mentioned = entity.get("mentioned")
        if entity.get("type") == "mention" and isinstance(mentioned, dict) and mentioned.get("id") == me:
            text = entity.get("text")
            written.append(text if isinstance(text, str) else "")
    return written


def _without_mention(inbound: Inbound) -> str:
    """The text without the mentions of the bot; a mention of somebody else leaves their name.

    Clients write the mention differently in the entity and in the text, so when the entity's words are not in
    the text, the first mention there is taken to be the bot's.
    """
    text = inbound.text or ""
    for written in _own_mentions(inbound):
        known = bool(written) and written in text
        text = text.replace(written, " ") if known else _MENTION.sub(" ", text, count=1)
    return unescape(_TAG.sub(" ", text)).replace("\u00a0", " ").strip()
