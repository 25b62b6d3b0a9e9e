"""The shape of what Teams sends: parsed once, checked once, refused with one sentence."""

from datetime import datetime
from typing import Any

import msgspec

LONGEST = 256 * 1024
"""Bytes of the largest body taken in. Teams itself stays far below."""

_DEEPEST = 64

KNOWN_TYPES = frozenset(
    {
        "message",
        "messageUpdate",
        "messageDelete",
        "messageReaction",
        "conversationUpdate",
        "installationUpdate",
        "event",
        "typing",
        "invoke",
        "endOfConversation",
        "command",
        "commandResult",
    }
)


class BadActivityError(ValueError):
    """The body is not an activity we take. The message is one sentence for the sender."""

    def __init__(self, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class Account(msgspec.Struct, rename="camel", frozen=True):
    """Somebody in a conversation. ``id`` is Teams' own; ``aad_object_id`` is Entra's."""

    id: str
    aad_object_id: str | None = None
    name: str | None = None


class Room(msgspec.Struct, rename="camel", frozen=True):
    """The conversation an activity belongs to."""

    id: str
    conversation_type: str | None = None
    tenant_id: str | None = None
    is_group: bool | None = None


class Inbound(msgspec.Struct, rename="camel", frozen=True):
    """An activity, as far as this service reads it. Everything else stays in ``raw``."""

    type: str
    service_url: str
    channel_id: str
    conversation: Room
    from_: Account | None = msgspec.field(name="from", default=None)
    recipient: Account | None = None
    id: str | None = None
    timestamp: datetime | None = None
    name: str | None = None
    text: str | None = None
    value: Any = None
    entities: list[dict[str, Any]] | None = None
    channel_data: dict[str, Any] | None = None
    reply_to_id: str | None = None
    action: str | None = None
    members_added: list[Account] | None = None
    members_removed: list[Account] | None = None

    @property
    def tenant_id(self) -> str:
        """The tenant it comes from. The Bot Framework SDK loses it, so it is read from the wire."""
        tenant = (self.channel_data or {}).get("tenant")
        told = tenant.get("id") if isinstance(tenant, dict) else None
        return self.conversation.tenant_id or (told if isinstance(told, str) else "") or ""


def read(body: bytes) -> tuple[dict[str, Any], Inbound]:
    """The activity in a body: the plain JSON object, and the part of it that is checked.

    Raises BadActivityError for anything else: no JSON, no object, nested too deep, fields missing or of the
    wrong type, an unknown activity type.
    """
    try:
        raw = msgspec.json.decode(body)
    except RecursionError:
        raise BadActivityError("The body is nested too deeply.") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadActivityError("The body is not valid JSON.") from None
    if not isinstance(raw, dict):
        raise BadActivityError("The body must be one JSON object: an activity.")
    if _too_deep(raw):
        raise BadActivityError("The body is nested too deeply.")
    try:
        inbound = msgspec.convert(raw, Inbound)
    except msgspec.ValidationError as wrong:
        raise BadActivityError(f"The activity is not well formed: {wrong}.") from None
    _check(inbound)
    return raw, inbound


def _too_deep(raw: dict[str, Any]) -> bool:
    """Whether it is nested deeper than anything Teams sends: parsers differ in how deep they follow."""
    level: list[Any] = [raw]
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _check(inbound: Inbound) -> None:
    if inbound.type not in KNOWN_TYPES:
        raise BadActivityError("The activity is of no known type.")
    if inbound.type in {"message", "invoke"} and inbound.from_ is None:
        raise BadActivityError("The activity does not say who it is from.")
    if inbound.type == "invoke" and not inbound.name:
        raise BadActivityError("The invoke has no name.")
    if inbound.type == "message" and not inbound.id:
        raise BadActivityError("The message has no id.")
