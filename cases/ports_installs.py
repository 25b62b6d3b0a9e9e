"""Giving the app to somebody who does not have it."""

from typing import Protocol

from cases.model import ConversationId, Identity


class Installs(Protocol):
    """The app of single people of the home tenant."""

    async def give(self, person: Identity) -> ConversationId:
        """See to it that the person has the app; their chat with the bot. It may be repeated.

        Raises TenantError: RefusedError where the app may not, or the person may not have it; NotThereError
        for somebody whom the home tenant does not know, and while the chat cannot be seen yet.
        """
        ...
