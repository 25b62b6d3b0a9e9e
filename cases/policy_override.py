"""Who may see past a shield, and who answers for it: the rules of docs/policy.md, "Shielded children"."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from cases.model import Approach, ApproachKind, ChildFile, Colleague, PractitionerId, Purpose, Viewer
from cases.policy import in_force, right_to_see
from cases.policy_trail import reads_trail


def may_override(viewer: Viewer, today: date) -> bool:
    """Whether this viewer may see past a shield at all: their agency shares for safeguarding today."""
    return any(
        in_force(agreement, today)
        and viewer.agency_id in agreement.agencies
        and Purpose.SAFEGUARDING in agreement.purposes
        for agreement in viewer.agreements
    )


def may_approach(viewer: Viewer, file: ChildFile, now: datetime, today: date) -> bool:
    """Whether the minimal record is shown: of a shielded child, by reference, to somebody without a right."""
    shielded = file.child.shielded and file.by_reference
    return shielded and right_to_see(viewer, file, now, today) is None


def alerted(
    who: PractitionerId, theirs: Colleague, leads: Iterable[Colleague], governance: Sequence[Colleague]
) -> tuple[PractitionerId, ...]:
    """The governance leads who hear of an override, and review it; nobody reviews their own.

    Those of the agency of whoever overrode and of the agencies of the child's leads; all of them if none.
    """
    others = [one for one in governance if one.practitioner.id != who]
    agencies = {theirs.agency.id, *(lead.agency.id for lead in leads)}
    near = [one for one in others if one.agency.id in agencies]
    return tuple(sorted(one.practitioner.id for one in near or others))


def may_review(viewer: Viewer, hear: Iterable[PractitionerId]) -> bool:
    """Whether this viewer may read and review an override of which these people hear."""
    return reads_trail(viewer) and viewer.id in hear


def left_today(approaches: Iterable[Approach], a_day: int) -> int:
    """How many overrides somebody has left who has made these approaches today."""
    return max(0, a_day - sum(one.kind is ApproachKind.OVERRIDE for one in approaches))
