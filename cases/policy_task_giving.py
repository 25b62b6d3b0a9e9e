"""To whom somebody may give a task of a case (docs/policy.md)."""

from collections.abc import Collection
from datetime import date

from cases.model import Case, ChildFile, Colleague, PractitionerId, Viewer
from cases.policy import Shown, shown
from cases.policy_tasks import may_give, may_own

_NOBODY = PractitionerId("")


def gives_to_others(viewer: Viewer, case: Case, lead: Colleague | None) -> bool:
    """Whether this viewer may give tasks of the case to others than themself."""
    return may_give(viewer, case, lead, _NOBODY)


def to_whom(
    viewer: Viewer, case: Case, lead: Colleague | None, files: Collection[ChildFile], today: date
) -> tuple[Colleague, ...]:
    """Those to whom this viewer may give one: the lead first, then by agency and name.

    ``files`` are those of the case's children whose circle this viewer may see. Others are to be given one as
    far as the circle names them to this viewer; of a shielded child's case only the lead, because nobody else
    may see it.
    """
    others = gives_to_others(viewer, case, lead)
    named = {
        member.practitioner.id: Colleague(member.practitioner, member.service, member.agency)
        for file in files
        for member in file.circle
        if member.practitioner.id == viewer.id
        or (others and shown(viewer, member, None, today) >= Shown.EXISTENCE)
    }
    if lead is not None and (others or viewer.id == case.lead_id):
        named[lead.practitioner.id] = lead
    shielded = any(file.child.shielded for file in files)
    able = [
        one
        for one in named.values()
        if may_give(viewer, case, lead, one.practitioner.id)
        if may_own(one, case, files, today)
        if not shielded or one.practitioner.id == case.lead_id
    ]
    return tuple(sorted(able, key=lambda one: _order(one, case)))


def _order(one: Colleague, case: Case) -> tuple[bool, str, str, str]:
    return (one.practitioner.id != case.lead_id, one.agency.name, one.practitioner.name, one.practitioner.id)
