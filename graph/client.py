"""Calls through msgraph-sdk: its set-up, our pace, errors in the domain's words."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
from kiota_abstractions.authentication import AccessTokenProvider, AllowedHostsValidator
from kiota_abstractions.authentication.base_bearer_token_authentication_provider import (
    BaseBearerTokenAuthenticationProvider,
)
from kiota_http.middleware.options import (
    HeadersInspectionHandlerOption,
    RedirectHandlerOption,
    RetryHandlerOption,
)
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.graph_request_adapter import options as graph_options
from msgraph_core import GraphClientFactory

from cases.ports_tenant import ThrottledError, UnavailableError
from graph.credentials import Credential
from graph.errors import OUTSIDE, translated
from graph.lean import lean
from graph.pace import Pace
from graph.rates import Call
from graph.windows import Turn

T = TypeVar("T")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# A 429 that does not say until when: Microsoft's advice is to back off, and we do so for this long.
_UNSAID = 10.0
_TURN: ContextVar[Turn | None] = ContextVar("turn", default=None)


@dataclass(frozen=True, slots=True)
class Access:
    """Where Graph is and how to get in. Without a credential, only this machine's own may be called.

    ``seconds`` is how long one call may take. ``app_id`` is the id in the Teams app's manifest, and
    ``catalog_id`` the one that the tenant's catalogue gave it; that is looked up where it is empty.
    ``notification_url`` and ``lifecycle_url`` are where Graph is to tell of changes.
    """

    base_url: str
    tenant_id: str
    app_id: str
    credential: Credential | None
    scope: str = ""
    catalog_id: str = ""
    seconds: float = 60.0
    notification_url: str = ""
    lifecycle_url: str = ""


class _Bearer(AccessTokenProvider):  # type: ignore[misc]  # kiota's types are not followed
    """Our token, for Graph's host alone."""

    def __init__(self, access: Access) -> None:
        parts = urlsplit(access.base_url)
        local = parts.hostname in LOOPBACK
        if not (local or (parts.scheme == "https" and access.credential is not None)):
            raise ValueError(
                "Graph is called over https and with a credential, unless it is on this machine."
            )
        self._credential = None if local else access.credential
        self._scope = access.scope
        self._host = parts.hostname or ""
        self._one_at_a_time = asyncio.Lock()

    async def get_authorization_token(self, uri: str, _: dict[str, object] | None = None) -> str:
        if urlsplit(uri).hostname != self._host:
            return ""
        if self._credential is None:
            return "local"
        # The credential remembers its token, and would ask for one per caller while it has none.
        async with self._one_at_a_time:
            return (await self._credential.get_token(self._scope)).token

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        return AllowedHostsValidator([self._host])


class Calls:
    """One client for one tenant. Close it."""

    def __init__(self, access: Access, pace: Pace[Call]) -> None:
        lean()
        self.access = access
        self._pace = pace
        self._http = GraphClientFactory.create_with_default_middleware(options=_options())
        self._http.timeout = httpx.Timeout(access.seconds)
        self._http.event_hooks = {"request": [self._sent], "response": [self._answered]}
        self.adapter = GraphRequestAdapter(BaseBearerTokenAuthenticationProvider(_Bearer(access)), self._http)
        self.adapter.base_url = access.base_url
        self.client = GraphServiceClient(request_adapter=self.adapter)

    async def make(self, call: Call, work: Callable[[], Awaitable[T]]) -> T:
        """Make one call in its turn. Raises TenantError."""
        turn = await self._pace.turn(call)
        under_way = _TURN.set(turn)
        try:
            async with asyncio.timeout(self.access.seconds):
                return await work()
        except OUTSIDE as wrong:
            told = translated(wrong)
            if isinstance(told, ThrottledError):
                self._pace.hold(call, _UNSAID if told.retry_after is None else told.retry_after)
            raise told from wrong
        except Exception as wrong:
            # What kiota raises for an answer that it cannot read, such as a proxy's page.
            if type(wrong) is Exception or isinstance(wrong, ValueError):
                raise UnavailableError from wrong
            raise
        finally:
            self._pace.ended(turn)
            _TURN.reset(under_way)

    async def _sent(self, _: httpx.Request) -> None:
        """The SDK has made the request and hands it to the network: from now on it may count."""
        if (turn := _TURN.get()) is not None:
            self._pace.begun(turn)

    async def _answered(self, _: httpx.Response) -> None:
        """Graph has counted it by now."""
        if (turn := _TURN.get()) is not None:
            self._pace.ended(turn)

    def own(self, url: str) -> str:
        """A link that Graph gave us, if it leads to Graph. Raises UnavailableError."""
        if not url.startswith(f"{self.access.base_url}/"):
            raise UnavailableError
        return url

    async def close(self) -> None:
        """Let go of connections and of the credential."""
        await self._pace.close()
        # The SDK's transports wrap httpx's own and do not close what they wrap.
        for outer in (self._http._transport, *self._http._mounts.values()):  # noqa: SLF001 - no other way in
            if outer is not None:
                await outer.transport.aclose()
        await self._http.aclose()
        if self.access.credential is not None:
            await self.access.credential.close()


def _options() -> dict[str, object]:
    """The SDK's own, with what must not be: waiting is the caller's; a token follows no redirect.

    By default the inspection of headers keeps those of every call, our tokens among them, for good.
    """
    ours = (
        RetryHandlerOption(should_retry=False),
        RedirectHandlerOption(should_redirect=False),
        HeadersInspectionHandlerOption(inspect_request_headers=False, inspect_response_headers=False),
    )
    return {**graph_options, **{option.get_key(): option for option in ours}}
