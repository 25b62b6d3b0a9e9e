"""One call to the Bot Connector: tried again while that is safe, and its failure named.

Errors::

    ConnectorError          the call failed for good
    ├── UnreachableError    403: the person blocked the bot or took it out; mark them so, never try again
    ├── GoneError           404: no such conversation, message or member
    ├── CrowdedError        it would have to wait too long for its turn; nothing was sent
    └── RefusedHostError    the service URL is not allow-listed; nothing was sent

Trying again. 429, 412, 502 and 504 are Microsoft's list, and 503 is added:
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
A connection that could not be made is tried again too. One that broke later may have delivered its request:
then only a call that may be repeated is. Sending a message is not such a call, for Teams knows no idempotency
key and nobody can tell a second card from a second answer; ``maybe_delivered`` leaves that to the caller.
"""

import asyncio
import random as _random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import aiohttp
import msgspec
from yarl import URL

from bot.pace import Gate, OpenGate, Send
from bot.tokens import Tokens, TokenUnavailableError
from cases.ports_tenant import ThrottledError
from graph.windows import Turn

RETRIED = frozenset({412, 429, 502, 503, 504})
_NOT_TAKEN = frozenset({412, 429, 503})
AboutTo = Callable[[], Awaitable[None]]
"""Called each time a call is about to leave; what it raises ends the call, and nothing is sent."""

_NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class ConnectorError(Exception):
    """The call failed for good.

    ``status`` is None when no answer came. ``code`` is the service's own word for it. ``retry_after`` is in
    seconds. ``maybe_delivered`` is true when the call may have taken effect all the same.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: str = "",
        retry_after: float | None = None,
        maybe_delivered: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.maybe_delivered = maybe_delivered


class UnreachableError(ConnectorError):
    """The person blocked the bot or took it out. Mark them unreachable; do not retry."""


class GoneError(ConnectorError):
    """There is no such conversation, message or member any more."""


class CrowdedError(ConnectorError):
    """Its turn would come too late. ``retry_after`` says when it may be tried; nothing was sent."""


class RefusedHostError(ConnectorError):
    """The service URL is not one of Microsoft's that the settings allow. No token has left."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on; seconds, except ``attempts``.

    No attempt begins once ``total`` is over. One may take ``answer``, or ``total`` when it could not be
    repeated, so a call ends within twice ``total``. The defaults fit a turn, which Teams gives 10 to 15 s.

    When the service itself says how long to wait, it is taken at its word up to ``told``: its longest window
    that a conversation meets in practice is 30 s, and an answer that comes late beats one that is lost.
    """

    attempts: int = 4
    total: float = 5.0
    told: float = 35.0
    first_wait: float = 0.3
    longest_wait: float = 3.0
    connect: float = 2.0
    answer: float = 3.0


@dataclass(frozen=True, slots=True)
class _Fault:
    """An attempt that failed."""

    error: ConnectorError
    again: bool


class Caller:
    """Makes calls over one shared session, with the bot's token, as patiently as it is told to."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tokens: Tokens,
        patience: Patience,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        random: Callable[[], float] = _random.random,
        gate: Gate | None = None,
    ) -> None:
        self._session = session
        self._gate = gate or OpenGate()
        self._tokens = tokens
        self._patience = patience
        self._sleep = sleep
        self._random = random
        self._timeout = {
            True: aiohttp.ClientTimeout(total=patience.answer, connect=patience.connect),
            False: aiohttp.ClientTimeout(total=patience.total, connect=patience.connect),
        }

    async def call(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        *,
        repeatable: bool = True,
        counts: Send | None = None,
        about_to: AboutTo | None = None,
    ) -> bytes:
        """The body of a successful answer. ``url`` is percent-encoded already. Raises ConnectorError.

        ``counts`` says against which limits the call counts.
        """
        loop, patience, send = asyncio.get_running_loop(), self._patience, counts or Send()
        target, spent, attempt = URL(url, encoded=True), 0.0, 0
        while True:
            turn = await self._enter(send, about_to)
            began = loop.time()
            outcome = await self._attempt(method, target, body, turn, repeatable=repeatable)
            if isinstance(outcome, bytes):
                return outcome
            if outcome.error.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._gate.refused(send, outcome.error.retry_after)
            attempt += 1
            wait = self._wait(attempt, outcome.error.retry_after)
            spent += loop.time() - began + wait
            most = patience.total if outcome.error.retry_after is None else patience.told
            if not outcome.again or attempt >= patience.attempts or spent > most:
                raise outcome.error
            await self._sleep(wait)

    async def _enter(self, send: Send, about_to: AboutTo | None) -> Turn:
        """Return when the call may be made."""
        try:
            turn = await self._gate.enter(send)
        except ThrottledError as wrong:
            raise CrowdedError("Too much is being sent.", retry_after=wrong.retry_after) from None
        if about_to is not None:
            try:
                await about_to()
            except BaseException:
                self._gate.ended(turn)
                raise
        return turn

    def _wait(self, attempt: int, retry_after: float | None) -> float:
        """Full jitter, so that many who failed together do not come back together."""
        patience = self._patience
        if retry_after is not None:
            return retry_after + self._random() * patience.first_wait
        return self._random() * min(patience.longest_wait, patience.first_wait * 2.0 ** (attempt - 1))

    async def _attempt(
        self, method: str, url: URL, body: bytes | None, turn: Turn, *, repeatable: bool
    ) -> bytes | _Fault:
        try:
            headers = await self._headers(body)
            self._gate.began(turn)
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=self._timeout[repeatable],
                allow_redirects=False,
            ) as response:
                content = await response.read()
                if response.status < HTTPStatus.MULTIPLE_CHOICES:
                    return content
                return _fault(response.status, content, response.headers)
        except TokenUnavailableError as wrong:
            return _Fault(ConnectorError(str(wrong)), again=False)
        except _NEVER_SENT as wrong:
            return _Fault(ConnectorError(f"No connection ({type(wrong).__name__})."), again=True)
        except (aiohttp.ClientError, TimeoutError) as wrong:
            message = f"The connection broke ({type(wrong).__name__})."
            return _Fault(ConnectorError(message, maybe_delivered=True), again=repeatable)
        finally:
            self._gate.ended(turn)

    async def _headers(self, body: bytes | None) -> dict[str, str]:
        token = await self._tokens.token()
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        return headers


def _fault(status: int, content: bytes, headers: Mapping[str, str]) -> _Fault:
    kind = {403: UnreachableError, 404: GoneError}.get(status, ConnectorError)
    code = _code(content)
    error = kind(
        f"The Bot Connector answered {status}{f' ({code})' if code else ''}.",
        status=status,
        code=code,
        retry_after=_retry_after(headers),
        maybe_delivered=status >= HTTPStatus.INTERNAL_SERVER_ERROR and status not in _NOT_TAKEN,
    )
    return _Fault(error, again=status in RETRIED)


class _ErrorDetail(msgspec.Struct):
    code: str = ""


class _ErrorBody(msgspec.Struct):
    error: _ErrorDetail = msgspec.field(default_factory=_ErrorDetail)


def _code(content: bytes) -> str:
    """The service's code. Its message is left alone: it may quote what was sent."""
    try:
        code = msgspec.json.decode(content, type=_ErrorBody).error.code
    except ValueError:
        return ""
    return code if code.isidentifier() else ""


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait. A date is read against the answer's own Date: no clock has to agree with it."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until, since = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (until - since).total_seconds())
    except (TypeError, ValueError):
        return None
