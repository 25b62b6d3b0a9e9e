"""What somebody tried in a turn, for the audit trail."""

from cases.model import ChildId, InvolvementId, Viewer
from cases.records import Action, AuditEntry, Outcome
from dialogs.turn import Turn


def entry_by(
    turn: Turn,
    viewer: Viewer,
    action: Action,
    outcome: Outcome,
    *,
    child_id: ChildId | None = None,
    basis: str = "",
    reason: str = "",
    shown: tuple[InvolvementId, ...] = (),
) -> AuditEntry:
    """Who tried what, when, about whom, on what ground, and what they typed."""
    return AuditEntry(
        at=turn.now,
        identity=turn.identity,
        practitioner_id=viewer.id,
        action=action,
        outcome=outcome,
        child_id=child_id,
        basis=basis,
        reason=reason,
        asked=turn.asked,
        shown=shown,
    )
