"""The background work on cases' channels, wired by hand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.channels.cards import CaseCards
from bot.channels.people import People
from bot.channels.posts import Posts
from bot.channels.rooms import Fittings, Rooms
from bot.channels.shown import LookIn, Shown, nowhere
from bot.channels.teams import Housing, Teams
from bot.channels.tend import Hands, Tending
from bot.channels.told import Told
from bot.connector import Connector
from bot.private import PrivateChats
from bot.settings import Settings
from cases.model import ConversationId
from cases.ports import Clock
from cases.ports_casework import ChannelBook
from cases.ports_channels import Channels
from dialogs.turn import Channelling, Desk
from store.posts import SqlPosts

ABOUT = "/about/channel"


@dataclass(frozen=True, slots=True)
class Office:
    """What the work needs of the service around it. ``look`` finds messages in channels."""

    desk: Desk
    clock: Clock
    book: ChannelBook
    posts: SqlPosts
    connector: Connector
    chats: PrivateChats
    service_url: Callable[[ConversationId], str]
    channels: Callable[[], Awaitable[Channels]]
    cards: CaseCards
    look: LookIn = nowhere


def tending(office: Office, settings: Settings, channelling: Channelling) -> Tending:
    """Brings Teams in line with the register."""
    about = f"https://{settings.public_host}{ABOUT}" if settings.public_host else ""
    teams = Teams(office.channels, office.book, Housing(channelling.owner, settings.channels_per_team))
    rooms = Rooms(office.channels, office.book, teams, Fittings(channelling.owner, about))
    told = Told(office.desk, office.book)
    people = People(office.channels, office.book, rooms, told, channelling.owner)
    posts = Posts(office.posts, office.connector, office.clock)
    shown = Shown(
        office.desk, office.book, posts, office.chats, office.cards, office.service_url, office.look
    )
    hands = Hands(office.channels, teams, rooms, people, shown, told)
    return Tending(office.desk.casework, office.book, hands, office.clock)
