"""The bot's own token, which goes with every call to the Bot Connector."""

from typing import Protocol

from bot.settings import Settings
from cases.ports import Clock


class TokenUnavailableError(Exception):
    """No token can be had: Entra cannot be reached, or refuses the credential. Run ``teamaround check``."""


class Tokens(Protocol):
    """Gives the bot's token."""

    async def token(self) -> str | None:
        """A bearer token; None where calls go out without one. Raises TokenUnavailableError."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class NoToken:
    """For the demo: its connector asks for none."""

    async def token(self) -> str | None:
        """None."""
        return None

    async def close(self) -> None:
        """Nothing to let go of."""


def entra_tokens(settings: Settings, clock: Clock) -> Tokens:
    """Tokens from Entra for the bot that the settings describe. ``problems(settings)`` has to be empty."""
    # Imported here, not above: azure.identity.aio takes 0.47 s to import (measured, 2 cores), and neither the
    # demo nor any other command needs it.
    from bot.entra import EntraTokens, credential  # noqa: PLC0415

    return EntraTokens(credential(settings), settings.endpoints.scope, clock)
