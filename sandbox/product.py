"""What the sandbox needs of the product under it. Everything else goes over HTTP."""

from datetime import datetime
from typing import Any, Protocol


class Product(Protocol):
    """The bot service that the sandbox talks to."""

    @property
    def messages_url(self) -> str:
        """Where the next activity is posted, for instance ``http://127.0.0.1:3978/api/messages``."""
        ...

    @property
    def bot_id(self) -> str:
        """The bot's app id, without Teams' ``28:`` before it."""
        ...

    async def truth(self) -> dict[str, Any]:
        """What the register really holds, JSON-able, for tests to compare answers with."""
        ...

    async def settle(self) -> None:
        """Return when no background work is runnable."""
        ...

    def now(self) -> datetime:
        """The product's present moment, aware."""
        ...

    async def advance_to(self, moment: datetime) -> None:
        """Move the product's clock to an aware, later moment; return when what fell due has finished."""
        ...
