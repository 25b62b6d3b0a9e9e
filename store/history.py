"""Reads what has happened with a child: three statements, and one for practitioners not met before."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, Row, Text, bindparam, select, union_all

from cases.model import ChildId, Member, Practitioner
from cases.ports_history import History
from cases.records import CaseEventKind, Event, EventKind
from store import casework, rows
from store.database import Database
from store.directory import Snapshot
from store.tables import case_children, case_events, children, events, involvement_named_to, involvements

_INVOLVEMENTS = (
    select(involvements, involvement_named_to.c.practitioner_id)
    .outerjoin(involvement_named_to, involvement_named_to.c.involvement_id == involvements.c.id)
    .where(involvements.c.child_id == bindparam("child"))
    .order_by(involvements.c.id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
# What happened to those who were merged into it happened to it.
_PARTS = union_all(
    select(bindparam("child", type_=Text)),
    select(children.c.id).where(children.c.merged_into == bindparam("child")),
)
# In the order of Event's fields: a child may have thousands, and a look at each by name takes twice as long.
_EVENTS = (
    select(*(events.c["on_day" if field.name == "on" else field.name] for field in fields(Event)))
    .where(events.c.child_id.in_(_PARTS))
    .order_by(events.c.number)
)
_CASE_EVENTS = (
    select(case_events)
    .join(case_children, case_children.c.case_id == case_events.c.case_id)
    .where(case_children.c.child_id == bindparam("child"))
    .order_by(case_events.c.number)
)
# A newer release may have written kinds that this one does not know.
_KINDS = {str(kind): kind for kind in EventKind}
_CASE_KINDS = frozenset(map(str, CaseEventKind))


class SqlHistories:
    """What has happened, in a database (cases.ports_history.Histories)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._directory = database.directory

    async def of(self, child: ChildId) -> History:
        """The history of one child; empty for an unknown one."""

        def read(connection: Connection) -> History:
            return _history(connection, self._directory.at(connection), child)

        return await self._database.read(read)


def _history(connection: Connection, directory: Snapshot, child: ChildId) -> History:
    asked = {"child": child}
    held = list(rows.grouped(connection.execute(_INVOLVEMENTS, asked), "involvements_id"))
    recorded = connection.execute(_EVENTS, asked).all()
    of_cases = tuple(
        casework.event_from(row) for row in connection.execute(_CASE_EVENTS, asked) if row.kind in _CASE_KINDS
    )
    leads = {event.lead_id for event in of_cases if event.lead_id is not None}
    involved = {group[0].involvements_practitioner_id for group in held}
    people = directory.practitioners(connection, involved | leads)
    return History(
        involvements=tuple(_member(group, directory, people) for group in held),
        events=tuple(
            Event(id_, at, _KINDS[kind], *rest) for id_, at, kind, *rest in recorded if kind in _KINDS
        ),
        case_events=of_cases,
        leads={lead: directory.colleague(people[lead]) for lead in leads if lead in people},
    )


def _member(group: Sequence[Row[Any]], directory: Snapshot, people: Mapping[str, Practitioner]) -> Member:
    named_to = {row.involvement_named_to_practitioner_id for row in group} - {None}
    held = rows.involvement(group[0], named_to)
    service = directory.services[held.service_id]
    return Member(held, people[held.practitioner_id], service, directory.agencies[service.agency_id])
