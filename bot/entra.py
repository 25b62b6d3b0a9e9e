"""Tokens from Entra, through azure-identity. Slow to import: see ``bot.tokens.entra_tokens``."""

import asyncio
from datetime import timedelta

from azure.core.exceptions import AzureError

from bot.coalesce import Coalesced
from bot.settings import AppType, Settings
from bot.tokens import TokenUnavailableError
from cases.ports import Clock
from graph import credentials
from graph.credentials import AccessToken, Applicant, Credential, Proof

EARLY = timedelta(minutes=5)
PATIENCE = timedelta(seconds=5)


class EntraTokens:
    """The bot's token, kept until five minutes before it ends.

    Callers who find it missing share one request, and its failure. When renewing fails, the old token serves
    until it really ends: the five minutes are there for that.
    """

    def __init__(
        self, credential: Credential, scope: str, clock: Clock, patience: timedelta = PATIENCE
    ) -> None:
        self._credential = credential
        self._scope = scope
        self._clock = clock
        self._patience = patience.total_seconds()
        self._held: AccessToken | None = None
        self._asking = Coalesced(self._ask)

    async def token(self) -> str | None:
        """The token. Raises TokenUnavailableError."""
        held = self._held
        if held is not None and self._left(held) > EARLY.total_seconds():
            return held.token
        try:
            async with asyncio.timeout(self._patience):
                return (await self._asking.outcome()).token
        except (AzureError, TimeoutError) as wrong:
            if held is not None and self._left(held) > 0:
                return held.token
            raise TokenUnavailableError(f"Entra gave no token ({type(wrong).__name__}).") from wrong

    async def close(self) -> None:
        """End a request under way and let go of connections."""
        await self._asking.stop()
        await self._credential.close()

    async def _ask(self) -> AccessToken:
        self._held = await self._credential.get_token(self._scope)
        return self._held

    def _left(self, held: AccessToken) -> float:
        return held.expires_on - self._clock.now().timestamp()


def credential(settings: Settings) -> Credential:
    """How the settings prove who we are: to the Bot Connector and to Graph alike."""
    return credentials.credential(
        Applicant(
            proof=_proof(settings),
            client_id=settings.app_id,
            tenant_id=settings.app_tenant_id,
            authority=settings.endpoints.authority,
            secret=settings.app_password.get_secret_value(),
            path=settings.app_certificate_path or settings.app_token_path,
        )
    )


def _proof(settings: Settings) -> Proof:
    if settings.app_type is not AppType.SINGLE_TENANT:
        return Proof(settings.app_type)
    return Proof.SECRET if settings.app_certificate_path is None else Proof.CERTIFICATE
