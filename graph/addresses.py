"""Ids in and out of Graph's addresses, and people as Graph wants them named."""

import re
from urllib.parse import quote, unquote

from msgraph.generated.models.aad_user_conversation_member import AadUserConversationMember

from cases.model import ConversationId, Identity
from cases.ports_channels import Membership, Operation, Role, TeamId

GRAPH = "https://graph.microsoft.com/v1.0"
"""How things are named in a body; it is a name there, not an address."""
_ID = r"(?:\('([^']+)'\)|/([^/()]+))"
_OPERATION = re.compile(rf"/teams{_ID}/(?:.*/)?operations{_ID}")
_CHANNEL = re.compile(rf"/channels{_ID}")


def operation_at(location: str) -> Operation | None:
    """The operation that an address names; None if it names none."""
    found = _OPERATION.search(location)
    if found is None:
        return None
    return Operation(TeamId(_picked(found, 1)), _picked(found, 3))


def channel_at(location: str) -> ConversationId | None:
    """The channel that an address names; None if it names none."""
    found = _CHANNEL.search(location)
    return ConversationId(_picked(found, 1)) if found else None


def quoted(text: str) -> str:
    """A text between quotation marks in a filter."""
    return "'" + text.replace("'", "''") + "'"


def in_path(text: str) -> str:
    """A text as a part of a path."""
    return quote(text, safe="")


def quoted_in_path(text: str) -> str:
    """A text between quotation marks in a path."""
    return f"'{in_path(quoted(text)[1:-1])}'"


def named(person: Identity, role: Role = Role.MEMBER, *, tenant: bool = False) -> AadUserConversationMember:
    """Somebody as a member to be; with their ``tenant`` where another one's people can be meant."""
    member = AadUserConversationMember(roles=["owner"] if role is Role.OWNER else [])
    if tenant:
        member.tenant_id = person.tenant_id
    member.additional_data = {"user@odata.bind": f"{GRAPH}/users({quoted_in_path(person.object_id)})"}
    return member


def member_of(row: object, home: str) -> Membership:
    """A membership as the domain has it. Graph leaves the tenant out where it is the home one."""
    account, tenant = getattr(row, "user_id", None), getattr(row, "tenant_id", None)
    roles = getattr(row, "roles", None) or ()
    return Membership(
        getattr(row, "id", None) or "",
        Identity(tenant or home, account) if account else None,
        Role.OWNER if "owner" in roles else Role.MEMBER,
    )


def _picked(found: re.Match[str], first: int) -> str:
    return unquote(found.group(first) or found.group(first + 1))
