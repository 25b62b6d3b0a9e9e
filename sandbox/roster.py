"""Who is in a conversation, and what teams and channels there are, as the connector tells a bot."""

import base64
import binascii
from typing import Any

from sandbox.directory import Conversation, Person
from sandbox.errors import ConnectorError
from sandbox.graph.state import Team
from sandbox.schema import BAD_SYNTAX
from sandbox.state import Sandbox

Json = dict[str, Any]

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
LARGEST_PAGE = 500
USUAL_PAGE = 200


def members(sandbox: Sandbox, conversation: Conversation) -> list[Json]:
    """All members, without the bot."""
    return [_account(person) for person in sandbox.directory.members(conversation)]


def member(sandbox: Sandbox, conversation: Conversation, account_id: str) -> Json:
    """One member, by ``29:`` id or Entra object id. Raises ConnectorError 404."""
    person = sandbox.directory.account(account_id)
    if person is None or person.id not in conversation.members:
        raise ConnectorError(404, "MemberNotFoundInConversation", "Member not found in conversation.")
    return _account(person)


def page(sandbox: Sandbox, conversation: Conversation, size: str | None, token: str | None) -> Json:
    """Some members, and the token for the next ones while there are any. Raises ConnectorError 400."""
    count, start = _page_size(size), _start(token)
    everybody = sandbox.directory.members(conversation)
    answer: Json = {"members": [_account(person) for person in everybody[start : start + count]]}
    if start + count < len(everybody):
        answer["continuationToken"] = base64.urlsafe_b64encode(str(start + count).encode()).decode()
    return answer


def team(sandbox: Sandbox, team_id: str) -> Json:
    """The team. Raises ConnectorError 404."""
    found = _team(sandbox, team_id)
    living = found.living()
    people = {row.user.id for channel in living for row in channel.members.now()}
    return {
        "id": found.internal_id,
        "name": found.name,
        "aadGroupId": found.id,
        "channelCount": len(living),
        "memberCount": len(people),
    }


def channels(sandbox: Sandbox, team_id: str) -> Json:
    """The team's channels. The General channel comes first, has the team's id and, as in Teams, no name."""
    found = _team(sandbox, team_id)
    others = [
        {"id": channel.id, "name": channel.name}
        for channel in found.living()
        if channel.id != found.internal_id and sandbox.mirror.has_bot(found, channel)
    ]
    return {"conversations": [{"id": found.internal_id, "name": None}, *others]}


def _team(sandbox: Sandbox, team_id: str) -> Team:
    """A team that the bot is in. Raises ConnectorError 404."""
    for found in sandbox.graph.state.teams.values():
        if team_id in (found.internal_id, found.id) and sandbox.mirror.has_bot_in(found):
            return found
    raise ConnectorError(404, "TeamNotFound", "Team not found.")


def _account(person: Person) -> Json:
    given, _, family = person.name.partition(" ")
    return {
        "id": person.teams_id,
        "name": person.name,
        "aadObjectId": person.object_id,
        "objectId": person.object_id,
        "givenName": given,
        "surname": family,
        "email": person.email,
        "userPrincipalName": person.email,
        "tenantId": person.tenant_id,
        "userRole": "user",
    }


def _page_size(text: str | None) -> int:
    if text is None:
        return USUAL_PAGE
    if not text.isdecimal() or not 1 <= int(text) <= LARGEST_PAGE:
        raise ConnectorError(400, BAD_SYNTAX, f"The page size must be from 1 to {LARGEST_PAGE}.")
    return int(text)


def _start(token: str | None) -> int:
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token))
    except (ValueError, binascii.Error) as wrong:
        raise ConnectorError(400, BAD_SYNTAX, "The continuation token is not valid.") from wrong
