"""The activities by which Teams tells a bot what happens to teams, channels and their members.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.directory import teams_id
from sandbox.graph.graph import Change
from sandbox.graph.state import User
from sandbox.teams_activities import bot_account, moment

Json = dict[str, Any]

_EVENTS = {
    "channelCreated": "channelCreated",
    "channelRenamed": "channelRenamed",
    "channelDeleted": "channelDeleted",
    "teamArchived": "teamArchived",
    "teamUnarchived": "teamUnarchived",
}
_JOINED = {"memberAdded", "appAdded"}
_LEFT = {"memberRemoved", "appRemoved"}


@dataclass(frozen=True, slots=True)
class Told:
    """A change, and what Teams says with it."""

    change: Change
    at: datetime
    bot_id: str
    service_url: str
    tenant_id: str
    actor: User | None


def activity_about(told: Told) -> Json | None:
    """The conversationUpdate about a change; None where Teams says nothing."""
    what = told.change.what
    if what in _JOINED | _LEFT:
        whom = "channelMember" if told.change.channel else "teamMember"
        key = "membersAdded" if what in _JOINED else "membersRemoved"
        event = f"{whom}{'Added' if what in _JOINED else 'Removed'}"
        return _activity(told, event) | {key: [_whom(told)]}
    return _activity(told, _EVENTS[what]) if what in _EVENTS else None


def _whom(told: Told) -> Json:
    member = told.change.member
    if member is None:
        return {"id": f"28:{told.bot_id}"}
    return {"id": teams_id(member.user.id), "aadObjectId": member.user.id}


def _activity(told: Told, event: str) -> Json:
    team, channel = told.change.team, told.change.channel
    place = channel.id if channel else team.internal_id
    actor = told.actor
    sender = {"id": teams_id(actor.id), "aadObjectId": actor.id} if actor else bot_account(told.bot_id)
    data: Json = {
        "team": {"id": team.internal_id, "name": team.name, "aadGroupId": team.id},
        "eventType": event,
        "tenant": {"id": told.tenant_id},
    }
    if channel is not None:
        data["channel"] = {"id": channel.id, "name": channel.name}
    return {
        "type": "conversationUpdate",
        "id": f"f:{uuid.uuid4()}",
        "timestamp": moment(told.at),
        "serviceUrl": told.service_url,
        "channelId": "msteams",
        "from": sender,
        "conversation": {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": told.tenant_id,
            "id": place,
        },
        "recipient": bot_account(told.bot_id),
        "channelData": data,
    }
