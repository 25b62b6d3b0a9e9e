"""From rows of updates to the domain's values."""

from typing import Any

from sqlalchemy import Row

from cases.model import CaseId, ChildId, PractitionerId, Update, UpdateKind


def update_from(row: Row[Any]) -> Update:
    """Something that happened. Its columns come unlabelled, as ``select(updates)`` has them."""
    return Update(
        id=row.id,
        at=row.at,
        kind=UpdateKind(row.kind),
        child_id=ChildId(row.child_id) if row.child_id else None,
        case_id=CaseId(row.case_id) if row.case_id else None,
        actor_id=PractitionerId(row.actor_id) if row.actor_id else None,
        about_id=PractitionerId(row.about_id) if row.about_id else None,
        subject=row.subject,
        told=tuple(map(PractitionerId, row.told)),
    )
