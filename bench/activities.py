"""Activities shaped as Teams sends them, for people and chats that do not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID, uuid5

import msgspec

from cases.model import Identity

BOT = "28:5d0f0e0c-0000-4000-8000-00000000b07a"
_NAMESPACE = UUID("6f1c5a52-0000-4000-8000-0000000bec40")
_numbers = count(1_795_300_000_000)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot in their personal chat with it."""

    identity: Identity
    name: str

    @property
    def conversation(self) -> str:
        """The id of their personal chat with the bot; one chat a person, as in Teams."""
        return f"a:1{uuid5(_NAMESPACE, self.identity.object_id).hex}"


def made_up_people() -> Iterator[Person]:
    """People without end, all different, the same ones in each run."""
    tenant = str(uuid5(_NAMESPACE, "tenant"))
    for number in count():
        yield Person(Identity(tenant, str(uuid5(_NAMESPACE, f"person {number}"))), f"Sam Example {number}")


def message(person: Person, text: str, service_url: str) -> bytes:
    """A personal message as Teams posts it to a bot's messaging endpoint, each with an id of its own."""
    number = next(_numbers)
    tenant = person.identity.tenant_id
    activity: dict[str, Any] = {
        "text": text,
        "textFormat": "plain",
        "attachments": [{"contentType": "text/html", "content": f"<p>{text}</p>"}],
        "type": "message",
        "timestamp": "2026-11-23T09:30:12.4531862Z",
        "localTimestamp": "2026-11-23T09:30:12.4531862+00:00",
        "id": str(number),
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {
            "id": f"29:1{person.identity.object_id.replace('-', '')}",
            "name": person.name,
            "aadObjectId": person.identity.object_id,
        },
        "conversation": {"conversationType": "personal", "tenantId": tenant, "id": person.conversation},
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
        "channelData": {"tenant": {"id": tenant}},
        "locale": "en-GB",
        "localTimezone": "Europe/London",
    }
    return msgspec.json.encode(activity)
