"""A stand-in for Microsoft's key endpoint, over real HTTP on loopback, and tokens signed with its keys."""

import base64
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.fakes import FakeClock

APP_ID = "5d3b1f6e-0f4c-4c1e-9a55-0c5f3c0e7a11"
TENANT = "8f0f5b1c-6b7e-4d53-8c1d-2f5a9d1c4e22"
OTHER_TENANT = "11111111-2222-3333-4444-555555555555"
ISSUER = "https://api.botframework.com"
SERVICE_URL = "https://smba.trafficmanager.net/uk/"
START = FakeClock().now()


@cache
def private_key(name: str) -> RSAPrivateKey:
    """One key for each name; making one takes a tenth of a second."""
    del name
    return generate_private_key(public_exponent=65537, key_size=2048)


def public_pem(name: str) -> bytes:
    return private_key(name).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def jwk(name: str, endorsements: list[str] | None) -> dict[str, Any]:
    return {
        "kty": "RSA",
        "kid": name,
        "use": "sig",
        **jwt.algorithms.RSAAlgorithm.to_jwk(private_key(name).public_key(), as_dict=True),
        **({"endorsements": endorsements} if endorsements is not None else {}),
    }


@dataclass
class KeyService:
    """Publishes ``keys``; counts how often they are asked for; fails while ``down``."""

    server: TestServer
    keys: list[dict[str, Any]] = field(default_factory=lambda: [jwk("first", ["msteams", "webchat"])])
    down: bool = False
    fetched: int = 0
    elsewhere: str = ""
    document: Any = None

    @property
    def metadata_url(self) -> str:
        return str(self.server.make_url("/metadata"))

    async def metadata(self, _: web.Request) -> web.Response:
        if self.down:
            raise web.HTTPServiceUnavailable
        return web.json_response({"jwks_uri": self.elsewhere or str(self.server.make_url("/keys"))})

    async def published(self, _: web.Request) -> web.Response:
        self.fetched += 1
        return web.json_response({"keys": self.keys} if self.document is None else self.document)


async def key_service() -> KeyService:
    """A started key service; close its ``server`` at the end."""
    app = web.Application()
    service = KeyService(TestServer(app))
    app.router.add_get("/metadata", service.metadata)
    app.router.add_get("/keys", service.published)
    await service.server.start_server()
    return service


def claims(**changed: Any) -> dict[str, Any]:
    """What a good token says; None takes a claim out."""
    whole = {
        "iss": ISSUER,
        "aud": APP_ID,
        "nbf": int(START.timestamp()),
        "exp": int((START + timedelta(hours=1)).timestamp()),
        "serviceurl": SERVICE_URL,
        **changed,
    }
    return {claim: value for claim, value in whole.items() if value is not None}


def signed(payload: dict[str, Any] | None = None, *, key: str = "first", kid: str | None = None) -> str:
    """The Authorization header with a token signed by that key."""
    token = jwt.encode(payload or claims(), private_key(key), "RS256", headers={"kid": kid or key})
    return f"Bearer {token}"


def unpadded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def activity(**changed: Any) -> dict[str, Any]:
    """What Teams sends, as far as authentication looks at it."""
    return {
        "type": "message",
        "channelId": "msteams",
        "serviceUrl": SERVICE_URL,
        "conversation": {"id": "a:1", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        **changed,
    }
