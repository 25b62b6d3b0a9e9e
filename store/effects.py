"""Writes what turns leave behind: many turns in a few statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, delete

from cases.model import Grant
from cases.records import (
    AnyRewrite,
    Asked,
    AuditEntry,
    CalendarRewrite,
    CaseOpening,
    CaseRewrite,
    ChannelRewrite,
    ChildMerge,
    ChildUnmerge,
    ChoiceRewrite,
    Departure,
    DigestsMade,
    Effects,
    EntryRewrite,
    GrantEnd,
    HandoverRewrite,
    IntroductionRewrite,
    LinkRewrite,
    NewApproach,
    NewLinks,
    NewPractitioner,
    NewReview,
    Notice,
    ProfileRewrite,
    Rewrite,
    SeenAgain,
    SeenBatch,
    TaskMarks,
    TaskRewrite,
)
from cases.updates import updates_of, works_for
from store import (
    approaches,
    calendar_links,
    casework,
    channel_orders,
    choices,
    digests,
    entries,
    handovers,
    introductions,
    involvements,
    links,
    merged,
    merges,
    presence,
    profiles,
    seens,
    task_marks,
    tasks,
)
from store import grants as given
from store.tables import audit, case_events, events, grants, inbound, notices, task_events, updates
from store.tables.columns import storable
from store.tending import tending
from store.upsert import insert
from store.works import Enqueue, put

# Made once: building a statement takes as long as running it.
_CLAIM = {
    dialect: insert(dialect, inbound).on_conflict_do_nothing().returning(inbound.c.activity_id)
    for dialect in ("sqlite", "postgresql")
}


R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Rewriter(Generic[R]):
    """How one kind of rewrite is written: all are locked, then each that is current is written."""

    lock: Callable[[Connection, Sequence[R]], None]
    is_current: Callable[[Connection, R], bool]
    rewrite: Callable[[Connection, R], None]


def _locked(connection: Connection, rewrites: Sequence[AnyRewrite]) -> None:
    """Merges lock before all others (``_lock``)."""


_REWRITERS: Mapping[type[AnyRewrite], Rewriter[Any]] = {
    Rewrite: Rewriter(involvements.lock, involvements.is_current, involvements.rewrite),
    CaseRewrite: Rewriter(casework.lock, casework.is_current, casework.rewrite),
    Asked: Rewriter(presence.lock, presence.is_asked_as_known, presence.ask),
    Departure: Rewriter(presence.lock, presence.is_elsewhere, presence.move),
    HandoverRewrite: Rewriter(handovers.lock, handovers.is_current, handovers.rewrite),
    ProfileRewrite: Rewriter(profiles.lock, profiles.is_current, profiles.rewrite),
    IntroductionRewrite: Rewriter(introductions.lock, introductions.is_current, introductions.rewrite),
    GrantEnd: Rewriter(given.lock, given.is_current, given.end),
    NewApproach: Rewriter(approaches.lock, approaches.is_current, approaches.add),
    NewReview: Rewriter(approaches.lock_reviews, approaches.is_unreviewed, approaches.review),
    CaseOpening: Rewriter(casework.lock_openings, casework.may_open, casework.open_case),
    ChannelRewrite: Rewriter(channel_orders.lock, channel_orders.is_current, channel_orders.rewrite),
    TaskRewrite: Rewriter(tasks.lock, tasks.is_current, tasks.rewrite),
    TaskMarks: Rewriter(task_marks.lock, task_marks.is_current, task_marks.rewrite),
    ChoiceRewrite: Rewriter(choices.lock, choices.is_current, choices.rewrite),
    SeenBatch: Rewriter(seens.lock_batches, seens.is_anything, seens.see),
    SeenAgain: Rewriter(seens.lock, seens.is_current, seens.rewrite),
    CalendarRewrite: Rewriter(calendar_links.lock, calendar_links.is_current, calendar_links.rewrite),
    DigestsMade: Rewriter(digests.lock, digests.is_current, digests.rewrite),
    EntryRewrite: Rewriter(entries.lock, entries.is_current, entries.rewrite),
    NewPractitioner: Rewriter(entries.lock_new, entries.is_new, entries.add),
    ChildMerge: Rewriter(_locked, merges.is_current, merges.merge),
    ChildUnmerge: Rewriter(_locked, merges.may_undo, merges.undo),
    NewLinks: Rewriter(links.lock_new, links.is_new, links.add),
    LinkRewrite: Rewriter(links.lock, links.is_current, links.rewrite),
}
_INSERT = {
    table: table.insert() for table in (grants, audit, notices, events, case_events, task_events, updates)
}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn writes. ``once`` names the inbound activity that it answers."""

    effects: Effects
    once: str | None


class Written(Enum):
    """What became of a turn."""

    NOW = auto()
    BEFORE = auto()
    OUTDATED = auto()


def write(
    connection: Connection, turns: Sequence[Turn], at: datetime, enqueue: Enqueue | None = None
) -> list[Written]:
    """Write every turn that has not been written before, and say what became of each.

    Of several turns for the same activity the first counts. An outdated one leaves no trace at all, so that
    the same activity can be answered afresh.
    """
    activities = [None if turn.once is None else storable(turn.once) for turn in turns]
    free = _claim(connection, {activity for activity in activities if activity is not None}, at)
    gone = _lock(connection, turns)
    outcomes = []
    written: list[Effects] = []
    for turn, activity in zip(turns, activities, strict=True):
        outcome = Written.NOW if activity is None or activity in free else Written.BEFORE
        if outcome is Written.NOW and not _rewrite(connection, turn.effects, gone):
            outcome = Written.OUTDATED
            connection.execute(delete(inbound).where(inbound.c.activity_id == activity))
        if outcome is Written.NOW:
            written.append(turn.effects)
        free.discard(activity)
        outcomes.append(outcome)
    _insert(connection, grants, (_grant(grant) for effects in written for grant in effects.grants))
    _insert(connection, audit, (_entry(entry) for effects in written for entry in effects.audit))
    _insert(
        connection, notices, (notice_row(notice, at) for effects in written for notice in effects.notices)
    )
    _insert(connection, events, (involvements.event_row(one) for each in written for one in each.events))
    _insert(
        connection, case_events, (casework.event_row(one) for each in written for one in each.case_events)
    )
    _insert(connection, task_events, (tasks.event_row(one) for each in written for one in each.task_events))
    news = [update for effects in written for update in updates_of(effects)]
    _insert(connection, updates, (asdict(update) for update in news))
    works = [work for effects in written for work in effects.work] + works_for(news)
    works += tending(connection, (change for effects in written for change in effects.rewrites))
    if works:
        put(connection, works, at, enqueue)
    return outcomes


def _lock(connection: Connection, turns: Sequence[Turn]) -> set[str]:
    """Lock what these turns change. The children whom they would write of, who have been merged away."""
    changes = [change for turn in turns for change in turn.effects.rewrites]
    if merging := [change for change in changes if isinstance(change, ChildMerge | ChildUnmerge)]:
        merges.lock(connection, merging)
    gone = merged.hold(connection, (turn.effects for turn in turns))
    # Always in this order, so that two replicas cannot wait for each other.
    for kind, rewriter in _REWRITERS.items():
        if mine := [change for change in changes if type(change) is kind]:
            rewriter.lock(connection, mine)
    return gone


def _rewrite(connection: Connection, effects: Effects, gone: set[str]) -> bool:
    if gone & merged.written_of(effects):
        return False
    if not all(_REWRITERS[type(change)].is_current(connection, change) for change in effects.rewrites):
        return False
    for change in effects.rewrites:
        _REWRITERS[type(change)].rewrite(connection, change)
        if isinstance(change, ChildMerge):
            gone.add(change.merge.gone)
    return True


def _claim(connection: Connection, activities: set[str], at: datetime) -> set[str | None]:
    if not activities:
        return set()
    # In order, so that two replicas with the same activities in hand cannot wait for each other.
    claims = [{"activity_id": activity, "at": at} for activity in sorted(activities)]
    return set(connection.scalars(_CLAIM[connection.dialect.name], claims))


def _insert(connection: Connection, table: Table, values: Iterable[dict[str, Any]]) -> None:
    if rows := list(values):
        connection.execute(_INSERT[table], rows)


def _grant(grant: Grant) -> dict[str, Any]:
    return {
        "id": grant.id,
        "practitioner_id": grant.practitioner_id,
        "child_id": grant.child_id,
        "purpose": grant.reason.purpose,
        "words": grant.reason.words,
        "given_at": grant.given_at,
        "expires_at": grant.expires_at,
    }


def _entry(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "tenant_id": entry.identity.tenant_id,
        "object_id": entry.identity.object_id,
        "practitioner_id": entry.practitioner_id,
        "action": entry.action,
        "outcome": entry.outcome,
        "child_id": entry.child_id,
        "basis": entry.basis,
        "reason": entry.reason,
        "asked": entry.asked,
        "shown": list(entry.shown),
    }


def notice_row(notice: Notice, at: datetime) -> dict[str, Any]:
    """The row of something to be told."""
    return {
        "practitioner_id": notice.to,
        "kind": notice.kind,
        "subject": notice.subject,
        "not_before": max(at, notice.not_before or at),
        "written_at": at,
        "attempts": 0,
        "error": "",
    }
