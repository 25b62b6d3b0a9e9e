"""Authentication: what Teams signed for this bot and a tenant of ours comes in, and nothing else does."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import jwt
import pytest

from bot.auth import Authenticator, ForbiddenError, OpenDoor, UnauthorisedError
from bot.keys import KeyRing
from tests.bot.keyservice import (
    APP_ID,
    ISSUER,
    OTHER_TENANT,
    START,
    TENANT,
    KeyService,
    activity,
    claims,
    jwk,
    key_service,
    private_key,
    public_pem,
    signed,
    unpadded,
)
from tests.fakes import FakeClock


@pytest.fixture
async def service() -> AsyncIterator[KeyService]:
    running = await key_service()
    yield running
    await running.server.close()


@pytest.fixture
async def door(service: KeyService, clock: FakeClock) -> AsyncIterator[Authenticator]:
    async with aiohttp.ClientSession() as session:
        keys = KeyRing(session, service.metadata_url, clock)
        yield Authenticator(APP_ID, {TENANT}, keys, clock, issuer=ISSUER)


def seconds(**after_start: float) -> int:
    return int((START + timedelta(**after_start)).timestamp())


async def test_a_token_of_teams_for_this_bot_comes_in(door: Authenticator):
    await door.authenticate(signed(), activity())


async def test_the_scheme_may_be_written_in_any_case(door: Authenticator):
    await door.authenticate(signed().replace("Bearer", "bearer"), activity())


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"iss": "https://sts.windows.net/somebody/"}, id="wrong issuer"),
        pytest.param({"iss": None}, id="no issuer"),
        pytest.param({"aud": "00000000-0000-0000-0000-000000000000"}, id="wrong audience"),
        pytest.param({"aud": None}, id="no audience"),
        pytest.param({"exp": seconds(minutes=-5)}, id="expired"),
        pytest.param({"exp": None}, id="no expiry"),
        pytest.param({"exp": "tomorrow"}, id="expiry in words"),
        pytest.param({"exp": True}, id="expiry of another type"),
        pytest.param({"nbf": seconds(minutes=5, seconds=1)}, id="not yet valid"),
        pytest.param({"nbf": [1]}, id="start of another type"),
    ],
)
async def test_a_token_that_is_not_to_be_trusted_is_refused(door: Authenticator, changed: dict[str, Any]):
    with pytest.raises(UnauthorisedError):
        await door.authenticate(signed(claims(**changed)), activity())


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": seconds(minutes=-4, seconds=-59)},
        {"nbf": seconds(minutes=5)},
        {"nbf": None},
        {"iat": seconds(hours=9)},
    ],
)
async def test_clocks_may_differ_by_five_minutes(door: Authenticator, changed: dict[str, Any]):
    await door.authenticate(signed(claims(**changed)), activity())


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Basic dXNlcjpwYXNz",
        "Bearer nonsense",
        "Bearer a.b.c",
        "Bearer a.b.c.d.e",
        "Bearer " + "x" * 20_000,
        "Bearer \udcff\udcfe.x.y",
        "Bearer ünïcode.x.y",
        "Bearer " + unpadded(b"[" * 5_000) + ".e30.eA",
        "Bearer " + unpadded(b'{"alg":"RS256","kid":["first"]}') + ".e30.eA",
        "Bearer " + unpadded(b'{"alg":"RS256"}') + ".e30.eA",
        "Bearer " + unpadded(b"[]") + ".e30.eA",
    ],
)
async def test_a_header_without_a_readable_token_is_refused(door: Authenticator, header: str | None):
    with pytest.raises(UnauthorisedError):
        await door.authenticate(header, activity())


async def test_an_unknown_key_causes_one_fetch_and_is_refused(door: Authenticator, service: KeyService):
    await door.authenticate(signed(), activity())
    for _ in range(3):
        with pytest.raises(UnauthorisedError):
            await door.authenticate(signed(key="stranger"), activity())

    assert service.fetched == 2


async def test_a_token_signed_by_another_key_under_a_known_id_is_refused(door: Authenticator):
    with pytest.raises(UnauthorisedError):
        await door.authenticate(signed(key="stranger", kid="first"), activity())


async def test_a_token_changed_after_signing_is_refused(door: Authenticator):
    header, _, signature = signed().split(".")
    forged = unpadded(json.dumps(claims(exp=seconds(days=1))).encode())

    with pytest.raises(UnauthorisedError):
        await door.authenticate(f"{header}.{forged}.{signature}", activity())


async def test_an_unsigned_token_is_refused(door: Authenticator):
    token = jwt.encode(claims(), None, "none", headers={"kid": "first"})

    with pytest.raises(UnauthorisedError):
        await door.authenticate(f"Bearer {token}", activity())


async def test_a_token_signed_with_the_public_key_as_a_password_is_refused(door: Authenticator):
    # PyJWT itself refuses to make such a token, so it is made by hand.
    head = unpadded(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "first"}).encode())
    body = unpadded(json.dumps(claims()).encode())
    mac = hmac.digest(public_pem("first"), f"{head}.{body}".encode(), hashlib.sha256)

    with pytest.raises(UnauthorisedError):
        await door.authenticate(f"Bearer {head}.{body}.{unpadded(mac)}", activity())


async def test_a_stronger_hash_than_teams_uses_is_refused(door: Authenticator):
    token = jwt.encode(claims(), private_key("first"), "RS512", headers={"kid": "first"})

    with pytest.raises(UnauthorisedError):
        await door.authenticate(f"Bearer {token}", activity())


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"serviceUrl": "https://elsewhere.example/"}, id="other service"),
        pytest.param({"serviceUrl": None}, id="no service"),
        pytest.param({"channelId": "webchat"}, id="another channel, though the key is endorsed for it"),
        pytest.param({"channelId": "directline"}, id="a channel that the key is not endorsed for"),
        pytest.param({"channelId": ["msteams"]}, id="channel of another type"),
        pytest.param({"channelId": None}, id="no channel"),
    ],
)
async def test_a_good_token_does_not_cover_another_activity(door: Authenticator, changed: dict[str, Any]):
    with pytest.raises(ForbiddenError):
        await door.authenticate(signed(), activity(**changed))


async def test_a_token_without_a_service_url_covers_nothing(door: Authenticator):
    with pytest.raises(ForbiddenError):
        await door.authenticate(signed(claims(serviceurl=None)), activity(serviceUrl=None))


@pytest.mark.parametrize("endorsements", [None, [], ["webchat", "MSTEAMS"]])
async def test_a_key_that_is_not_endorsed_for_teams_is_refused(
    door: Authenticator, service: KeyService, endorsements: list[str] | None
):
    service.keys[:] = [jwk("first", endorsements)]

    with pytest.raises(ForbiddenError):
        await door.authenticate(signed(), activity())


@pytest.mark.parametrize(
    ("conversation", "channel_data"),
    [
        ({"tenantId": OTHER_TENANT}, {"tenant": {"id": OTHER_TENANT}}),
        ({"tenantId": TENANT}, {"tenant": {"id": OTHER_TENANT}}),
        ({"tenantId": OTHER_TENANT}, {"tenant": {"id": TENANT}}),
        ({}, {"tenant": {"id": OTHER_TENANT}}),
        ({}, {}),
        (None, None),
        ({"tenantId": ""}, {}),
        ({"tenantId": [TENANT]}, {"tenant": {"id": {"id": TENANT}}}),
        ({"tenantId": {}}, {"tenant": {"id": TENANT}}),
        ("x", "y"),
    ],
)
async def test_other_tenants_are_refused(door: Authenticator, conversation: object, channel_data: object):
    with pytest.raises(ForbiddenError):
        await door.authenticate(signed(), activity(conversation=conversation, channelData=channel_data))


@pytest.mark.parametrize(
    ("conversation", "channel_data"),
    [
        ({"id": "a:1"}, {"tenant": {"id": TENANT}}),
        ({"tenantId": TENANT}, {}),
        ({"tenantId": TENANT.upper()}, None),
    ],
)
async def test_one_named_tenant_is_enough(door: Authenticator, conversation: object, channel_data: object):
    await door.authenticate(signed(), activity(conversation=conversation, channelData=channel_data))


async def test_a_remembered_token_is_still_held_against_each_activity(door: Authenticator):
    header = signed()
    await door.authenticate(header, activity())

    with pytest.raises(ForbiddenError):
        await door.authenticate(header, activity(serviceUrl="https://elsewhere.example/"))
    with pytest.raises(ForbiddenError):
        await door.authenticate(header, activity(channelData={"tenant": {"id": OTHER_TENANT}}))


async def test_a_remembered_token_still_expires(door: Authenticator, clock: FakeClock):
    header = signed()
    await door.authenticate(header, activity())
    clock.advance(timedelta(hours=1, minutes=4, seconds=59))
    await door.authenticate(header, activity())
    clock.advance(timedelta(seconds=1))

    with pytest.raises(UnauthorisedError):
        await door.authenticate(header, activity())


async def test_a_remembered_token_ends_with_its_key(door: Authenticator, service: KeyService):
    header = signed()
    await door.authenticate(header, activity())
    service.keys[:] = [jwk("second", ["msteams"])]
    await door.authenticate(signed(key="second"), activity())

    with pytest.raises(UnauthorisedError):
        await door.authenticate(header, activity())


async def test_many_tokens_are_not_remembered_without_end(door: Authenticator):
    for number in range(1_100):
        await door.authenticate(signed(claims(jti=str(number))), activity())

    assert len(door._verified) == 1_024


async def test_with_the_keys_down_and_none_kept_nobody_comes_in(door: Authenticator, service: KeyService):
    service.down = True

    with pytest.raises(UnauthorisedError):
        await door.authenticate(signed(), activity())


async def test_with_the_keys_down_the_kept_ones_serve(
    door: Authenticator, service: KeyService, clock: FakeClock
):
    await door.authenticate(signed(), activity())
    service.down = True
    clock.advance(timedelta(days=2))
    later = int(clock.now().timestamp())

    await door.authenticate(signed(claims(nbf=later, exp=later + 3600)), activity())


async def test_keys_may_be_rotated(door: Authenticator, service: KeyService):
    await door.authenticate(signed(), activity())
    service.keys.append(jwk("second", ["msteams"]))

    await door.authenticate(signed(key="second"), activity())
    await door.authenticate(signed(), activity())


@pytest.mark.parametrize("header", [None, "Bearer invented-by-oliver"])
async def test_a_refusal_quotes_nothing_of_the_sender(door: Authenticator, header: str | None):
    with pytest.raises(UnauthorisedError) as refused:
        await door.authenticate(header, activity())

    assert "oliver" not in str(refused.value)
    assert refused.value.status == 401
    assert ForbiddenError.status == 403


async def test_the_open_door_lets_everything_in():
    await OpenDoor().authenticate(None, {})
