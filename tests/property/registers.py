"""Made-up registers, and additions to them that one person must not notice.

What is hidden is decided here by construction, from the design's tables, without the product's policy.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import strategies as st

from cases.model import (
    Absence,
    Agreement,
    Birth,
    Case,
    CaseId,
    CaseStatus,
    Child,
    ChildId,
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
    ServiceId,
)
from cases.profile import USUAL, Profile, weekday
from cases.records import CaseEvent, CaseEventKind, Event, EventKind
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, agency, agreement, involvement, practitioner, sensitive, service

AGENCIES = ("council", "health", "police", "charity")
SERVICES = (
    ("front door", "council"),
    ("nursing", "health"),
    ("clinic", "health"),
    ("custody", "police"),
    ("refuge", "charity"),
)
SENSITIVE = {"clinic", "refuge"}
ME = practitioner("me", "front door")
PEOPLE = (
    ME,
    practitioner("nurse", "nursing"),
    practitioner("doctor", "clinic"),
    practitioner("officer", "custody"),
    practitioner("helper", "refuge"),
    practitioner("manager", "nursing", manages=frozenset({ServiceId("nursing")})),
    practitioner("broker", "front door", broker=True),
)  # fmt: skip
GIVEN, FAMILY = ("Robin", "Ash"), ("Example", "Examplewood")
MISSPELT = ("Robyn Exampel", "Ash Exampelwood", "Ahs Example")
CHILDREN = ("c1", "c2", "c3")
ADULTS = (Person("pat", Name("Pat", "Parent")), Person("sam", Name("Sam", "Carer")))
KINDS = ("sibling", "twin", "cousin", "mother")


def seed_of(
    children: tuple[Child, ...],
    involvements: tuple[Involvement, ...],
    agreements: tuple[Agreement, ...] = (),
    cases: tuple[Case, ...] = (),
    relationships: tuple[Relationship, ...] = (),
    households: tuple[Household, ...] = (),
    case_events: tuple[CaseEvent, ...] = (),
    profiles: tuple[Profile, ...] = (),
) -> RegisterSeed:
    return RegisterSeed(
        agencies=tuple(agency(name) for name in AGENCIES),
        services=tuple(service(name, of, sensitive=name in SENSITIVE) for name, of in SERVICES),
        practitioners=PEOPLE,
        children=children,
        persons=ADULTS,
        relationships=relationships,
        households=households,
        cases=cases,
        involvements=involvements,
        agreements=agreements,
        case_events=case_events,
        profiles=profiles,
    )


@st.composite
def registers(draw: st.DrawFn) -> RegisterSeed:
    """Three children, some of them of one name, with any circles, agreements and one case."""
    children = tuple(draw(_child(name)) for name in CHILDREN)
    involvements = {one.id: one for one in draw(st.lists(_involvements(), min_size=2, max_size=8))}.values()
    agreements = {one.id: one for one in draw(st.lists(_agreements(), max_size=3))}.values()
    of_case = draw(st.sets(st.sampled_from(CHILDREN), min_size=1))
    lead = PractitionerId(draw(st.sampled_from([one.id for one in PEOPLE])))
    channel = draw(st.sampled_from([None, "19:case"]))
    case = Case(
        CaseId("case"),
        "lumo-tavi",
        tuple(ChildId(one) for one in sorted(of_case)),
        lead,
        conversation_id=channel,
    )
    related = tuple(sorted(draw(st.sets(_relationships(), max_size=5)), key=str))
    homes = draw(st.sets(st.frozensets(st.sampled_from(CHILDREN), min_size=1), max_size=2))
    households = tuple(
        Household(f"h{number}", frozenset(map(ChildId, home)), frozenset({"pat"}))
        for number, home in enumerate(sorted(homes, key=sorted))
    )
    cases = (case, *draw(st.lists(_closed_cases(), max_size=1)))
    told = tuple(draw(st.lists(_case_events(), max_size=2, unique_by=lambda one: one.id)))
    profiles = tuple(draw(_profiles(one)) for one in draw(st.sets(st.sampled_from(PEOPLE[:4]))))
    return seed_of(
        children, tuple(involvements), tuple(agreements), cases, related, households, told, profiles
    )


def _case_events() -> st.SearchStrategy[CaseEvent]:
    def made(kind: CaseEventKind, ago: int, lead: str | None) -> CaseEvent:
        who = PractitionerId(lead) if lead else None
        return CaseEvent(f"{kind}-{ago}", NOW, kind, CaseId("case"), None, TODAY - timedelta(days=ago), who)

    leads = st.sampled_from([None, *(one.id for one in PEOPLE)])
    return st.builds(made, st.sampled_from(CaseEventKind), st.sampled_from([1, 20, 400]), leads)


def _profiles(of: Practitioner) -> st.SearchStrategy[Profile]:
    """On some day of which they are away now, or will be; or never."""
    absences = st.sampled_from(
        [None, Absence(TODAY), Absence(TODAY + timedelta(days=3), TODAY + timedelta(days=9))]
    )
    days = st.sampled_from([frozenset(), USUAL, USUAL - {weekday(TODAY)}])
    return st.builds(Profile, st.just(of.id), days, st.sampled_from([(), ("Polish",)]), absences)


def _closed_cases() -> st.SearchStrategy[Case]:
    children = st.sets(st.sampled_from(CHILDREN), min_size=1).map(lambda of: tuple(map(ChildId, sorted(of))))
    leads = st.sampled_from([one.id for one in PEOPLE])
    return st.builds(
        Case,
        st.just(CaseId("closed")),
        st.just("sira-pomo"),
        children,
        leads,
        status=st.just(CaseStatus.CLOSED),
    )


def _relationships() -> st.SearchStrategy[Relationship]:
    children = st.sampled_from(CHILDREN)
    others = st.one_of(children, st.sampled_from([one.id for one in ADULTS]))
    made = st.builds(Relationship, children.map(ChildId), others, st.sampled_from(KINDS))
    return made.filter(lambda one: one.child_id != one.other)


@st.composite
def _child(draw: st.DrawFn, name: str) -> Child:
    return Child(
        ChildId(name),
        f"C-100{name[1:]}",
        (Name(draw(st.sampled_from(GIVEN)), draw(st.sampled_from(FAMILY))),),
        draw(st.sampled_from([None, Birth(2014), Birth(2014, 3, 2), Birth(2019, 7, 30)])),
        draw(st.sampled_from(["Millbrook", "Northgate"])),
    )


@st.composite
def _involvements(draw: st.DrawFn) -> Involvement:
    who, child = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(CHILDREN))
    since = TODAY + timedelta(days=draw(st.sampled_from([-400, -20, -1, 0, 1])))
    until = draw(st.sampled_from([None, None, since + timedelta(days=30)]))
    made = _of(
        who, child, draw(st.sampled_from(DisclosureLevel)), draw(st.sets(st.sampled_from(["me", "nurse"])))
    )
    return replace(made, since=since, until=until)


def _of(who: Practitioner, child: str, level: DisclosureLevel, named: set[str]) -> Involvement:
    if who.service_id in SENSITIVE:
        named = named or {"nurse"}
        return sensitive(who, level, *(named if level is DisclosureLevel.NAMED else ()), child=child)
    return involvement(who, child)


@st.composite
def _agreements(draw: st.DrawFn) -> Agreement:
    parties = draw(st.one_of(st.just(AGENCIES), st.sets(st.sampled_from(AGENCIES), min_size=2).map(sorted)))
    end = draw(st.sampled_from([None, TODAY - timedelta(days=1), TODAY]))
    start = draw(st.sampled_from([TODAY - timedelta(days=99), TODAY - timedelta(days=1), TODAY]))
    purposes = draw(st.sampled_from([frozenset(Purpose), frozenset({Purpose.CARE, Purpose.SAFEGUARDING})]))
    level, name = draw(st.sampled_from(Level)), draw(st.sampled_from("abc"))
    made = agreement(*parties, id=name, purposes=purposes, level=level, valid_to=end)
    return replace(made, valid_from=start if end is None else min(start, end))


@dataclass(frozen=True)
class Unseen:
    """Something that may be added to a register without this viewer being able to tell."""

    what: str
    child: str


HISTORIES = (
    "involvement that is over",
    "undisclosed involvement that is over",
    "involvement that is over, its existence disclosed",
)
RELATIVES = (
    "shielded sibling",
    "shielded mother who is a child herself",
    "sibling known to a hidden service only",
    "sibling nobody works with",
    "member of the household nobody may see",
)
WHAT = (
    "undisclosed sensitive involvement",
    "undisclosed involvement of the clinic",
    "second existence line",
    *HISTORIES,
    "unknown child of the same name",
    "shielded child of the same name",
    "child known to a hidden service only",
    "hidden child called as a name is misspelt",
    "involvement without an agreement",
    "sensitive involvement named to somebody else",
    "sensitive involvement that is over",
    "sensitive involvement yet to begin",
    "agreement that is over",
    "agreement yet to begin",
    "manager of a hidden service",
    "closed case of a child nobody may see",
    "open case of a shielded child",
    *RELATIVES,
    "namesakes in a hidden service",
    "profile of somebody in a hidden service",
)
unseen_things = st.builds(Unseen, st.sampled_from(WHAT), st.sampled_from(CHILDREN))
unseen_histories = st.builds(Unseen, st.sampled_from((*HISTORIES, *WHAT[:3])), st.sampled_from(CHILDREN))
unseen_relatives = st.builds(Unseen, st.sampled_from(RELATIVES), st.sampled_from(CHILDREN))

STRANGER = practitioner("stranger", "hidden service")


def with_unseen(  # noqa: C901, PLR0911, PLR0912 - a table, one row to a case
    seed: RegisterSeed, thing: Unseen
) -> RegisterSeed:
    """The register with that addition. No viewer works for the hidden service, and none is a broker.

    The doctor works for the clinic, and is not to be asked about "undisclosed involvement of the clinic".
    """
    child = next(one for one in seed.children if one.id == thing.child)
    grown = replace(
        seed,
        services=(*seed.services, service("hidden service", "charity", sensitive=True)),
        practitioners=(*seed.practitioners, STRANGER),
    )
    match thing.what:
        case "undisclosed sensitive involvement":
            return _involving(grown, sensitive(STRANGER, DisclosureLevel.NONE, child=child.id))
        case "undisclosed involvement of the clinic":
            doctor = next(one for one in PEOPLE if one.id == "doctor")
            hidden = sensitive(doctor, DisclosureLevel.NONE, child=child.id)
            return _involving(grown, replace(hidden, id=InvolvementId("second")))
        case "second existence line":
            if not any(_line_for_all(one, child.id) for one in seed.involvements):
                return grown
            return _involving(grown, sensitive(STRANGER, DisclosureLevel.EXISTENCE, child=child.id))
        case what if what in HISTORIES:
            return _with_history(grown, child, what)
        case "unknown child of the same name":
            return replace(grown, children=(*grown.children, _twin(child)))
        case "shielded child of the same name":
            nurse = next(one for one in PEOPLE if one.id == "nurse")
            twin = replace(_twin(child), shielded=True)
            held = replace(grown, children=(*grown.children, twin))
            return _involving(held, involvement(nurse, "twin", id=InvolvementId("twin-nurse")))
        case "child known to a hidden service only":
            held = replace(grown, children=(*grown.children, _twin(child)))
            return _involving(held, sensitive(STRANGER, DisclosureLevel.NONE, child="twin"))
        case "hidden child called as a name is misspelt":
            twin = replace(_twin(child), names=tuple(Name(*name.split()) for name in MISSPELT))
            held = replace(grown, children=(*grown.children, twin))
            return _involving(held, sensitive(STRANGER, DisclosureLevel.NONE, child="twin"))
        case "namesakes in a hidden service":
            doubles = (
                replace(practitioner(f"double-{one.id}", "hidden service"), name=one.name) for one in PEOPLE
            )
            return replace(grown, practitioners=(*grown.practitioners, *doubles))
        case "profile of somebody in a hidden service":
            said = Profile(STRANGER.id, USUAL, ("Polish",), Absence(TODAY))
            held = sensitive(STRANGER, DisclosureLevel.NONE, child=child.id)
            return _involving(replace(grown, profiles=(*grown.profiles, said)), held)
        case "involvement without an agreement":
            return _with_outsider(seed, child)
        case "sensitive involvement named to somebody else":
            if not any(_line_for_all(one, child.id) for one in seed.involvements):
                return grown
            return _involving(grown, sensitive(STRANGER, DisclosureLevel.NAMED, "stranger", child=child.id))
        case "sensitive involvement that is over":
            over = sensitive(STRANGER, DisclosureLevel.EXISTENCE, child=child.id)
            return _involving(grown, replace(over, until=TODAY - timedelta(days=1)))
        case "sensitive involvement yet to begin":
            ahead = sensitive(STRANGER, DisclosureLevel.EXISTENCE, child=child.id)
            return _involving(grown, replace(ahead, since=TODAY + timedelta(days=1)))
        case "agreement that is over" | "agreement yet to begin":
            return _with_agreement(seed, over=thing.what == "agreement that is over")
        case "manager of a hidden service":
            held = _involving(grown, sensitive(STRANGER, DisclosureLevel.NONE, child=child.id))
            chief = practitioner("chief", "hidden service", manages=frozenset({ServiceId("hidden service")}))
            return replace(held, practitioners=(*held.practitioners, chief))
        case "closed case of a child nobody may see" | "open case of a shielded child":
            return _with_case(grown, child, shielded="shielded" in thing.what)
        case _:
            return _with_relative(grown, child, thing.what)


def _with_history(seed: RegisterSeed, child: Child, what: str) -> RegisterSeed:
    """One that is over, with more history than fits on a page, some of it the doing of others."""
    if what == "involvement that is over":
        # A timeline tells of it under an agreement; so there is to be none with their agency.
        if any("charity" in one.agencies for one in seed.agreements):
            return seed
        over = involvement(STRANGER, child.id)
    else:
        level = DisclosureLevel.EXISTENCE if "existence" in what else DisclosureLevel.NONE
        over = sensitive(STRANGER, level, child=child.id)
    over = replace(over, until=TODAY - timedelta(days=1), last_contact=TODAY - timedelta(days=3))
    acts = [
        (kind, TODAY - timedelta(days=ago), actor)
        for kind in EventKind
        for ago in (0, 1, 20, 30)
        for actor in (STRANGER.id, PractitionerId("nurse"))
    ]
    events = tuple(
        Event(f"hidden-{number}", NOW - timedelta(minutes=number), kind, child.id, over.id, STRANGER.id,
              actor, on, "Tutor", "Mentor")
        for number, (kind, on, actor) in enumerate(acts)
    )  # fmt: skip
    return replace(_involving(seed, over), events=(*seed.events, *events))


def _with_outsider(seed: RegisterSeed, child: Child) -> RegisterSeed:
    """Somebody works openly with the child, for an agency that has never signed anything."""
    outsider = practitioner("outsider", "outside")
    grown = replace(
        seed,
        agencies=(*seed.agencies, agency("unsigned")),
        services=(*seed.services, service("outside", "unsigned")),
        practitioners=(*seed.practitioners, outsider),
    )
    return _involving(grown, involvement(outsider, child.id))


def _with_agreement(seed: RegisterSeed, *, over: bool) -> RegisterSeed:
    first, last = (-30, -1) if over else (30, 60)
    made = agreement(*AGENCIES, id="not now", valid_to=TODAY + timedelta(days=last))
    made = replace(made, valid_from=TODAY + timedelta(days=first))
    return replace(seed, agreements=(*seed.agreements, made))


def _with_case(seed: RegisterSeed, child: Child, *, shielded: bool) -> RegisterSeed:
    twin = replace(_twin(child), shielded=shielded)
    status = CaseStatus.OPEN if shielded else CaseStatus.CLOSED
    case = Case(CaseId("hidden"), "reso-kima", (twin.id,), STRANGER.id, status=status)
    grown = replace(seed, children=(*seed.children, twin), cases=(*seed.cases, case))
    return _involving(grown, sensitive(STRANGER, DisclosureLevel.NONE, child="twin"))


def _with_relative(seed: RegisterSeed, child: Child, what: str) -> RegisterSeed:
    """A relative of every child there is, in every way that families are told by; with one more parent."""
    shielded = what.startswith("shielded")
    names = (Name("Hidden", "Relative"),)
    relative = replace(_twin(child), names=names, birth=Birth(2000), shielded=shielded)
    kind = "mother" if "mother" in what else "sibling"
    ties = [
        tie
        for one in CHILDREN
        for tie in (Relationship(ChildId(one), relative.id, kind), Relationship(relative.id, one, "sibling"))
    ]
    parents = [Relationship(relative.id, one, "mother") for one in ("pat", "sam", "stranger")]
    if "household" in what:
        ties, parents = [], [Relationship(relative.id, "stranger", "father")]
    home = Household("h9", frozenset({relative.id, *map(ChildId, CHILDREN[:1])}), frozenset({"stranger"}))
    homes = tuple(
        replace(one, children=one.children | {relative.id}, persons=one.persons | {"stranger"})
        for one in seed.households
    )
    grown = replace(
        seed,
        children=(*seed.children, relative),
        persons=(*seed.persons, Person("stranger", Name("Hidden", "Stranger"))),
        relationships=(*seed.relationships, *ties, *parents),
        households=(home, *homes),
    )
    if shielded:
        nurse = next(one for one in PEOPLE if one.id == "nurse")
        return _involving(grown, involvement(nurse, "twin", id=InvolvementId("twin-nurse")))
    if "nobody works" in what:
        return grown
    return _involving(grown, sensitive(STRANGER, DisclosureLevel.NONE, child="twin"))


def _twin(child: Child) -> Child:
    return replace(child, id=ChildId("twin"), reference="C-2000", area="Elsewhere", nhs_number="")


def _involving(seed: RegisterSeed, one: Involvement) -> RegisterSeed:
    return replace(seed, involvements=(*seed.involvements, one))


def _line_for_all(one: Involvement, child: str) -> bool:
    """An existence-only involvement, which every viewer outside its service already sees as the line."""
    return one.child_id == child and one.disclosure.level is DisclosureLevel.EXISTENCE and one.current(TODAY)


def identity(who: str) -> Identity:
    return Identity("tenant", f"oid-{who}")
