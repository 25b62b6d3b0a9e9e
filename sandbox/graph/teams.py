"""Teams: list, read, make, change."""

import re
import secrets
from typing import Any

from sandbox.graph.apps import bound_app, install
from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import bad_request, forbidden, request_id
from sandbox.graph.graph import Change, Graph
from sandbox.graph.joining import named
from sandbox.graph.names import check_name
from sandbox.graph.odata import check_expand, many, moment, one
from sandbox.graph.operations import accepted, started
from sandbox.graph.shapes import ChannelBody, TeamBody
from sandbox.graph.state import OWNER, STANDARD, Channel, Members, Team, User

Json = dict[str, Any]

_TEMPLATE = re.compile(r"/teamsTemplates(?:\('standard'\)|/standard)$")
_LONGEST_NAME = 256
SETTINGS: dict[str, Json] = {
    "memberSettings": {
        "allowCreateUpdateChannels": True,
        "allowCreatePrivateChannels": True,
        "allowDeleteChannels": True,
        "allowAddRemoveApps": True,
        "allowCreateUpdateRemoveTabs": True,
        "allowCreateUpdateRemoveConnectors": True,
    },
    "guestSettings": {"allowCreateUpdateChannels": False, "allowDeleteChannels": False},
    "messagingSettings": {
        "allowUserEditMessages": True,
        "allowUserDeleteMessages": True,
        "allowOwnerDeleteMessages": True,
        "allowTeamMentions": True,
        "allowChannelMentions": True,
    },
    "funSettings": {
        "allowGiphy": True,
        "giphyContentRating": "moderate",
        "allowStickersAndMemes": True,
        "allowCustomMemes": True,
    },
}


def list_teams(graph: Graph, ask: Ask) -> Answer:
    """``GET /teams``."""
    check_expand(ask, "team", ())
    now = graph.now()
    rows = [_row(graph, team) for team in graph.state.teams.values() if team.created <= now]
    return many(ask, "team", "teams", rows, graph.settings.page_size)


def get_team(graph: Graph, ask: Ask) -> Answer:
    """``GET /teams/{id}``."""
    check_expand(ask, "team", ())
    return one(ask, "team", "teams", _row(graph, graph.team(ask.ids[0])))


def create_team(graph: Graph, ask: Ask) -> Answer:
    """``POST /teams``: 202, and the team is there when its operation has succeeded."""
    body = ask.body(TeamBody)
    owner = _checked(graph, body)
    apps = [bound_app(graph, str(app.get("teamsApp@odata.bind", ""))) for app in body.installed_apps or ()]
    team = _made(graph, body, owner)
    for wanted in body.channels or ():
        _add_standard(graph, team, wanted)
    graph.state.teams[team.id] = team

    def finish() -> str | None:
        for app in apps:
            install(graph, team, app)
        return None

    address = f"/teams('{team.id}')"
    operation = started(graph, team, "createTeam", (team.id, address), finish)
    return accepted(team, operation, Content_Location=address)


def change_team(graph: Graph, ask: Ask) -> Answer:
    """``PATCH /teams/{id}``."""
    team, body = graph.team(ask.ids[0]), ask.body(TeamBody)
    if team.archived:
        raise forbidden("The team is archived.")
    settings = _settings(team.settings, body)
    if body.display_name is not None:
        team.name = _name(body.display_name)
    team.description = team.description if body.description is None else body.description
    team.visibility = body.visibility or team.visibility
    team.settings = settings
    return Answer(204)


def _checked(graph: Graph, body: TeamBody) -> User:
    """The one owner that a new team is given. Raises GraphError 400, 404."""
    if body.group_bind is not None or body.creation_mode is not None:
        raise bad_request("A team out of a group, or for migration, is not made here.")
    if not _TEMPLATE.search(body.template_bind or ""):
        raise bad_request("'template@odata.bind' must name the template 'standard'.")
    _name(body.display_name)
    people = [named(graph, member) for member in body.members or ()]
    if len(people) != 1 or OWNER not in people[0][1]:
        raise bad_request("Exactly one owner must be given when an application makes a team.")
    return people[0][0]


def _made(graph: Graph, body: TeamBody, owner: User) -> Team:
    team_id, internal = request_id(), f"19:{secrets.token_hex(16)}@thread.tacv2"
    ready = graph.now() + graph.lag
    team = Team(team_id, internal, _name(body.display_name), ready, Members(team_id), body.description)
    team.visibility = body.visibility or "public"
    team.settings = _settings(SETTINGS, body)
    team.members.add(owner, (OWNER,), graph.now())
    general = Channel(internal, "General", STANDARD, graph.now(), team.members)
    team.channels[general.id] = general
    return team


def _add_standard(graph: Graph, team: Team, body: ChannelBody) -> None:
    if body.membership_type not in (None, STANDARD):
        raise bad_request("Only standard channels can be made together with their team.")
    name = check_name(team, body.display_name) if (body.display_name or "") != "General" else None
    if name is not None:
        channel_id = f"19:{secrets.token_hex(16)}@thread.tacv2"
        made = Channel(channel_id, name, STANDARD, graph.now(), team.members, body.description)
        team.channels[channel_id] = made
        graph.tell(Change("channelCreated", team, made))


def _name(name: str | None) -> str:
    if not name or not name.strip() or len(name) > _LONGEST_NAME:
        raise bad_request(f"A team needs a display name of at most {_LONGEST_NAME} characters.")
    return name


def _settings(old: Json, body: TeamBody) -> Json:
    """The old settings with the given ones over them. Raises GraphError 400 for unknown ones."""
    given = {
        "memberSettings": body.member_settings,
        "guestSettings": body.guest_settings,
        "messagingSettings": body.messaging_settings,
        "funSettings": body.fun_settings,
    }
    for name, values in given.items():
        for key in values or ():
            if key not in SETTINGS[name] and key != "@odata.type":
                raise bad_request(f"Invalid property '{key}' in {name}.")
    return {name: {**SETTINGS[name], **old.get(name, {}), **(given[name] or {})} for name in SETTINGS}


def _row(graph: Graph, team: Team) -> Json:
    return {
        "id": team.id,
        "createdDateTime": moment(team.created),
        "displayName": team.name,
        "description": team.description,
        "internalId": team.internal_id,
        "classification": None,
        "specialization": "none",
        "visibility": team.visibility,
        "tenantId": graph.state.tenancy.id,
        "webUrl": f"https://teams.microsoft.com/l/team/{team.internal_id}/conversations?groupId={team.id}",
        "isArchived": team.archived,
        **_settings(team.settings, TeamBody()),
    }
