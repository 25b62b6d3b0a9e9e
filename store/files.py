"""Reads children's files: few statements, however many children."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    LABEL_STYLE_TABLENAME_PLUS_COL,
    Connection,
    Row,
    bindparam,
    not_,
    or_,
    select,
)

from cases.model import (
    Case,
    CaseStatus,
    Child,
    ChildFile,
    ChildId,
    Grant,
    Member,
    Name,
    PractitionerId,
)
from cases.policy import channel_members
from store import rows
from store.directory import Snapshot
from store.tables import (
    case_children,
    cases,
    child_names,
    children,
    grant_endings,
    grants,
    involvement_named_to,
    involvements,
    profiles,
)

CHILDREN = (
    select(children, child_names.c.given, child_names.c.family)
    .outerjoin(child_names, child_names.c.child_id == children.c.id)
    .order_by(children.c.id, child_names.c.position)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
CASES = (
    select(cases, case_children.c.child_id)
    .outerjoin(case_children, case_children.c.case_id == cases.c.id)
    .order_by(cases.c.id, case_children.c.position)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_THESE_CHILDREN = rows.ForIds(lambda among: CHILDREN.where(among(children.c.id)))
_OPEN_CASES = rows.ForIds(
    lambda among: CASES.where(
        cases.c.status == CaseStatus.OPEN,
        cases.c.id.in_(select(case_children.c.case_id).where(among(case_children.c.child_id))),
    )
)
_MEMBERS = rows.ForIds(
    lambda among: (
        select(
            involvements,
            involvement_named_to.c.practitioner_id,
            profiles.c.away_from,
            profiles.c.away_until,
        )
        .outerjoin(involvement_named_to, involvement_named_to.c.involvement_id == involvements.c.id)
        .outerjoin(profiles, profiles.c.practitioner_id == involvements.c.practitioner_id)
        .where(
            among(involvements.c.child_id),
            not_(involvements.c.cancelled),
            involvements.c.since <= bindparam("on"),
            or_(involvements.c.until.is_(None), involvements.c.until >= bindparam("on")),
        )
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )
)
_GRANTS = rows.ForIds(
    lambda among: (
        select(grants, grant_endings)
        .outerjoin(grant_endings, grant_endings.c.grant_id == grants.c.id)
        .where(
            grants.c.practitioner_id == bindparam("viewer"),
            among(grants.c.child_id),
            grants.c.given_at <= bindparam("now"),
            grants.c.expires_at > bindparam("now"),
        )
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )
)

_Circles = Mapping[ChildId, Sequence[Member]]


def read(
    connection: Connection,
    directory: Snapshot,
    children: Sequence[ChildId],
    viewer: PractitionerId | None,
    now: datetime,
    on: date,
) -> tuple[ChildFile, ...]:
    """One file for each known child, in the order asked, as things stand on that day.

    Nobody's grants are in them where there is no ``viewer``.
    """
    found = _THESE_CHILDREN.gather(connection, children)
    if moved := {
        row.children_id: ChildId(row.children_merged_into) for row in found if row.children_merged_into
    }:
        # Asked for by what somebody knew before: who that child turned out to be, and once.
        these = list(dict.fromkeys(moved.get(child, child) for child in children))
        return read(connection, directory, these, viewer, now, on)
    known = {child.id: child for child in children_from(found)}
    about: dict[ChildId, dict[str, Case]] = defaultdict(dict)
    for case in cases_from(_OPEN_CASES.gather(connection, children)):
        for child in case.children:
            about[child][case.id] = case
    # A channel is made of the circles of all the case's children, so those of siblings are read as well.
    around = circles(connection, directory, sorted(known.keys() | about.keys()), on)
    given = _grants(connection, children, viewer, now) if viewer is not None else {}
    return tuple(
        _file(known[child], list(about[child].values()), around, given.get(child, ()), on)
        for child in children
        if child in known
    )


def children_from(found: Iterable[Row[Any]]) -> Iterable[Child]:
    """Children from the rows of CHILDREN."""
    for group in rows.grouped(found, "children_id"):
        # A child without any name still has one row, of the child alone.
        named = (row for row in group if row.child_names_given is not None)
        yield rows.child(group[0], [Name(row.child_names_given, row.child_names_family) for row in named])


def cases_from(found: Iterable[Row[Any]]) -> Iterable[Case]:
    """Cases from the rows of CASES."""
    for group in rows.grouped(found, "cases_id"):
        about = (row.case_children_child_id for row in group)
        yield rows.case(group[0], [child for child in about if child is not None])


def circles(connection: Connection, directory: Snapshot, children: Sequence[ChildId], on: date) -> _Circles:
    """Whatever involvements with these children hold on that day, hidden ones too, by child."""
    groups = list(rows.grouped(_MEMBERS.gather(connection, children, on=on), "involvements_id"))
    involved = {group[0].involvements_practitioner_id for group in groups}
    practitioners = directory.practitioners(connection, involved)
    found: dict[ChildId, list[Member]] = defaultdict(list)
    for group in groups:
        named_to = {row.involvement_named_to_practitioner_id for row in group} - {None}
        held = rows.involvement(group[0], named_to)
        service = directory.services[held.service_id]
        agency = directory.agencies[service.agency_id]
        who, absence = practitioners[held.practitioner_id], rows.absence(group[0])
        found[held.child_id].append(Member(held, who, service, agency, absence))
    return found


def _grants(
    connection: Connection, children: Sequence[ChildId], viewer: PractitionerId, now: datetime
) -> Mapping[ChildId, Sequence[Grant]]:
    given: dict[ChildId, list[Grant]] = defaultdict(list)
    for row in _GRANTS.gather(connection, children, viewer=viewer, now=now):
        grant = rows.grant(row)
        given[grant.child_id].append(grant)
    return given


def _file(
    child: Child, about: Sequence[Case], around: _Circles, given: Sequence[Grant], on: date
) -> ChildFile:
    channel: set[PractitionerId] = set()
    for case in about:
        involved = (member.involvement for sibling in case.children for member in around.get(sibling, ()))
        channel |= channel_members(case, involved, on)
    return ChildFile(
        child=child,
        circle=tuple(sorted(around.get(child.id, ()), key=lambda member: member.involvement.id)),
        cases=tuple(sorted(about, key=lambda case: case.id)),
        channel=frozenset(channel),
        grants=tuple(sorted(given, key=lambda grant: grant.id)),
    )
