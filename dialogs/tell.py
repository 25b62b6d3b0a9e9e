"""What people are told without having asked: rendered when it is sent, so that it is right at that moment."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from cards.card import Card
from cases.records import Notice
from dialogs.tell_channel import tell_case, tell_channel, tell_missing, tell_stranger
from dialogs.tell_digest import tell_digest
from dialogs.tell_disclosure import tell_disclosure
from dialogs.tell_handover import tell_handover
from dialogs.tell_introduction import tell_outcome, tell_passed, tell_unanswered, tell_waiting
from dialogs.tell_involvement import tell_involvement
from dialogs.tell_look import tell_look
from dialogs.tell_override import tell_lead_asked, tell_override, tell_override_lead
from dialogs.tell_profile import tell_profile
from dialogs.tell_reach import UNREACHABLE, tell_unreachable
from dialogs.tell_sharing import tell_grant_ended
from dialogs.tell_stewards import tell_links, tell_merged
from dialogs.tell_task import tell_changed, tell_given
from dialogs.tell_task_reminders import (
    tell_task_late,
    tell_task_orphaned,
    tell_task_reminder,
    tell_task_soon,
    tell_task_unanswered,
)
from dialogs.tell_update_seen import tell_update_seen
from dialogs.tell_updates import tell_updates
from dialogs.tell_upkeep import tell_due, tell_lead, tell_left
from dialogs.tell_urgent import saying_why
from dialogs.tell_weekly import tell_access, tell_week
from dialogs.turn import Desk

Teller = Callable[[Notice, Desk, datetime], Awaitable[Card | None]]

TELLERS: Mapping[str, Teller] = {
    "grant": tell_look,
    "involvement": tell_involvement,
    "due": tell_due,
    "left": tell_left,
    "lead": tell_lead,
    "handover": tell_handover,
    "handover.today": tell_handover,
    "handover.answer": tell_handover,
    "handover.reminder": tell_handover,
    "profile": tell_profile,
    "disclosure": tell_disclosure,
    "introduction.waiting": tell_waiting,
    "introduction.unanswered": tell_unanswered,
    "introduction.passed": tell_passed,
    "introduction.outcome": tell_outcome,
    "override": tell_override,
    "override_lead": tell_override_lead,
    "lead_asked": tell_lead_asked,
    "grant_ended": tell_grant_ended,
    "channel.stranger": tell_stranger,
    "channel.missing": tell_missing,
    "channel.deleted": tell_channel,
    "channel.renamed": tell_channel,
    "channel.bot_removed": tell_channel,
    "channel.archived_by_hand": tell_channel,
    "channel.trouble": tell_channel,
    "case.closed": tell_case,
    "case.reopened": tell_case,
    "task.reminder": tell_task_reminder,
    "task.soon": tell_task_soon,
    "task.escalated": tell_task_late,
    "task.unanswered": tell_task_unanswered,
    "task.orphaned": tell_task_orphaned,
    "task.given": tell_given,
    "task.changed": tell_changed,
    "case.week": tell_week,
    "access.month": tell_access,
    "updates": tell_updates,
    "update.seen": tell_update_seen,
    "digest": tell_digest,
    "child.links": tell_links,
    "child.merged": tell_merged,
    "child.parted": tell_merged,
    UNREACHABLE: tell_unreachable,
}


async def tell(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The card for a notice; None when it no longer concerns its recipient, for instance a former lead.

    Whoever has left is told nothing. What does not wait for the end of quiet hours says why.
    """
    to = await desk.register.colleague(notice.to)
    if to is None or not to.practitioner.active:
        return None
    card = await TELLERS[notice.kind](notice, desk, now)
    return await saying_why(card, notice, desk, now) if card else None
