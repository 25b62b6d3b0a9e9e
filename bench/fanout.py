"""``python -m bench.fanout``: telling very many people something, at the pace that Teams allows."""

import argparse
import asyncio
import os
import signal
from random import Random
from time import perf_counter

from sqlalchemy import func, select

from bench.fanout_connector import TENANT, Counting
from bench.fanout_place import Bench, forks, opened
from cases.ports_delivery import FOUND
from store.database import Database
from store.migrate import upgrade
from store.tables import notices


async def calm(bench: Bench, recipients: int) -> None:
    """All of them, with nothing in the way."""
    bench.connector.begin()
    await bench.tell("calm", recipients)
    whole = await bench.ended(recipients / TENANT * 3 + 60)
    rate, took = bench.connector.rate(), bench.connector.moments[-1] - bench.connector.moments[0]
    print(
        f"calm: {recipients} in {took:.1f} s, {rate:.1f} a second = {rate / TENANT:.3f} of what is permitted"
    )
    print(f"  in the fullest second {bench.connector.fullest()}; over a rate: {bench.connector.over}")
    _missing(bench, "calm", recipients, whole=whole)


async def stormy(bench: Bench, recipients: int, kills: int, share: float) -> None:
    """All of them, while calls fail and workers are killed."""
    bench.connector.begin()
    bench.connector.storm = share
    await bench.tell("storm", recipients)
    began = perf_counter()
    for _ in range(kills):
        await asyncio.sleep(recipients / TENANT / (kills + 1))
        bench.kill()
    # What a dead worker had in hand is anybody's after three minutes.
    whole = await bench.ended(recipients / TENANT * 4 + 600)
    connector = bench.connector
    connector.storm = 0.0
    print(f"storm: {recipients} in {perf_counter() - began:.0f} s, {kills} kills, {dict(connector.failed)}")
    print(f"  in the fullest second {connector.fullest()}; over a rate: {connector.over}")
    _missing(bench, "storm", recipients, whole=whole)
    sure = select(func.count()).select_from(notices).where(notices.c.maybe_twice > 0)
    found = select(func.count()).select_from(notices).where(notices.c.error == FOUND)
    print(f"  counted as maybe twice: {await bench.database.read(lambda held: held.scalar(sure))}")
    print(f"  found where they were: {await bench.database.read(lambda held: held.scalar(found))}", end="")
    print(f", of {connector.chats.looks} looks", flush=True)


async def soak(bench: Bench, recipients: int, seconds: float) -> None:
    """Always something to send; memory each minute."""
    until, said, number = perf_counter() + seconds, 0.0, 0
    while perf_counter() < until:
        if await bench.open() < recipients // 2:
            number += 1
            await bench.tell(f"soak{number}", recipients)
        if perf_counter() - said >= 60.0:
            said = perf_counter()
            print(f"soak: {len(bench.connector.moments)} calls, {bench.memory():.1f} MB", flush=True)
        await asyncio.sleep(1.0)
    print(f"soak: over a rate: {bench.connector.over}")


def _missing(bench: Bench, what: str, recipients: int, *, whole: bool) -> None:
    arrived = bench.connector.arrived
    lost = sum(not arrived[f"{what}-{one}"] for one in bench.people[:recipients])
    doubled = sum(count - 1 for count in arrived.values() if count > 1)
    print(f"  lost: {lost}, doubled: {doubled}{'' if whole else ' (not all have ended)'}", flush=True)


async def run(options: argparse.Namespace) -> None:
    """Everything that was asked for, one after the other."""
    connector = Counting(Random(options.seed))  # noqa: S311 - what fails
    await connector.start()
    with forks(graph=options.graph) as zygote:
        async with opened(options.on) as url, Database(url) as database:
            bench = Bench(url, database, connector, options.workers, graph=options.graph)
            bench.forks = zygote
            await upgrade(database)
            await bench.fill(options.recipients)
            for _ in range(options.workers):
                bench.fork()
            try:
                await asyncio.sleep(1.0)
                if options.soak:
                    await soak(bench, options.recipients, options.soak)
                else:
                    await calm(bench, options.recipients)
                    await stormy(bench, options.recipients, options.kills, options.storm)
            finally:
                for worker in bench.workers:
                    os.kill(worker, signal.SIGKILL)
    await connector.stop()


def main() -> None:
    """Read the options and go."""
    parser = argparse.ArgumentParser(prog="python -m bench.fanout", description=__doc__)
    parser.add_argument("--recipients", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=10, help="of the worker, in the storm")
    parser.add_argument("--storm", type=float, default=0.05, help="share of the calls that fail")
    parser.add_argument("--soak", type=float, default=0.0, help="seconds; nothing else is done then")
    parser.add_argument("--workers", type=int, default=1, help="more than one on PostgreSQL only")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument(
        "--no-graph", dest="graph", action="store_false", help="nobody can look before sending again"
    )
    parser.add_argument("--seed", type=int, default=7)
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
