"""A case changes hands: what is written of it."""

from dataclasses import replace
from datetime import date, datetime

from cases.model import Case, PractitionerId
from cases.records import CaseEvent, CaseEventKind, CaseRewrite


def new_lead(
    case: Case, to: PractitionerId, *, by: PractitionerId | None, now: datetime, today: date, event_id: str
) -> tuple[CaseRewrite, CaseEvent]:
    """That somebody leads the case from today. ``by`` is None where nobody of the register did it."""
    event = CaseEvent(
        id=event_id,
        at=now,
        kind=CaseEventKind.LEAD_CHANGED,
        case_id=case.id,
        actor_id=by,
        on=today,
        lead_id=to,
        previous_id=case.lead_id,
    )
    return CaseRewrite(case, replace(case, lead_id=to)), event
