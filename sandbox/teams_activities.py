"""Builds the activities that Teams would send to a bot."""

import html
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.directory import Conversation, Person

Json = dict[str, Any]

BOT_NAME = "Teamaround"
TAG = f"<at>{BOT_NAME}</at>"
_LOCAL = ZoneInfo("Europe/London")
_MENTION = re.compile(rf"<at>{BOT_NAME}</at>|@{BOT_NAME}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when something happens, and between whom.

    ``place`` is the id Teams gives the conversation, in a channel with the thread; ``id`` is the activity's.
    """

    id: str
    at: datetime
    person: Person
    conversation: Conversation
    place: str
    bot_id: str
    service_url: str
    team: tuple[str, str]


def bot_account(bot_id: str) -> Json:
    """The bot as Teams names it."""
    return {"id": f"28:{bot_id}", "name": BOT_NAME}


def moment(at: datetime) -> str:
    """A moment as Teams writes it: UTC, in milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def invoke_id() -> str:
    """A fresh id of the form that Teams gives to invokes."""
    return f"f:{uuid.uuid4()}"


def mentions_bot(text: str) -> bool:
    """Whether the text mentions the bot, as typed or as Teams writes it."""
    return _MENTION.search(text) is not None


def text_message(scene: Scene, text: str) -> Json:
    """Somebody wrote something. ``@Teamaround`` becomes a mention."""
    tagged, mentions = _MENTION.subn(TAG, text)
    activity = _activity(scene, "message") | {"textFormat": "plain", "text": tagged}
    activity["attachments"] = [{"contentType": "text/html", "content": _as_html(tagged)}]
    if mentions:
        mention = {"type": "mention", "mentioned": bot_account(scene.bot_id), "text": TAG}
        activity["entities"] = [*[mention] * mentions, *activity["entities"]]
    return activity


def submitted(scene: Scene, value: Json, reply_to_id: str | None) -> Json:
    """Somebody pressed an Action.Submit: a message without text."""
    answered = {"replyToId": reply_to_id} if reply_to_id else {}
    return _activity(scene, "message") | {"value": value} | answered


def invoke(scene: Scene, name: str, value: object, reply_to_id: str | None = None) -> Json:
    """Teams asks the bot something and waits for the answer."""
    answered = {"replyToId": reply_to_id} if reply_to_id else {}
    return _activity(scene, "invoke") | {"name": name, "value": value} | answered


def installed(scene: Scene) -> Json:
    """Somebody has the app now."""
    return _activity(scene, "installationUpdate") | {"action": "add"}


def _activity(scene: Scene, kind: str) -> Json:
    person, at = scene.person, scene.at
    return {
        "type": kind,
        "id": scene.id,
        "timestamp": moment(at),
        "localTimestamp": at.astimezone(_LOCAL).isoformat(timespec="milliseconds"),
        "localTimezone": "Europe/London",
        "serviceUrl": scene.service_url,
        "channelId": "msteams",
        "from": {"id": person.teams_id, "name": person.name, "aadObjectId": person.object_id},
        "conversation": _where(scene),
        "recipient": bot_account(scene.bot_id),
        "entities": [
            {
                "type": "clientInfo",
                "locale": "en-GB",
                "country": "GB",
                "platform": "Web",
                "timezone": "Europe/London",
            }
        ],
        "channelData": _channel_data(scene),
        "locale": "en-GB",
    }


def _where(scene: Scene) -> Json:
    kind, tenant = scene.conversation.type, scene.person.tenant_id
    where: Json = {"conversationType": kind, "tenantId": tenant, "id": scene.place}
    return where if kind == "personal" else where | {"isGroup": True}


def _channel_data(scene: Scene) -> Json:
    data: Json = {"tenant": {"id": scene.person.tenant_id}, "source": {"name": "message"}}
    if scene.conversation.type != "channel":
        return data
    channel, (team, _) = scene.conversation.id, scene.team
    return data | {
        "teamsChannelId": channel,
        "teamsTeamId": team,
        "channel": {"id": channel},
        "team": {"id": team},
    }


def _as_html(tagged: str) -> str:
    span = f'<span itemscope itemtype="http://schema.skype.com/Mention">{BOT_NAME}</span>'
    return f"<p>{html.escape(tagged).replace(html.escape(TAG), span)}</p>"
