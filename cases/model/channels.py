"""A case's channel in Teams: what was asked for, how far it has come, and who has a seat in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.model.agencies import ChannelForm, Identity
from cases.model.ids import CaseId, ConversationId, PractitionerId


class ChannelStage(StrEnum):
    """How far a channel has come. Only an OPEN one is told anything about a child."""

    OPENING = "opening"
    OPEN = "open"
    ARCHIVED = "archived"
    LOST = "lost"


class SeatStage(StrEnum):
    """How far somebody has come into, or out of, a channel.

    A STRANGER does not belong there and is left in by the agency's setting. OUT is sure: they have no access
    any more. REFUSED: Teams does not let them in, and why is on the seat.
    """

    IN = "in"
    REFUSED = "refused"
    LEAVING = "leaving"
    OUT = "out"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Place:
    """A message that the bot keeps up to date: in which conversation, and its id there."""

    conversation_id: ConversationId
    activity_id: str


@dataclass(frozen=True, slots=True)
class ChannelOrder:
    """What a case's channel is to be, as people asked for it. Written with turns.

    ``left_out`` belong there by the register and were not taken in by who asked. ``progress`` is the card
    that shows how it goes.
    """

    case_id: CaseId
    form: ChannelForm
    asked_by: PractitionerId
    asked_at: datetime
    left_out: frozenset[PractitionerId] = frozenset()
    progress: Place | None = None


@dataclass(frozen=True, slots=True)
class ChannelRecord:
    """What has come of it. Written by the background work alone.

    ``name`` is what it is called in Teams; ``since`` when Teams took it on. ``trouble`` is a word of
    cases.ports_tenant.Why for what keeps the whole of it from coming about, "" where nothing does.
    """

    case_id: CaseId
    stage: ChannelStage = ChannelStage.OPENING
    team_id: str = ""
    channel_id: ConversationId | None = None
    name: str = ""
    since: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a channel. ``practitioner_id`` is None for whoever is not on the register.

    ``membership`` is Teams' id of it; ``why`` a word of cases.ports_tenant.Why; ``at`` its last change.
    """

    case_id: CaseId
    identity: Identity
    stage: SeatStage
    at: datetime
    practitioner_id: PractitionerId | None = None
    membership: str = ""
    why: str = ""
