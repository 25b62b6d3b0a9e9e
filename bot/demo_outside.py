"""What the demo's product finds around it: a local Teams on this machine, which everybody may speak for."""

from bot.auth import OpenDoor
from bot.hosts import ServiceHosts
from bot.outside import Outside
from bot.tenant import hurried
from bot.tokens import NoToken
from cases.ports import Clock

HOST = "127.0.0.1"
APP_ID = "00000000-0000-4000-8000-0000000000b0"


def local_outside(clock: Clock, *, port: int, teams: int, hurry: int = 1) -> Outside:
    """The product listens on ``port``, the local Teams on ``teams``; they may be the same.

    ``hurry`` is how many times as often as documented Graph, and the connector by the product, let themselves
    be called.
    """
    return Outside(
        door=lambda _: OpenDoor(),
        tokens=NoToken(),
        hosts=ServiceHosts((), loopback=True),
        clock=clock,
        home=f"http://{HOST}:{teams}/connector/",
        public=f"http://{HOST}:{port}",
        tenant=hurried(hurry),
        faster=hurry,
    )
