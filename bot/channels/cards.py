"""The cards of a case's channel, as callables: what they say is none of the background work's business."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from cards.card import Card
from cases.model import CaseId
from dialogs.turn import Desk

CaseCard = Callable[[CaseId, Desk, datetime], Awaitable[Card | None]]
"""A card as it would be now; None where nothing is to be posted."""


@dataclass(frozen=True, slots=True)
class CaseCards:
    """The card of the case, the one when it is closed, and how far its channel has come."""

    channel: CaseCard
    summary: CaseCard
    progress: CaseCard
