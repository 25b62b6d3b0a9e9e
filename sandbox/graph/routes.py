"""Every call that the local Graph answers, in one table."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.graph import (
    access,
    apps,
    channels,
    chats,
    files,
    groups,
    members,
    messages,
    operations,
    personal,
    presence,
    subscriptions,
    tabs,
    teams,
    users,
)
from sandbox.graph.call import Answering, Ask
from sandbox.graph.graph import Graph
from sandbox.graph.odata import MANY, NONE, ONE

Handler = Callable[[Graph, Ask], Answering]

_KEY = "{}"
_FUNCTION = "{doesUserHaveAccess}"
_KEYED = re.compile(r"([A-Za-z]+)\('((?:[^']|'')*)'\)")
_SELECT = frozenset({"$select"})
_TEAM, _CHANNEL = "/teams/{}", "/teams/{}/channels/{}"


@dataclass(frozen=True, slots=True)
class Route:
    """A call. ``pattern`` has ``{}`` for each id."""

    method: str
    pattern: str
    handler: Handler
    options: frozenset[str] = NONE


ROUTES = (
    Route("GET", "/users", users.list_users, MANY),
    Route("GET", "/users/{}", users.get_user, ONE),
    Route("GET", "/users/{}/manager", users.get_manager, _SELECT),
    Route("GET", "/users/{}/directReports", users.list_reports, MANY),
    Route("GET", "/users/{}/teamwork/installedApps", personal.list_installed, MANY),
    Route("POST", "/users/{}/teamwork/installedApps", personal.add_installed),
    Route("GET", "/users/{}/teamwork/installedApps/{}/chat", personal.get_chat, _SELECT),
    Route("GET", "/chats/{}/messages", chats.list_messages, chats.OPTIONS),
    Route("GET", "/users/{}/presence", presence.get_presence, _SELECT),
    Route("GET", "/users/{}/photo", presence.get_photo, _SELECT),
    Route("GET", "/users/{}/photo/$value", presence.get_picture),
    Route("GET", "/users/{}/photos/{}/$value", presence.get_picture),
    Route("POST", "/communications/getPresencesByUserId", presence.list_presences),
    Route("GET", "/groups", groups.list_groups, MANY),
    Route("GET", "/groups/{}", groups.get_group, ONE),
    Route("GET", "/groups/{}/transitiveMembers/user", groups.list_people, MANY),
    Route("GET", "/appCatalogs/teamsApps", apps.list_catalogue, MANY),
    Route("GET", "/teams", teams.list_teams, MANY),
    Route("POST", "/teams", teams.create_team),
    Route("GET", _TEAM, teams.get_team, ONE),
    Route("PATCH", _TEAM, teams.change_team),
    Route("POST", _TEAM + "/archive", operations.archive_team),
    Route("POST", _TEAM + "/unarchive", operations.unarchive_team),
    Route("GET", _TEAM + "/operations/{}", operations.get_operation, _SELECT),
    Route("GET", _TEAM + "/members", members.list_members, MANY),
    Route("POST", _TEAM + "/members", members.add_member),
    Route("POST", _TEAM + "/members/add", members.add_members),
    Route("GET", _TEAM + "/members/{}", members.get_member, _SELECT),
    Route("PATCH", _TEAM + "/members/{}", members.change_member),
    Route("DELETE", _TEAM + "/members/{}", members.remove_member),
    Route("GET", _TEAM + "/installedApps", apps.list_installed, MANY),
    Route("POST", _TEAM + "/installedApps", apps.add_installed),
    Route("GET", _TEAM + "/installedApps/{}", apps.get_installed, ONE),
    Route("DELETE", _TEAM + "/installedApps/{}", apps.remove_installed),
    Route("GET", _TEAM + "/primaryChannel", channels.get_general, ONE),
    Route("GET", _TEAM + "/allChannels", channels.list_channels, MANY),
    Route("GET", _TEAM + "/channels", channels.list_channels, MANY),
    Route("POST", _TEAM + "/channels", channels.create_channel),
    Route("GET", _CHANNEL, channels.get_channel, ONE),
    Route("PATCH", _CHANNEL, channels.change_channel),
    Route("DELETE", _CHANNEL, channels.delete_channel),
    Route("POST", _CHANNEL + "/archive", operations.archive_channel),
    Route("POST", _CHANNEL + "/unarchive", operations.unarchive_channel),
    Route("GET", _CHANNEL + "/members", members.list_members, MANY),
    Route("POST", _CHANNEL + "/members", members.add_member),
    Route("GET", _CHANNEL + "/members/{}", members.get_member, _SELECT),
    Route("PATCH", _CHANNEL + "/members/{}", members.change_member),
    Route("DELETE", _CHANNEL + "/members/{}", members.remove_member),
    Route("GET", _CHANNEL + "/allMembers", members.list_members, MANY),
    Route("GET", _CHANNEL + "/sharedWithTeams", access.shared_with, MANY),
    Route("GET", _CHANNEL + "/" + _FUNCTION, access.does_user_have_access),
    Route("GET", _CHANNEL + "/enabledApps", apps.list_enabled, MANY),
    Route("GET", _CHANNEL + "/enabledApps/{}", apps.get_enabled, _SELECT),
    Route("POST", _CHANNEL + "/enabledApps/$ref", apps.enable),
    Route("DELETE", _CHANNEL + "/enabledApps/{}/$ref", apps.disable),
    Route("GET", _CHANNEL + "/messages", messages.list_messages, messages.OPTIONS),
    Route("GET", _CHANNEL + "/filesFolder", files.get_folder, _SELECT),
    Route("GET", "/drives/{}/items/{}/retentionLabel", files.get_label, _SELECT),
    Route("PATCH", "/drives/{}/items/{}/retentionLabel", files.set_label),
    Route("GET", _CHANNEL + "/tabs", tabs.list_tabs, MANY),
    Route("POST", _CHANNEL + "/tabs", tabs.add_tab),
    Route("GET", _CHANNEL + "/tabs/{}", tabs.get_tab, ONE),
    Route("DELETE", _CHANNEL + "/tabs/{}", tabs.remove_tab),
    Route("GET", "/subscriptions", subscriptions.list_subscriptions, _SELECT),
    Route("POST", "/subscriptions", subscriptions.subscribe),
    Route("GET", "/subscriptions/{}", subscriptions.get_subscription, _SELECT),
    Route("PATCH", "/subscriptions/{}", subscriptions.renew),
    Route("DELETE", "/subscriptions/{}", subscriptions.unsubscribe),
    Route("POST", "/subscriptions/{}/reauthorize", subscriptions.reauthorize),
)


def segments(path: list[str]) -> list[str]:
    """The parts of a decoded path, ``teams('x')`` as two: ``teams`` and ``x``."""
    parts: list[str] = []
    for part in path:
        keyed = _KEYED.fullmatch(part)
        parts += [keyed.group(1), keyed.group(2).replace("''", "'")] if keyed else [part]
    return [part.removeprefix("microsoft.").removeprefix("graph.") for part in parts if part]


def matching(parts: list[str]) -> list[tuple[Route, tuple[str, ...]]]:
    """The routes of a path, whatever the method, each with the ids; exact words before ids."""
    found = [(route, ids) for route in ROUTES if (ids := _ids(route.pattern, parts)) is not None]
    return sorted(found, key=lambda match: len(match[1]))


def unknown_part(parts: list[str]) -> str:
    """The first part of a path that no route begins with."""
    for count in range(1, len(parts) + 1):
        begins = parts[:count]
        if all(_ids("/".join(route.pattern.split("/")[: count + 1]), begins) is None for route in ROUTES):
            return begins[-1]
    return parts[-1] if parts else ""


def _ids(pattern: str, parts: list[str]) -> tuple[str, ...] | None:
    wanted = pattern.split("/")[1:]
    if len(wanted) != len(parts):
        return None
    ids: list[str] = []
    for word, part in zip(wanted, parts, strict=True):
        if word == _KEY:
            ids.append(part)
        elif word == _FUNCTION:
            called = access.FUNCTION.fullmatch(part)
            if called is None:
                return None
            ids.append(called.group(1))
        elif word.casefold() != part.casefold():
            return None
    return tuple(ids)
