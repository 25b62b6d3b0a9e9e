"""Looking into people's own chats with the bot."""

from datetime import datetime
from typing import Protocol

from cases.model import Identity


class Chats(Protocol):
    """The chats of single people of the home tenant with the bot."""

    async def posted(self, person: Identity, marker: str, since: datetime) -> str | None:
        """The newest message of ours there with a card that has an element of that id; None if there is none.

        Only what was sent or changed after ``since`` is looked at. What was just sent may not be seen yet.
        Raises TenantError: NotThereError for somebody whose chat with the bot cannot be found, RefusedError
        where the app may not look.
        """
        ...
