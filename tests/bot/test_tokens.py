"""The bot's own token: asked for once, kept while it lasts, renewed early, never asked for twice at once."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError
from azure.identity.aio import CertificateCredential, ClientSecretCredential, ManagedIdentityCredential
from pydantic import SecretStr

from bot.entra import EntraTokens, credential
from bot.settings import AppType, Settings
from bot.tokens import NoToken, TokenUnavailableError, entra_tokens
from tests.bot.certificate import write_certificate
from tests.fakes import FakeClock

SCOPE = "https://api.botframework.com/.default"
APP_ID = "5d3b1f6e-0f4c-4c1e-9a55-0c5f3c0e7a11"
TENANT = "8f0f5b1c-6b7e-4d53-8c1d-2f5a9d1c4e22"


class FakeCredential:
    """Gives a new token each time, good for an hour, unless it is told to fail."""

    def __init__(self, clock: FakeClock) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.failure: Exception | None = None
        self.answering = asyncio.Event()
        self.answering.set()
        self.closed = False
        self._clock = clock

    async def get_token(self, *scopes: str) -> AccessToken:
        self.asked.append(scopes)
        await self.answering.wait()
        if self.failure is not None:
            raise self.failure
        return AccessToken(f"token-{len(self.asked)}", int(self._clock.now().timestamp()) + 3600)

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def entra(clock: FakeClock) -> FakeCredential:
    return FakeCredential(clock)


@pytest.fixture
def tokens(entra: FakeCredential, clock: FakeClock) -> EntraTokens:
    return EntraTokens(entra, SCOPE, clock)


async def test_a_token_is_kept_until_five_minutes_before_its_end(
    tokens: EntraTokens, entra: FakeCredential, clock: FakeClock
):
    assert await tokens.token() == "token-1"
    clock.advance(timedelta(minutes=54, seconds=59))
    assert await tokens.token() == "token-1"
    clock.advance(timedelta(seconds=1))
    assert await tokens.token() == "token-2"
    assert entra.asked == [(SCOPE,), (SCOPE,)]


async def test_all_who_need_a_token_share_one_request(tokens: EntraTokens, entra: FakeCredential):
    assert set(await asyncio.gather(*(tokens.token() for _ in range(50)))) == {"token-1"}
    assert len(entra.asked) == 1


async def test_all_who_need_a_token_share_one_failure(tokens: EntraTokens, entra: FakeCredential):
    entra.failure = ServiceRequestError("no route")

    outcomes = await asyncio.gather(*(tokens.token() for _ in range(50)), return_exceptions=True)

    assert all(isinstance(outcome, TokenUnavailableError) for outcome in outcomes)
    assert len(entra.asked) == 1


async def test_after_a_failure_the_next_caller_tries_again(tokens: EntraTokens, entra: FakeCredential):
    entra.failure = ClientAuthenticationError("AADSTS7000215")
    with pytest.raises(TokenUnavailableError, match="ClientAuthenticationError"):
        await tokens.token()
    entra.failure = None

    assert await tokens.token() == "token-2"


async def test_when_renewing_fails_the_old_token_serves_until_it_ends(
    tokens: EntraTokens, entra: FakeCredential, clock: FakeClock
):
    await tokens.token()
    entra.failure = ServiceRequestError("no route")
    clock.advance(timedelta(minutes=59))
    assert await tokens.token() == "token-1"

    clock.advance(timedelta(minutes=1))
    with pytest.raises(TokenUnavailableError):
        await tokens.token()


async def test_one_who_gives_up_does_not_take_the_request_from_the_others(
    tokens: EntraTokens, entra: FakeCredential
):
    entra.answering.clear()
    impatient, patient = (asyncio.create_task(tokens.token()) for _ in range(2))
    await asyncio.sleep(0)
    impatient.cancel()
    entra.answering.set()

    assert await patient == "token-1"


async def test_entra_may_take_five_seconds_and_no_longer(entra: FakeCredential, clock: FakeClock):
    entra.answering.clear()
    tokens = EntraTokens(entra, SCOPE, clock, patience=timedelta(0))

    with pytest.raises(TokenUnavailableError, match="TimeoutError"):
        await tokens.token()
    await tokens.close()


async def test_closing_ends_a_request_under_way(tokens: EntraTokens, entra: FakeCredential):
    entra.answering.clear()
    waiting = asyncio.create_task(tokens.token())
    await asyncio.sleep(0)
    await tokens.close()

    assert entra.closed
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_the_demo_has_no_token():
    tokens = NoToken()

    assert await tokens.token() is None
    await tokens.close()


def settings(**changed: object) -> Settings:
    return Settings(app_id=APP_ID, app_tenant_id=TENANT, **changed)


async def test_the_settings_choose_the_kind_of_credential(tmp_path: Path):
    chosen = [
        credential(settings(app_password=SecretStr("not a real one"))),
        credential(settings(app_certificate_path=write_certificate(tmp_path))),
        credential(settings(app_type=AppType.MANAGED_IDENTITY)),
    ]

    kinds = [ClientSecretCredential, CertificateCredential, ManagedIdentityCredential]
    assert [type(one) for one in chosen] == kinds
    for one in chosen:
        await one.close()


async def test_tokens_are_made_from_the_settings(clock: FakeClock):
    tokens = entra_tokens(settings(app_password=SecretStr("not a real one")), clock)

    assert isinstance(tokens, EntraTokens)
    await tokens.close()


async def test_azure_identity_is_not_imported_before_it_is_needed():
    code = (
        "import sys, bot.tokens, bot.connector; print(any(name.startswith('azure') for name in sys.modules))"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()

    assert output.decode().strip() == "False"
