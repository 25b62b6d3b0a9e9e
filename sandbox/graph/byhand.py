"""What a person does in Teams by hand, past the product: for tests of what it makes of that."""

from dataclasses import replace
from typing import Literal

from sandbox.bodies import Body
from sandbox.errors import ContractError
from sandbox.graph.apps import install, take_out, uninstall
from sandbox.graph.graph import Change, Graph
from sandbox.graph.joining import leave
from sandbox.graph.notices import Notices
from sandbox.graph.state import OWNER, PRIVATE, SHARED, STANDARD, Channel, Members, Team, User

Action = Literal[
    "addMember",
    "removeMember",
    "renameChannel",
    "deleteChannel",
    "addBot",
    "removeBot",
    "disableAccount",
    "enableAccount",
    "deleteAccount",
    "restoreAccount",
    "changeAccount",
    "addToGroup",
    "removeFromGroup",
    "lifecycle",
]


class ByHand(Body):
    """Something done by hand. ``channel``, ``team`` and ``group`` are ids, ``person`` is the world's."""

    action: Action
    channel: str | None = None
    team: str | None = None
    person: str | None = None
    owner: bool = False
    name: str | None = None
    role: str | None = None
    group: str | None = None
    subscription: str | None = None
    event: Literal["reauthorizationRequired", "subscriptionRemoved", "missed"] | None = None


def do(graph: Graph, notices: Notices, done: ByHand) -> None:
    """Do it. Raises ContractError 400, 404."""
    if done.action == "lifecycle":
        _lifecycle(graph, notices, done)
    elif done.action == "changeAccount":
        _rename(graph, _user(graph, done), done)
    elif done.action.endswith("Group"):
        _regroup(graph, _user(graph, done), done)
    elif done.action.endswith("Account"):
        _account(graph, _user(graph, done), done.action)
    else:
        _in_a_place(graph, done)


def _in_a_place(graph: Graph, done: ByHand) -> None:
    team, channel = _place(graph, done)
    match done.action:
        case "addMember":
            _add(graph, team, channel, _user(graph, done), owner=done.owner)
        case "removeMember":
            _remove(graph, team, channel, _user(graph, done))
        case "addBot":
            _add_bot(graph, team, channel)
        case "removeBot":
            _remove_bot(graph, team, channel)
        case _:
            _change(graph, team, channel, done)


def _account(graph: Graph, user: User, action: Action) -> None:
    """Whoever is deleted is out of every team, and restoring them brings them back into none."""
    tenancy = graph.state.tenancy
    marked = tenancy.disabled if action in ("disableAccount", "enableAccount") else tenancy.deleted
    if action in ("enableAccount", "restoreAccount"):
        marked.discard(user.id)
        return
    marked.add(user.id)
    if action == "deleteAccount":
        for team in graph.state.teams.values():
            _take_out_of(graph, team, user)


def _rename(graph: Graph, user: User, done: ByHand) -> None:
    """What the directory says of somebody: a new name, a new job title."""
    changed = {key: said for key, said in (("name", done.name), ("role", done.role)) if said is not None}
    named = replace(user, name=done.name or user.name, row=user.row | changed)
    graph.state.tenancy.users[user.id] = named


def _regroup(graph: Graph, user: User, done: ByHand) -> None:
    group = graph.state.tenancy.groups.get(done.group or "")
    if group is None:
        raise ContractError(404, "There is no such group in the directory.")
    (group.members.add if done.action == "addToGroup" else group.members.discard)(user.id)


def _take_out_of(graph: Graph, team: Team, user: User) -> None:
    shared = [channel for channel in team.living() if channel.kind == SHARED]
    for channel in (*shared, None):
        member = _members(team, channel).of(user.id)
        if member is not None:
            leave(graph, team, channel, member)


def _change(graph: Graph, team: Team, channel: Channel | None, done: ByHand) -> None:
    if channel is None:
        raise ContractError(400, "Name the channel.")
    if done.action == "deleteChannel":
        channel.deleted = graph.now()
        graph.tell(Change("channelDeleted", team, channel))
    elif not done.name:
        raise ContractError(400, "Name the channel's new name.")
    else:
        channel.name = done.name
        graph.tell(Change("channelRenamed", team, channel))


def _add(graph: Graph, team: Team, channel: Channel | None, user: User, *, owner: bool) -> None:
    """Whoever is put into a private channel is put into its team first, as Teams asks for it."""
    if channel is not None and channel.kind == PRIVATE:
        _add(graph, team, None, user, owner=False)
    members = _members(team, channel)
    if members.of(user.id) is None:
        own = channel if channel is not None and channel.kind != STANDARD else None
        made = members.add(user, (OWNER,) if owner else ("guest",) if user.guest else (), graph.now())
        graph.tell(Change("memberAdded", team, own, made))


def _remove(graph: Graph, team: Team, channel: Channel | None, user: User) -> None:
    member = _members(team, channel).of(user.id)
    if member is None:
        raise ContractError(404, "That person is no member there.")
    leave(graph, team, channel if channel is not None and channel.kind != STANDARD else None, member)


def _add_bot(graph: Graph, team: Team, channel: Channel | None) -> None:
    app = graph.state.apps[graph.state.bot_app]
    if all(item.app_id != app.id for item in team.apps.values()):
        install(graph, team, app)
    if channel is not None and app.id not in channel.enabled_apps:
        channel.enabled_apps.append(app.id)
        graph.tell(Change("appAdded", team, channel))


def _remove_bot(graph: Graph, team: Team, channel: Channel | None) -> None:
    bot = graph.state.bot_app
    if channel is not None and channel.kind != STANDARD:
        if bot not in channel.enabled_apps:
            raise ContractError(404, "The bot is not in that channel.")
        take_out(graph, team, channel, bot)
        return
    item = next((item for item in team.apps.values() if item.app_id == bot), None)
    if item is None:
        raise ContractError(404, "The bot is not in that team.")
    uninstall(graph, team, item)


def _lifecycle(graph: Graph, notices: Notices, done: ByHand) -> None:
    held = graph.subscriptions.get(done.subscription or "")
    if held is None or done.event is None:
        raise ContractError(404, "Name a subscription that there is, and an event.")
    if done.event == "subscriptionRemoved":
        del graph.subscriptions[held.id]
    notices.lifecycle(held, done.event)


def _place(graph: Graph, done: ByHand) -> tuple[Team, Channel | None]:
    if done.channel is not None:
        found = graph.state.channel(done.channel)
        if found is None or found[1].deleted is not None:
            raise ContractError(404, "There is no such channel.")
        return found
    team = next(
        (team for team in graph.state.teams.values() if done.team in (team.id, team.internal_id)), None
    )
    if team is None:
        raise ContractError(404, "Name a channel or a team that there is.")
    return team, None


def _members(team: Team, channel: Channel | None) -> Members:
    return team.members if channel is None else channel.members


def _user(graph: Graph, done: ByHand) -> User:
    user = next((user for user in graph.state.tenancy.users.values() if user.row["id"] == done.person), None)
    if user is None:
        raise ContractError(404, "Name a person of this world.")
    return user
