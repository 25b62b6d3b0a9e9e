"""What differs between a real tenant and the sandbox, handed to the service from outside."""

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from bot.auth import Authenticator, Door
from bot.clock import SystemClock
from bot.hosts import ServiceHosts
from bot.keys import KeyRing
from bot.settings import Settings
from bot.tenant import LateTenant
from bot.tokens import Tokens, entra_tokens
from bot.work.engine import Pace
from cases.ports import Clock

DEFAULT_HOME = "https://smba.trafficmanager.net/teams/"
"""Where to open a chat with somebody no activity has come from yet (Teams' documented global endpoint)."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What differs between a real tenant and the sandbox: who may knock, how we call out, what time it is.

    ``public`` is the address at which the service is reached from outside, "" if nobody said.
    ``tenant`` opens Graph; ``pace`` is the durable engine's, its own unless given. Teams lets itself be
    written to ``faster`` times as often as documented: a local one.
    """

    door: Callable[[aiohttp.ClientSession], Door]
    tokens: Tokens
    hosts: ServiceHosts
    clock: Clock
    home: str = DEFAULT_HOME
    public: str = ""
    tenant: Callable[[Settings], LateTenant] = LateTenant
    pace: Pace | None = None
    faster: int = 1


def real(settings: Settings) -> Outside:
    """The outside of a real tenant."""
    clock = SystemClock()
    cloud = settings.endpoints

    def door(session: aiohttp.ClientSession) -> Door:
        keys = KeyRing(session, cloud.metadata_url, clock)
        return Authenticator(settings.app_id, settings.tenants, keys, clock, issuer=cloud.issuer)

    public = f"https://{settings.public_host}" if settings.public_host else ""
    hosts = ServiceHosts(cloud.service_hosts)
    return Outside(door, entra_tokens(settings, clock), hosts, clock, public=public)
