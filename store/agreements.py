"""Reads agreements. One that cannot be understood is left out, so it shares nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

import structlog
from sqlalchemy import Connection, Row, bindparam, null, select, type_coerce, union_all
from sqlalchemy.types import NullType

from cases.model import Agreement
from store import rows
from store.tables import agreement_agencies, agreement_purposes, agreements

_log = structlog.get_logger()

_AGREEMENT = (
    agreements.c.id.label("agreements_id"),
    agreements.c.level.label("agreements_level"),
    # Untyped, so that a date which is none does not spoil the reading of all the others.
    type_coerce(agreements.c.valid_from, NullType).label("agreements_valid_from"),
    type_coerce(agreements.c.valid_to, NullType).label("agreements_valid_to"),
)
# One row for each agency and one for each purpose: joining both would give their product.
_AGENCIES = select(*_AGREEMENT, agreement_agencies.c.agency_id, null().label("purpose")).outerjoin(
    agreement_agencies, agreement_agencies.c.agreement_id == agreements.c.id
)
_PURPOSES = select(*_AGREEMENT, null().label("agency_id"), agreement_purposes.c.purpose).join(
    agreement_purposes, agreement_purposes.c.agreement_id == agreements.c.id
)
_EVERYONES = union_all(_AGENCIES, _PURPOSES)
_PARTY = agreements.c.id.in_(
    select(agreement_agencies.c.agreement_id).where(agreement_agencies.c.agency_id == bindparam("agency"))
)
_OF_AGENCY = union_all(_AGENCIES.where(_PARTY), _PURPOSES.where(_PARTY))


def of_agency(connection: Connection, agency_id: str) -> tuple[Agreement, ...]:
    """The agreements this agency is party to, in force or not, by id."""
    return _readable(connection.execute(_OF_AGENCY, {"agency": agency_id}))


def everyone(connection: Connection) -> tuple[Agreement, ...]:
    """Every agreement, by id."""
    return _readable(connection.execute(_EVERYONES))


def _readable(found: Iterable[Row[Any]]) -> tuple[Agreement, ...]:
    return tuple(sorted(_read(found), key=lambda agreement: agreement.id))


def _read(found: Iterable[Row[Any]]) -> Iterator[Agreement]:
    for group in rows.grouped(found, "agreements_id"):
        agencies = {row.agency_id for row in group if row.agency_id is not None}
        purposes = {row.purpose for row in group if row.purpose is not None}
        try:
            yield rows.agreement(group[0], agencies, purposes)
        except ValueError:
            _log.warning("agreement.unreadable", agreement_id=group[0].agreements_id)
