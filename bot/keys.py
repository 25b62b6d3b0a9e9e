"""The keys that inbound tokens are signed with, fetched from Microsoft and kept through its outages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import msgspec
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm
from yarl import URL

from bot.coalesce import Coalesced
from cases.ports import Clock

MAX_AGE = timedelta(hours=24)
UNKNOWN_KEY_GAP = timedelta(hours=1)
ANY_UNKNOWN_KEY_GAP = timedelta(minutes=5)
RETRY_GAP = timedelta(seconds=30)
_TIMEOUT = aiohttp.ClientTimeout(total=5)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key, and the channels that may send activities under tokens signed with it."""

    public_key: RSAPublicKey
    endorsements: frozenset[str]


class KeyRing:
    """The signing keys by their id.

    Rules of fetching, source: https://learn.microsoft.com/azure/bot-service/rest-api/
    bot-framework-rest-connector-authentication ("refreshed at least once every 24 hours").

    - Keys are fetched when first needed, then once a day in the background, so that no turn waits for it.
    - A key id nobody has heard of is looked up at once, but the same id at most once an hour and all unknown
      ids together at most once in five minutes. The second rule is what a flood of invented ids meets; were
      it an hour as well, one invented id would lock a really new key out for that hour.
    - When fetching fails, the last good keys stay, and the next attempt is at least 30 s away.
    - Whoever needs keys while they are being fetched waits for that one fetch.
    """

    def __init__(self, session: aiohttp.ClientSession, metadata_url: str, clock: Clock) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._clock = clock
        self._keys: Mapping[str, SigningKey] = {}
        self._good_at: datetime | None = None
        self._tried_at: datetime | None = None
        self._asked: dict[str, datetime] = {}
        self._fetching = Coalesced(self._refresh)

    async def key(self, key_id: str) -> SigningKey | None:
        """The key with that id; None when Microsoft publishes none such, or nothing could be fetched yet."""
        now = self._clock.now()
        if self._stale(now):
            self._fetching.start()
        if not self._keys and self._fetching.running:
            await self._fetching.outcome()
        elif key_id not in self._keys and self._may_ask(key_id, now):
            self._asked[key_id] = now
            self._fetching.start()
        if key_id not in self._keys and self._fetching.running:
            await self._fetching.outcome()
        return self._keys.get(key_id)

    def _stale(self, now: datetime) -> bool:
        old = self._good_at is None or now - self._good_at >= MAX_AGE
        return old and self._rested(now)

    def _rested(self, now: datetime) -> bool:
        failed = self._tried_at != self._good_at
        return self._tried_at is None or not failed or now - self._tried_at >= RETRY_GAP

    def _may_ask(self, key_id: str, now: datetime) -> bool:
        self._asked = {asked: at for asked, at in self._asked.items() if now - at < UNKNOWN_KEY_GAP}
        recently = any(now - at < ANY_UNKNOWN_KEY_GAP for at in self._asked.values())
        return key_id not in self._asked and not recently and self._rested(now)

    async def _refresh(self) -> None:
        self._tried_at = self._clock.now()
        try:
            keys = _keys(await self._get(await self._keys_url()))
        except (aiohttp.ClientError, TimeoutError, ValueError) as wrong:
            log.warning("keys.not_fetched", error=wrong, count=len(self._keys))
            return
        self._keys, self._good_at = keys, self._tried_at
        log.info("keys.fetched", count=len(keys))

    async def _keys_url(self) -> str:
        url = msgspec.json.decode(await self._get(self._metadata_url), type=_Metadata).jwks_uri
        # Keys read over an open line could be anybody's. The metadata's own address is ours to choose.
        if URL(url).scheme not in ("https", URL(self._metadata_url).scheme):
            raise ValueError("The OpenID metadata sends us to keys over an open line.")
        return url

    async def _get(self, url: str) -> bytes:
        async with self._session.get(
            url, timeout=_TIMEOUT, raise_for_status=True, allow_redirects=False
        ) as response:
            return await response.read()


class _Metadata(msgspec.Struct):
    jwks_uri: str


class _Key(msgspec.Struct):
    kty: str
    kid: str = ""
    n: str = ""
    e: str = ""
    endorsements: list[str] | None = None


class _Document(msgspec.Struct):
    keys: list[_Key]


def _keys(document: bytes) -> Mapping[str, SigningKey]:
    entries = msgspec.json.decode(document, type=_Document).keys
    keys = {entry.kid: key for entry in entries if entry.kid and (key := _key(entry)) is not None}
    if not keys:
        raise ValueError("The key document holds no RSA key.")
    return keys


def _key(entry: _Key) -> SigningKey | None:
    try:
        key = RSAAlgorithm.from_jwk({"kty": entry.kty, "n": entry.n, "e": entry.e})
    except (InvalidKeyError, ValueError):
        return None
    if not isinstance(key, RSAPublicKey):
        return None
    return SigningKey(key, frozenset(entry.endorsements or ()))
