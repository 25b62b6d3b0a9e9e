"""The key ring: fetched once, renewed daily, kept through outages, deaf to floods of invented ids."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from bot.keys import KeyRing
from tests.bot.keyservice import KeyService, jwk, key_service
from tests.fakes import FakeClock


@pytest.fixture
async def service() -> AsyncIterator[KeyService]:
    running = await key_service()
    yield running
    await running.server.close()


@pytest.fixture
async def ring(service: KeyService, clock: FakeClock) -> AsyncIterator[KeyRing]:
    async with aiohttp.ClientSession() as session:
        yield KeyRing(session, service.metadata_url, clock)


async def test_many_who_need_the_first_keys_share_one_fetch(service: KeyService, ring: KeyRing):
    found = await asyncio.gather(*(ring.key("first") for _ in range(50)))

    assert all(key is not None and "msteams" in key.endorsements for key in found)
    assert service.fetched == 1


async def test_keys_are_kept_for_a_day(service: KeyService, ring: KeyRing, clock: FakeClock):
    await ring.key("first")
    clock.advance(timedelta(hours=23, minutes=59))
    await ring.key("first")

    assert service.fetched == 1


async def test_day_old_keys_are_renewed_without_making_anybody_wait(
    service: KeyService, ring: KeyRing, clock: FakeClock
):
    before = await ring.key("first")
    clock.advance(timedelta(hours=24))
    meanwhile = await ring.key("first")
    await ring._fetching.outcome()

    assert meanwhile is before
    assert service.fetched == 2
    assert await ring.key("first") is not before


async def test_a_new_key_is_found_by_its_unknown_id(service: KeyService, ring: KeyRing):
    await ring.key("first")
    service.keys.append(jwk("second", ["msteams"]))

    assert await ring.key("second") is not None
    assert service.fetched == 2


async def test_a_withdrawn_key_is_gone_with_the_next_fetch(service: KeyService, ring: KeyRing):
    await ring.key("first")
    service.keys[:] = [jwk("second", ["msteams"])]
    await ring.key("second")

    assert await ring.key("first") is None


async def test_an_unknown_id_is_asked_for_once_an_hour(service: KeyService, ring: KeyRing, clock: FakeClock):
    await ring.key("first")
    for _ in range(5):
        assert await ring.key("invented") is None
    assert service.fetched == 2

    clock.advance(timedelta(minutes=59))
    await ring.key("invented")
    assert service.fetched == 2

    clock.advance(timedelta(minutes=1))
    await ring.key("invented")
    assert service.fetched == 3


async def test_a_flood_of_invented_ids_costs_one_fetch_in_five_minutes(
    service: KeyService, ring: KeyRing, clock: FakeClock
):
    await ring.key("first")
    await asyncio.gather(*(ring.key(f"invented-{number}") for number in range(500)))
    clock.advance(timedelta(minutes=4, seconds=59))
    await ring.key("one-more")

    assert service.fetched == 2


async def test_a_flood_does_not_lock_a_new_key_out_for_longer_than_five_minutes(
    service: KeyService, ring: KeyRing, clock: FakeClock
):
    await ring.key("first")
    await ring.key("invented")
    service.keys.append(jwk("second", ["msteams"]))
    assert await ring.key("second") is None

    clock.advance(timedelta(minutes=5))
    assert await ring.key("second") is not None


async def test_the_last_good_keys_outlive_an_outage(service: KeyService, ring: KeyRing, clock: FakeClock):
    await ring.key("first")
    service.down = True
    clock.advance(timedelta(days=3))

    assert await ring.key("first") is not None
    await ring._fetching.outcome()
    assert await ring.key("first") is not None


async def test_without_keys_an_outage_is_not_hammered(service: KeyService, ring: KeyRing, clock: FakeClock):
    service.down = True
    assert await ring.key("first") is None
    service.down = False
    assert await ring.key("first") is None, "the next attempt comes too early"

    clock.advance(timedelta(seconds=30))
    assert await ring.key("first") is not None


@pytest.mark.parametrize(
    "rubbish",
    [
        {"keys": "none"},
        {"keys": []},
        {"keys": [{"kty": "EC", "kid": "first"}]},
        {"keys": [{"kty": "RSA", "kid": "first", "n": "", "e": ""}]},
        [],
    ],
)
async def test_a_document_without_keys_does_not_replace_the_good_ones(
    service: KeyService, ring: KeyRing, clock: FakeClock, rubbish: object
):
    await ring.key("first")
    service.document = rubbish
    clock.advance(timedelta(hours=24))
    await ring.key("first")
    await ring._fetching.outcome()

    assert service.fetched == 2
    assert await ring.key("first") is not None


async def test_keys_of_other_kinds_are_passed_over(service: KeyService, ring: KeyRing):
    service.keys.insert(0, {"kty": "EC", "kid": "curve", "crv": "P-256", "x": "AA", "y": "AA"})

    assert await ring.key("curve") is None
    assert await ring.key("first") is not None


async def test_keys_are_not_read_from_an_address_that_is_neither_secure_nor_ours(
    service: KeyService, ring: KeyRing
):
    service.elsewhere = "ftp://keys.example/keys"

    assert await ring.key("first") is None
    assert service.fetched == 0


async def test_one_who_gives_up_does_not_take_the_fetch_from_the_others(service: KeyService, ring: KeyRing):
    impatient = asyncio.create_task(ring.key("first"))
    patient = asyncio.create_task(ring.key("first"))
    await asyncio.sleep(0)
    impatient.cancel()

    assert await patient is not None
    assert service.fetched == 1
