"""From rows to the domain's values. Columns are labelled ``table_column``; rows go no further than this."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam

from cases.model import (
    Absence,
    Agency,
    AgencyId,
    Agreement,
    Birth,
    Case,
    CaseId,
    CaseKind,
    CaseStatus,
    ChannelForm,
    Child,
    ChildId,
    ConversationId,
    Disclosure,
    DisclosureLevel,
    Ending,
    Grant,
    Identity,
    Involvement,
    InvolvementId,
    Level,
    Name,
    Practitioner,
    PractitionerId,
    Purpose,
    Reason,
    Service,
    ServiceId,
    Visibility,
)
from cases.profile import Profile, Weekday

# Looked up by value, which is several times quicker than calling the enumeration.
_VISIBILITY = {str(visibility): visibility for visibility in Visibility}
_DISCLOSURE = {str(level): level for level in DisclosureLevel}

# Far below what either database takes (32,766), and few enough for a plan that looks each one up.
CHUNK = 500


Among = Callable[[ColumnElement[str]], ColumnElement[bool]]


class ForIds:
    """A statement about some ids, in two forms: for one, as most turns ask, and for many.

    SQLAlchemy writes an IN list anew each time, which takes longer than finding one child's rows.
    """

    def __init__(self, make: Callable[[Among], Select[Any]]) -> None:
        """``make`` is given the condition that a column holds one of the ids."""
        self._one = make(lambda column: column == bindparam("ids"))
        self._many = make(lambda column: column.in_(bindparam("ids", expanding=True)))

    def gather(self, connection: Connection, ids: Sequence[str], **more: object) -> Sequence[Row[Any]]:
        """All rows, however many ids there are, in chunks."""
        if len(ids) == 1:
            return connection.execute(self._one, {"ids": ids[0], **more}).all()
        return [
            row
            for start in range(0, len(ids), CHUNK)
            for row in connection.execute(self._many, {"ids": ids[start : start + CHUNK], **more})
        ]


def agency(row: Row[Any]) -> Agency:
    """An agency."""
    return Agency(
        id=AgencyId(row.agencies_id),
        name=row.agencies_name,
        kind=row.agencies_kind,
        confirm_after_days=row.agencies_confirm_after_days,
        channel_form=None if row.agencies_channel_form is None else ChannelForm(row.agencies_channel_form),
    )


def service(row: Row[Any]) -> Service:
    """A service."""
    return Service(
        ServiceId(row.services_id),
        AgencyId(row.services_agency_id),
        row.services_name,
        row.services_sensitive,
    )


def practitioner(row: Row[Any], manages: Iterable[str]) -> Practitioner:
    """A practitioner who manages these services."""
    tenant = row.practitioners_tenant_id
    return Practitioner(
        id=PractitionerId(row.practitioners_id),
        name=row.practitioners_name,
        role=row.practitioners_role,
        service_id=ServiceId(row.practitioners_service_id),
        phone=row.practitioners_phone,
        email=row.practitioners_email,
        identity=Identity(tenant, row.practitioners_object_id) if tenant is not None else None,
        manages=frozenset(map(ServiceId, manages)),
        broker=row.practitioners_broker,
        governance_lead=row.practitioners_governance_lead,
        administrator=row.practitioners_administrator,
        active=row.practitioners_active,
        steward=row.practitioners_steward,
    )


def absence(row: Row[Any]) -> Absence | None:
    """The days on which somebody is away; None if there are none on record."""
    since = row.profiles_away_from
    return None if since is None else Absence(since, row.profiles_away_until)


def profile(row: Row[Any]) -> Profile:
    """What somebody says of themself."""
    days = frozenset(Weekday(day) for day in row.profiles_working_days.split(",") if day)
    whose = PractitionerId(row.profiles_practitioner_id)
    return Profile(whose, days, tuple(row.profiles_languages), absence(row))


def child(row: Row[Any], names: Iterable[Name]) -> Child:
    """A child known by these names."""
    year = row.children_birth_year
    birth = Birth(year, row.children_birth_month, row.children_birth_day, row.children_birth_expected)
    return Child(
        id=ChildId(row.children_id),
        reference=row.children_reference,
        names=tuple(names),
        birth=birth if year is not None else None,
        area=row.children_area,
        nhs_number=row.children_nhs_number or "",
        upn=row.children_upn or "",
        shielded=row.children_shielded,
    )


def involvement(row: Row[Any], named_to: Iterable[str]) -> Involvement:
    """An involvement, named to these practitioners."""
    level, basis = row.involvements_disclosure_level, row.involvements_disclosure_basis
    disclosure = Disclosure(_DISCLOSURE[level], basis, frozenset(map(PractitionerId, named_to)))
    return Involvement(
        id=InvolvementId(row.involvements_id),
        child_id=ChildId(row.involvements_child_id),
        practitioner_id=PractitionerId(row.involvements_practitioner_id),
        service_id=ServiceId(row.involvements_service_id),
        role=row.involvements_role,
        since=row.involvements_since,
        until=row.involvements_until,
        last_contact=row.involvements_last_contact,
        last_confirmed=row.involvements_last_confirmed,
        visibility=_VISIBILITY[row.involvements_visibility],
        disclosure=disclosure,
        cancelled=row.involvements_cancelled,
        recording_basis=row.involvements_recording_basis,
    )


def case(row: Row[Any], children: Iterable[str]) -> Case:
    """A case about these children."""
    lead, conversation = row.cases_lead_id, row.cases_conversation_id
    return Case(
        id=CaseId(row.cases_id),
        reference=row.cases_reference,
        children=tuple(map(ChildId, children)),
        lead_id=None if lead is None else PractitionerId(lead),
        status=CaseStatus(row.cases_status),
        conversation_id=None if conversation is None else ConversationId(conversation),
        kind=None if row.cases_kind is None else CaseKind(row.cases_kind),
    )


def grant(row: Row[Any]) -> Grant:
    """A grant, and the ending that its row is joined with, if any."""
    by = row.grant_endings_by_id
    words, told = row.grant_endings_words, row.grant_endings_told
    ending = None if by is None else Ending(row.grant_endings_at, PractitionerId(by), words, told)
    return Grant(
        id=row.grants_id,
        practitioner_id=PractitionerId(row.grants_practitioner_id),
        child_id=ChildId(row.grants_child_id),
        reason=Reason(Purpose(row.grants_purpose), row.grants_words),
        given_at=row.grants_given_at,
        expires_at=row.grants_expires_at,
        ending=ending,
    )


def agreement(row: Row[Any], agencies: Iterable[str], purposes: Iterable[str]) -> Agreement:
    """An agreement between these agencies for these purposes. Raises ValueError if it cannot be read."""
    valid_to = row.agreements_valid_to
    return Agreement(
        id=row.agreements_id,
        agencies=frozenset(map(AgencyId, agencies)),
        purposes=frozenset(map(Purpose, purposes)),
        level=Level(row.agreements_level),
        valid_from=_day(row.agreements_valid_from),
        valid_to=None if valid_to is None else _day(valid_to),
    )


def grouped(rows: Iterable[Row[Any]], key: str) -> Iterator[list[Row[Any]]]:
    """Rows that agree in a column, together, in the order in which each group first appears."""
    groups: dict[object, list[Row[Any]]] = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    yield from groups.values()


def _day(value: object) -> date:
    # Read as text where the database holds text, so that one bad date does not spoil the whole answer.
    return value if isinstance(value, date) else date.fromisoformat(str(value))
