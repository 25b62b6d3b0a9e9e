"""Hypothesis strategies: whole registers that the database's constraints allow."""

from calendar import monthrange
from datetime import date
from typing import Any

from hypothesis import strategies as st

from cases.model import (
    Absence,
    Agency,
    Agreement,
    Birth,
    Case,
    CaseStatus,
    Child,
    Disclosure,
    DisclosureLevel,
    Household,
    Identity,
    Involvement,
    Level,
    Name,
    Person,
    Practitioner,
    Purpose,
    Relationship,
    Service,
    Visibility,
)
from cases.profile import WEEK, Profile
from store.seed import RegisterSeed

# Whatever a database can hold; store.tables.columns.storable takes out the rest.
_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
_days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def _births(draw: st.DrawFn) -> Birth:
    year = draw(st.integers(1900, 2199))
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.none() | st.integers(1, monthrange(year, month)[1])) if month else None
    return Birth(year, month, day, draw(st.booleans()))


@st.composite
def registers(draw: st.DrawFn) -> RegisterSeed:
    """A register of a few of everything."""
    agencies = draw(_some(_built(Agency, name=_text, kind=_text), 1))
    services = draw(_some(_built(Service, agency_id=_one(agencies), name=_text, sensitive=st.booleans()), 1))
    practitioners = draw(_some(_practitioners(services), 1))
    children = draw(_some(_children(), 1))
    persons = draw(_some(_built(Person, name=_names())))
    return RegisterSeed(
        agencies=agencies,
        services=services,
        practitioners=practitioners,
        children=children,
        persons=persons,
        relationships=draw(_relationships(children, persons)),
        cases=draw(_some(_cases(children, practitioners))),
        involvements=draw(_some(_involvements(children, practitioners, services))),
        agreements=draw(_some(_agreements(agencies))),
        households=draw(_some(_built(Household, children=_few(children), persons=_few(persons)))),
        profiles=draw(_profiles(practitioners)),
    )


def _practitioners(services: tuple[Service, ...]) -> st.SearchStrategy[Any]:
    return st.integers().flatmap(
        lambda number: _built(
            Practitioner,
            name=_text,
            role=_text,
            service_id=_one(services),
            phone=_text,
            email=_text,
            identity=st.none() | st.builds(Identity, st.just("tenant"), st.just(f"oid-{number}")),
            manages=_few(services),
            broker=st.booleans(),
            governance_lead=st.booleans(),
            administrator=st.booleans(),
            active=st.booleans(),
        )
    )


def _children() -> st.SearchStrategy[Any]:
    return st.integers().flatmap(
        lambda number: _built(
            Child,
            reference=st.just(f"C-{number}"),
            names=st.lists(_names(), max_size=3).map(tuple),
            birth=st.none() | _births(),
            area=_text,
            nhs_number=st.just("") | st.integers(0, 9_999_999).map(lambda n: f"999{n:07}"),
            upn=_text,
            shielded=st.booleans(),
        )
    )


def _cases(children: tuple[Child, ...], practitioners: tuple[Practitioner, ...]) -> st.SearchStrategy[Any]:
    return st.integers().flatmap(
        lambda number: _built(
            Case,
            reference=st.just(f"case-{number}"),
            children=st.lists(_one(children), unique=True).map(tuple),
            lead_id=st.none() | _one(practitioners),
            status=st.sampled_from(CaseStatus),
            conversation_id=st.none() | st.just(f"19:{number}@thread.tacv2"),
        )
    )


@st.composite
def _involvements(
    draw: st.DrawFn,
    children: tuple[Child, ...],
    practitioners: tuple[Practitioner, ...],
    services: tuple[Service, ...],
) -> Any:
    since, until = sorted(draw(st.tuples(_days, _days)))
    visibility = draw(st.sampled_from(Visibility))
    levels = DisclosureLevel if visibility is Visibility.SENSITIVE else [DisclosureLevel.NONE]
    disclosure = st.builds(
        Disclosure, st.sampled_from(levels), st.sampled_from(["consent", "risk"]), _few(practitioners)
    )
    return draw(
        _built(
            Involvement,
            child_id=_one(children),
            practitioner_id=_one(practitioners),
            service_id=_one(services),
            role=_text,
            since=st.just(since),
            until=st.sampled_from([None, until]),
            last_contact=st.none() | _days,
            last_confirmed=st.none() | _days,
            visibility=st.just(visibility),
            disclosure=disclosure,
        )
    )


@st.composite
def _agreements(draw: st.DrawFn, agencies: tuple[Agency, ...]) -> Any:
    first, last = sorted(draw(st.tuples(_days, _days)))
    return draw(
        _built(
            Agreement,
            agencies=_few(agencies),
            purposes=st.frozensets(st.sampled_from(Purpose)),
            level=st.sampled_from(Level),
            valid_from=st.just(first),
            valid_to=st.sampled_from([None, last]),
        )
    )


@st.composite
def _relationships(
    draw: st.DrawFn, children: tuple[Child, ...], persons: tuple[Person, ...]
) -> tuple[Relationship, ...]:
    others = [*children, *persons]
    kinds = st.sampled_from(["mother", "sibling", "carer"])
    pairs = st.tuples(_one(children), _one(others), kinds).filter(lambda pair: pair[0] != pair[1])
    if len(others) < 2:
        return ()
    return tuple(Relationship(*pair) for pair in draw(st.lists(pairs, unique=True, max_size=4)))


@st.composite
def _profiles(draw: st.DrawFn, practitioners: tuple[Practitioner, ...]) -> tuple[Profile, ...]:
    first, last = sorted(draw(st.tuples(_days, _days)))
    absences = st.sampled_from([None, Absence(first), Absence(first, last)])
    days, languages = st.frozensets(st.sampled_from(WEEK)), st.lists(_text, max_size=3).map(tuple)
    return tuple(
        Profile(practitioner.id, draw(days), draw(languages), draw(absences))
        for practitioner in practitioners
        if draw(st.booleans())
    )


def _names() -> st.SearchStrategy[Name]:
    return st.builds(Name, _text, _text)


def _built(made: Any, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a kind, each with an id that says what it is."""
    ids = st.uuids().map(lambda number: f"{made.__name__.lower()}-{number}")
    return st.builds(made, id=ids, **fields)


def _some(values: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few values with different ids (and references), sorted by id."""
    unique = (lambda value: value.id, lambda value: getattr(value, "reference", value.id), _identity)
    lists = st.lists(values, min_size=least, max_size=4, unique_by=unique)
    return lists.map(lambda found: tuple(sorted(found, key=lambda value: value.id)))


def _identity(value: Any) -> object:
    return getattr(value, "identity", None) or value.id


def _one(of: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([value.id for value in of])


def _few(of: Any) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(_one(of), max_size=3) if of else st.just(frozenset())
