"""All background work on cases' channels, wired by hand: keeping them, and looking who is in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.channels.at import At
from bot.channels.cards import CaseCards
from bot.channels.daily import daily_job
from bot.channels.posts import Look
from bot.channels.rooms import Label
from bot.channels.watch_wiring import Lookout, Surroundings, lookout
from bot.channels.wiring import Office, tending
from bot.connector import Connector
from bot.private import PrivateChats
from bot.settings import Settings
from bot.tenant import LateTenant
from bot.work.jobs import Job
from cases.local import local_day
from cases.model import ConversationId
from cases.ports import Clock
from cases.ports_casework import Casework
from cases.ports_channels import TeamId
from cases.ports_tenant import NotThereError, RefusedError
from dialogs.case_cards import channel_card, summary_card
from dialogs.progress import progress_card
from dialogs.turn import Channelling, Desk
from store.channel_book import SqlChannelBook
from store.database import Database
from store.posts import SqlPosts
from store.watchings import SqlWatchings


@dataclass(frozen=True, slots=True)
class Around:
    """What it needs of the service around it."""

    settings: Settings
    database: Database
    desk: Desk
    channelling: Channelling
    clock: Clock
    tenant: LateTenant
    connector: Connector
    chats: PrivateChats
    service_url: Callable[[ConversationId], str]


def channel_jobs(around: Around) -> tuple[Sequence[Job], Lookout]:
    """The jobs, and who hears of changes in Teams."""
    desk, clock, tenant = around.desk, around.clock, around.tenant
    book = SqlChannelBook(around.database)
    office = Office(
        desk=desk,
        clock=clock,
        book=book,
        posts=SqlPosts(around.database),
        connector=around.connector,
        chats=around.chats,
        service_url=around.service_url,
        channels=tenant.channels,
        cards=CaseCards(channel=channel_card, summary=summary_card, progress=progress_card),
        look=lambda at: _look(tenant, at),
        label=_label(tenant, around.settings.retention_label),
    )
    watchings = SqlWatchings(around.database)
    looking = lookout(
        Surroundings(desk, clock, book, watchings, tenant.channels, tenant.watch),
        around.settings,
        around.channelling,
    )
    kept = (
        tending(office, around.settings, around.channelling).job(),
        daily_job(desk.casework, desk.ledger, clock),
    )
    return (*kept, *looking.jobs), looking


def looking_in(
    tenant: LateTenant | None, casework: Casework, clock: Clock
) -> Callable[[ConversationId], Look]:
    """Looks for a message of ours in the channel of a case."""

    def look_in(channel: ConversationId) -> Look:
        async def look(marker: str) -> str | None:
            case = await casework.at(channel)
            file = await casework.case_file(case, local_day(clock.now())) if case else None
            if tenant is None or file is None or file.record is None:
                return None
            return await _posted(tenant, TeamId(file.record.team_id), channel, marker)

        return look

    return look_in


def _look(tenant: LateTenant, at: At) -> Look:
    async def look(marker: str) -> str | None:
        return await _posted(tenant, at.team, at.channel, marker)

    return look


async def _posted(tenant: LateTenant, team: TeamId, channel: ConversationId, marker: str) -> str | None:
    """One may do without the permission; then a crash in just that instant leaves a second card."""
    try:
        found = await (await tenant.channels()).posted(team, channel, marker)
    except RefusedError:
        return None
    return found[0] if found else None


def _label(tenant: LateTenant, label: str) -> Label | None:
    if not label:
        return None

    async def put(team: TeamId, channel: ConversationId) -> None:
        try:
            await (await tenant.channels()).label_files(team, channel, label)
        except NotThereError:
            return  # nobody has put a file there

    return put
