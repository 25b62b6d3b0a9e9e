"""Reads what digests rest on: a few statements for many services at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
)

from cases.digest_facts import CaseFact, Facts, Held, OverrideFact, TaskFact, UnseenFact, WaitingFact
from cases.introduction import Stage
from cases.model import (
    AgencyId,
    PractitionerId,
    ServiceId,
)
from store import digest_statements as statements
from store.directory import Snapshot


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
        held=tuple(_held(connection.execute(statements.HELD, said), directory)),
        cases=tuple(_all_cases(connection, said)),
        tasks=tuple(_tasks(connection, said)),
        unseen=tuple(
            UnseenFact(
                row.id, row.practitioner_id, row.service_id, row.at, row.child_id, row.case_id, row.about
            )
            for row in connection.execute(statements.UNSEEN, said)
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
            for row in connection.execute(statements.WAITING, said)
        ),
        overrides=tuple(
            OverrideFact(row.id, row.practitioner_id, row.service_id, row.at)
            for row in connection.execute(statements.OVERRIDES, said)
        ),
        brokers=connection.scalar(statements.BROKERS) is not None,
    )


def _held(found: Iterable[Any], directory: Snapshot) -> Iterator[Held]:
    allowed = {
        one.id: directory.agencies[one.agency_id].confirm_after_days for one in directory.services.values()
    }
    for child, who, service, since, until, contact, confirmed, active in found:
        yield Held(child, who, service, since, until, contact, confirmed, active, allowed[service])


def _all_cases(connection: Connection, said: Mapping[str, Any]) -> Iterator[CaseFact]:
    for both, closed in ((statements.OPEN_CASES, False), (statements.JUST_CLOSED, True)):
        known: dict[str, Any] = {}
        around: dict[str, set[ServiceId]] = defaultdict(set)
        by_children, by_lead = both
        for row in connection.execute(by_children, said):
            known[row.id] = row
            around[row.id].add(row.around)
        for row in connection.execute(by_lead, said):
            known.setdefault(row.id, row)
        for case, row in known.items():
            yield _case(row, frozenset(around.get(case, ())), closed=closed)


def _case(row: Row[Any], around: frozenset[ServiceId], *, closed: bool) -> CaseFact:
    return CaseFact(
        row.id,
        around,
        row.lead_id,
        row.lead_service,
        lead_gone=row.lead_active is not None and not row.lead_active,
        channel=bool(row.channel),
        stranger=bool(row.stranger),
        opened=row.opened,
        closed=row.closed if closed else None,
    )


def _tasks(connection: Connection, said: Mapping[str, Any]) -> Iterator[TaskFact]:
    found: Sequence[Any] = connection.execute(statements.TASKS, said).all()
    others = sorted(row.id for row in found if row.asker_service != row.service_id)
    openly: dict[str, set[AgencyId]] = defaultdict(set)
    if others:
        for row in statements.OPENLY.gather(connection, others, today=said["today"]):
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
