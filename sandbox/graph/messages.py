"""Messages of a channel, as the sandbox's connector holds them.

https://learn.microsoft.com/graph/api/channel-list-messages
"""

import json
from typing import Any
from urllib.parse import quote

from sandbox.conversations import Message
from sandbox.graph.call import Answer, Ask
from sandbox.graph.graph import Graph
from sandbox.graph.odata import many
from sandbox.graph.state import Channel, Team

Json = dict[str, Any]

USUAL_PAGE, LARGEST_PAGE = 20, 50
OPTIONS = frozenset({"$top", "$skiptoken"})


def list_messages(graph: Graph, ask: Ask) -> Answer:
    """``GET .../channels/{id}/messages``: the first of each thread, the newest first."""
    graph.check_permitted("ChannelMessage.Read.All")
    team = graph.team(ask.ids[0])
    channel = graph.channel(team, ask.ids[1])
    firsts = [one for one in graph.messages_of(channel.id) if one.id == one.thread and one.only_for is None]
    rows = [row_of(one) | _in_channel(team, channel, one) for one in reversed(firsts)]
    context = f"teams('{team.id}')/channels('{channel.id}')/messages"
    return many(ask, "chatMessage", context, rows, USUAL_PAGE, LARGEST_PAGE)


def _in_channel(team: Team, channel: Channel, message: Message) -> Json:
    place = quote(channel.id, safe="")
    return {
        "webUrl": f"https://teams.microsoft.com/l/message/{place}/{message.id}?groupId={team.id}",
        "channelIdentity": {"teamId": team.id, "channelId": channel.id},
    }


def row_of(message: Message) -> Json:
    """A message, without where it is."""
    said, at = message.activity, message.activity["timestamp"]
    attachments = [] if message.deleted else _attachments(message)
    marks = "".join(f'<attachment id="{one["id"]}"></attachment>' for one in attachments)
    text = "" if message.deleted else str(said.get("text") or "")
    return {
        "id": message.id,
        "replyToId": None,
        "etag": message.id,
        "messageType": "message",
        "createdDateTime": at,
        "lastModifiedDateTime": at,
        "lastEditedDateTime": at if message.edited else None,
        "deletedDateTime": at if message.deleted else None,
        "subject": None,
        "summary": said.get("summary"),
        "chatId": None,
        "importance": "normal",
        "locale": "en-us",
        "webUrl": None,
        "policyViolation": None,
        "eventDetail": None,
        "from": _sender(message),
        "body": {"contentType": "html", "content": text + marks},
        "channelIdentity": None,
        "attachments": attachments,
        "mentions": [],
        "reactions": [],
    }


def _sender(message: Message) -> Json:
    sender = message.activity["from"]
    nobody: Json = {"application": None, "device": None, "user": None}
    if not message.from_bot:
        user = {
            "@odata.type": "#microsoft.graph.teamworkUserIdentity",
            "id": sender.get("aadObjectId"),
            "displayName": sender.get("name"),
            "userIdentityType": "aadUser",
        }
        return nobody | {"user": user}
    application = {
        "@odata.type": "#microsoft.graph.teamworkApplicationIdentity",
        "id": str(sender["id"]).removeprefix("28:"),
        "displayName": sender.get("name"),
        "applicationIdentityType": "bot",
    }
    return nobody | {"application": application}


def _attachments(message: Message) -> list[Json]:
    """Each with its content as a text, and of a card only what Teams keeps."""
    return [
        {
            "id": f"{message.id}-{number}",
            "contentType": given.get("contentType"),
            "contentUrl": given.get("contentUrl"),
            "content": json.dumps(given["content"]) if "content" in given else None,
            "name": given.get("name"),
            "thumbnailUrl": None,
            "teamsAppId": None,
        }
        for number, given in enumerate(message.activity.get("attachments") or ())
    ]
