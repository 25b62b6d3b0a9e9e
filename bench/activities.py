"""Activities shaped as Teams sends them, for people and chats that do not exist."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID, uuid5

import msgspec

BOT = "28:5d0f0e0c-0000-4000-8000-00000000b07a"
_NAMESPACE = UUID("6f1c5a52-0000-4000-8000-0000000bec40")
_numbers = count(1_795_300_000_000)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot in their personal chat with it; one chat a person, as in Teams."""

    tenant_id: str
    object_id: str
    name: str
    conversation: str


def made_up_people() -> Iterator[Person]:
    """People without end, all different, the same ones in each run."""
    tenant = str(uuid5(_NAMESPACE, "tenant"))
    for number in count():
        someone = uuid5(_NAMESPACE, f"person {number}")
        yield Person(tenant, str(someone), f"Sam Example {number}", f"a:1{someone.hex}")


def message(person: Person, text: str, service_url: str) -> bytes:
    """A personal message as Teams posts it to a bot's messaging endpoint, each with an id of its own."""
    activity: dict[str, Any] = {
        "text": text,
        "textFormat": "plain",
        "attachments": [{"contentType": "text/html", "content": f"<p>{text}</p>"}],
        "type": "message",
        "timestamp": "2026-11-23T09:30:12.4531862Z",
        "localTimestamp": "2026-11-23T09:30:12.4531862+00:00",
        "id": str(next(_numbers)),
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {
            "id": f"29:1{person.object_id.replace('-', '')}",
            "name": person.name,
            "aadObjectId": person.object_id,
        },
        "conversation": {
            "conversationType": "personal",
            "tenantId": person.tenant_id,
            "id": person.conversation,
        },
        "recipient": {"id": BOT, "name": "Teamaround"},
        "entities": [
            {
                "locale": "en-GB",
                "country": "GB",
                "platform": "Windows",
                "timezone": "Europe/London",
                "type": "clientInfo",
            }
        ],
        "channelData": {"tenant": {"id": person.tenant_id}},
        "locale": "en-GB",
        "localTimezone": "Europe/London",
    }
    return msgspec.json.encode(activity)


def press(person: Person, verb: str, data: Mapping[str, object], service_url: str) -> bytes:
    """A press on a card's button in a personal chat, as Teams posts it."""
    activity = msgspec.json.decode(message(person, "", service_url))
    for key in ("text", "textFormat", "attachments"):
        del activity[key]
    action = {"type": "Action.Execute", "verb": verb, "data": dict(data)}
    activity |= {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "value": {"action": action, "trigger": "manual"},
        "replyToId": "1795300000000",
    }
    return msgspec.json.encode(activity)
