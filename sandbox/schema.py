"""The documented Activity: what the connector takes from a bot. Anything else is refused.

Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from typing import Any, TypeVar

import msgspec

from sandbox.errors import ConnectorError

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
# 100 KB, counted in UTF-16: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
MESSAGE_BYTES = 100 * 1024
# What a bot may send to Teams, of all the activity types there are.
SENDABLE = frozenset({"message", "typing"})
BAD_SYNTAX = "BadSyntax"


class Documented(msgspec.Struct, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """An object with documented properties only."""


AnyDocumented = TypeVar("AnyDocumented", bound=Documented)


class Account(Documented):
    """ChannelAccount and TeamsChannelAccount."""

    id: str | None = None
    name: str | None = None
    aad_object_id: str | None = None
    object_id: str | None = None
    role: str | None = None
    user_role: str | None = None
    tenant_id: str | None = None
    given_name: str | None = None
    surname: str | None = None
    email: str | None = None
    user_principal_name: str | None = None
    is_targeted: bool | None = None
    properties: dict[str, Any] | None = None


class ConversationAccount(Documented):
    """ConversationAccount. The SDK for Python writes ``tenantID``, and the real connector reads any case."""

    id: str | None = None
    name: str | None = None
    is_group: bool | None = None
    conversation_type: str | None = None
    tenant_id: str | None = None
    tenant_id_of_sdk: str | None = msgspec.field(name="tenantID", default=None)
    aad_object_id: str | None = None
    role: str | None = None
    properties: dict[str, Any] | None = None


class Attachment(Documented):
    """Attachment. ``content`` is the card itself."""

    content_type: str
    content: Any = None
    content_url: str | None = None
    name: str | None = None
    thumbnail_url: str | None = None


class Activity(Documented):
    """Activity."""

    type: str
    id: str | None = None
    timestamp: str | None = None
    local_timestamp: str | None = None
    local_timezone: str | None = None
    expiration: str | None = None
    service_url: str | None = None
    channel_id: str | None = None
    caller_id: str | None = None
    from_account: Account | None = msgspec.field(name="from", default=None)
    recipient: Account | None = None
    conversation: ConversationAccount | None = None
    reply_to_id: str | None = None
    text: str | None = None
    text_format: str | None = None
    speak: str | None = None
    summary: str | None = None
    input_hint: str | None = None
    locale: str | None = None
    importance: str | None = None
    delivery_mode: str | None = None
    label: str | None = None
    name: str | None = None
    code: str | None = None
    action: str | None = None
    topic_name: str | None = None
    history_disclosed: bool | None = None
    attachment_layout: str | None = None
    attachments: list[Attachment] | None = None
    suggested_actions: dict[str, Any] | None = None
    entities: list[dict[str, Any]] | None = None
    channel_data: Any = None
    value: Any = None
    value_type: str | None = None
    relates_to: dict[str, Any] | None = None
    semantic_action: dict[str, Any] | None = None
    listen_for: list[str] | None = None
    text_highlights: list[dict[str, Any]] | None = None
    members_added: list[Account] | None = None
    members_removed: list[Account] | None = None
    reactions_added: list[dict[str, Any]] | None = None
    reactions_removed: list[dict[str, Any]] | None = None


class NewConversation(Documented):
    """ConversationParameters."""

    is_group: bool | None = None
    bot: Account | None = None
    members: list[Account] | None = None
    topic_name: str | None = None
    tenant_id: str | None = None
    tenant_id_of_sdk: str | None = msgspec.field(name="tenantID", default=None)
    channel_data: dict[str, Any] | None = None
    activity: dict[str, Any] | None = None


def check_size(body: str) -> None:
    """Refuse a body over Teams' limit. Raises ConnectorError 413."""
    if len(body.encode("utf-16-le", "surrogatepass")) > MESSAGE_BYTES:
        raise ConnectorError(413, "MessageSizeTooBig", "Message size too large.")


def check_activity(body: object) -> Activity:
    """The activity, if Teams would take it. Raises ConnectorError 400."""
    activity = _read(body, Activity)
    if activity.type not in SENDABLE:
        raise ConnectorError(400, "BadArgument", f"Activity type '{activity.type}' is not supported.")
    if activity.type == "message" and not (
        activity.text or activity.attachments or activity.suggested_actions
    ):
        raise ConnectorError(400, BAD_SYNTAX, "A message needs a text or an attachment.")
    for attachment in activity.attachments or ():
        card = attachment.content
        if attachment.content_type == ADAPTIVE_CARD and not (
            isinstance(card, dict) and card.get("type") == "AdaptiveCard"
        ):
            raise ConnectorError(400, BAD_SYNTAX, "The attachment is no Adaptive Card.")
    return activity


def check_new_conversation(body: object) -> NewConversation:
    """The parameters of a new conversation, if Teams would take them. Raises ConnectorError 400."""
    return _read(body, NewConversation)


def _read(body: object, kind: type[AnyDocumented]) -> AnyDocumented:
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as wrong:
        raise ConnectorError(400, BAD_SYNTAX, f"{wrong}.") from wrong
