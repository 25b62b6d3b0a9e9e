"""``python -m bench.reconcile``: what a night's check of many channels costs besides the calls to Graph.

Every case is read and held against a listing that is right, as the nightly work does it; the same rows are
read bare as well. What Graph would list is made up on the way.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, insert, make_url, select

from bot.channels.check import Checker
from bot.channels.check_jobs import AT_ONCE
from bot.clock import SystemClock
from bot.logs import configure
from cases.local import local_day
from cases.model import (
    Agency,
    AgencyId,
    Agreement,
    Birth,
    Case,
    CaseId,
    CaseStatus,
    ChannelForm,
    ChannelStage,
    Child,
    ChildId,
    ConversationId,
    Identity,
    Involvement,
    InvolvementId,
    Level,
    Name,
    Practitioner,
    PractitionerId,
    Purpose,
    SeatStage,
    Service,
    ServiceId,
)
from cases.ports_channels import Channel, ChannelKind, MemberPage, Membership, Role, TeamId
from dialogs.turn import Channelling
from store.casework_files import SqlCasework
from store.channel_book import SqlChannelBook
from store.database import Database
from store.migrate import upgrade
from store.seed import RegisterSeed, seed
from store.tables import (
    case_children,
    cases,
    channel_orders,
    channel_records,
    channel_seats,
    children,
    involvements,
    practitioners,
)

# The server that the tests start: it needs nothing but PyPI.
from tests.databases import Aside, PostgresDatabases

HOME, PEOPLE, MEMBERS = "00000000-0000-4000-8000-000000000001", 400, 10
OWNER = Identity(HOME, "00000000-0000-4000-8000-00000000ffff")
BEGAN = date(2026, 1, 5)
MEGABYTE = 2**20
_HEAD = ("", "channels", "took", "ms a channel", "more resident", "resident", "÷ a bare SQL read")
READ = (channel_orders, cases, case_children, children, involvements, channel_records, channel_seats)


def person(number: int) -> Practitioner:
    who = Identity(HOME, f"00000000-0000-4000-8000-{number:012}")
    service = ServiceId(f"service-{number % 10}")
    phone, email = "01632 960001", f"p{number}@borough.example"
    return Practitioner(PractitionerId(f"p-{number}"), f"P {number}", "Worker", service, phone, email, who)


def around(number: int) -> list[int]:
    """Who is in a case's channel; the first is its lead."""
    return [(number * 7 + place * 37) % PEOPLE for place in range(MEMBERS)]


def channel_of(number: int) -> ConversationId:
    return ConversationId(f"19:{number:06}@thread.tacv2")


def register(first: int, last: int, *, whole: bool) -> RegisterSeed:
    """A part of the cases; the first part brings the people with it."""
    agencies = [AgencyId(f"agency-{number}") for number in range(10)]
    both = {"purposes": frozenset(Purpose), "level": Level.CONTACT, "valid_from": BEGAN}
    numbers = range(first, last)
    return RegisterSeed(
        agencies=tuple(Agency(one, one.title()) for one in agencies) if whole else (),
        services=tuple(Service(ServiceId(f"service-{n}"), one, "S") for n, one in enumerate(agencies))
        if whole
        else (),
        practitioners=tuple(person(number) for number in range(PEOPLE)) if whole else (),
        agreements=(Agreement("all", frozenset(agencies), **both),) if whole else (),
        children=tuple(
            Child(
                ChildId(f"c-{n}"), f"C-{n}", (Name("Robin", f"Example{n}"),), Birth(2014, 3, 2), "Millbrook"
            )
            for n in numbers
        ),
        cases=tuple(
            Case(
                CaseId(f"case-{n:06}"),
                f"lumo-{n}",
                (ChildId(f"c-{n}"),),
                person(around(n)[0]).id,
                CaseStatus.OPEN,
                channel_of(n),
            )
            for n in numbers
        ),
        involvements=tuple(
            Involvement(
                InvolvementId(f"i-{n}-{who}"),
                ChildId(f"c-{n}"),
                person(who).id,
                person(who).service_id,
                "Helper",
                BEGAN,
            )
            for n in numbers
            for who in around(n)
        ),
    )


async def fill(url: str, count: int) -> None:
    """So many cases, each with a channel made long ago."""
    at = SystemClock().now() - timedelta(days=3)
    async with Database(url) as database:
        await upgrade(database)
        for first in range(0, count, 1000):
            numbers = range(first, min(first + 1000, count))
            await seed(database, register(first, numbers.stop, whole=first == 0))

            def write(connection: Connection, numbers: range = numbers) -> None:
                connection.execute(insert(channel_orders), [_order(n, at) for n in numbers])
                connection.execute(insert(channel_records), [_record(n, at) for n in numbers])
                connection.execute(insert(channel_seats), [row for n in numbers for row in _seats(n, at)])

            await database.write(write)


def _order(number: int, at: object) -> dict[str, object]:
    asked = {"asked_by": person(around(number)[0]).id, "asked_at": at}
    nowhere = {"progress_conversation": None, "progress_activity": None}
    return {"case_id": f"case-{number:06}", "form": ChannelForm.PRIVATE, **asked, **nowhere}


def _record(number: int, at: object) -> dict[str, object]:
    where = {"team_id": f"team-{number // 900}", "channel_id": channel_of(number), "name": f"lumo-{number}"}
    stage = {"stage": ChannelStage.OPEN, "since": at, "trouble": ""}
    return {"case_id": f"case-{number:06}", **where, **stage}


def _seats(number: int, at: object) -> Iterator[dict[str, object]]:
    for who in around(number):
        one = person(who)
        assert one.identity is not None
        yield {
            "case_id": f"case-{number:06}",
            "tenant_id": HOME,
            "object_id": one.identity.object_id,
            "practitioner_id": one.id,
            "stage": SeatStage.IN,
            "at": at,
            "membership": f"m-{number}-{who}",
            "why": "",
        }


class Graph:
    """Answers at once what is right (cases.ports_channels.Channels)."""

    # ruff: noqa: ARG002, D102 - the port's

    async def channel(self, team: TeamId, channel: ConversationId) -> Channel:
        return Channel(channel, f"lumo-{int(channel[3:9])}", ChannelKind.PRIVATE, archived=False)

    async def members(self, team: TeamId, channel: ConversationId, page: str = "") -> MemberPage:
        people: Iterable[Identity | None] = (person(who).identity for who in around(int(channel[3:9])))
        rows = (Membership("m", one, Role.MEMBER) for one in people)
        return MemberPage((*rows, Membership("m", OWNER, Role.OWNER)))

    async def has_bot(self, team: TeamId, channel: ConversationId) -> bool:
        return True


class NothingToTell:
    """A desk for a night on which all is well: whatever is written is a mistake."""

    def __init__(self, database: Database) -> None:
        self.casework = SqlCasework(database)


async def check_all(database: Database) -> int:
    """The night's work; how many cases were checked."""
    desk = NothingToTell(database)

    async def channels() -> Graph:
        return Graph()

    checker = Checker(desk, Channelling(HOME, OWNER), SqlChannelBook(database), channels)
    clock, checked, last = SystemClock(), 0, ""
    while ids := await desk.casework.ordered(last, AT_ONCE):
        for known in await desk.casework.files_of(ids, local_day(clock.now())):
            await checker.check(known.case.id, clock.now(), thorough=True, known=known)
        checked, last = checked + len(ids), ids[-1]
    return checked


async def bare(database: Database) -> int:
    """The same rows, read and dropped."""
    found = 0
    for table in READ:
        found += await database.read(lambda connection, it=table: len(connection.execute(select(it)).all()))
    return found + await database.read(
        lambda connection: len(connection.execute(select(practitioners)).all())
    )


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / MEGABYTE


async def measure(url: str, count: int) -> None:
    async with Database(url) as database:
        before, started = resident(), perf_counter()
        checked = await check_all(database)
        seconds, grown = perf_counter() - started, resident() - before
        started = perf_counter()
        rows = await bare(database)
        reading = perf_counter() - started
    assert checked == count
    cells = f"{seconds:.1f} s", f"{1000 * seconds / checked:.2f}", f"{grown:.0f} MB", f"{resident():.0f} MB"
    print(f"| {' | '.join((make_url(url).get_backend_name(), f'{checked:,}', *cells))} "
          f"| {seconds / reading:.1f} x {rows:,} rows in {reading:.1f} s |", flush=True)  # fmt: skip


def alone(step: str, url: str, count: int) -> None:
    """By a process of its own: what one step takes would hide what the next one takes."""
    command = [sys.executable, "-m", "bench.reconcile", f"--{step}", url, "--cases", str(count)]
    subprocess.run(command, check=True)


def both(on: str, count: int) -> None:
    """On a SQLite file under var/, and on a PostgreSQL server of its own."""
    Path("var").mkdir(exist_ok=True)
    if on != "postgresql":
        with tempfile.TemporaryDirectory(dir="var") as folder:
            url = f"sqlite:///{Path(folder).absolute()}/reconcile.db"
            alone("fill", url, count)
            alone("measure", url, count)
    if on != "sqlite":
        with closing(Aside()) as aside, closing(PostgresDatabases(aside)) as databases:
            url = databases.fresh()
            alone("fill", url, count)
            alone("measure", url, count)
            databases.drop(url)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")
    parser.add_argument("--fill", help=argparse.SUPPRESS)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    given = parser.parse_args()
    configure("warning")
    if given.fill:
        asyncio.run(fill(given.fill, given.cases))
    elif given.measure:
        asyncio.run(measure(given.measure, given.cases))
    else:
        print(f"{MEMBERS} members a channel\n| {' | '.join(_HEAD)} |\n{'|---' * len(_HEAD)}|", flush=True)
        both(given.on, given.cases)


if __name__ == "__main__":
    main()
