"""The statements by which digests are counted: each for many services at once."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
)

from cases.introduction import OPEN
from cases.model import (
    ApproachKind,
    CaseStatus,
    DisclosureLevel,
    SeatStage,
    Visibility,
)
from cases.records import CaseEventKind
from cases.task import LIVE
from cases.updates_seen import TO_BE_SEEN
from store import rows
from store.tables import (
    approaches,
    case_children,
    case_events,
    cases,
    channel_seats,
    children,
    introduction_approaches,
    involvements,
    practitioners,
    services,
    tasks,
    update_items,
    updates,
)
from store.tables.columns import Moment

_SERVICES: ColumnElement[Any] = bindparam("services", expanding=True)
_SINCE = bindparam("since", type_=Moment())
_TODAY: ColumnElement[Any] = bindparam("today")
_CURRENT = and_(
    not_(involvements.c.cancelled),
    involvements.c.since <= _TODAY,
    or_(involvements.c.until.is_(None), involvements.c.until >= _TODAY),
)
_LEAD, _ASKER, _ABOUT = (
    practitioners.alias("lead"),
    practitioners.alias("asker"),
    practitioners.alias("about"),
)
_PROTECTED = exists().where(
    case_children.c.case_id == cases.c.id,
    children.c.id == case_children.c.child_id,
    children.c.shielded,
).correlate(cases)  # fmt: skip

HELD = (
    select(
        involvements.c.child_id,
        involvements.c.practitioner_id,
        involvements.c.service_id,
        involvements.c.since,
        involvements.c.until,
        involvements.c.last_contact,
        involvements.c.last_confirmed,
        practitioners.c.active,
    )
    .join(practitioners, practitioners.c.id == involvements.c.practitioner_id)
    .join(children, children.c.id == involvements.c.child_id)
    .where(involvements.c.service_id.in_(_SERVICES), _CURRENT, not_(children.c.shielded))
)
_STRANGER = exists().where(
    channel_seats.c.case_id == cases.c.id, channel_seats.c.stage == SeatStage.STRANGER
).correlate(cases)  # fmt: skip


def _happened(kind: CaseEventKind) -> ColumnElement[Any]:
    """When that last happened to the case since then, found by its id: there are many events in a month."""
    return (
        select(func.max(case_events.c.at, type_=Moment()))
        .where(case_events.c.case_id == cases.c.id, case_events.c.kind == kind, case_events.c.at > _SINCE)
        .correlate(cases)
        .scalar_subquery()
    )


_CASE = (
    cases.c.id,
    cases.c.lead_id,
    cases.c.conversation_id.is_not(None).label("channel"),
    _LEAD.c.service_id.label("lead_service"),
    _LEAD.c.active.label("lead_active"),
    _STRANGER.label("stranger"),
    _happened(CaseEventKind.OPENED).label("opened"),
    _happened(CaseEventKind.CLOSED).label("closed"),
)


def _cases(*which: ColumnElement[bool]) -> tuple[Select[Any], Select[Any]]:
    """By the services that work with their children; and by those of their leads."""
    around = (
        select(*_CASE, involvements.c.service_id.label("around"))
        .distinct()
        .select_from(involvements)
        .join(case_children, case_children.c.child_id == involvements.c.child_id)
        .join(cases, cases.c.id == case_children.c.case_id)
        .outerjoin(_LEAD, _LEAD.c.id == cases.c.lead_id)
        .where(involvements.c.service_id.in_(_SERVICES), _CURRENT, not_(_PROTECTED), *which)
    )
    led = (
        select(*_CASE)
        .select_from(_LEAD)
        .join(cases, cases.c.lead_id == _LEAD.c.id)
        .where(_LEAD.c.service_id.in_(_SERVICES), not_(_PROTECTED), *which)
    )
    return around, led


OPEN_CASES = _cases(cases.c.status == CaseStatus.OPEN)
JUST_CLOSED = _cases(cases.c.status == CaseStatus.CLOSED, _happened(CaseEventKind.CLOSED).is_not(None))
# So that the index of owners is used, and not all that is overdue gone through for each few services.
_STATE = func.coalesce(tasks.c.state, "")
TASKS = (
    select(
        tasks.c.id,
        tasks.c.case_id,
        tasks.c.owner_id,
        tasks.c.asked_by,
        tasks.c.due,
        practitioners.c.service_id,
        _ASKER.c.service_id.label("asker_service"),
    )
    .select_from(practitioners)
    .join(tasks, tasks.c.owner_id == practitioners.c.id)
    .join(_ASKER, _ASKER.c.id == tasks.c.asked_by)
    .where(practitioners.c.service_id.in_(_SERVICES), _STATE.in_(LIVE), tasks.c.due < _TODAY)
)
OPENLY = rows.ForIds(
    lambda among: (
        select(tasks.c.id, services.c.agency_id)
        .join(case_children, case_children.c.case_id == tasks.c.case_id)
        .join(
            involvements,
            and_(
                involvements.c.child_id == case_children.c.child_id,
                involvements.c.practitioner_id == tasks.c.asked_by,
            ),
        )
        .join(services, services.c.id == involvements.c.service_id)
        .where(among(tasks.c.id), involvements.c.visibility == Visibility.OPEN, _CURRENT)
        .distinct()
    )
)
UNSEEN = (
    select(
        updates.c.id,
        update_items.c.practitioner_id,
        practitioners.c.service_id,
        updates.c.at,
        updates.c.child_id,
        updates.c.case_id,
        _ABOUT.c.service_id.label("about"),
    )
    .select_from(practitioners)
    .join(update_items, update_items.c.practitioner_id == practitioners.c.id)
    .join(updates, updates.c.id == update_items.c.update_id)
    .outerjoin(_ABOUT, _ABOUT.c.id == updates.c.about_id)
    .where(
        practitioners.c.service_id.in_(_SERVICES),
        practitioners.c.active,
        update_items.c.seen_at.is_(None),
        updates.c.kind.in_(sorted(TO_BE_SEEN)),
    )
)
WAITING = (
    select(introduction_approaches, involvements.c.child_id)
    .join(involvements, involvements.c.id == introduction_approaches.c.involvement_id)
    .where(
        introduction_approaches.c.stage.in_(sorted(OPEN)),
        introduction_approaches.c.service_id.in_(_SERVICES),
        involvements.c.disclosure_level != DisclosureLevel.NONE,
        _CURRENT,
    )
)
OVERRIDES = (
    select(approaches.c.id, approaches.c.practitioner_id, approaches.c.at, practitioners.c.service_id)
    .select_from(practitioners)
    .join(approaches, approaches.c.practitioner_id == practitioners.c.id)
    .where(
        practitioners.c.service_id.in_(_SERVICES),
        approaches.c.kind == ApproachKind.OVERRIDE,
        approaches.c.at > _SINCE,
    )
)
BROKERS = select(practitioners.c.id).where(practitioners.c.broker, practitioners.c.active).limit(1)

STATEMENTS: tuple[Select[Any], ...] = (
    HELD,
    *OPEN_CASES,
    *JUST_CLOSED,
    TASKS,
    UNSEEN,
    WAITING,
    OVERRIDES,
)
"""For the benchmark, which runs them bare."""
