"""What the conversations around a protected record share: whose it is, who answers for it, the trail."""

from collections.abc import Sequence
from datetime import datetime

from cards.not_found import not_found
from cards.reason import reason as reason_card
from cases.commands import AskLead, Override
from cases.model import Approach, ChildFile, Colleague, InvolvementId, PractitionerId, Reason, Viewer
from cases.policy import purposes_for
from cases.policy_override import alerted, may_approach
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, NewApproach, Outcome
from cases.views import ReasonView
from dialogs.entries import entry_by
from dialogs.looks import find_exactly
from dialogs.turn import Answer, Desk, Reply, Turn

ACTIONS = {AskLead: Action.LEAD_ASK, Override: Action.SHIELDING_OVERRIDE}


async def the_record(
    turn: Turn, viewer: Viewer, command: AskLead | Override, desk: Desk
) -> tuple[ChildFile, Reason] | Answer:
    """The shielded child whose minimal record is meant, and why; or what is answered instead.

    Whoever gives no reason is asked for one first, whether the reference is known or not. Of a reference that
    is not a shielded child's, or is unknown, nothing is said.
    """
    action, why = ACTIONS[type(command)], command.reason
    if why is None:
        view = ReasonView(Query(reference=command.reference), purposes_for(viewer, turn.today))
        entry = entry_of(turn, viewer, action, Outcome.REASON_ASKED)
        return Answer((Reply(reason_card(view, command)),), Effects(audit=(entry,)))
    found = await find_exactly(turn, viewer, Query(reference=command.reference), desk)
    file = next((file for file in found if file.by_reference), None)
    if file is not None and may_approach(viewer, file, turn.now, turn.today):
        return file, why
    outcome = Outcome.REFUSED if file else Outcome.NOT_FOUND
    entry = entry_of(turn, viewer, action, outcome, why, file)
    return Answer((Reply(not_found()),), Effects(audit=(entry,)))


async def governance_of(who: PractitionerId, file: ChildFile, desk: Desk) -> tuple[PractitionerId, ...]:
    """The governance leads who hear of what this practitioner does at this child's record."""
    me = await desk.register.colleague(who)
    if me is None:
        return ()
    found = [await desk.register.colleague(lead) for lead in leads_of(file)]
    leads: list[Colleague] = [lead for lead in found if lead is not None]
    return alerted(who, me, leads, await desk.approaches.governance_leads())


def leads_of(file: ChildFile, but: PractitionerId | None = None) -> tuple[PractitionerId, ...]:
    """The leads of the child's open cases."""
    leads = {case.lead_id for case in file.cases if case.lead_id is not None}
    return tuple(sorted(leads - {but}))


def new(approach: Approach, so_far: Sequence[Approach], since: datetime) -> NewApproach:
    """The approach to be written, if this person's others of the day are still these."""
    return NewApproach(approach, since, frozenset(one.id for one in so_far))


def entry_of(
    turn: Turn,
    viewer: Viewer,
    action: Action,
    outcome: Outcome,
    reason: Reason | None = None,
    file: ChildFile | None = None,
    basis: str = "",
    shown: tuple[InvolvementId, ...] = (),
) -> AuditEntry:
    """What was tried, for the audit trail."""
    return entry_by(
        turn,
        viewer,
        action,
        outcome,
        child_id=file.child.id if file else None,
        basis=basis,
        reason=f"{reason.purpose}: {reason.words}".rstrip(": ") if reason else "",
        shown=shown,
    )
