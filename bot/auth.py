"""Who may knock: checks that an inbound activity was sent by Teams, for this bot, from a tenant we serve.

Errors::

    AuthenticationError
    ├── UnauthorisedError   401: the token is not one to be trusted
    └── ForbiddenError      403: a good token, which does not cover this activity

Source of the rules: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NoReturn, Protocol

import jwt

from bot.keys import KeyRing, SigningKey
from cases.ports import Clock

CLOCK_SKEW = timedelta(minutes=5)
CHANNEL = "msteams"
_LONGEST_TOKEN = 16_384
_REMEMBERED = 1_024
_ALGORITHM = "RS256"
# PyJWT reads the machine's clock itself; expiry and start are checked here, against the Clock port.
_OPTIONS: jwt.types.Options = {
    "require": ["exp", "iss", "aud"],
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "enforce_minimum_key_length": True,
}


class AuthenticationError(Exception):
    """The activity is refused. ``status`` is the HTTP status to answer with."""

    status = 401


class UnauthorisedError(AuthenticationError):
    """The token is missing, malformed, forged, out of date, or for somebody else. Send a valid one."""


class ForbiddenError(AuthenticationError):
    """The token is good, but not for this activity: its channel, its service URL or its tenant."""

    status = 403


class Door(Protocol):
    """Lets an activity in, or raises."""

    async def authenticate(self, authorization: str | None, activity: Mapping[str, Any]) -> None:
        """Raise AuthenticationError unless the Authorization header covers this activity."""
        ...


class OpenDoor:
    """Lets everything in. For the demo, which listens on loopback only."""

    async def authenticate(self, authorization: str | None, activity: Mapping[str, Any]) -> None:
        """Accept it."""


@dataclass(frozen=True, slots=True)
class _Verified:
    key_id: str
    key: SigningKey
    starts_at: float
    expires_at: float
    service_url: str


class Authenticator:
    """Checks Bot Framework tokens.

    Teams sends the same token many times, so one that has been verified is remembered by its hash, with the
    key that verified it: a key that Microsoft withdraws takes its tokens along at the next refresh. The times
    and the activity are checked on every call.
    """

    def __init__(
        self, app_id: str, tenants: Collection[str], keys: KeyRing, clock: Clock, *, issuer: str
    ) -> None:
        self._app_id = app_id
        self._tenants = frozenset(tenant.lower() for tenant in tenants)
        self._keys = keys
        self._clock = clock
        self._issuer = issuer
        self._verified: dict[bytes, _Verified] = {}

    async def authenticate(self, authorization: str | None, activity: Mapping[str, Any]) -> None:
        """Return if the activity may come in.

        Raises:
            UnauthorisedError: the token is missing, malformed, forged, out of date, or for another bot.
            ForbiddenError: the token does not cover the activity, or its tenant is not one of ours.
        """
        verified = await self._verify(_bearer(authorization))
        _check_times(verified, self._clock.now())
        _check_activity(verified, activity)
        self._check_tenants(activity)

    def _check_tenants(self, activity: Mapping[str, Any]) -> None:
        channel_data, conversation = _part(activity, "channelData"), _part(activity, "conversation")
        named = (_part(channel_data, "tenant").get("id"), conversation.get("tenantId"))
        # Both are named as a rule. All that is named has to be served: no picking the one that fits.
        given = [tenant for tenant in named if tenant is not None]
        if not given or not all(
            isinstance(tenant, str) and tenant.lower() in self._tenants for tenant in given
        ):
            raise ForbiddenError("This tenant is not served here.")

    async def _verify(self, token: str) -> _Verified:
        digest = sha256(token.encode()).digest()
        known = self._verified.get(digest)
        key_id = _key_id(token) if known is None else known.key_id
        key = await self._keys.key(key_id)
        if key is None:
            raise UnauthorisedError("The token is signed with an unknown key.")
        if known is not None and known.key is key:
            return known
        verified = self._checked(token, key_id, key)
        if len(self._verified) >= _REMEMBERED:
            del self._verified[next(iter(self._verified))]
        self._verified[digest] = verified
        return verified

    def _checked(self, token: str, key_id: str, key: SigningKey) -> _Verified:
        try:
            claims = jwt.decode(
                token,
                key.public_key,
                algorithms=[_ALGORITHM],
                audience=self._app_id,
                issuer=self._issuer,
                options=_OPTIONS,
            )
        except jwt.PyJWTError as wrong:
            _refuse(wrong)
        service_url = claims.get("serviceurl")
        return _Verified(
            key_id=key_id,
            key=key,
            starts_at=_seconds(claims.get("nbf", 0)),
            expires_at=_seconds(claims["exp"]),
            service_url=service_url if isinstance(service_url, str) else "",
        )


def _bearer(authorization: str | None) -> str:
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise UnauthorisedError("A bearer token is needed.")
    if len(token) > _LONGEST_TOKEN or not token.isascii():
        raise UnauthorisedError("The token cannot be read.")
    return token


def _key_id(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as wrong:
        _refuse(wrong)
    key_id = header.get("kid")
    if header.get("alg") != _ALGORITHM or not isinstance(key_id, str):
        raise UnauthorisedError("The token is not signed the way Bot Framework signs.")
    return key_id


def _refuse(wrong: jwt.PyJWTError) -> NoReturn:
    # The class says enough; the message may quote what the sender put into the token.
    raise UnauthorisedError(f"The token is not valid ({type(wrong).__name__}).") from None


def _seconds(claim: object) -> float:
    if isinstance(claim, bool) or not isinstance(claim, int | float):
        raise UnauthorisedError("The token's times cannot be read.")
    return float(claim)


def _check_times(verified: _Verified, now: datetime) -> None:
    seconds, skew = now.timestamp(), CLOCK_SKEW.total_seconds()
    if seconds >= verified.expires_at + skew:
        raise UnauthorisedError("The token has expired.")
    if seconds < verified.starts_at - skew:
        raise UnauthorisedError("The token is not valid yet.")


def _check_activity(verified: _Verified, activity: Mapping[str, Any]) -> None:
    # Other channels (Direct Line, web chat) let a caller choose its own sender id; here the sender decides
    # what may be seen, so nobody but Teams may send, even if such a channel is switched on by mistake.
    if activity.get("channelId") != CHANNEL or CHANNEL not in verified.key.endorsements:
        raise ForbiddenError("The token is not endorsed for this channel.")
    if not verified.service_url or activity.get("serviceUrl") != verified.service_url:
        raise ForbiddenError("The token is for another service URL.")


def _part(whole: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = whole.get(key)
    return part if isinstance(part, Mapping) else {}
