"""The sandbox's Graph in a process of its own, with many teams, counting calls as Microsoft documents it."""

import re
import sys
from collections import Counter
from datetime import datetime
from typing import Any

import uvloop
from aiohttp import web

from bot.clock import SystemClock
from cases.local import local_day
from sandbox.app import add_sandbox
from sandbox.graph.settings import GraphSettings
from sandbox.graph.state import OWNER, PRIVATE, Channel, GraphState, Installation, Members, Team
from sandbox.log import Call, CallLog
from sandbox.world import build_world

TEAMS, CHANNELS = 40, 4
COUNTS = "/bench/counts"


class NoProduct:
    """Nobody under the sandbox: only its Graph is called."""

    bot_id = "00000000-0000-4000-8000-0000000000b0"

    def __init__(self, port: int = 9) -> None:
        self.messages_url = f"http://127.0.0.1:{port}/api/messages"

    async def truth(self) -> dict[str, Any]:
        """There is none."""
        return {}

    async def settle(self) -> None:
        """There is nothing to wait for."""
        return

    def now(self) -> datetime:
        """The machine's time."""
        return SystemClock().now()

    async def advance_to(self, moment: datetime) -> None:
        """Time stays as it is."""
        del moment


class Counted(CallLog):
    """Counts the calls, by what was asked of what and how it was answered."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def note(self, call: Call) -> None:
        """Count it; the bodies are of no use here."""
        path = re.sub(r"/(teams|channels|members|users|subscriptions)/[^/?]+", r"/\1/*", call.path)
        self.counts[f"{call.status} {call.method} {path.partition('?')[0].partition('(')[0]}"] += 1

    async def show(self, _: web.Request) -> web.Response:
        """All counts."""
        return web.json_response(self.counts)


def team_id(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-00000000beec"


def channel_id(team: int, number: int) -> str:
    return f"19:bench-{team}-{number}@thread.tacv2"


def add_teams(state: GraphState, now: datetime) -> None:
    """Teams that the bot and everybody of the home tenant are in, each with some private channels."""
    people = [user for user in state.tenancy.users.values() if user.tenant_id == state.tenancy.id]
    for number in range(TEAMS):
        members = Members(team_id(number))
        for user in people:
            members.add(user, (OWNER,) if user is people[0] else (), now)
        team = Team(team_id(number), channel_id(number, 0), f"Team {number}", now, members)
        for one in range(1, CHANNELS + 1):
            own = Members(channel_id(number, one))
            own.add(people[0], (OWNER,), now)
            made = Channel(channel_id(number, one), f"case-{number}-{one}", PRIVATE, now, own)
            team.channels[made.id] = made
        for app in state.apps.values():
            team.apps[app.id] = Installation(app.id, app.id)
        state.teams[team.id] = team


def main() -> None:
    app, product = web.Application(), NoProduct(*map(int, sys.argv[2:]))
    world = build_world(local_day(product.now()))
    sandbox = add_sandbox(app, world, product, graph=GraphSettings(lag=0.0))
    add_teams(sandbox.graph.state, product.now())
    sandbox.graph.log = counted = Counted()
    app.router.add_get(COUNTS, counted.show)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, loop=uvloop.new_event_loop())


if __name__ == "__main__":
    main()
