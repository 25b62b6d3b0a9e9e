"""Between the demo's world and the register: rows in, and the truth as tests want to compare it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.demo_cases import case, case_events, days_of
from cases.model import (
    Absence,
    Agency,
    AgencyId,
    Agreement,
    Birth,
    Child,
    ChildId,
    Disclosure,
    DisclosureLevel,
    Household,
    Identity,
    Involvement,
    InvolvementId,
    Level,
    Name,
    Person,
    Practitioner,
    PractitionerId,
    Purpose,
    Relationship,
    Service,
    ServiceId,
    Visibility,
)
from cases.policy import in_force
from cases.profile import WEEK, Profile, Weekday
from store.seed import RegisterSeed

Row = Mapping[str, Any]


def to_register(world: Mapping[str, Sequence[Row]]) -> RegisterSeed:
    """The world as register values. People who are not registered stay out."""
    return RegisterSeed(
        agencies=tuple(Agency(AgencyId(row["id"]), row["name"], row["kind"]) for row in world["agencies"]),
        services=tuple(
            Service(ServiceId(row["id"]), AgencyId(row["agency"]), row["name"], row["sensitive"])
            for row in world["services"]
        ),
        practitioners=tuple(_practitioner(row) for row in world["people"] if row["registered"]),
        children=tuple(_child(row) for row in world["children"]),
        persons=tuple(Person(row["id"], Name(**row["name"])) for row in world["persons"]),
        relationships=tuple(
            Relationship(ChildId(row["child"]), row["other"], row["kind"]) for row in world["relationships"]
        ),
        cases=tuple(case(row) for row in world["cases"]),
        involvements=tuple(_involvement(row) for row in world["involvements"]),
        agreements=tuple(_agreement(row) for row in world["agreements"]),
        households=tuple(_households(world)),
        case_events=tuple(event for row in world["cases"] for event in case_events(row)),
        profiles=tuple(_profile(row) for row in world["profiles"]),
    )


def _households(world: Mapping[str, Sequence[Row]]) -> Iterator[Household]:
    children, persons = ({row["id"] for row in world[kind]} for kind in ("children", "persons"))
    for row in world["households"]:
        at_home = frozenset(row["members"])
        yield Household(row["id"], frozenset(map(ChildId, at_home & children)), at_home & persons)


def _practitioner(row: Row) -> Practitioner:
    return Practitioner(
        id=PractitionerId(row["id"]),
        name=row["name"],
        role=row["role"],
        service_id=ServiceId(row["service"]),
        phone=row["phone"],
        email=row["email"],
        identity=Identity(row["tenantId"], row["aadObjectId"]),
        manages=frozenset(ServiceId(service) for service in row["manages"]),
        broker=row["broker"],
        governance_lead=row["governanceLead"],
        administrator=row["administrator"],
        steward=bool(row.get("steward")),
    )


def _child(row: Row) -> Child:
    return Child(
        id=ChildId(row["id"]),
        reference=row["reference"],
        names=tuple(Name(**name) for name in row["names"]),
        birth=_birth(row["born"], expected=row["expected"]),
        area=row["area"],
        nhs_number=row["nhsNumber"] or "",
        upn=row["upn"] or "",
        shielded=row["shielded"],
    )


def _birth(born: str | None, *, expected: bool) -> Birth | None:
    if not born:
        return None
    parts = dict(zip(("year", "month", "day"), map(int, born.split("-")), strict=False))
    return Birth(**parts, expected=expected)


def _involvement(row: Row) -> Involvement:
    return Involvement(
        id=InvolvementId(row["id"]),
        child_id=ChildId(row["child"]),
        practitioner_id=PractitionerId(row["practitioner"]),
        service_id=ServiceId(row["service"]),
        role=row["role"],
        since=date.fromisoformat(row["since"]),
        until=_day(row["until"]),
        last_contact=_day(row["lastContact"]),
        last_confirmed=_day(row["lastConfirmed"]),
        visibility=Visibility(row["visibility"]),
        disclosure=Disclosure(
            DisclosureLevel(row["disclosure"]),
            row["basis"] or "",
            frozenset(PractitionerId(person) for person in row["namedTo"]),
        ),
        recording_basis=row.get("recordingBasis", ""),
    )


def _agreement(row: Row) -> Agreement:
    return Agreement(
        id=row["id"],
        agencies=frozenset(AgencyId(agency) for agency in row["agencies"]),
        purposes=frozenset(Purpose(purpose) for purpose in row["purposes"]),
        level=Level(row["level"]),
        valid_from=date.fromisoformat(row["validFrom"]),
        valid_to=_day(row["validTo"]),
    )


def _profile(row: Row) -> Profile:
    since = _day(row["awayFrom"])
    return Profile(
        PractitionerId(row["practitioner"]),
        frozenset(Weekday(day) for day in row["workingDays"].split(",") if day),
        tuple(row["languages"]),
        Absence(since, _day(row["awayUntil"])) if since else None,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def truth(register: RegisterSeed, today: date) -> dict[str, Any]:
    """What the register holds, with agencies and services by name, as the sandbox's contract says."""
    agencies = {agency.id: agency.name for agency in register.agencies}
    services = {service.id: service.name for service in register.services}
    return {
        "today": today.isoformat(),
        "involvements": [
            {
                "child": one.child_id,
                "practitioner": one.practitioner_id,
                "service": services[one.service_id],
                "role": one.role,
                "since": one.since.isoformat(),
                "until": one.until.isoformat() if one.until else None,
                "lastContact": one.last_contact.isoformat() if one.last_contact else None,
                "current": one.current(today),
                "cancelled": one.cancelled,
                "visibility": one.visibility,
                "disclosure": one.disclosure.level,
                "namedTo": sorted(one.disclosure.named_to),
            }
            for one in register.involvements
        ],
        "agreements": [
            {
                "id": one.id,
                "agencies": sorted(agencies[agency] for agency in one.agencies),
                "purposes": sorted(one.purposes),
                "level": one.level,
                "validFrom": one.valid_from.isoformat(),
                "validTo": one.valid_to.isoformat() if one.valid_to else None,
                "inForce": in_force(one, today),
            }
            for one in register.agreements
        ],
        "shielded": [child.id for child in register.children if child.shielded],
        "relationships": [
            {"child": one.child_id, "other": one.other, "kind": one.kind} for one in register.relationships
        ],
        "households": [
            {"id": one.id, "children": sorted(one.children), "persons": sorted(one.persons)}
            for one in register.households
        ],
        "profiles": [
            {
                "practitioner": one.practitioner_id,
                "workingDays": [day for day in WEEK if day in one.working_days],
                "languages": list(one.languages),
                "awayFrom": one.absence.since.isoformat() if one.absence else None,
                "awayUntil": one.absence.until.isoformat() if one.absence and one.absence.until else None,
            }
            for one in register.profiles
        ],
        "cases": [
            {
                "id": one.id,
                "reference": one.reference,
                "children": list(one.children),
                "lead": one.lead_id,
                "status": one.status,
                "conversation": one.conversation_id,
                **days_of(one.id, register.case_events),
            }
            for one in register.cases
        ],
    }
