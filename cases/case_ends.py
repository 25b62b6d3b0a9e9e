"""A case ends, or is opened again: why, on which day, and what its history says of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2b

from cases.days import NonsenseError
from cases.model import Case, CaseId, CaseStatus, PractitionerId
from cases.records import CaseEvent, CaseEventKind, CaseOpening, CaseRewrite


class CaseEnd(StrEnum):
    """Why a case is closed. The outcomes of English practice."""

    NEEDS_MET = "needs_met"
    STEPPED_DOWN = "stepped_down"
    STEPPED_UP = "stepped_up"
    MOVED_AWAY = "moved_away"
    TRANSFERRED = "transferred"
    IN_ERROR = "in_error"


@dataclass(frozen=True, slots=True)
class Spell:
    """From when to when a case was last open, why it was closed, and the event that says so."""

    since: date | None = None
    until: date | None = None
    why: str = ""
    event_id: str = ""


def last_spell(case: CaseId, events: Iterable[CaseEvent]) -> Spell:
    """The last time a case was open, as far as its history says. ``events`` as they were written."""
    spell = Spell()
    for event in events:
        if event.case_id != case:
            continue
        if event.kind in (CaseEventKind.OPENED, CaseEventKind.REOPENED):
            spell = Spell(since=event.on)
        elif event.kind is CaseEventKind.CLOSED:
            spell = replace(spell, until=event.on, why=event.detail, event_id=event.id)
    return spell


def end_of(why: str, on: str, since: date | None, today: date) -> tuple[CaseEnd, date]:
    """Why and on which day, as it was filled in. Raises NonsenseError with the sentence for who did."""
    if why not in set(CaseEnd):
        raise NonsenseError("Please choose why the case is closed.")
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise NonsenseError("Please give the day on which it was closed.") from None
    if day > today:
        raise NonsenseError("The day cannot be in the future.")
    if since is not None and day < since:
        raise NonsenseError("The day cannot be before the case was opened.")
    return CaseEnd(why), day


def closed(
    case: Case, why: CaseEnd, on: date, *, by: PractitionerId, now: datetime, event_id: str
) -> tuple[CaseRewrite, CaseEvent]:
    """What is written when a case is closed. The involvements with its children stay as they are."""
    event = CaseEvent(event_id, now, CaseEventKind.CLOSED, case.id, by, on, case.lead_id, case.lead_id, why)
    return CaseRewrite(case, replace(case, status=CaseStatus.CLOSED)), event


def reopened(
    case: Case, *, lead: PractitionerId | None, by: PractitionerId, now: datetime, today: date, event_id: str
) -> tuple[CaseOpening, CaseEvent]:
    """What is written when a case is opened again, with that lead."""
    event = CaseEvent(event_id, now, CaseEventKind.REOPENED, case.id, by, today, lead, case.lead_id)
    return CaseOpening(case, replace(case, status=CaseStatus.OPEN, lead_id=lead)), event


def stamp_of(case: Case) -> str:
    """What a form about a case was made from."""
    made_of = f"{case.id}|{case.status}|{case.lead_id}|{case.reference}"
    return blake2b(made_of.encode(), digest_size=8).hexdigest()
