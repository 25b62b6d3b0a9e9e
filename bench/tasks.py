"""``python -m bench.tasks``: a press on a task, 64 people at once, with both of its cards; and long lists."""

import argparse
import asyncio
import gc
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import uvloop
from aiohttp import web

from bench.activities import Person, message, press
from bench.driver import Driver, Question, WrongReplyError
from bench.process import DRIVERS_CORE, ROOT, Contestant, pin
from bench.questions import circles
from bench.register import borough, fill
from bench.runs import Bench
from bench.stub import ConnectorStub
from bench.table import Lane, percentile, ratios, table
from bench.task_world import FEW, MANY, Hand, Work, give, open_cases
from cases.task import Step

AT_ONCE = 64
PATIENCE_SECONDS = 120.0
QUIET_SECONDS = 0.5  # so that the end of the questions is not counted as presses


class Updates:
    """The cards that were put in each other's place: counted, and waited for."""

    def __init__(self) -> None:
        self.count = 0
        self._more = asyncio.Event()

    def routes(self) -> Sequence[web.RouteDef]:
        """For the connector's port."""
        return [
            web.put("/v3/conversations/{conversation}/activities/{activity}", self._updated),
            web.get("/v3/conversations/{conversation}/pagedMembers", self._members),
        ]

    async def until(self, count: int) -> None:
        """Wait until there have been so many."""
        while self.count < count:
            self._more.clear()
            await self._more.wait()

    async def _updated(self, request: web.Request) -> web.Response:
        await request.read()
        self.count += 1
        self._more.set()
        return web.json_response({"id": request.match_info["activity"]})

    async def _members(self, request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"members": []})


async def run(options: argparse.Namespace) -> None:
    """Presses and questions on one service in turn; then two people with short and long lists."""
    pin(os.getpid(), DRIVERS_CORE)
    stub, updates = ConnectorStub(), Updates()
    await stub.start(updates.routes())
    (ROOT / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir=ROOT / "var", prefix="bench-") as folder:
        register, world = Path(folder) / "register.db", borough(options.children)
        work = open_cases(world, AT_ONCE)
        await fill(register, world)
        await give(register, work)
        gc.collect()
        gc.freeze()
        async with Driver.session() as session:
            bench = Bench(options, stub, Driver(stub, session), world, register)
            with bench.teamaround("--home", stub.url) as ours:
                if options.two_cores and hasattr(os, "sched_setaffinity"):
                    os.sched_setaffinity(ours.pid, range(os.cpu_count() or 1))
                # Everybody is told of their task first.
                while stub.others < len(work.hands):  # noqa: ASYNC110 - the stub counts, and calls nobody
                    await asyncio.sleep(0.1)
                await _presses(bench, work, updates, ours)
                await _lists(bench, work, ours.url)
    await stub.stop()


async def _presses(bench: Bench, work: Work, updates: Updates, ours: Contestant) -> None:
    url, spent = ours.url, Spent()
    hands = [Presser(bench, hand, url) for hand in work.hands]
    asked = circles(bench.world, bench.stub.url, AT_ONCE)
    rounds: list[tuple[list[float], float]] = []
    turns: list[list[float]] = []
    for number in range(bench.options.rounds + 1):
        questions = await bench.driver.round(url, asked, AT_ONCE * 4, bench.options.seconds)
        await asyncio.sleep(QUIET_SECONDS)
        before, start, cpu = updates.count, perf_counter(), ours.cpu_seconds()
        took = await asyncio.gather(*(one.press() for one in hands))
        answered = ours.cpu_seconds()
        async with asyncio.timeout(PATIENCE_SECONDS):
            # At first the card in the channel is none that is put in another's place.
            await updates.until(before + (2 if number else 1) * len(hands))
        if number:  # the first is the warm-up
            spent.presses.append(answered - cpu)
            spent.cards.append(ours.cpu_seconds() - answered)
            rounds.append((list(took), perf_counter() - start))
            turns.append(list(questions.latencies))
    pressed = sorted(one for took, _ in rounds for one in took)
    whole = sorted(one for took in turns for one in took)
    share = [median(a) / median(b) for (a, _), b in zip(rounds, turns, strict=True)]
    print(f"{AT_ONCE} presses at once: p50 {_ms(pressed, 0.5)}, p99 {_ms(pressed, 0.99)} (target: 300 ms)")
    print(f"{AT_ONCE} who-turns at once: p50 {_ms(whole, 0.5)}, p99 {_ms(whole, 0.99)}")
    print(f"press ÷ who-turn: {median(share):.2f} ({min(share):.2f}-{max(share):.2f})")
    alone = [percentile(sorted(took), 0.99) * 1000 for took, _ in rounds]
    print(f"p99 of each round: {', '.join(f'{one:.0f}' for one in sorted(alone))} ms")
    print(f"processor time: {spent.a_press(spent.presses)} a press, {spent.a_press(spent.cards)} its cards")
    print(f"until all {2 * AT_ONCE} cards were in step: {median(both for _, both in rounds):.2f} s")


async def _lists(bench: Bench, work: Work, url: str) -> None:
    few, many = Lane(f"my tasks, {FEW} of them"), Lane(f"my tasks, {MANY:,} of them")
    lanes = [(few, work.few), (many, work.many)]
    for number in range(bench.options.rounds + 1):
        for lane, person in lanes:
            found = await bench.driver.round(url, [_mine(bench, person)], 60, bench.options.seconds)
            if number:
                lane.rounds.append(found)
    print(table([few, many], few))
    share = median(ratios(few, many))
    print(f"{MANY:,} tasks take {share:.2f} times as long as {FEW} (target: at most 2)")


def _mine(bench: Bench, person: Person) -> Iterator[Question]:
    for text in cycle(["my tasks"]):
        yield Question(person.conversation, message(person, text, bench.stub.url), b'"tasks.mine"')


@dataclass
class Spent:
    """The service's processor time, in seconds: until presses were answered, then until the cards came."""

    presses: list[float] = field(default_factory=list)
    cards: list[float] = field(default_factory=list)

    def a_press(self, rounds: Sequence[float]) -> str:
        """The median of the rounds, for each of those who pressed."""
        return f"{median(rounds) / AT_ONCE * 1000:.1f} ms"


class Presser:
    """Somebody who ticks off the same line, and takes it back, for ever."""

    def __init__(self, bench: Bench, hand: Hand, url: str) -> None:
        self._bench, self._hand, self._url = bench, hand, url
        self._version = 1

    async def press(self) -> float:
        """How long until the answer was there."""
        data = {"task": self._hand.task, "version": self._version, "step": str(Step.TICK), "item": 0}
        body = press(self._hand.person, "task.move", data, self._bench.stub.url)
        start = perf_counter()
        got = await self._bench.driver.invoke(self._url, body)
        took = perf_counter() - start
        self._version += 1
        if f'"version":{self._version}'.encode() not in got.replace(b": ", b":"):
            raise WrongReplyError(f"the press was answered with {got[:500]!r}")
        return took


def _ms(ordered: Sequence[float], share: float) -> str:
    return f"{percentile(ordered, share) * 1000:.0f} ms"


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m bench.tasks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often everybody has their turn")
    parser.add_argument("--seconds", type=float, default=5.0, help="at most so long a round of questions")
    parser.add_argument("--children", type=int, default=10_000, help="children generated for the register")
    parser.add_argument("--two-cores", action="store_true", help="let the service use the driver's core too")
    uvloop.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
