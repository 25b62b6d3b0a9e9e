"""What the Bot Connector answers, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.calls import ConnectorError


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a conversation. ``object_id`` and ``tenant_id`` are Entra's, empty for a bot. No name."""

    id: str
    object_id: str
    tenant_id: str
    user_principal_name: str


def answer(content: bytes) -> dict[str, Any]:
    """The JSON object of an answer, empty if the answer has no body. Raises ConnectorError."""
    if not content:
        return {}
    try:
        return msgspec.json.decode(content, type=dict[str, Any])
    except ValueError as wrong:
        raise ConnectorError("The Bot Connector's answer cannot be read.", maybe_delivered=True) from wrong


def text(whole: Mapping[str, Any], key: str) -> str:
    """A text of an answer, empty if it is not there."""
    part = whole.get(key)
    return part if isinstance(part, str) else ""


def entries(whole: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """A list of an answer. Raises ConnectorError if it is not there, lest it be taken for an empty one."""
    part = whole.get(key)
    if not isinstance(part, list) or not all(isinstance(entry, dict) for entry in part):
        raise ConnectorError("The Bot Connector's list cannot be read.")
    return part


def member(entry: Mapping[str, Any]) -> Member:
    """One entry of a roster."""
    return Member(
        id=text(entry, "id"),
        # The roster calls it objectId, activities aadObjectId; both occur.
        object_id=text(entry, "aadObjectId") or text(entry, "objectId"),
        tenant_id=text(entry, "tenantId"),
        user_principal_name=text(entry, "userPrincipalName"),
    )
