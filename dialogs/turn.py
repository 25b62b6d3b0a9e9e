"""One turn of a conversation, as dialogs see it: who said it, where, and what they get back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from cards.card import Card
from cases.digest import Rules
from cases.local import local_day
from cases.matching.nicknames import Forms
from cases.model import ChannelForm, ConversationId, Identity
from cases.ports import ChildSearch, Ledger, Register, Roster
from cases.ports_audit import Trail
from cases.ports_calendar import Calendars
from cases.ports_casework import Casework
from cases.ports_digests import Digests
from cases.ports_faces import Faces
from cases.ports_handover import Handovers
from cases.ports_history import Histories
from cases.ports_introductions import Introductions
from cases.ports_override import Approaches
from cases.ports_profiles import Profiles
from cases.ports_reach import Reach
from cases.ports_reminders import Reminders
from cases.ports_reviews import Reviews
from cases.ports_seen import Seens
from cases.ports_stewards import Stewarding
from cases.ports_tasks import Tasks
from cases.ports_typeahead import OwnChildren
from cases.ports_updates import Choices, Updates
from cases.ports_upkeep import Upkeep
from cases.records import Effects
from cases.task_templates import Template
from cases.workdays import IsHoliday
from dialogs.ports_pictures import Pictures
from dialogs.recently import Recently


class Room(Enum):
    """Where something is said."""

    PERSONAL = auto()
    GROUP = auto()
    CHANNEL = auto()


class Audience(Enum):
    """Who gets a reply: everybody in the room, or the asker alone.

    PRESSER is the asker alone, in the place of the card that was pressed, which others go on seeing as it is.
    """

    ROOM = auto()
    ASKER = auto()
    PRESSER = auto()


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, where and when. ``once`` names the activity, so that a redelivery acts no second time.

    ``asked`` is what was typed, for the audit trail; empty when a button was pressed. ``card_id`` is the
    message whose button it was, "" for a text. ``outdated`` says that what was decided could not be written,
    because somebody else's change came first. ``drawable`` says that pictures are to be had; the dispatcher
    knows.
    """

    identity: Identity
    room: Room
    conversation_id: ConversationId
    once: str
    now: datetime
    asked: str = ""
    outdated: bool = False
    drawable: bool = False
    card_id: str = ""

    @property
    def today(self) -> date:
        """The day it is for the people of the register."""
        return local_day(self.now)


@dataclass(frozen=True, slots=True)
class Reply:
    """A card and who gets it."""

    card: Card
    to: Audience = Audience.ASKER


@dataclass(frozen=True, slots=True)
class Answer:
    """What a dialog wants said and written. Nothing is said before all of it is written."""

    replies: tuple[Reply, ...]
    effects: Effects = field(default_factory=Effects)

    def kept_private(self, room: Room, notice: Card) -> "Answer":
        """The same answer; a room with others that would hear nothing gets ``notice``.

        A room that is answered hears of nothing else: that the asker got more would be a trace.
        """
        if room is Room.PERSONAL or any(reply.to is Audience.ROOM for reply in self.replies):
            return self
        return replace(self, replies=(*self.replies, Reply(notice, Audience.ROOM)))


@dataclass(frozen=True, slots=True)
class Channelling:
    """How cases' channels are made here.

    ``form`` is for everybody, None for whatever fits. ``home`` is the tenant in whose teams they are, and
    ``owner`` the account that owns them, which is nobody's own.
    """

    home: str
    owner: Identity
    form: ChannelForm | None = None
    alert_only: bool = False


def _unnamed(day: date) -> str:  # noqa: ARG001
    return ""


@dataclass(frozen=True, slots=True)
class Calendaring:
    """Where tasks are to be had as a calendar: ``address`` is that of a fresh token's link."""

    fresh_token: Callable[[], str]
    address: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Digesting:
    """When managers get their digest, in their own time zone, and what is counted in it."""

    at: time = time(8)
    rules: Rules = field(default=Rules())


@dataclass(frozen=True, slots=True)
class Desk:
    """What dialogs work with: the ports, and the settings that shape an answer.

    ``pictures`` is None where pictures are switched off; ``channels`` where no channels are made; ``faces``
    where Graph is off; ``calendaring`` where nobody can reach us by a link. ``escalate_after`` counts working
    days, ``burst_children`` at how many children somebody may look in an hour. After ``contact_gap`` without
    any, a contact is told to others. ``even_seconds``: answers that show nobody go out at its multiples.
    ``forms`` are other forms of names; ``recently`` is who has just been offered to whom.
    """

    register: Register
    search: ChildSearch
    ledger: Ledger
    roster: Roster
    grant_for: timedelta
    fresh_id: Callable[[], str]
    trail: Trail
    upkeep: Upkeep
    handovers: Handovers
    histories: Histories
    profiles: Profiles
    introductions: Introductions
    is_holiday: IsHoliday
    approaches: Approaches
    overrides_a_day: int
    casework: Casework
    tasks: Tasks
    reminders: Reminders
    calendars: Calendars
    choices: Choices
    reviews: Reviews
    updates: Updates
    seens: Seens
    digests: Digests
    reach: Reach
    stewarding: Stewarding
    own_children: OwnChildren
    forms: Forms = field(default_factory=Forms)
    recently: Recently = field(default_factory=Recently)
    digesting: Digesting = field(default=Digesting())
    escalate_after: int = 2
    burst_children: int = 20
    contact_gap: timedelta = timedelta(days=28)
    task_templates: tuple[Template, ...] = ()
    holiday_name: Callable[[date], str] = _unnamed
    even_seconds: float = 0.0
    pictures: Pictures | None = None
    faces: Faces | None = None
    channels: Channelling | None = None
    calendaring: Calendaring | None = None
