"""``python -m bench.cases``: many cases' channels asked for at once, opened by the service's own work.

The service runs in this process, the local Graph and Teams in another, which counts as Microsoft documents.
All channels come into one team, as they do until it is full: that team's limit is the one that binds.
"""

import argparse
import asyncio
import os
import resource
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import aiohttp
import uvloop
from aiohttp import web

from bench.contestants.local_graph import COUNTS, NoProduct, team_id
from bench.process import DRIVERS_CORE, free_port, pin, running
from bot.app import service
from bot.auth import OpenDoor
from bot.clock import SystemClock
from bot.hosts import ServiceHosts
from bot.logs import configure
from bot.outside import Outside
from bot.settings import Settings
from bot.tokens import NoToken
from bot.work.place import upgrade_all
from cases.local import local_day
from cases.model import (
    Agency,
    AgencyId,
    Birth,
    Case,
    CaseId,
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    ChannelStage,
    Child,
    ChildId,
    Identity,
    Involvement,
    InvolvementId,
    Name,
    Practitioner,
    PractitionerId,
    SeatStage,
    Service,
    ServiceId,
)
from cases.ports_casework import CaseFile, CaseTeam
from cases.records import ChannelRewrite, Effects
from dialogs.turn import Desk
from graph.rates import Rates
from sandbox.world import build_world
from store.channel_book import SqlChannelBook
from store.database import Database
from store.seed import RegisterSeed, seed

PEOPLE = 6
RATES = Rates()


@dataclass(frozen=True, slots=True)
class Came:
    """How it went."""

    seconds: float
    cpu: float
    graph_cpu: float
    calls: Counter[str]
    right: int


def borough() -> tuple[str, Identity, Sequence[Identity]]:
    """The home tenant, who owns its teams, and who else is in them."""
    people = build_world(local_day(SystemClock().now()))["people"]
    home = people[0]["tenantId"]
    owner, *others = [Identity(home, one["aadObjectId"]) for one in people if one["tenantId"] == home]
    return home, owner, others


def register(count: int, people: Sequence[Identity]) -> RegisterSeed:
    """So many cases of one child each, with six people of one agency around it; the first leads."""
    on = local_day(SystemClock().now())
    service_id, agency = ServiceId("service"), AgencyId("agency")
    everybody = [
        Practitioner(PractitionerId(f"p-{n}"), f"P {n}", "Worker", service_id, identity=one)
        for n, one in enumerate(people)
    ]
    around = [[everybody[(n * 7 + k) % len(everybody)] for k in range(PEOPLE)] for n in range(count)]
    return RegisterSeed(
        agencies=(Agency(agency, "Agency"),),
        services=(Service(service_id, agency, "Service"),),
        practitioners=tuple(everybody),
        children=tuple(
            Child(ChildId(f"c-{n}"), f"C-{n}", (Name("Robin", "Example"),), Birth(2014, 3, 2), "Millbrook")
            for n in range(count)
        ),
        cases=tuple(
            Case(case_id(n), f"lumo-{n}", (ChildId(f"c-{n}"),), around[n][0].id, CaseStatus.OPEN, None)
            for n in range(count)
        ),
        involvements=tuple(
            Involvement(
                InvolvementId(f"i-{n}-{k}"), ChildId(f"c-{n}"), one.id, one.service_id, "Helper", on
            )
            for n in range(count)
            for k, one in enumerate(around[n])
        ),
    )  # fmt: skip


def case_id(number: int) -> CaseId:
    return CaseId(f"case-{number:04}")


async def prepare(url: str, count: int, teams: int, people: Sequence[Identity]) -> None:
    """A register without channels, and teams that are ready for them."""
    async with Database(url) as database:
        await upgrade_all(database, url)
        await seed(database, register(count, people))
        book = SqlChannelBook(database)
        for number in range(teams):
            now = SystemClock().now()
            await book.keep_team(CaseTeam(team_id(number), f"Team {number}", now, ready=True))


def cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def order(desk: Desk, count: int) -> None:
    """Ask for every case's channel."""
    on = local_day(SystemClock().now())
    for number in range(count):
        file = await desk.casework.case_file(case_id(number), on)
        assert file is not None
        assert file.case.lead_id is not None
        asked = ChannelOrder(file.case.id, ChannelForm.PRIVATE, file.case.lead_id, SystemClock().now())
        await desk.ledger.commit(Effects(rewrites=(ChannelRewrite(None, asked),)), None)


async def opened(desk: Desk, count: int, limit: float) -> list[CaseFile]:
    """All files, once every channel is open and everybody in it."""
    async with asyncio.timeout(limit):
        while True:
            files = await desk.casework.ordered_files("", count, local_day(SystemClock().now()))
            if len(files) == count and all(map(_is_open, files)):
                return list(files)
            await asyncio.sleep(1.0)  # looking costs as well


def _is_open(file: CaseFile) -> bool:
    seated = [seat for seat in file.seats if seat.stage is SeatStage.IN]
    return file.record is not None and file.record.stage is ChannelStage.OPEN and len(seated) == PEOPLE


def right(files: Sequence[CaseFile], held: dict[str, Any], owner: Identity) -> int:
    """How many channels have in Teams just whom the register has around the child, and the owner."""
    inside: dict[str, set[str]] = {}
    for row in held["members"]:
        inside.setdefault(row["channelId"] or "", set()).add(row["userId"])
    count = 0
    for file in files:
        assert file.record is not None
        assert file.record.channel_id is not None
        identities = [member.practitioner.identity for member in file.circle]
        meant = {one.object_id for one in identities if one is not None} | {owner.object_id}
        count += inside.get(file.record.channel_id, set()) == meant
    return count


async def measure(graph_url: str, port: int, database_url: str, count: int, graph_cpu: Any) -> Came:  # noqa: ANN401 - a clock
    """Ask for all at once, wait, count."""
    home, owner, _ = borough()
    settings = Settings(
        _env_file=None, app_id=NoProduct.bot_id, database_url=database_url, port=port, graph="on",
        graph_url=f"{graph_url}/graph/v1.0", graph_tenant_id=home, graph_owner_id=owner.object_id,
    )  # fmt: skip
    outside = Outside(
        lambda _: OpenDoor(),
        NoToken(),
        ServiceHosts((), loopback=True),
        SystemClock(),
        f"{graph_url}/connector/",
    )
    async with service(settings, outside) as ready, aiohttp.ClientSession() as http:
        runner = web.AppRunner(ready.app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            assert ready.product.tenant is not None
            await ready.product.tenant.channels()  # the SDK's import is bench.graph's matter
            before, of_graph, began = cpu_seconds(), graph_cpu(), perf_counter()
            await order(ready.product.desk, count)
            files = await opened(ready.product.desk, count, limit=60 + 5 * count)
            took, cpu = perf_counter() - began, cpu_seconds() - before
            calls = Counter(await _json(http, graph_url + COUNTS))
            good = right(files, await _json(http, f"{graph_url}/sandbox/graph"), owner)
            return Came(took, cpu, graph_cpu() - of_graph, calls, good)
        finally:
            await runner.cleanup()


async def _json(http: aiohttp.ClientSession, url: str) -> Any:  # noqa: ANN401 - as the sandbox answers
    async with http.get(url) as response:
        return await response.json()


def show(came: Came, count: int, teams: int) -> None:
    """What it came to."""
    total = sum(number for call, number in came.calls.items() if "/teams/" in call)
    over = sum(number for call, number in came.calls.items() if call.startswith("429"))
    for call, number in came.calls.most_common():
        print(f"  {number:5} {call}")
    least = total / (teams * RATES.team.calls)
    print(
        f"{count} cases of {PEOPLE} people in {teams} team(s): {came.seconds:.1f} s; {total} calls to teams, "
        f"which {RATES.team.calls} a second a team permit in {least:.1f} s: {least / came.seconds:.3f}."
    )
    each, call = 1000 * came.cpu / count, 1000 * came.cpu / total
    print(
        f"Calls over a rate: {over}. Members right: {came.right} of {count}. CPU: {each:.0f} ms a case, "
        f"{call:.1f} ms a call; the local Graph {1000 * came.graph_cpu / total:.1f} ms."
    )


async def run(options: argparse.Namespace, url: str) -> None:
    """Start the local Graph, open the cases, print."""
    pin(os.getpid(), DRIVERS_CORE)
    port = free_port()
    await prepare(url, options.cases, options.teams, borough()[2])
    with running("local graph", "bench.contestants.local_graph", [str(port)]) as server:
        graph = server.url.removesuffix("/api/messages")
        came = await measure(graph, port, url, options.cases, server.cpu_seconds)
    show(came, options.cases, options.teams)


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m bench.cases", description=__doc__)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--teams", type=int, default=1, help="teams that are there, and ready")
    parser.add_argument("--url", help="an empty database; default: a SQLite file under var/")
    configure("warning")
    given = parser.parse_args()
    Path("var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir="var") as folder:
        uvloop.run(run(given, given.url or f"sqlite:///{Path(folder).absolute()}/cases.db"))


if __name__ == "__main__":
    main()
