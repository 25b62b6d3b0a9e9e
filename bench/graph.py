"""``python -m bench.graph``: how much of what Graph permits is used, and whether any call is too many."""

import argparse
import asyncio
import os
import resource
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from math import inf
from time import perf_counter
from typing import Any

import uvloop
from msgraph.generated.models.channel import Channel
from msgraph.generated.models.channel_membership_type import ChannelMembershipType

from bench.contestants.local_graph import CHANNELS, TEAMS, channel_id, team_id
from bench.process import DRIVERS_CORE, pin, running
from bot.clock import SystemClock
from cases.local import local_day
from cases.model import Identity
from cases.ports_channels import Role
from cases.ports_tenant import ThrottledError
from graph.addresses import named
from graph.client import Access, Calls
from graph.pace import LoopTicks, Pace
from graph.rates import Call, Kind, Rate, Rates
from graph.warm import warm
from graph.windows import WIDE
from sandbox.world import build_world

RATES = Rates()
CASES, PEOPLE = 100, 6
_FRESH = count()


@dataclass
class Lane:
    """Calls that run into one limit."""

    name: str
    permitted: Rate
    over: int = 0
    ended: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def ratio(self) -> float:
        """Calls made by those permitted from the first to the last, and for as long as the last one counts.

        That is its whole span where the limit is used in bursts, and its part of it where it is spread.
        """
        calls, seconds = self.permitted.calls, self.permitted.seconds
        last = seconds / calls if calls >= WIDE else seconds
        return len(self.ended) * seconds / (calls * (max(self.ended) - min(self.ended) + last))

    def row(self) -> str:
        """One line of the table."""
        each = 1000 * self.cpu / len(self.ended)
        limit = f"{self.permitted.calls} in {self.permitted.seconds:g} s"
        return (
            f"| {self.name} | {limit} | {len(self.ended)} | {self.ratio():.3f} | {self.over} | {each:.1f} |"
        )


class Bench:
    """The product's own client on the local Graph."""

    def __init__(self, url: str) -> None:
        people = build_world(local_day(SystemClock().now()))["people"]
        home = people[0]["tenantId"]
        self.people = [Identity(home, one["aadObjectId"]) for one in people if one["tenantId"] == home]
        access = Access(base_url=url, tenant_id=home, app_id="bench", credential=None)
        self.calls = Calls(access, Pace(RATES, LoopTicks(), patience=inf))

    def at(self, team: str, channel: str) -> Any:  # noqa: ANN401 - msgraph is not followed
        """The channel, as the SDK asks about it."""
        return self.calls.client.teams.by_team_id(team).channels.by_channel_id(channel)

    async def make(self, lane: Lane, call: Call, work: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401
        """Make one call. Nobody is sent away here, so whoever is throttled was so by Graph."""
        try:
            return await self.calls.make(call, work)
        except ThrottledError:
            lane.over += 1
        finally:
            lane.ended.append(perf_counter())

    async def read(self, lane: Lane, team: str, channel: str) -> None:
        """Read a channel."""
        await self.make(lane, Call(Kind.READ, team, channel), self.at(team, channel).get)

    async def read_members(self, lane: Lane, team: str, channel: str) -> None:
        """Read who is in a channel."""
        await self.make(lane, Call(Kind.READ_MEMBERS, team, channel), self.at(team, channel).members.get)

    async def add(self, lane: Lane, team: str, channel: str, number: int) -> None:
        """Add the member of that number to a channel."""
        person = named(self.people[1 + number % (len(self.people) - 1)])
        post = partial(self.at(team, channel).members.post, person)
        await self.make(lane, Call(Kind.WRITE_MEMBERS, team, channel), post)

    async def open(self, lane: Lane, team: str) -> str:
        """Make a private channel; its id, "" if that was one too many."""
        body = Channel(
            display_name=f"bench {next(_FRESH)}",
            membership_type=ChannelMembershipType.Private,
            members=[named(self.people[0], Role.OWNER)],
        )
        post = partial(self.calls.client.teams.by_team_id(team).channels.post, body)
        made = await self.make(lane, Call(Kind.MAKE_CHANNEL, team), post)
        return str(made.id) if made is not None else ""

    async def case(self, lanes: dict[str, Lane], team: str) -> None:
        """A case is opened: its channel, its members one by one, then who is in it."""
        channel = await self.open(lanes["made"], team)
        for number in range(PEOPLE if channel else 0):
            await self.add(lanes["added"], team, channel, number)
        if channel:
            await self.read_members(lanes["read"], team, channel)


def place(number: int) -> tuple[str, str]:
    """The team and the channel of that number: the next one is in the next team."""
    team = number % TEAMS
    return team_id(team), channel_id(team, 1 + number // TEAMS % CHANNELS)


async def _timed(lane: Lane, calls: list[Awaitable[None]], *, silently: bool) -> None:
    """All at once, with the processor time that they take on our side."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    await asyncio.gather(*calls)
    after = resource.getrusage(resource.RUSAGE_SELF)
    lane.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if not silently:
        print(lane.row(), flush=True)


async def each_limit(bench: Bench, seconds: int, *, silently: bool = False) -> None:
    """Every limit by itself, with calls for so many seconds waiting at once."""
    timed = partial(_timed, silently=silently)
    one = place(0)
    lane = Lane("one channel", RATES.channel)
    await timed(lane, [bench.read(lane, *one) for _ in range(seconds)])
    lane = Lane("one team", RATES.team)
    four = [(team_id(1), channel_id(1, 1 + number % CHANNELS)) for number in range(4 * seconds)]
    await timed(lane, [bench.read(lane, *at) for at in four])
    lane = Lane("reads", RATES.read)
    await timed(lane, [bench.read(lane, *place(number)) for number in range(30 * seconds)])
    lane = Lane("members read", RATES.read_members)
    await timed(lane, [bench.read_members(lane, *place(number)) for number in range(60 * seconds)])
    lane = Lane("members added", RATES.write_members)
    await timed(lane, [bench.add(lane, *place(number), number // TEAMS) for number in range(30 * seconds)])
    lane = Lane("channels made", RATES.make_channel)
    await timed(lane, [_made(bench, lane, place(number)[0]) for number in range(30 * seconds)])


async def _made(bench: Bench, lane: Lane, team: str) -> None:
    await bench.open(lane, team)


async def cases(bench: Bench) -> None:
    """A hundred cases opened at once: what all of it takes by what the tightest limit asks for."""
    lanes = {
        "made": Lane("channels", RATES.make_channel),
        "added": Lane("members", RATES.write_members),
        "read": Lane("lists", RATES.read_members),
    }
    began = perf_counter()
    await asyncio.gather(*(bench.case(lanes, team_id(number % TEAMS)) for number in range(CASES)))
    took = perf_counter() - began
    least = CASES * PEOPLE / RATES.write_members.calls
    over = sum(lane.over for lane in lanes.values())
    print(f"\n{CASES} cases at once, {PEOPLE} members each: {took:.1f} s, of which the limit on members asks "
          f"for {least:.1f} s: {least / took:.3f}; that limit was kept busy to {lanes['added'].ratio():.3f}. "
          f"Calls over a rate: {over}.")  # fmt: skip


async def run(options: argparse.Namespace) -> None:
    """Start the local Graph, run into each limit, print as it goes."""
    pin(os.getpid(), DRIVERS_CORE)
    warm()
    with running("local graph", "bench.contestants.local_graph") as server:
        bench = Bench(server.url.replace("/api/messages", "/graph/v1.0"))
        print("| what | permitted | calls made | made ÷ permitted | over the rate | CPU ms a call |")
        print("|---|---|---|---|---|---|")
        # The first calls of either side take longer, and so does the first of each kind.
        await each_limit(bench, 1, silently=True)
        await asyncio.sleep(2 * RATES.write_members.seconds)
        await each_limit(bench, options.seconds)
        await asyncio.sleep(RATES.write_members.seconds)
        await cases(bench)
        await bench.calls.close()


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m bench.graph", description=__doc__)
    parser.add_argument("--seconds", type=int, default=12, help="how long each limit is kept busy")
    uvloop.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
