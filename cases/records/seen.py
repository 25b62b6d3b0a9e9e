"""What is written of updates that are to be acknowledged."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.model import PractitionerId


class SeenStep(StrEnum):
    """What has been done about an update that somebody has not acknowledged."""

    REMINDED = "reminded"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class SeenBatch:
    """Somebody has seen all that one message told them. What they had seen before stays as it was."""

    practitioner_id: PractitionerId
    batch: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeenAgain:
    """Of these (update and practitioner) somebody is asked again, or the lead hears.

    Not written if any of them has been seen, or that was done about it, already.
    """

    step: SeenStep
    items: tuple[tuple[str, PractitionerId], ...]
    at: datetime
