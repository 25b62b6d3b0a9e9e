"""The cases of the demo's world, and when they were opened and closed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from cases.local import LOCAL
from cases.model import Case, CaseId, CaseStatus, ChildId, ConversationId, PractitionerId
from cases.records import CaseEvent, CaseEventKind

Row = Mapping[str, Any]


def case(row: Row) -> Case:
    """A case of the world."""
    return Case(
        id=CaseId(row["id"]),
        reference=row["reference"],
        children=tuple(ChildId(child) for child in row["children"]),
        lead_id=PractitionerId(row["lead"]) if row["lead"] else None,
        status=CaseStatus(row["status"]),
        conversation_id=ConversationId(row["conversation"]) if row["conversation"] else None,
    )


def case_events(row: Row) -> Iterator[CaseEvent]:
    """That it was opened, and closed if it is. Nobody of the register did that."""
    for kind, written in ((CaseEventKind.OPENED, row["opened"]), (CaseEventKind.CLOSED, row["closed"])):
        if written:
            on = date.fromisoformat(written)
            lead = PractitionerId(row["lead"]) if row["lead"] else None
            at = datetime.combine(on, time(9), LOCAL)
            yield CaseEvent(f"{row['id']}.{kind}", at, kind, CaseId(row["id"]), None, on, lead)


def days_of(case: CaseId, events: Iterable[CaseEvent]) -> dict[str, str | None]:
    """The days of a case's last opening and last closing."""
    days = {event.kind: event.on.isoformat() for event in events if event.case_id == case}
    return {"opened": days.get(CaseEventKind.OPENED), "closed": days.get(CaseEventKind.CLOSED)}
