"""Holding channels against the register, wired by hand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.channels.check import Checker
from bot.channels.check_jobs import check_jobs
from bot.channels.rounds import ChannelPlanner, watch_jobs
from bot.channels.watching import WatchKeeper, WatchOf
from bot.settings import Settings
from bot.work.jobs import Job
from cases.ports import Clock
from cases.ports_casework import ChannelBook
from cases.ports_channels import Channels
from cases.ports_watchings import Watchings
from dialogs.turn import Channelling, Desk


@dataclass(frozen=True, slots=True)
class Lookout:
    """Who hears of changes in Teams, who plans when to look, and the jobs that do."""

    keeper: WatchKeeper
    planner: ChannelPlanner
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What it needs of the service around it."""

    desk: Desk
    clock: Clock
    book: ChannelBook
    kept: Watchings
    channels: Callable[[], Awaitable[Channels]]
    watch: WatchOf


def lookout(around: Surroundings, settings: Settings, channelling: Channelling) -> Lookout:
    """Holds the channels against the register."""
    desk, clock, book = around.desk, around.clock, around.book
    checker = Checker(desk, channelling, book, around.channels)
    keeper = WatchKeeper(desk, book, around.kept, around.watch, settings.watch_for, clock)
    planner = ChannelPlanner(desk.ledger, clock)
    jobs = (*check_jobs(checker, desk, book, clock), *watch_jobs(keeper, planner))
    return Lookout(keeper, planner, jobs)
