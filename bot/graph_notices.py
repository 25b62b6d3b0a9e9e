"""What Microsoft Graph tells of by itself: changes of members, and of the subscriptions to them.

https://learn.microsoft.com/graph/change-notifications-delivery-webhooks. Anybody can post here: only who
knows a subscription's secret is heard, and nobody learns which subscriptions there are.
"""

import asyncio
import hmac
import re
from collections.abc import Awaitable, Callable, Iterable
from secrets import token_hex

import msgspec
import structlog
from aiohttp import web

from bot.guids import is_guid
from bot.metrics import Metrics
from bot.web import refusal
from cases.model import ConversationId
from cases.ports_channels import TeamId
from cases.ports_watch import Heard, News

log = structlog.get_logger()

SecretOf = Callable[[str], Awaitable[str | None]]
"""The secret of a subscription; None if there is no such one."""
Hear = Callable[[Heard], Awaitable[None]]
"""Takes what was heard, and returns when that is not forgotten any more."""

# Graph takes an answer that comes after three seconds for none.
_SECONDS = 2.5
_LONGEST_TOKEN = 4_096
_MOST_AT_ONCE = 500
_RESOURCE = re.compile(
    r"/?teams(?:\('([^'/]+)'\)|/([^/()]+))(?:/channels(?:\('([^'/]+)'\)|/([^/()]+)))?/(?:all)?members\b.*",
    re.IGNORECASE,
)
_CHANGES = {one.value: one for one in (News.CREATED, News.UPDATED, News.DELETED)}
_EVENTS = {
    "missed": News.MISSED,
    "subscriptionRemoved": News.REMOVED,
    "reauthorizationRequired": News.REAUTHORIZE,
}
_NOBODYS = token_hex()


class _Notice(msgspec.Struct, rename="camel"):
    subscription_id: str
    client_state: str | None = None
    change_type: str | None = None
    lifecycle_event: str | None = None
    resource: str | None = None


class _Notices(msgspec.Struct):
    value: list[_Notice]


class _NoNotificationsError(Exception):
    """Graph would not send this."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


async def no_secret(_: str) -> str | None:
    """There are no subscriptions."""
    return None


async def unheard(_: Heard) -> None:
    """Nobody listens."""


class GraphNotices:
    """``POST /api/graph/notifications`` and ``/api/graph/lifecycle``."""

    def __init__(self, metrics: Metrics, secret_of: SecretOf = no_secret, hear: Hear = unheard) -> None:
        self._metrics = metrics
        self._secret_of = secret_of
        self._hear = hear

    async def post(self, request: web.Request) -> web.Response:
        """Answer 202 once it is taken; 4xx to what Graph would not send; 503, and Graph tries again."""
        token = request.query.get("validationToken")
        if token is not None:
            return _echo(token)
        try:
            notices = await _notices(request)
        except _NoNotificationsError as wrong:
            return refusal(wrong.status, str(wrong))
        try:
            async with asyncio.timeout(_SECONDS):
                await self._take(notices)
        except Exception as wrong:  # noqa: BLE001 - whatever it was, Graph is to send it again
            log.warning("graph.not_heard", error=wrong, count=len(notices))
            self._metrics.graph_notices.labels("postponed").inc(len(notices))
            return refusal(503, "Please try again in a moment.")
        return web.Response(status=202)

    async def _take(self, notices: Iterable[_Notice]) -> None:
        secrets: dict[str, str | None] = {}
        heard: dict[Heard, None] = {}
        unproven = unreadable = 0
        for notice in notices:
            if not await self._is_graphs(notice, secrets):
                unproven += 1
            elif (news := _read(notice)) is None:
                unreadable += 1
            else:
                heard[news] = None
        for news in heard:
            await self._hear(news)
        if unproven:
            log.warning("graph.unproven", count=unproven)
        if unreadable:
            log.warning("graph.unreadable", count=unreadable)
        for outcome, count in (("heard", len(heard)), ("unproven", unproven), ("unreadable", unreadable)):
            self._metrics.graph_notices.labels(outcome).inc(count)

    async def _is_graphs(self, notice: _Notice, secrets: dict[str, str | None]) -> bool:
        """Whether it carries the secret; as long for a subscription that there is not."""
        name = notice.subscription_id
        if name not in secrets:
            secrets[name] = await self._secret_of(name) if is_guid(name) else None
        secret = secrets[name]
        given = (notice.client_state or "").encode(errors="replace")
        same = hmac.compare_digest(given, (secret or _NOBODYS).encode())
        return same and bool(secret)


async def _notices(request: web.Request) -> list[_Notice]:
    """The notifications of a call. Raises _NoNotificationsError."""
    if request.content_type != "application/json":
        raise _NoNotificationsError(415, "Please send application/json.")
    try:
        notices = msgspec.json.decode(await request.read(), type=_Notices).value
    except web.HTTPRequestEntityTooLarge:
        raise _NoNotificationsError(413, "The body is too large.") from None
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise _NoNotificationsError(400, "These are no notifications.") from None
    if len(notices) > _MOST_AT_ONCE:
        raise _NoNotificationsError(413, "These are too many notifications at once.")
    return notices


def _echo(token: str) -> web.Response:
    """The token as plain text. Graph's has no HTML in it, and anybody else's gets to be none."""
    if len(token) > _LONGEST_TOKEN:
        return refusal(400, "The validation token is too long.")
    text = token.replace("<", "&lt;").replace(">", "&gt;")
    return web.Response(text=text, content_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})


def _read(notice: _Notice) -> Heard | None:
    """What a notification says; None if it is of a kind that we know nothing of."""
    if notice.lifecycle_event is not None:
        event = _EVENTS.get(notice.lifecycle_event)
        return Heard(notice.subscription_id, None, None, event) if event else None
    change = _CHANGES.get(notice.change_type or "")
    place = _RESOURCE.fullmatch(notice.resource or "")
    if change is None or place is None:
        return None
    channel = place[3] or place[4]
    team = TeamId(place[1] or place[2])
    return Heard(notice.subscription_id, team, ConversationId(channel) if channel else None, change)
