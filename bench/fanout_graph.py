"""As much of Microsoft Graph as it takes to look into people's chats with the bot, beside the connector."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic, time
from typing import Any
from urllib.parse import unquote

from aiohttp import web

BOT, APP = "bot", "app"
_LAG = 2.0
_CHAT = re.compile(r"/users/([^/]+)/teamwork/installedApps(/[^/]+/chat)?")
_MESSAGES = re.compile(r"/chats/19:([^/]+)_bot@unq\.gbl\.spaces/messages")

Json = dict[str, Any]
Fails = Callable[[web.Request], web.Response | None]


def settings(port: int) -> dict[str, str]:
    """What a worker is told, so that it asks this one."""
    return {
        "app_id": BOT,
        "graph": "on",
        "graph_url": f"http://127.0.0.1:{port}/graph/v1.0",
        "graph_tenant_id": "tenant",
        "graph_catalog_id": APP,
    }


class Chats:
    """What was sent to whom. ``looks`` is how often somebody looked into a chat.

    A message that was just sent is not listed for ``lag`` seconds.
    """

    def __init__(self, fails: Fails) -> None:
        self.looks = 0
        self.lag = _LAG
        self._fails = fails
        self._said: dict[str, list[tuple[float, str, Json]]] = {}

    def note(self, conversation: str, message: str, body: bytes) -> None:
        """A message arrived."""
        said = self._said.setdefault(conversation, [])
        said.append((monotonic(), message, json.loads(body)))

    async def answer(self, request: web.Request) -> web.Response:
        """One call to Graph; it fails as often as the connector's do."""
        failure = self._fails(request)
        if failure is not None:
            return failure
        path = unquote(request.path).removeprefix("/graph/v1.0").replace("//", "/")
        if found := _CHAT.fullmatch(path):
            return web.json_response(_chat(found.group(1)) if found.group(2) else _installed(found.group(1)))
        if found := _MESSAGES.fullmatch(path):
            self.looks += 1
            return web.json_response({"value": self._listed(found.group(1))})
        return web.json_response({"error": {"code": "NotFound", "message": "No."}}, status=404)

    def _listed(self, account: str) -> list[Json]:
        said = self._said.get(f"a:{account.removeprefix('oid-')}", [])
        seen = [one for one in reversed(said) if monotonic() - one[0] >= self.lag]
        return [_message(*one) for one in seen]


def _installed(account: str) -> Json:
    return {"value": [{"id": f"install-{account}", "teamsApp": {"id": APP}}]}


def _chat(account: str) -> Json:
    return {"id": f"19:{account}_{BOT}@unq.gbl.spaces", "chatType": "oneOnOne"}


def _message(at: float, message: str, body: Json) -> Json:
    made = datetime.fromtimestamp(time() - (monotonic() - at), UTC).isoformat()
    return {
        "id": message.removeprefix("1:"),
        "createdDateTime": made,
        "lastModifiedDateTime": made,
        "from": {"application": {"id": BOT, "applicationIdentityType": "bot"}},
        "attachments": [
            {"id": str(number), "contentType": one["contentType"], "content": json.dumps(one["content"])}
            for number, one in enumerate(body.get("attachments") or ())
        ],
    }
