"""Who may become a member of what, as Graph decides it."""

import re

from sandbox.graph.errors import GraphError, bad_request, forbidden, not_found
from sandbox.graph.graph import Change, Graph
from sandbox.graph.shapes import MemberBody
from sandbox.graph.state import GUEST, OWNER, PRIVATE, SHARED, STANDARD, Channel, Member, Members, Team, User
from sandbox.graph.users import find_at_home

_BOUND = re.compile(r"(?:https?://[^/]+(?:/graph)?/v1\.0)?/*users(?:\('([^']+)'\)|/([^/()]+))$")
_KINDS = {None, "#microsoft.graph.aadUserConversationMember", "microsoft.graph.aadUserConversationMember"}


def named(graph: Graph, body: MemberBody, *, shared: bool = False) -> tuple[User, tuple[str, ...]]:
    """The user whom a body names, and the roles. Raises GraphError 400, 403, 404."""
    if body.odata_type not in _KINDS:
        raise bad_request(f"Type '{body.odata_type}' is not supported here.")
    bound = _BOUND.search(body.user_bind or "")
    if bound is None:
        raise bad_request("Bad Request: 'user@odata.bind' field is missing or invalid in the request.")
    user = _user(graph, bound.group(1) or bound.group(2), body.tenant_id, shared=shared)
    roles = roles_of(user, body.roles)
    if OWNER in roles and user.tenant_id != graph.state.tenancy.id:
        raise bad_request("A member of another tenant cannot own a channel.")
    return user, roles


def roles_of(user: User, wanted: list[str] | None) -> tuple[str, ...]:
    """The roles somebody gets; a guest is one whatever was asked for. Raises GraphError 400."""
    if wanted and not set(wanted) <= {OWNER, GUEST}:
        raise bad_request("Invalid role specified for member.")
    if user.guest:
        if OWNER in (wanted or ()):
            raise bad_request("Guest users cannot be owners.")
        return (GUEST,)
    return (OWNER,) if OWNER in (wanted or ()) else ()


def join_team(graph: Graph, team: Team, user: User, roles: tuple[str, ...]) -> Member:
    """Make somebody a member of a team; who is one already stays so. Raises GraphError 403."""
    if len(team.members.now()) >= graph.settings.members_per_team:
        raise forbidden("The team has reached its limit of members.")
    return _join(graph, team, None, team.members, user, roles)


def join_channel(graph: Graph, team: Team, channel: Channel, user: User, roles: tuple[str, ...]) -> Member:
    """The same in a channel. Raises GraphError 400, 403."""
    check_may_join(team, channel.kind, user)
    if channel.kind == PRIVATE and len(channel.members.now()) >= graph.settings.members_per_private_channel:
        raise forbidden("The channel has reached its limit of members.")
    return _join(graph, team, channel, channel.members, user, roles)


def check_may_join(team: Team, kind: str, user: User) -> None:
    """Raises GraphError 400 when the kind of channel has no members of its own, or not this one."""
    if kind == STANDARD:
        raise bad_request("Operation not supported for this Channel.")
    if kind == PRIVATE and team.members.of(user.id) is None:
        raise bad_request("User is not found in the team.")
    if kind == SHARED and user.guest:
        raise bad_request("Guests cannot be members of a shared channel.")


def leave(graph: Graph, team: Team, channel: Channel | None, member: Member) -> None:
    """End a membership; who leaves a team leaves its private channels too."""
    if channel is None:
        for private in team.living():
            own = private.members.of(member.user.id) if private.kind == PRIVATE else None
            if own is not None:
                leave(graph, team, private, own)
    member.removed = graph.now()
    graph.tell(Change("memberRemoved", team, channel, member))


def check_not_last_owner(members: Members, member: Member) -> None:
    """Raises GraphError 400 when nobody else would be left as an owner."""
    if member.owner and len(members.owners()) == 1:
        raise bad_request("The last owner cannot be removed or be made a member.")


def _join(
    graph: Graph, team: Team, channel: Channel | None, members: Members, user: User, roles: tuple[str, ...]
) -> Member:
    present = members.of(user.id)
    if present is not None:
        return set_roles(graph, team, channel, present, roles) if OWNER in roles else present
    made = members.add(user, roles, graph.now())
    graph.tell(Change("memberAdded", team, channel, made))
    return made


def set_roles(
    graph: Graph, team: Team, channel: Channel | None, member: Member, roles: tuple[str, ...]
) -> Member:
    """Give a member other roles."""
    if member.roles != roles:
        member.roles = roles
        graph.tell(Change("memberUpdated", team, channel, member))
    return member


def _user(graph: Graph, key: str, tenant: str | None, *, shared: bool) -> User:
    tenancy = graph.state.tenancy
    if tenant is None or tenant == tenancy.id:
        user = find_at_home(graph.state, key)
        if user is None or user.id in tenancy.disabled:
            raise not_found(f"Failed to find user with id or principal name '{key}' in the tenant.")
        return user
    if not shared:
        raise bad_request("Only shared channels can have members of another tenant.")
    if tenant not in tenancy.direct_connect:
        raise GraphError(
            403, "Forbidden", f"Cross-tenant access settings do not allow B2B direct connect with '{tenant}'."
        )
    user = tenancy.users.get(key)
    if user is None or user.tenant_id != tenant or user.id in tenancy.disabled:
        raise not_found(f"Failed to find user '{key}' in tenant '{tenant}'.")
    return user
