"""Writes a whole register at once: for the demo, the tests and the benchmarks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

from cases.model import (
    Agency,
    Agreement,
    Case,
    Child,
    Household,
    Involvement,
    Person,
    Practitioner,
    Relationship,
    Service,
)
from cases.names import normalise
from cases.profile import Profile
from cases.records import CaseEvent, Event
from store import casework, involvements, tables
from store.child_rows import child_values
from store.database import Database
from store.profiles import profile_row

_CHUNK = 5_000

Values = Iterator[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RegisterSeed:
    """A whole register, as values."""

    agencies: tuple[Agency, ...] = ()
    services: tuple[Service, ...] = ()
    practitioners: tuple[Practitioner, ...] = ()
    children: tuple[Child, ...] = ()
    persons: tuple[Person, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    cases: tuple[Case, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    households: tuple[Household, ...] = ()
    case_events: tuple[CaseEvent, ...] = ()
    events: tuple[Event, ...] = ()
    profiles: tuple[Profile, ...] = ()


async def seed(database: Database, register: RegisterSeed) -> None:
    """Add a register to the database: all of it or, when a constraint refuses any of it, nothing.

    Raises sqlalchemy.exc.IntegrityError for what the constraints refuse.
    """

    def write(connection: Connection) -> None:
        for table, values in _values(register):
            _insert(connection, table, values)

    await database.write(write)


def _insert(connection: Connection, table: Table, values: Values) -> None:
    statement = table.insert()
    while chunk := list(islice(values, _CHUNK)):
        connection.execute(statement, chunk)


def _values(register: RegisterSeed) -> Iterable[tuple[Table, Values]]:
    """Each table's rows, tables that others refer to first."""
    yield tables.agencies, (_agency(agency) for agency in register.agencies)
    yield tables.services, (_service(service) for service in register.services)
    yield tables.practitioners, (_practitioner(practitioner) for practitioner in register.practitioners)
    yield tables.practitioner_name_keys, _practitioner_keys(register.practitioners)
    yield tables.service_managers, _managers(register.practitioners)
    yield tables.profiles, (profile_row(profile) for profile in register.profiles)
    yield from child_values(register.children)
    yield tables.persons, (_person(person) for person in register.persons)
    yield tables.relationships, _relationships(register)
    yield tables.cases, (_case(case) for case in register.cases)
    yield tables.case_children, _case_children(register.cases)
    yield tables.involvements, (_involvement(involvement) for involvement in register.involvements)
    yield tables.involvement_named_to, _named_to(register.involvements)
    yield tables.agreements, (_agreement(agreement) for agreement in register.agreements)
    yield tables.agreement_agencies, _parties(register.agreements)
    yield tables.agreement_purposes, _purposes(register.agreements)
    yield tables.households, ({"id": household.id} for household in register.households)
    yield tables.household_members, _household_members(register.households)
    yield tables.case_events, (casework.event_row(event) for event in register.case_events)
    yield tables.events, (involvements.event_row(event) for event in register.events)


def _agency(agency: Agency) -> dict[str, Any]:
    return {
        "id": agency.id,
        "name": agency.name,
        "kind": agency.kind,
        "confirm_after_days": agency.confirm_after_days,
        "channel_form": agency.channel_form,
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "id": service.id,
        "agency_id": service.agency_id,
        "name": service.name,
        "sensitive": service.sensitive,
    }


def _practitioner(practitioner: Practitioner) -> dict[str, Any]:
    identity = practitioner.identity
    return {
        "id": practitioner.id,
        "name": practitioner.name,
        "role": practitioner.role,
        "service_id": practitioner.service_id,
        "phone": practitioner.phone,
        "email": practitioner.email,
        "tenant_id": identity.tenant_id if identity else None,
        "object_id": identity.object_id if identity else None,
        "broker": practitioner.broker,
        "governance_lead": practitioner.governance_lead,
        "administrator": practitioner.administrator,
        "active": practitioner.active,
        "steward": practitioner.steward,
    }


def _practitioner_keys(practitioners: Iterable[Practitioner]) -> Values:
    for practitioner in practitioners:
        if key := normalise(practitioner.name):
            yield {"key": key, "practitioner_id": practitioner.id}


def _managers(practitioners: Iterable[Practitioner]) -> Values:
    for practitioner in practitioners:
        for service in sorted(practitioner.manages):
            yield {"practitioner_id": practitioner.id, "service_id": service}


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "given": person.name.given, "family": person.name.family}


def _relationships(register: RegisterSeed) -> Values:
    persons = {person.id for person in register.persons}
    for relationship in register.relationships:
        of_person = relationship.other in persons
        yield {
            "child_id": relationship.child_id,
            "other_child_id": None if of_person else relationship.other,
            "other_person_id": relationship.other if of_person else None,
            "kind": relationship.kind,
        }


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "reference": case.reference,
        "lead_id": case.lead_id,
        "status": case.status,
        "conversation_id": case.conversation_id,
        "kind": case.kind,
    }


def _case_children(cases: Iterable[Case]) -> Values:
    for case in cases:
        for position, child in enumerate(case.children):
            yield {"case_id": case.id, "child_id": child, "position": position}


def _involvement(involvement: Involvement) -> dict[str, Any]:
    return {
        "id": involvement.id,
        "child_id": involvement.child_id,
        "practitioner_id": involvement.practitioner_id,
        "service_id": involvement.service_id,
        "role": involvement.role,
        "since": involvement.since,
        "until": involvement.until,
        "last_contact": involvement.last_contact,
        "last_confirmed": involvement.last_confirmed,
        "visibility": involvement.visibility,
        "disclosure_level": involvement.disclosure.level,
        "disclosure_basis": involvement.disclosure.basis,
        "cancelled": involvement.cancelled,
        "recording_basis": involvement.recording_basis,
    }


def _named_to(involvements: Iterable[Involvement]) -> Values:
    for involvement in involvements:
        for practitioner in sorted(involvement.disclosure.named_to):
            yield {"involvement_id": involvement.id, "practitioner_id": practitioner}


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "id": agreement.id,
        "level": agreement.level,
        "valid_from": agreement.valid_from,
        "valid_to": agreement.valid_to,
    }


def _parties(agreements: Iterable[Agreement]) -> Values:
    for agreement in agreements:
        for agency in sorted(agreement.agencies):
            yield {"agreement_id": agreement.id, "agency_id": agency}


def _purposes(agreements: Iterable[Agreement]) -> Values:
    for agreement in agreements:
        for purpose in sorted(agreement.purposes):
            yield {"agreement_id": agreement.id, "purpose": purpose}


def _household_members(households: Iterable[Household]) -> Values:
    for household in households:
        for child in sorted(household.children):
            yield {"household_id": household.id, "child_id": child, "person_id": None}
        for person in sorted(household.persons):
            yield {"household_id": household.id, "child_id": None, "person_id": person}
