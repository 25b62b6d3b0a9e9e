"""Who and what there is in the sandbox's world: people, conversations, and the ids Teams gives them."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.chat_ids import whose_chat
from sandbox.errors import ContractError

_THREAD = ";messageid="


def teams_id(object_id: str) -> str:
    """The ``29:`` id by which a bot knows somebody."""
    return f"29:1{_opaque(object_id)}"


def chat_id(object_id: str) -> str:
    """The id of somebody's chat with the bot."""
    return f"a:1{_opaque('chat', object_id)}"


def base_id(conversation_id: str) -> str:
    """A conversation's id without the thread that Teams adds to a channel's."""
    return conversation_id.partition(_THREAD)[0]


def thread_of(conversation_id: str) -> str | None:
    """The id of the first message of the thread that a conversation id names, if it names one."""
    return conversation_id.partition(_THREAD)[2] or None


def in_thread(conversation_id: str, root: str) -> str:
    """The conversation id of a thread in a channel."""
    return f"{base_id(conversation_id)}{_THREAD}{root}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses Teams, registered with the product or not."""

    id: str
    name: str
    tenant_id: str
    object_id: str
    email: str = ""

    @property
    def teams_id(self) -> str:
        """The ``29:`` id by which the bot knows the person."""
        return teams_id(self.object_id)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A personal chat with the bot, a group chat, or a channel."""

    id: str
    type: str
    members: tuple[str, ...]
    name: str = ""
    case_reference: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The conversation as the contract shows it."""
        return {
            "id": self.id,
            "type": self.type,
            "name": self.name,
            "members": list(self.members),
            "caseReference": self.case_reference,
        }


def check_member(conversation: Conversation, person: Person) -> None:
    """Raises ContractError 403 unless the person is in the conversation."""
    if person.id not in conversation.members:
        raise ContractError(403, f"{person.id!r} is no member of {conversation.id!r}.")


class Directory:
    """Finds people and conversations. Made from the world, which stays as it is."""

    def __init__(self, world: Mapping[str, Any]) -> None:
        self._world = world
        self._people = {person["id"]: _person(person) for person in world["people"]}
        self._accounts = {
            account: person
            for person in self._people.values()
            for account in (person.teams_id, person.object_id)
        }
        self._conversations = {item["id"]: _conversation(item) for item in world["conversations"]}
        self._personal = {
            item.members[0]: item for item in self._conversations.values() if item.type == "personal"
        }

    def person(self, person_id: str) -> Person:
        """A person by the world's id. Raises ContractError 404."""
        try:
            return self._people[person_id]
        except KeyError as unknown:
            raise ContractError(404, f"There is no person {person_id!r} in this world.") from unknown

    def account(self, account_id: str | None) -> Person | None:
        """The person behind a ``29:`` id or an Entra object id."""
        return self._accounts.get(account_id or "")

    def conversation(self, conversation_id: str) -> Conversation:
        """A conversation by its id, with or without a thread. Raises ContractError 404."""
        found = self.known(conversation_id)
        if found is None:
            raise ContractError(404, f"There is no conversation {conversation_id!r} in this world.")
        return found

    def known(self, conversation_id: str) -> Conversation | None:
        """The same, or None."""
        person = self.account(whose_chat(conversation_id))
        if person is not None:
            return self.personal(person)
        return self._conversations.get(base_id(conversation_id))

    def chat_with(self, object_id: str) -> str:
        """The id by which a bot knows somebody's chat with it."""
        person = self.account(object_id)
        return self.personal(person).id if person else chat_id(object_id)

    def put(self, conversation: Conversation) -> None:
        """A new conversation, or how one is now."""
        self._conversations[conversation.id] = conversation

    def forget(self, conversation_id: str) -> None:
        """There is no such conversation any more."""
        self._conversations.pop(conversation_id, None)

    def personal(self, person: Person) -> Conversation:
        """The person's chat with the bot, made when there is none."""
        if person.id not in self._personal:
            made = Conversation(chat_id(person.object_id), "personal", (person.id,))
            self._personal[person.id] = self._conversations[made.id] = made
        return self._personal[person.id]

    def of(self, person: Person) -> list[Conversation]:
        """All conversations of a person, the personal one first."""
        own = self.personal(person)
        others = (item for item in self._conversations.values() if person.id in item.members)
        return [own, *(item for item in others if item is not own)]

    def members(self, conversation: Conversation) -> list[Person]:
        """The people in a conversation, in its order."""
        return [self._people[member] for member in conversation.members]

    def tenant(self, conversation: Conversation) -> str:
        """The tenant that a conversation counts against: the one of its first member."""
        return self._people[conversation.members[0]].tenant_id if conversation.members else ""

    def team(self) -> tuple[str, str]:
        """Id and name of the team that holds the channels that are there from the start."""
        return f"19:{_opaque('team')}@thread.tacv2", "Team around the child"

    def channels(self) -> list[Conversation]:
        """All channels."""
        return [item for item in self._conversations.values() if item.type == "channel"]

    def as_json(self) -> dict[str, Any]:
        """The world as the contract shows it: agencies and services by their names."""
        agencies, services = _names(self._world["agencies"]), _names(self._world["services"])
        people = [
            {
                **person,
                "agency": agencies.get(person["agency"]),
                "service": services.get(person["service"]),
                "teamsId": self._people[person["id"]].teams_id,
            }
            for person in self._world["people"]
        ]
        return {
            "people": people,
            "children": [_child(child) for child in self._world["children"]],
            "conversations": [item.as_json() for item in self._conversations.values()],
        }


def _person(item: Mapping[str, Any]) -> Person:
    return Person(item["id"], item["name"], item["tenantId"], item["aadObjectId"], item.get("email") or "")


def _conversation(item: Mapping[str, Any]) -> Conversation:
    return Conversation(
        id=item["id"],
        type=item["type"],
        members=tuple(item["members"]),
        name=item.get("name") or "",
        case_reference=item.get("caseReference"),
    )


def _child(item: Mapping[str, Any]) -> dict[str, Any]:
    shown = item["names"][0]
    name = f"{shown['given']} {shown.get('family', '')}".strip()
    return {"id": item["id"], "name": name, "born": item["born"], "reference": item["reference"]}


def _names(items: Iterable[Mapping[str, Any]]) -> dict[str | None, str]:
    return {item["id"]: item["name"] for item in items}


def _opaque(*parts: str) -> str:
    """A name that tells nothing, the same for the same parts, in the letters that Teams uses."""
    digest = hashlib.sha256("|".join(parts).encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
