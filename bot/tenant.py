"""Microsoft Graph, opened when it is first needed: neither a turn nor the start waits for it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.coalesce import Coalesced
from bot.settings import Settings
from bot.settings_graph import is_local, lifecycle_url, notification_url
from cases.ports_channels import Channels
from cases.ports_chats import Chats
from cases.ports_directory import Directory
from cases.ports_installs import Installs
from cases.ports_watch import Watch

# msgraph-sdk is 200 MB on disk and takes seconds to import; azure-identity half of one.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from graph.client import Access
    from graph.tenant import GraphTenant


class LateTenant:
    """The tenant's channels and directory. Close it. It belongs to the event loop that first asks."""

    def __init__(self, settings: Settings, make: "Callable[[Settings], GraphTenant] | None" = None) -> None:
        self._settings = settings
        self._make = make or _tenant
        self._opening = Coalesced(self._open)
        self._opened: GraphTenant | None = None

    async def channels(self) -> Channels:
        """The teams and channels."""
        return (await self.graph()).channels

    async def directory(self) -> Directory:
        """The people."""
        return (await self.graph()).directory

    async def watch(self) -> Watch:
        """The subscriptions."""
        return (await self.graph()).watch

    async def installs(self) -> Installs:
        """The app of single people."""
        return (await self.graph()).installs

    async def chats(self) -> Chats:
        """The chats of single people with the bot."""
        return (await self.graph()).chats

    async def graph(self) -> "GraphTenant":
        """All of them, opened now if they were not."""
        return self._opened or await self._opening.outcome()

    async def close(self) -> None:
        """Let go of connections, if any were made."""
        if self._opening.running:
            await self._opening.outcome()
        if self._opened is not None:
            await self._opened.close()

    async def _open(self) -> "GraphTenant":
        # In a thread: on the event loop, everybody would wait for the import (10 s measured on 2 busy cores).
        self._opened = await asyncio.to_thread(self._make, self._settings)
        return self._opened


def access(settings: Settings) -> "Access":
    """Where Graph is, and how we get in: with the bot's own identity, or without any on this machine."""
    from bot.entra import credential
    from graph.client import Access

    cloud = settings.endpoints.graph
    local = is_local(settings.graph_url)
    return Access(
        base_url=settings.graph_url.rstrip("/") or f"{cloud}/v1.0",
        tenant_id=settings.graph_tenant,
        app_id=settings.app_id,
        credential=None if local else credential(settings),
        scope=f"{cloud}/.default",
        catalog_id=settings.graph_catalog_id,
        notification_url=notification_url(settings),
        lifecycle_url=lifecycle_url(settings),
    )


def hurried(times: int) -> Callable[[Settings], LateTenant]:
    """Opens tenants whose Graph is called so many times as often: a local one, that lets itself be."""
    return lambda settings: LateTenant(settings, lambda own: _tenant(own, times))


def _tenant(settings: Settings, times: int = 1) -> "GraphTenant":
    from graph.rates import Rates
    from graph.tenant import GraphTenant
    from graph.warm import warm

    warm()
    return GraphTenant(access(settings), Rates().part(settings.graph_share * times))
