"""Reads many cases whole: a few statements a page, however many cases are on it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from cases.model import Agreement, Case, CaseId, ChannelOrder, Colleague, PractitionerId
from cases.ports_casework import CaseFile
from store import files, rows
from store.casework_left import left_on
from store.channel_orders import order_from
from store.channel_rows import record_from, seat_from
from store.directory import Snapshot
from store.tables import (
    cases,
    channel_left_out,
    channel_orders,
    channel_records,
    channel_seats,
    children,
)

_ORDERS = (
    select(channel_orders)
    .where(channel_orders.c.case_id > bindparam("after"))
    .order_by(channel_orders.c.case_id)
    .limit(bindparam("most"))
)
_THESE_ORDERS = rows.ForIds(lambda among: select(channel_orders).where(among(channel_orders.c.case_id)))
_CASES = rows.ForIds(lambda among: files.CASES.where(among(cases.c.id)))
_LEFT_OUT = rows.ForIds(
    lambda among: select(channel_left_out.c.case_id, channel_left_out.c.practitioner_id).where(
        among(channel_left_out.c.case_id)
    )
)
_RECORDS = rows.ForIds(lambda among: select(channel_records).where(among(channel_records.c.case_id)))
_SEATS = rows.ForIds(
    lambda among: (
        select(channel_seats)
        .where(among(channel_seats.c.case_id))
        .order_by(channel_seats.c.tenant_id, channel_seats.c.object_id)
    )
)
_SHIELDED = rows.ForIds(lambda among: select(children.c.id).where(among(children.c.id), children.c.shielded))


def ordered_files(
    connection: Connection, directory: Snapshot, after: str, most: int, on: date
) -> list[CaseFile]:
    """Cases that a channel was asked for, whole, by id, those after an id; at most so many."""
    asked = connection.execute(_ORDERS, {"after": after, "most": most}).all()
    return _files(connection, directory, asked, on)


def files_of(
    connection: Connection, directory: Snapshot, cases: Collection[CaseId], on: date
) -> list[CaseFile]:
    """Those of these cases that a channel was asked for, whole, by id."""
    return _files(connection, directory, _THESE_ORDERS.gather(connection, sorted(cases)), on)


def _files(
    connection: Connection, directory: Snapshot, asked: Sequence[Row[Any]], on: date
) -> list[CaseFile]:
    orders = _orders(connection, asked)
    if not orders:
        return []
    found = list(files.cases_from(_CASES.gather(connection, sorted(orders))))
    about = sorted({child for case in found for child in case.children})
    circles = files.circles(connection, directory, about, on) if about else {}
    shielded = {row.id for row in _SHIELDED.gather(connection, about)} if about else set()
    records = {row.case_id: record_from(row) for row in _RECORDS.gather(connection, sorted(orders))}
    seats = _by_case(_SEATS.gather(connection, sorted(orders)))
    leads, left = _leads(connection, directory, found), left_on(connection, about, on)
    agreements: dict[frozenset[str], frozenset[Agreement]] = {}

    def file(case: Case) -> CaseFile:
        circle = tuple(member for child in case.children for member in circles.get(child, ()))
        lead = leads.get(case.lead_id) if case.lead_id else None
        agencies = frozenset(one.agency.id for one in circle) | ({lead.agency.id} if lead else set())
        if agencies not in agreements:  # few mixtures of agencies, many cases
            held = (one for agency in agencies for one in directory.agreements(connection, agency))
            agreements[agencies] = frozenset(held)
        return CaseFile(
            case=case,
            circle=circle,
            lead=lead,
            shielded=not shielded.isdisjoint(case.children),
            agreements=agreements[agencies],
            order=orders[case.id],
            record=records.get(case.id),
            seats=tuple(map(seat_from, seats.get(case.id, ()))),
            left=left,
        )

    return sorted(map(file, found), key=lambda one: one.case.id)


def _orders(connection: Connection, asked: Sequence[Row[Any]]) -> Mapping[str, ChannelOrder]:
    if not asked:
        return {}
    left_out = _by_case(_LEFT_OUT.gather(connection, [row.case_id for row in asked]))
    return {
        row.case_id: order_from(row, (one.practitioner_id for one in left_out.get(row.case_id, ())))
        for row in asked
    }


def _leads(
    connection: Connection, directory: Snapshot, found: Sequence[Case]
) -> Mapping[PractitionerId, Colleague]:
    ids = {case.lead_id for case in found if case.lead_id is not None}
    known = directory.practitioners(connection, ids)
    return {one: directory.colleague(known[one]) for one in ids}


def _by_case(found: Iterable[Row[Any]]) -> Mapping[str, list[Row[Any]]]:
    groups: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in found:
        groups[row.case_id].append(row)
    return groups
