"""Teamaround as ``teamaround serve`` wires it, on a register of the bench's own.

What differs from a real tenant is the outside: the connector is the stub on loopback and asks for no token.
Without ``--keys`` nobody's token is checked, as with the echo bots.
"""

import argparse
import asyncio
from pathlib import Path
from signal import SIGUSR1

import uvloop
from aiohttp import ClientSession

from bench.sampler import Sampler
from bench.tokens import APP_ID
from bot.app import service
from bot.auth import Authenticator, Door, OpenDoor
from bot.clock import SystemClock
from bot.hosts import ServiceHosts
from bot.keys import KeyRing
from bot.logs import configure
from bot.outside import DEFAULT_HOME, Outside
from bot.serving import run
from bot.settings import Settings
from bot.tokens import NoToken


async def _serve(options: argparse.Namespace) -> None:
    settings = Settings(app_id=APP_ID, database_url=options.database)
    clock = SystemClock()

    def door(session: ClientSession) -> Door:
        if not options.keys:
            return OpenDoor()
        keys = KeyRing(session, options.keys, clock)
        return Authenticator(APP_ID, options.tenants, keys, clock, issuer=settings.endpoints.issuer)

    home = options.home or DEFAULT_HOME
    # What Teams permits is not what is measured: the stub takes whatever comes.
    outside = Outside(door, NoToken(), ServiceHosts((), loopback=True), clock, home, faster=1_000)
    sampler = Sampler()
    asyncio.get_running_loop().add_signal_handler(SIGUSR1, sampler.start)
    async with service(settings, outside) as ready:
        await run(ready.app, "127.0.0.1", options.port)
    if options.profile:
        sampler.stop(options.profile)


def _url(database: str) -> str:
    return database if "://" in database else f"sqlite:///{database}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("database", type=_url, help="a SQLite file, or the URL of a database")
    parser.add_argument("--home", default="", help="where chats are that nothing was heard from yet")
    parser.add_argument("--keys", default="", help="where the keys of callers' tokens are described")
    parser.add_argument("--tenants", nargs="*", default=(), help="the tenants that are let in, with --keys")
    parser.add_argument(
        "--profile", type=Path, help="sample from SIGUSR1 on, and write to this file at the end"
    )
    options = parser.parse_args()
    configure("warning", "json")
    uvloop.run(_serve(options))


if __name__ == "__main__":
    main()
