"""Callers' tokens as the Bot Framework makes them, signed with a key made for one run."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.clouds import CLOUDS, CloudName

APP_ID = "00000000-0000-4000-8000-0000000000be"
METADATA = "/v1/.well-known/openidconfiguration"
_KEYS = "/v1/.well-known/keys"
_KEY_ID = "bench"


class TokenMaker:
    """Makes tokens, and publishes the key that they are checked with."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)

    def routes(self) -> Sequence[web.RouteDef]:
        """Where the key is found: its description at METADATA, as at login.botframework.com."""
        return web.get(METADATA, self._describe), web.get(_KEYS, self._publish)

    def headers(self, service_url: str) -> Mapping[str, str]:
        """The header that lets a caller in who has this service URL, for an hour."""
        now = datetime.now(UTC)
        claims = {
            "iss": CLOUDS[CloudName.PUBLIC].issuer,
            "aud": APP_ID,
            "nbf": now - timedelta(minutes=1),
            "exp": now + timedelta(hours=1),
            "serviceurl": service_url,
        }
        token = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": _KEY_ID})
        return {"Authorization": f"Bearer {token}"}

    async def _describe(self, request: web.Request) -> web.Response:
        return web.json_response({"jwks_uri": str(request.url.with_path(_KEYS))})

    async def _publish(self, _: web.Request) -> web.Response:
        key = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return web.json_response({"keys": [{**key, "kid": _KEY_ID, "endorsements": ["msteams"]}]})
