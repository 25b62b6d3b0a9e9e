"""What the Teams app manifest says."""

from dataclasses import dataclass
from typing import Any

from manifest.icons import accent

SCHEMA_VERSION = "1.30"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}/MicrosoftTeams.schema.json"
COLOUR_FILE, OUTLINE_FILE = "color.png", "outline.png"

_FULL = (
    "Teamaround answers one question: who is working with this child?\n\n"
    "Practitioners of social care, police, health, schools, housing and charities share one register of "
    "who is involved. Ask in your own words, by name, date of birth or NHS number, and see the circle: "
    "each practitioner's name, role, agency and service, since when, when they were last in contact, "
    "and how to reach them. What an agency may not share, or has not agreed to share, is not shown. Who "
    "looked, at whom and why is recorded each time.\n\n"
    "There are no case notes in it: those stay in each agency's own system.\n\n"
    "It answers people whom your organisation has entered in the register. Your administrator can tell "
    "you more."
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the app in a tenant. The pages are shown to people before they add it.

    ``name`` has at most 32 characters.
    """

    name: str
    website: str
    privacy: str
    terms: str

    @classmethod
    def at(cls, host: str) -> "Publisher":
        """The pages where the service itself is reached."""
        return cls("Teamaround", f"https://{host}/", f"https://{host}/privacy", f"https://{host}/terms")


def manifest(app_id: str, host: str, version: str, publisher: Publisher) -> dict[str, Any]:
    """The manifest as JSON-able data, for schema 1.30."""
    return {
        "$schema": SCHEMA,
        "manifestVersion": SCHEMA_VERSION,
        "version": version,
        "id": app_id,
        "developer": {
            "name": publisher.name,
            "websiteUrl": publisher.website,
            "privacyUrl": publisher.privacy,
            "termsOfUseUrl": publisher.terms,
        },
        "name": {"short": "Teamaround", "full": "Teamaround: the team around the child"},
        "description": {"short": "Ask who is working with a child, and how to reach them.", "full": _FULL},
        "icons": {"color": COLOUR_FILE, "outline": OUTLINE_FILE},
        "accentColor": accent(),
        "bots": [_bot(app_id)],
        "composeExtensions": [_extension(app_id)],
        # Teams refuses a team app without this since schema 1.25; a case's channel may be private or shared.
        "supportsChannelFeatures": "tier1",
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "validDomains": [host],
        # Consent for one team at a time asks for an app id and any resource, though nothing signs in with it.
        "webApplicationInfo": {"id": app_id, "resource": f"api://{host}/botid-{app_id}"},
        "authorization": {"permissions": {"resourceSpecific": _permissions()}},
    }


def _bot(app_id: str) -> dict[str, Any]:
    return {
        "botId": app_id,
        "scopes": ["personal", "team", "groupChat"],
        "isNotificationOnly": False,
        "supportsFiles": False,
        "supportsCalling": False,
        "supportsVideo": False,
        "commandLists": [
            _commands(
                ["personal"], ("Who is working with", "Then a child's name, date of birth or NHS number")
            ),
            _commands(
                ["groupChat"], ("Who is working with", "The answer comes where only those entitled see it")
            ),
            _commands(
                ["team"],
                ("Who is working with this child", "In a case's channel: the circle of the child"),
                ("Who is working with", "Then a child's name, date of birth or NHS number"),
            ),
        ],
    }


def _extension(app_id: str) -> dict[str, Any]:
    """What stands under More on a message, and beside the box to write in; ids as bot/ knows them."""
    task = {
        "id": "makeTask",
        "type": "action",
        "context": ["message"],
        "title": "Make this a task",
        "description": "Give somebody in the circle a task that begins with this message",
        "fetchTask": True,
    }
    find = {
        "id": "findChild",
        "type": "query",
        "context": ["compose", "commandBox"],
        "title": "Find a child",
        "description": "Among those whose circle you may see; what you post names nobody",
        "initialRun": True,
        "parameters": [
            {
                "name": "child",
                "title": "Child",
                "description": "A name, a name and a year, a reference or an NHS number",
                "inputType": "text",
            }
        ],
    }
    return {"botId": app_id, "commands": [task, find]}


def _commands(scopes: list[str], *questions: tuple[str, str]) -> dict[str, Any]:
    listed = (*questions, ("Help", "What you can ask, and what is recorded"))
    commands = [{"title": title, "description": description} for title, description in listed]
    return {"scopes": scopes, "commands": commands}


def _permissions() -> list[dict[str, str]]:
    """What a team's owner consents to: reading who is in its channels, so that an answer reaches only them.

    Without it Teams refuses the bot a channel's roster and its comings and goings (learn.microsoft.com,
    "Adapt Microsoft Teams app for private and shared channels").
    """
    return [{"name": "ChannelMember.Read.Group", "type": "Application"}]
