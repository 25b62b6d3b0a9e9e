"""Which updates a turn gives rise to: read from what it writes, so that no dialog can forget one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from cases.handover import HandoverState
from cases.model import CaseId, PractitionerId, Task, Update, UpdateKind
from cases.records import (
    CaseEventKind,
    Effects,
    EventKind,
    HandoverRewrite,
    ProfileRewrite,
    Work,
)

TELL = "updates.plan"
"""The work that finds out who is to be told, and when."""

_AT_ONCE = 100

_OF_EVENTS = {
    EventKind.JOINED: UpdateKind.JOINED,
    EventKind.LEFT: UpdateKind.LEFT,
    EventKind.CONFIRMED: UpdateKind.CONFIRMED,
    EventKind.CONTACT: UpdateKind.CONTACT,
}
_OF_CASES = {
    CaseEventKind.OPENED: UpdateKind.CASE_OPENED,
    CaseEventKind.CLOSED: UpdateKind.CASE_CLOSED,
    CaseEventKind.REOPENED: UpdateKind.CASE_REOPENED,
    CaseEventKind.LEAD_CHANGED: UpdateKind.LEAD_CHANGED,
}
_ANSWERS = (HandoverState.ACCEPTED, HandoverState.DECLINED)


def updates_of(effects: Effects) -> list[Update]:
    """What of this others may have to hear; who of them may, is found out when they are told.

    A contact is one whatever came before it, and somebody away is so whoever works with them.
    """
    found = (
        *_events(effects),
        *_case_events(effects),
        *_handovers(effects),
        *_absences(effects),
        *effects.updates,
    )
    return [replace(one, told=_told(one, effects)) for one in found]


def works_for(updates: Sequence[Update]) -> list[Work]:
    """The work of telling them, by ids."""
    chunks = (updates[start : start + _AT_ONCE] for start in range(0, len(updates), _AT_ONCE))
    return [Work(TELL, f"update:{chunk[0].id}", tuple(one.id for one in chunk)) for chunk in chunks]


def _told(update: Update, effects: Effects) -> tuple[PractitionerId, ...]:
    """Whoever is told by a notice about the same event, hand-over or case, in the same turn."""
    about = {update.subject, update.case_id}
    heard = {one.to for one in effects.notices if one.subject.partition("/")[0] in about}
    return tuple(sorted(heard | set(update.told)))


def overdue(task: Task, at: datetime) -> Update:
    """A task is overdue: for those of its case. Its owner is reminded of it anyway."""
    return Update(
        id=f"late.{task.id}.{at:%Y%m%dT%H%M%S%f}",
        at=at,
        kind=UpdateKind.TASK_OVERDUE,
        case_id=task.case_id,
        about_id=task.owner_id,
        subject=task.id,
        told=(task.owner_id,),
    )


def stranger(case: CaseId, number: str, at: datetime) -> Update:
    """Somebody is in a case's channel who does not belong there: who it is, others do not learn by it."""
    return Update(id=f"stranger.{number}", at=at, kind=UpdateKind.STRANGER, case_id=case, subject=case)


def _events(effects: Effects) -> Iterator[Update]:
    for event in effects.events:
        if kind := _OF_EVENTS.get(event.kind):
            yield Update(
                id=event.id,
                at=event.at,
                kind=kind,
                child_id=event.child_id,
                actor_id=event.actor_id,
                about_id=event.practitioner_id,
                subject=event.id,
            )


def _case_events(effects: Effects) -> Iterator[Update]:
    for event in effects.case_events:
        if kind := _OF_CASES.get(event.kind):
            yield Update(
                id=event.id,
                at=event.at,
                kind=kind,
                case_id=event.case_id,
                actor_id=event.actor_id,
                about_id=event.lead_id,
                subject=event.id,
            )


def _handovers(effects: Effects) -> Iterator[Update]:
    for change in effects.rewrites:
        if not isinstance(change, HandoverRewrite):
            continue
        after, before = change.after, change.before
        if before is None:
            kind, at, actor = UpdateKind.HANDOVER_ASKED, after.asked_at, after.asked_by
        elif before.state is HandoverState.ASKED and after.state in _ANSWERS and after.answered_at:
            kind, at, actor = UpdateKind.HANDOVER_ANSWERED, after.answered_at, after.receiver_id
        else:
            continue
        yield Update(
            id=f"{after.id}.{after.state}",
            at=at,
            kind=kind,
            child_id=after.child_id,
            actor_id=actor,
            about_id=after.giver_id,
            subject=after.id,
        )


def _absences(effects: Effects) -> Iterator[Update]:
    """The moment is that of the turn's audit entry: a profile has none of its own."""
    for change in effects.rewrites:
        if not isinstance(change, ProfileRewrite) or not effects.audit:
            continue
        before, after = change.before.absence, change.after.absence
        if after is None or after == before:
            continue
        at = effects.audit[0].at
        yield Update(
            id=f"{after.since}.{after.until or ''}.{at:%Y%m%dT%H%M%S%f}.{change.after.id}",
            at=at,
            kind=UpdateKind.AWAY,
            actor_id=change.after.id,
            about_id=change.after.id,
            subject=f"{after.since}/{after.until or ''}",
        )
