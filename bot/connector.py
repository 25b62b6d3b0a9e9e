"""The Bot Connector's REST API: everything that leaves for Teams. The errors are drawn in ``bot.calls``."""

import asyncio
import random as _random
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import aiohttp
import msgspec

from bot import answers
from bot.answers import Member, answer, text
from bot.calls import (
    AboutTo,
    Caller,
    ConnectorError,
    CrowdedError,
    GoneError,
    Patience,
    RefusedHostError,
    UnreachableError,
)
from bot.hosts import ServiceHosts
from bot.pace import Gate, Send
from bot.tokens import Tokens

__all__ = [
    "AboutTo",
    "Connector",
    "ConnectorError",
    "CrowdedError",
    "GoneError",
    "Member",
    "Patience",
    "RefusedHostError",
    "UnreachableError",
    "open_session",
]

_PAGE = 500
_MOST_PAGES = 100
_TARGETED = "?isTargetedActivity=true"


def open_session() -> aiohttp.ClientSession:
    """The session that all outbound calls share. Close it when the service stops.

    It keeps no cookies, so that nothing of one conversation goes along with another. Idle connections end
    before the far side would end them: a request that meets a closing connection is one of those that cannot
    be tried again.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=200, keepalive_timeout=15),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": "Teamaround"},
    )


class Connector:
    """Calls the Bot Connector at an activity's service URL.

    Every method raises ConnectorError: UnreachableError for a person who blocked or removed the bot,
    GoneError for what no longer exists, CrowdedError where its turn would come too late, RefusedHostError for
    a service URL that is not allow-listed. ``tenant`` is whose limits a call counts against, "" those of the
    home one; ``about_to`` is called when its turn has come.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tokens: Tokens,
        hosts: ServiceHosts,
        *,
        patience: Patience | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        random: Callable[[], float] = _random.random,
        gate: Gate | None = None,
    ) -> None:
        self._caller = Caller(session, tokens, patience or Patience(), sleep, random, gate)
        self._hosts = hosts

    async def send(
        self,
        service_url: str,
        conversation_id: str,
        activity: Mapping[str, Any],
        *,
        targeted: bool = False,
        tenant: str = "",
        about_to: AboutTo | None = None,
    ) -> str:
        """Send to a conversation; the new activity's id.

        ``targeted`` shows it only to the activity's ``recipient``, who has to be a member.
        """
        url = self._url(service_url, "conversations", conversation_id, "activities")
        counts = _counts(conversation_id, tenant)
        return await self._post(url + (_TARGETED if targeted else ""), activity, counts, about_to)

    async def reply(
        self, service_url: str, conversation_id: str, activity_id: str, activity: Mapping[str, Any]
    ) -> str:
        """Send to a conversation as the answer to one of its activities; the new activity's id."""
        url = self._url(service_url, "conversations", conversation_id, "activities", activity_id)
        return await self._post(url, activity, _counts(conversation_id))

    async def update(
        self,
        service_url: str,
        conversation_id: str,
        activity_id: str,
        activity: Mapping[str, Any],
        *,
        targeted: bool = False,
    ) -> None:
        """Put another activity in an earlier one's place."""
        url = self._url(service_url, "conversations", conversation_id, "activities", activity_id)
        body = msgspec.json.encode(activity)
        counts = _counts(conversation_id)
        await self._caller.call("PUT", url + (_TARGETED if targeted else ""), body, counts=counts)

    async def delete(
        self, service_url: str, conversation_id: str, activity_id: str, *, targeted: bool = False
    ) -> None:
        """Take an activity back."""
        url = self._url(service_url, "conversations", conversation_id, "activities", activity_id)
        counts = _counts(conversation_id)
        await self._caller.call("DELETE", url + (_TARGETED if targeted else ""), counts=counts)

    async def create_personal(self, service_url: str, tenant_id: str, user_id: str, bot_id: str) -> str:
        """The id of the personal chat of a person (their Teams id, ``29:...``) with the bot.

        Teams makes it if there is none and otherwise gives the same one again, so the call may be repeated.
        """
        body = {
            "bot": {"id": bot_id},
            "members": [{"id": user_id}],
            "isGroup": False,
            "tenantId": tenant_id,
            "channelData": {"tenant": {"id": tenant_id}},
        }
        url = self._url(service_url, "conversations")
        counts = _counts(f"with {user_id}", tenant_id)
        created = answer(await self._caller.call("POST", url, msgspec.json.encode(body), counts=counts))
        if not text(created, "id"):
            raise ConnectorError("The Bot Connector made a conversation and did not say which.")
        return text(created, "id")

    async def member(self, service_url: str, conversation_id: str, member_id: str) -> Member:
        """One member of a conversation, by Teams id or Entra object id."""
        url = self._url(service_url, "conversations", conversation_id, "members", member_id)
        return answers.member(answer(await self._caller.call("GET", url)))

    async def members(self, service_url: str, conversation_id: str) -> list[Member]:
        """Everybody in a conversation. A list that is not whole is an error, never a shorter list."""
        url = self._url(service_url, "conversations", conversation_id, "pagedMembers")
        found: list[Member] = []
        token = ""
        for _ in range(_MOST_PAGES):
            more = f"&continuationToken={quote(token, safe='')}" if token else ""
            page = answer(await self._caller.call("GET", f"{url}?pageSize={_PAGE}{more}"))
            found += [answers.member(entry) for entry in answers.entries(page, "members")]
            token = text(page, "continuationToken")
            if not token:
                return found
        raise ConnectorError(f"The member list does not end after {_MOST_PAGES} pages.")

    async def _post(
        self, url: str, activity: Mapping[str, Any], counts: Send, about_to: AboutTo | None = None
    ) -> str:
        body = msgspec.json.encode(activity)
        content = await self._caller.call(
            "POST", url, body, repeatable=False, counts=counts, about_to=about_to
        )
        return text(answer(content), "id")

    def _url(self, service_url: str, *path: str) -> str:
        base = self._hosts.base(service_url)
        if base is None:
            raise RefusedHostError("The service URL is not allow-listed: see TEAMAROUND_SERVICE_HOSTS.")
        return f"{base}/v3/{'/'.join(map(_segment, path))}"


@lru_cache(maxsize=4096)
def _segment(value: str) -> str:
    """One step of a path. Ids hold ``:``, ``@`` and ``;``; a step of dots would climb out of the path."""
    if value in ("", ".", ".."):
        raise ConnectorError("An id is missing.")
    return quote(value, safe="")


def _counts(conversation_id: str, tenant: str = "") -> Send:
    """A reply in a thread of a channel counts against the channel."""
    return Send(tenant, conversation_id.partition(";")[0])
