"""``teamaround serve`` and ``teamaround worker``: until the process is told to stop."""

import asyncio
import gc
from collections.abc import Callable
from signal import SIGINT, SIGTERM

import uvloop
from aiohttp import web

from bot.app import service, workers
from bot.logs import AccessLog
from bot.outside import real
from bot.settings import Settings, SettingsError, problems


def serve(settings: Settings) -> None:
    """Serve a real tenant, and do its background work.

    Raises:
        SettingsError: authentication is not configured, or a setting cannot be used.
        WorkUnavailableError: the background work cannot be done; its message says why.
    """
    _refuse_wrong(settings)
    uvloop.run(_serve(settings))


def work(settings: Settings) -> None:
    """Do a real tenant's background work alone. Raises as ``serve`` does."""
    _refuse_wrong(settings)
    uvloop.run(_work(settings))


async def run(
    app: web.Application, host: str, port: int, on_listening: Callable[[], None] = lambda: None
) -> None:
    """Put an application on a port until SIGINT or SIGTERM; turns under way are finished first."""
    stop = _told_to_stop()
    runner = web.AppRunner(app, access_log_class=AccessLog, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        _spare_the_collector()
        on_listening()
        await stop.wait()
    finally:
        await runner.cleanup()


def _refuse_wrong(settings: Settings) -> None:
    if wrong := problems(settings):
        raise SettingsError(wrong)


async def _serve(settings: Settings) -> None:
    async with service(settings, real(settings)) as ready:
        await run(ready.app, settings.host, settings.port)


async def _work(settings: Settings) -> None:
    stop = _told_to_stop()
    async with workers(settings, real(settings)):
        _spare_the_collector()
        await stop.wait()


def _told_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    for signal in (SIGINT, SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal, stop.set)
    return stop


def _spare_the_collector() -> None:
    """Keep what was made at start out of the garbage collector's rounds: each of them holds up every turn.

    Measured with 16 turns at once, the slowest hundredth took 85 ms instead of 225 (bench/README.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
