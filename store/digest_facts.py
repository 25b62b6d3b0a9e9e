"""Reads what digests rest on: a few statements for many services at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, exists, not_, or_, select

from cases.digest_facts import CaseFact, Facts, Held, OverrideFact, TaskFact, UnseenFact, WaitingFact
from cases.introduction import OPEN, Stage
from cases.model import (
    AgencyId,
    ApproachKind,
    CaseStatus,
    DisclosureLevel,
    PractitionerId,
    SeatStage,
    ServiceId,
    Visibility,
)
from cases.policy_digest import ACKNOWLEDGED
from cases.records import CaseEventKind
from cases.task import LIVE
from store import rows
from store.directory import Snapshot
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

_HELD = (
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
_CASE = (
    cases.c.id,
    cases.c.lead_id,
    cases.c.conversation_id.is_not(None).label("channel"),
    _LEAD.c.service_id.label("lead_service"),
    _LEAD.c.active.label("lead_active"),
    _STRANGER.label("stranger"),
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


_OPEN_CASES = _cases(cases.c.status == CaseStatus.OPEN)
_JUST_CLOSED = _cases(
    cases.c.status == CaseStatus.CLOSED,
    cases.c.id.in_(
        select(case_events.c.case_id).where(
            case_events.c.kind == CaseEventKind.CLOSED, case_events.c.at > _SINCE
        )
    ),
)
_EVENTS = select(case_events.c.case_id, case_events.c.kind, case_events.c.at).where(
    case_events.c.at > _SINCE, case_events.c.kind.in_((CaseEventKind.OPENED, CaseEventKind.CLOSED))
)
_TASKS = (
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
    .where(practitioners.c.service_id.in_(_SERVICES), tasks.c.state.in_(LIVE), tasks.c.due < _TODAY)
)
_OPENLY = rows.ForIds(
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
_UNSEEN = (
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
        updates.c.kind.in_(sorted(ACKNOWLEDGED)),
    )
)
_WAITING = (
    select(introduction_approaches, involvements.c.child_id)
    .join(involvements, involvements.c.id == introduction_approaches.c.involvement_id)
    .where(
        introduction_approaches.c.stage.in_(sorted(OPEN)),
        introduction_approaches.c.service_id.in_(_SERVICES),
        involvements.c.disclosure_level != DisclosureLevel.NONE,
        _CURRENT,
    )
)
_OVERRIDES = (
    select(approaches.c.id, approaches.c.practitioner_id, approaches.c.at, practitioners.c.service_id)
    .select_from(practitioners)
    .join(approaches, approaches.c.practitioner_id == practitioners.c.id)
    .where(
        practitioners.c.service_id.in_(_SERVICES),
        approaches.c.kind == ApproachKind.OVERRIDE,
        approaches.c.at > _SINCE,
    )
)
_BROKERS = select(practitioners.c.id).where(practitioners.c.broker, practitioners.c.active).limit(1)

STATEMENTS: tuple[Select[Any], ...] = (
    _HELD,
    *_OPEN_CASES,
    *_JUST_CLOSED,
    _TASKS,
    _UNSEEN,
    _WAITING,
    _OVERRIDES,
)
"""For the benchmark, which runs them bare."""


def read(
    connection: Connection,
    directory: Snapshot,
    asked: Collection[ServiceId],
    today: date,
    since: datetime,
) -> Facts:
    """What is known of these services."""
    if not asked:
        return Facts()
    said = {"services": sorted(asked), "today": today, "since": since}
    return Facts(
        held=tuple(_held(connection.execute(_HELD, said), directory)),
        cases=tuple(_all_cases(connection, said)),
        tasks=tuple(_tasks(connection, said)),
        unseen=tuple(
            UnseenFact(
                row.id, row.practitioner_id, row.service_id, row.at, row.child_id, row.case_id, row.about
            )
            for row in connection.execute(_UNSEEN, said)
        ),
        waiting=tuple(
            WaitingFact(
                row.introduction_id,
                PractitionerId(row.practitioner_id),
                ServiceId(row.service_id),
                row.child_id,
                Stage(row.stage),
                row.since,
            )
            for row in connection.execute(_WAITING, said)
        ),
        overrides=tuple(
            OverrideFact(row.id, row.practitioner_id, row.service_id, row.at)
            for row in connection.execute(_OVERRIDES, said)
        ),
        brokers=connection.scalar(_BROKERS) is not None,
    )


def _held(found: Iterable[Any], directory: Snapshot) -> Iterator[Held]:
    allowed = {
        one.id: directory.agencies[one.agency_id].confirm_after_days for one in directory.services.values()
    }
    for child, who, service, since, until, contact, confirmed, active in found:
        yield Held(child, who, service, since, until, contact, confirmed, active, allowed[service])


def _all_cases(connection: Connection, said: Mapping[str, Any]) -> Iterator[CaseFact]:
    happened: dict[str, dict[str, datetime]] = defaultdict(dict)
    for row in connection.execute(_EVENTS, said):
        happened[row.case_id][row.kind] = max(row.at, happened[row.case_id].get(row.kind, row.at))
    for statements, closed in ((_OPEN_CASES, False), (_JUST_CLOSED, True)):
        known: dict[str, Any] = {}
        around: dict[str, set[ServiceId]] = defaultdict(set)
        by_children, by_lead = statements
        for row in connection.execute(by_children, said):
            known[row.id] = row
            around[row.id].add(row.around)
        for row in connection.execute(by_lead, said):
            known.setdefault(row.id, row)
        for case, row in known.items():
            events = happened.get(case, {})
            yield _case(row, frozenset(around.get(case, ())), events, closed=closed)


def _case(
    row: Row[Any], around: frozenset[ServiceId], events: Mapping[str, datetime], *, closed: bool
) -> CaseFact:
    return CaseFact(
        row.id,
        around,
        row.lead_id,
        row.lead_service,
        lead_gone=row.lead_active is not None and not row.lead_active,
        channel=bool(row.channel),
        stranger=bool(row.stranger),
        opened=events.get(CaseEventKind.OPENED),
        closed=events.get(CaseEventKind.CLOSED) if closed else None,
    )


def _tasks(connection: Connection, said: Mapping[str, Any]) -> Iterator[TaskFact]:
    found: Sequence[Any] = connection.execute(_TASKS, said).all()
    others = sorted(row.id for row in found if row.asker_service != row.service_id)
    openly: dict[str, set[AgencyId]] = defaultdict(set)
    if others:
        for row in _OPENLY.gather(connection, others, today=said["today"]):
            openly[row.id].add(row.agency_id)
    for row in found:
        yield TaskFact(
            row.id,
            row.case_id,
            row.owner_id,
            row.service_id,
            row.asked_by,
            row.asker_service,
            row.due,
            frozenset(openly.get(row.id, ())),
        )
