"""What a row of each kind says, once it has been read: values, and ids as the agency's system has them."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Entries
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cases.importing.cells import Cells, Frame
from cases.importing.faults import Fault
from cases.importing.kinds import Kind
from cases.model import Birth, Identity, Name, RecordingBasis, Visibility

LONGEST_NAME, LONGEST_ROLE = 100, 100
_NAMES = (("given", "family"), ("given_2", "family_2"), ("given_3", "family_3"))
_VISIBILITIES, _BASES = frozenset(map(str, Visibility)), frozenset(map(str, RecordingBasis))
_FURTHEST_YEARS, _OLDEST_YEARS = 1, 30


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child."""

    source_id: str
    names: tuple[Name, ...]
    birth: Birth | None = None
    area: str = ""
    nhs_number: str = ""
    upn: str = ""
    shielded: bool = False


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """An adult around a child, or how two children are related."""

    source_id: str
    child: str
    person: str
    other_child: str
    name: Name
    relationship: str


@dataclass(frozen=True, slots=True)
class PractitionerRow:
    """A practitioner. ``service`` is an id or a name, not looked up yet."""

    source_id: str
    name: str
    role: str
    service: str
    phone: str = ""
    email: str = ""
    identity: Identity | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class InvolvementRow:
    """An involvement. ``service``, ``role`` and ``visibility`` are "" where others say it."""

    source_id: str
    child: str
    practitioner: str
    service: str
    role: str
    since: date
    until: date | None = None
    last_contact: date | None = None
    visibility: str = ""
    basis: str = ""


R = TypeVar("R", ChildRow, PeopleRow, PractitionerRow, InvolvementRow)
AnyRow = ChildRow | PeopleRow | PractitionerRow | InvolvementRow


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: its id, as far as that can be read, and why."""

    source_id: str
    faults: tuple[Fault, ...]


def read_row(kind: Kind, row: Entries[str, str], frame: Frame) -> AnyRow | BadRow:
    """What a row says, or what is wrong with it."""
    cells = Cells(row, frame)
    return _READERS[kind](cells)


def _child(cells: Cells) -> ChildRow | BadRow:
    source_id = cells.ident("id", required=True)
    names = _names(cells)
    if not names and not cells.faults:
        cells.wrong("given", "a child needs a name, if only “Baby”")
    expected = cells.flag("expected")
    birth = cells.birth("born", expected=expected)
    if birth is not None:
        _sensible_birth(cells, birth)
    elif expected and not cells.faults:
        cells.wrong("expected", "of an unborn baby, born has to say when it is expected, if only the year")
    row = ChildRow(
        source_id,
        names,
        birth,
        cells.text("area", LONGEST_NAME),
        cells.nhs_number("nhs_number"),
        cells.upn("upn"),
        cells.flag("shielded"),
    )
    return _good_or_bad(row, cells)


def _names(cells: Cells) -> tuple[Name, ...]:
    found: list[Name] = []
    for given, family in _NAMES:
        if given not in cells and family not in cells:
            continue
        parts = [part for part in (cells.text(given, LONGEST_NAME), cells.text(family, LONGEST_NAME)) if part]
        # Of a child with one name, whichever column it stands in.
        name = Name(*parts) if parts else None
        if name is not None and name not in found:
            found.append(name)
    return tuple(found)


def _sensible_birth(cells: Cells, birth: Birth) -> None:
    first = (birth.year, birth.month or 1, birth.day or 1)
    today = cells.today
    if not birth.expected and first > (today.year, today.month, today.day):
        cells.wrong("born", "lies in the future: for an unborn baby, expected has to be yes")
    elif birth.expected and birth.year > today.year + _FURTHEST_YEARS:
        cells.wrong("born", "more than a year ahead")


def _people(cells: Cells) -> PeopleRow | BadRow:
    child, relationship = cells.ident("child", required=True), cells.text("relationship", required=True)
    person, other = cells.ident("person"), cells.ident("other_child")
    given, family = cells.text("given", LONGEST_NAME), cells.text("family", LONGEST_NAME)
    if bool(person) == bool(other):
        cells.wrong("person" if person else "other_child", "give either person or other_child, and not both")
    if person and not (given or family):
        cells.wrong("given", "an adult needs a name")
    if other and (given or family):
        cells.wrong("given", "another child's name is given with the children, not here")
    if other and other == child:
        cells.wrong("other_child", "a child cannot be related to themself")
    name = Name(given, family) if given else Name(family)
    about = f"person {person}" if person else f"child {other}"
    # One row for each relation: what the columns say together is its id.
    source_id = f"{child} / {about} / {relationship.lower()}" if child and relationship else ""
    return _good_or_bad(PeopleRow(source_id, child, person, other, name, relationship.lower()), cells)


def _practitioner(cells: Cells) -> PractitionerRow | BadRow:
    source_id = cells.ident("id", required=True)
    name, role = cells.text("name", required=True), cells.text("role", LONGEST_ROLE, required=True)
    service = cells.text("service", required=True)
    tenant, account = cells.guid("tenant_id"), cells.guid("object_id")
    if bool(tenant) != bool(account):
        cells.wrong("object_id" if tenant else "tenant_id", "tenant_id and object_id go together")
    identity = Identity(tenant, account) if tenant and account else None
    phone, email = cells.text("phone", LONGEST_NAME), cells.email("email")
    row = PractitionerRow(source_id, name, role, service, phone, email, identity, cells.flag("left"))
    return _good_or_bad(row, cells)


def _involvement(cells: Cells) -> InvolvementRow | BadRow:
    source_id = cells.ident("id", required=True)
    child, whose = cells.ident("child", required=True), cells.ident("practitioner", required=True)
    since, until = cells.day("since", required=True), cells.day("until")
    contact = cells.day("last_contact")
    for column, day in (("since", since), ("until", until)):
        if day and not _near(day, cells.today):
            cells.wrong(column, f"more than {_OLDEST_YEARS} years ago, or more than a year ahead")
    if since and until and until < since:
        cells.wrong("until", "the last day is before the first")
    if contact and contact > cells.today:
        cells.wrong("last_contact", "a contact cannot lie in the future")
    row = InvolvementRow(
        source_id,
        child,
        whose,
        cells.text("service"),
        cells.text("role", LONGEST_ROLE),
        since or cells.today,
        until,
        contact,
        cells.one_of("visibility", _VISIBILITIES),
        cells.one_of("basis", _BASES),
    )
    return _good_or_bad(row, cells)


def _near(day: date, today: date) -> bool:
    return today.year - _OLDEST_YEARS <= day.year <= today.year + _FURTHEST_YEARS


def _good_or_bad(row: R, cells: Cells) -> R | BadRow:
    if not cells.faults:
        return row
    return BadRow(row.source_id, tuple(_once(cells.faults)))


def _once(faults: Sequence[Fault]) -> Sequence[Fault]:
    return list({(one.column, one.reason): one for one in faults}.values())


_READERS: Entries[Kind, Callable[[Cells], AnyRow | BadRow]] = {
    Kind.CHILDREN: _child,
    Kind.PEOPLE: _people,
    Kind.PRACTITIONERS: _practitioner,
    Kind.INVOLVEMENTS: _involvement,
}
