"""What a manager's digest may count: rules that belong to cases/policy.py. The table is in docs/policy.md."""

from collections.abc import Collection
from datetime import date

from cases.digest_facts import CaseFact, TaskFact, UnseenFact, WaitingFact
from cases.introduction import Stage
from cases.model import CaseId, ChildId, Viewer
from cases.policy import Shown, under_agreements
from cases.policy_sensitive import puts_in_touch


def counts_case(viewer: Viewer, case: CaseFact) -> bool:
    """Whether a case counts: a service of theirs works with one of its children, or its lead is of theirs."""
    return bool(case.services & viewer.practitioner.manages) or leads_it(viewer, case)


def leads_it(viewer: Viewer, case: CaseFact) -> bool:
    """Whether the case's lead is one of their people."""
    return case.lead_service in viewer.practitioner.manages


def has_no_lead(viewer: Viewer, case: CaseFact) -> bool:
    """Whether nobody leads it. That somebody else's people have left is not theirs to know."""
    return case.lead_id is None or (case.lead_gone and leads_it(viewer, case))


def counts_task(viewer: Viewer, task: TaskFact, case: CaseFact | None, today: date) -> bool:
    """Whether an overdue task counts: its owner is one of theirs, and they may know who gave it.

    That is the owner, the lead, one of their own people, themself, or somebody whom the circle names to them.
    """
    me = viewer.practitioner
    if case is None or task.owner_service not in me.manages:
        return False
    if not (case.services & me.manages or case.lead_id == viewer.id):
        return False
    if task.asked_by in (task.owner_id, case.lead_id, viewer.id) or task.asker_service in me.manages:
        return True
    return any(under_agreements(viewer, one, None, today) >= Shown.EXISTENCE for one in task.asker_of)


def counts_unseen(
    viewer: Viewer, unseen: UnseenFact, children: Collection[ChildId], cases: Collection[CaseId]
) -> bool:
    """Whether an update that nobody acknowledged counts: it is about a child, or a case, that counts.

    What is about another service's person does not: it may have been disclosed to the reader alone.
    """
    me = viewer.practitioner
    if unseen.service_id not in me.manages or not (unseen.about is None or unseen.about in me.manages):
        return False
    return unseen.child_id in children if unseen.child_id is not None else unseen.case_id in cases


def counts_waiting(viewer: Viewer, waiting: WaitingFact, *, brokers: bool) -> bool:
    """Whether a request counts: one of their people is to answer it, or they themself are to pass it on."""
    if waiting.service_id not in viewer.practitioner.manages:
        return False
    return waiting.stage is Stage.PASSED or puts_in_touch(viewer, waiting.service_id, brokers=brokers)
