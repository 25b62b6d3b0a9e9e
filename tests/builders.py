"""Small registers for tests: say what matters, the rest is filled in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cases.model import (
    Agency,
    AgencyId,
    Agreement,
    Birth,
    Case,
    CaseId,
    Child,
    ChildFile,
    ChildId,
    ConversationId,
    Disclosure,
    DisclosureLevel,
    Grant,
    Identity,
    Involvement,
    InvolvementId,
    Level,
    Member,
    Name,
    Practitioner,
    PractitionerId,
    Purpose,
    Reason,
    Service,
    ServiceId,
    Viewer,
    Visibility,
)

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LONG_AGO = date(2026, 1, 5)


def agency(name: str) -> Agency:
    return Agency(AgencyId(name), name.title())


def service(name: str, of: str, *, sensitive: bool = False) -> Service:
    return Service(ServiceId(name), AgencyId(of), name.title(), sensitive)


def practitioner(name: str, of: str, **changes: object) -> Practitioner:
    made = Practitioner(
        PractitionerId(name),
        name.title(),
        "Worker",
        ServiceId(of),
        "01632 960001",
        f"{name}@borough.example",
        Identity("tenant", f"oid-{name}"),
    )
    return replace(made, **changes)


def viewer(who: Practitioner, of: str, *agreements: Agreement) -> Viewer:
    return Viewer(who, AgencyId(of), agreements)


def agreement(*agencies: str, **changes: object) -> Agreement:
    made = Agreement(
        "+".join(agencies),
        frozenset(AgencyId(name) for name in agencies),
        frozenset(Purpose),
        Level.CONTACT,
        LONG_AGO,
    )
    return replace(made, **changes)


def involvement(of: Practitioner, child: str = "child", **changes: object) -> Involvement:
    made = Involvement(
        InvolvementId(f"{of.id}-{child}"), ChildId(child), of.id, of.service_id, "Helper", LONG_AGO
    )
    return replace(made, **changes)


def sensitive(of: Practitioner, level: DisclosureLevel, *named_to: str, child: str = "child") -> Involvement:
    disclosure = Disclosure(level, "consent", frozenset(PractitionerId(name) for name in named_to))
    return involvement(of, child, visibility=Visibility.SENSITIVE, disclosure=disclosure)


def member(of: Practitioner, agency_name: str, held: Involvement | None = None) -> Member:
    return Member(held or involvement(of), of, service(of.service_id, agency_name), agency(agency_name))


def child(name: str = "child", **changes: object) -> Child:
    made = Child(ChildId(name), f"C-{name}", (Name("Robin", "Example"),), Birth(2014, 3, 2), "Millbrook")
    return replace(made, **changes)


def case(*children: str, lead: str | None = None, channel: str | None = None, **changes: object) -> Case:
    made = Case(
        CaseId("case"),
        "lumo-tavi",
        tuple(ChildId(name) for name in children or ("child",)),
        PractitionerId(lead) if lead else None,
        conversation_id=ConversationId(channel) if channel else None,
    )
    return replace(made, **changes)


def file(*members: Member, of: Child | None = None, **changes: object) -> ChildFile:
    return replace(ChildFile(of or child(), members), **changes)


def grant(
    to: str, child_name: str = "child", *, hours: int = 24, given: datetime = NOW, **changes: object
) -> Grant:
    made = Grant(
        f"grant-{to}",
        PractitionerId(to),
        ChildId(child_name),
        Reason(Purpose.SAFEGUARDING),
        given,
        given + timedelta(hours=hours),
    )
    return replace(made, **changes)
