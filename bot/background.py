"""The durable work there is, wired by hand: which jobs, and who else hears of what they do."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.again import ChatLook, Look, unable
from bot.bell import Bell
from bot.channels.background import Around, channel_jobs, looking_in
from bot.channels.daily import next_day
from bot.channels.posts import Posts
from bot.channels.watch_wiring import Lookout
from bot.digests import digests_job
from bot.entries_plan import entries_job
from bot.installs import AppGiver
from bot.leavers_plan import leavers_job
from bot.settings import Settings
from bot.sweep import Nightly, sweep_job
from bot.task_posts import TaskPoster
from bot.tasks import TaskPosts
from bot.tenant import LateTenant
from bot.updates import UpdateWork
from bot.ways import Ways
from bot.work.jobs import Job
from bot.work.works import Works
from cases.ports import Clock
from dialogs.turn import Desk
from store.database import Database
from store.entries import SqlEntries
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.posts import SqlPosts
from store.roll import SqlRoll


@dataclass(frozen=True, slots=True)
class Base:
    """What all of it rests on. ``to_tell`` wakes whoever delivers notices."""

    settings: Settings
    database: Database
    desk: Desk
    ledger: SqlLedger
    clock: Clock
    notices: SqlNotices
    to_tell: Bell
    ways: Ways


@dataclass(frozen=True, slots=True)
class Background:
    """The jobs, what each night begins with, and who follows messages and changes in Teams.

    ``look`` says whether a private message that was broken off has arrived.
    """

    jobs: tuple[Job, ...]
    nightly: tuple[Nightly, ...]
    lookout: Lookout | None
    poster: TaskPoster
    giver: AppGiver
    look: Look


def background(base: Base, works: Works | None, tenant: LateTenant | None) -> Background:
    """What there is to do, with an engine or without, with Graph or without."""
    desk, clock, ways = base.desk, base.clock, base.ways
    jobs, nightly, lookout = _channels(base, tenant if works else None)
    if works:
        roll = SqlRoll(base.database)
        jobs += [
            sweep_job(base.ledger, works, clock, base.notices),
            leavers_job(base.settings, tenant, works, roll, desk, clock),
            entries_job(base.settings, tenant, works, SqlEntries(base.database), base.ledger, clock),
        ]
    giver = _giver(base, tenant)
    posts = Posts(SqlPosts(base.database), ways.patient, clock)
    look = looking_in(tenant, desk.casework, clock)
    poster = TaskPoster(posts, ways.contacts, ways.service_url, look)
    tasks = TaskPosts(desk, poster, lambda channel: ways.roster.teams_ids(channel, ways.home), clock)
    jobs += [giver.job(), tasks.job(), *UpdateWork(desk, poster, clock).jobs(), digests_job(desk, clock)]
    return Background(tuple(jobs), tuple(nightly), lookout, poster, giver, _look(base, tenant))


def _look(base: Base, tenant: LateTenant | None) -> Look:
    if tenant is None:
        return unable
    return ChatLook(base.settings.graph_tenant, tenant.chats, base.desk.register, base.ways.contacts)


def _channels(base: Base, tenant: LateTenant | None) -> tuple[list[Job], Sequence[Nightly], Lookout | None]:
    """The work on cases' channels, where there is an engine and Graph."""
    if tenant is None or base.desk.channels is None:
        return [], (), None
    around = Around(
        base.settings,
        base.database,
        base.desk,
        base.desk.channels,
        base.clock,
        tenant,
        base.ways.patient,
        base.ways.background,
        base.ways.service_url,
    )
    kept, lookout = channel_jobs(around)
    return [*kept], (next_day,), lookout


def _giver(base: Base, tenant: LateTenant | None) -> AppGiver:
    return AppGiver(
        base.settings.graph_tenant,
        tenant.installs if tenant else None,
        base.desk.register,
        base.ledger,
        base.clock,
        base.ways.background,
        base.to_tell,
        base.ways.home,
    )
