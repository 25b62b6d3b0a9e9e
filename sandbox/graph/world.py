"""Makes the local Graph out of the sandbox's world: one team, with the channels that are there."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sandbox.directory import Conversation, Directory
from sandbox.graph.group import Group
from sandbox.graph.settings import GraphSettings
from sandbox.graph.state import (
    OWNER,
    PRIVATE,
    SHARED,
    STANDARD,
    App,
    Channel,
    GraphState,
    Installation,
    Members,
    Team,
    Tenancy,
    User,
)

TAB_APP = "com.microsoft.teamspace.tab.web"
_IDS = uuid.UUID("8f5c0f2e-54e0-4f0f-9a52-3f5b1c7f7a10")


def same_id(*words: str) -> str:
    """A GUID that is always the same for the same words."""
    return str(uuid.uuid5(_IDS, "|".join(words)))


def graph_of(
    world: Mapping[str, Any], directory: Directory, bot_id: str, settings: GraphSettings, now: datetime
) -> GraphState:
    """The local Graph of that world."""
    tenancy = _tenancy(world)
    bot = App(same_id("app", bot_id), bot_id, "Teamaround", "organization")
    long_ago = now - timedelta(days=1)
    state = GraphState(
        tenancy, {bot.id: bot, TAB_APP: App(TAB_APP, None, "Website", "store")}, bot.id, settings
    )
    team = _team(state, directory, long_ago)
    state.teams[team.id] = team
    leads = {case.get("conversation"): case["lead"] for case in world.get("cases", ())}
    for conversation in directory.channels():
        _add_channel(state, team, conversation, leads.get(conversation.id), long_ago)
    return state


def _tenancy(world: Mapping[str, Any]) -> Tenancy:
    """The home tenant is the one that the world says, or that of its first person."""
    tenants = world.get("tenants") or ()
    home = next((row["id"] for row in tenants if row.get("home")), world["people"][0]["tenantId"])
    own = next((_domain(row) for row in world["people"] if row["tenantId"] == home and _domain(row)), "")
    users = {row["aadObjectId"]: _user(row, home, own) for row in world["people"]}
    connected = frozenset(row["id"] for row in tenants if row.get("directConnect"))
    without = {row["aadObjectId"] for row in world["people"] if row.get("withoutApp")}
    return Tenancy(home, users, connected, without_app=without, groups=_groups(world, users, home))


def _groups(world: Mapping[str, Any], users: Mapping[str, User], home: str) -> dict[str, Group]:
    """A group for each service with people in the home tenant, and one that holds all of these groups."""
    made: dict[str, Group] = {}
    names = {row["id"]: row["name"] for row in world.get("services") or ()}
    for user in users.values():
        service = user.row.get("service")
        if service and user.tenant_id == home:
            key = same_id("group", service)
            made.setdefault(key, Group(key, str(names.get(service) or service), set())).members.add(user.id)
    everybody = Group(same_id("group", "everybody"), "Everybody", set(made))
    return made | {everybody.id: everybody}


def _domain(row: Mapping[str, Any]) -> str:
    return str(row.get("email") or "").partition("@")[2]


def _user(row: Mapping[str, Any], home: str, own_domain: str) -> User:
    """Somebody in the home tenant whose address is elsewhere is a guest there."""
    mail = row.get("email") or ""
    guest = row["tenantId"] == home and bool(mail) and _domain(row) != own_domain
    name = mail or f"{row['id']}@{own_domain}"
    principal = f"{mail.replace('@', '_')}#EXT#@{own_domain}" if guest else name
    return User(row["aadObjectId"], row["tenantId"], row["name"], mail, principal, guest, dict(row))


def _team(state: GraphState, directory: Directory, now: datetime) -> Team:
    internal, name = directory.team()
    team_id = same_id("team", internal)
    team = Team(team_id, internal, name, now, Members(team_id))
    team.description = "Everybody who works with the children of the borough"
    general = Channel(internal, "General", STANDARD, now, team.members)
    team.channels[general.id] = general
    installed = Installation(same_id("install", team_id), state.bot_app)
    team.apps[installed.id] = installed
    return team


def _add_channel(
    state: GraphState, team: Team, conversation: Conversation, lead: str | None, now: datetime
) -> None:
    """A channel with people of other tenants is a shared one; they are in no team."""
    people = [user for user in state.tenancy.users.values() if user.row["id"] in conversation.members]
    at_home = [user for user in people if user.tenant_id == state.tenancy.id]
    kind = PRIVATE if len(at_home) == len(people) else SHARED
    account = _account(state)
    owner = account or next(
        (user for user in at_home if user.row["id"] == lead), at_home[0] if at_home else None
    )
    members = Members(conversation.id)
    for user in [*people, account] if account else people:
        members.add(user, (OWNER,) if user is owner else _roles(user), now)
        if user.tenant_id == state.tenancy.id and team.members.of(user.id) is None:
            first = not team.members.rows
            owns = user is account if account else first and not user.guest
            team.members.add(user, (OWNER,) if owns else _roles(user), now)
    channel = Channel(conversation.id, conversation.name, kind, now, members)
    channel.enabled_apps.append(state.bot_app)
    team.channels[channel.id] = channel


def _account(state: GraphState) -> User | None:
    """The account that owns the teams, if the world has one."""
    return next((user for user in state.tenancy.users.values() if user.row.get("ownsTeams")), None)


def _roles(user: User) -> tuple[str, ...]:
    return ("guest",) if user.guest else ()
