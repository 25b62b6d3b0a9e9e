"""How somebody hears of updates, the cases they have muted, and who has seen what."""

from dataclasses import dataclass
from datetime import datetime

from cases.choices import Choice
from cases.model import CaseId, UpdateKind


@dataclass(frozen=True, slots=True)
class UpdatesForm:
    """What is filled in, and one sentence about what is wrong with it."""

    how: str
    daily_at: str
    quiet_from: str
    quiet_to: str
    zone: str
    budget: str
    seen: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class UpdatesChosen:
    """How it stands. ``note`` is a sentence above it; ``away`` is whether they are away with no last day."""

    choice: Choice
    note: str = ""
    away: bool = False


@dataclass(frozen=True, slots=True)
class MutedView:
    """The cases that somebody has muted, of those that they may know of. ``note`` is a sentence above."""

    cases: tuple[tuple[CaseId, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One update that is to be acknowledged. ``update_id`` is given to the case's lead alone."""

    kind: UpdateKind
    reference: str
    update_id: str = ""


@dataclass(frozen=True, slots=True)
class SeenView:
    """What a message told of. ``seen_at`` is None while it waits to be acknowledged."""

    batch: str
    lines: tuple[SeenLine, ...]
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who was told: who they are, and when they pressed "Seen"."""

    name: str
    role: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class WitnessesView:
    """Who of those whom the lead may see has seen an update; those who have not come first."""

    kind: UpdateKind
    reference: str
    people: tuple[Witness, ...]
