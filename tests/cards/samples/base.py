"""A table of cards to look at: ordinary ones and extreme ones. All people are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from cards import Card
from cards.agency_looks import agency_looks
from cards.choice import Added, choice
from cards.circle import circle
from cards.family import family
from cards.help import help_card
from cards.involvement import involvement_form
from cards.involvement_done import involvement_done, not_involved
from cards.involvement_told import involvement_told
from cards.namesakes import namesakes
from cards.not_found import not_found
from cards.not_registered import not_registered
from cards.not_understood import not_understood
from cards.privately import privately
from cards.protected import protected
from cards.reason import reason
from cards.told import told
from cards.trail import trail_of_child, trail_of_practitioner
from cards.trouble import trouble
from cards.welcome import welcome
from cases.commands import (
    ChangeRole,
    FamilyExactly,
    Join,
    Leave,
    LogContact,
    LookedAt,
    Who,
    WhoExactly,
    WhoLooked,
)
from cases.model import Birth, ChildId, PractitionerId, Purpose, Reason
from cases.query import Query
from cases.records import EventKind
from cases.views import (
    AgencyLook,
    AgencyLooksView,
    Candidate,
    ChoiceView,
    CircleMember,
    CircleView,
    FamilyAdult,
    FamilyChild,
    FamilyMember,
    FamilyView,
    InvolvementForm,
    InvolvementNotice,
    LookNotice,
    Namesake,
    ProtectedView,
    ReasonView,
    TrailLine,
    TrailView,
)

TODAY = date(2026, 11, 22)
QUERY = Query(name="Amina Khan", born=Birth(2014, 3, 2))
REASON = Reason(Purpose.SAFEGUARDING, "Came to the clinic with a bruise")
HOSTILE = (
    "[x](http://bad.example) <at>Bob</at> **b** _i_ {{DATE(2017-02-14T06:08:39Z)}} &lt;b&gt; 1. # \u202eabc"
)


def member(
    name: str,
    role: str,
    service: str,
    agency: str,
    *,
    since: date = date(2026, 5, 4),
    last_contact: date | None = date(2026, 11, 19),
    phone: str = "01632 960123",
    email: str | None = None,
    is_lead: bool = False,
    is_viewer: bool = False,
) -> CircleMember:
    if email is None:
        email = f"{name.lower().replace(' ', '.')}@{agency.partition(' ')[0].lower()}.example"
    return CircleMember(
        name, role, agency, service, since, last_contact, phone, email, is_lead=is_lead, is_viewer=is_viewer
    )


TEAM = (
    member("Grace Adeyemi", "Social worker", "Children in Need", "Northbrook Council", is_lead=True),
    member(
        "Tom O'Brien",
        "Neighbourhood officer",
        "Child abuse investigation",
        "Wealdshire Police",
        phone="07700 900456",
        last_contact=date(2026, 11, 22),
        since=date(2025, 9, 1),
    ),
    member(
        "Dr Priya Raman",
        "GP",
        "Millside Surgery",
        "Wealdshire Integrated Care",
        phone="020 7946 0321",
        last_contact=None,
        since=date(2019, 2, 11),
    ),
    member("Ewan Price", "Year 7 tutor", "Pastoral", "Hartley Academy", is_viewer=True),
    member(
        "Sunniva Holm",
        "Housing officer",
        "Families",
        "Broadgate Homes",
        phone="",
        email="",
        last_contact=date(2026, 6, 12),
    ),
)
FAMILY_VIEW = CircleView("Amina Khan", Birth(2014, 3, 2), "TA-1042", TEAM, further_service=True, today=TODAY)
GRANTED_VIEW = replace(
    FAMILY_VIEW, further_service=False, grant_until=datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
)


def many(count: int, *, long: bool = False) -> CircleView:
    """A circle of so many practitioners."""
    stretch = " of the Upper Riverside and Lower Marsh Partnership" if long else ""
    team = tuple(
        member(
            f"Practitioner Number{n}{' Featherstonehaugh-Cholmondeley' if long else ''}",
            f"Family support worker{stretch}",
            f"Family help team {n}{stretch}",
            f"Northbrook Council{stretch}",
            is_lead=n == 1,
        )
        for n in range(1, count + 1)
    )
    return replace(FAMILY_VIEW, members=team, further_service=False)


def candidates(count: int) -> tuple[Candidate, ...]:
    areas = ("Eastfield", "Northbrook", "")
    return tuple(
        Candidate(ChildId(f"child-{n}"), 2010 + n if n else None, areas[n % 3]) for n in range(count)
    )


def _narrower(added: Added) -> Who:
    """Asked again, with the year or the area."""
    said = {"area": added} if isinstance(added, str) else {"born": Birth(added)}
    return Who(replace(QUERY, **said))


NAMES = ("Amina", "Khan", "Practitioner", "Bilal", "Sadia", "TA-", "הו", *(person.name for person in TEAM))


def _hostile_circle() -> Card:
    bad = CircleMember(
        *(HOSTILE,) * 4, date(2026, 1, 1), date(2027, 1, 1), HOSTILE, HOSTILE, is_lead=True, is_viewer=True
    )
    return circle(CircleView(HOSTILE, Birth(2014), HOSTILE, (bad,), further_service=False, today=TODAY))


def _world_circle() -> Card:
    team = (
        member(
            "محمد عبد الله الهاشمي",
            "أخصائي اجتماعي",
            "خدمة الأطفال",
            "مجلس المدينة",
            email="m@council.example",
        ),
        member("李小龍", "社工", "兒童服務", "市議會", email="li@council.example", is_lead=True),
        member("Đặng Thị Ánh", "Health visitor 👩‍⚕️", "0–19", "Wealdshire Community NHS Trust"),
    )
    return circle(replace(FAMILY_VIEW, child_name="שרה נתניהו", members=team, birth=None), QUERY)


CHILD = Query(reference="TA-1042")


def sibling(view: CircleView, *adults: FamilyAdult, also: tuple[str, ...] = ()) -> FamilyChild:
    """A child of a family; the first practitioner works with ``also`` too."""
    members = tuple(FamilyMember(one, also if one is view.members[0] else ()) for one in view.members)
    return FamilyChild(
        view.child_name, view.birth, view.reference, adults, members, view.further_service, view.grant_until
    )


ADULTS = (FamilyAdult("mother", "Sadia Khan"), FamilyAdult("foster carer", "Jo O'Hara"))
SIBLINGS = FamilyView(
    (
        sibling(replace(FAMILY_VIEW, further_service=False), *ADULTS, also=("Bilal", "Zara")),
        sibling(
            replace(
                GRANTED_VIEW,
                child_name="Bilal Khan",
                reference="TA-1043",
                birth=Birth(2018),
                members=TEAM[:2],
            ),
            ADULTS[0],
            also=("Amina",),
        ),
        sibling(replace(FAMILY_VIEW, child_name="Zara Khan", reference="TA-1044", birth=None, members=())),
    ),
    TODAY,
    may_ask=True,
)


def siblings(children: int, members: int, *, long: bool = False) -> FamilyView:
    """A family of so many children with so many practitioners each."""
    circle_of = many(members, long=long)
    also = tuple(f"Sibling{n}" for n in range(1, children))
    one = sibling(replace(circle_of, birth=Birth(2014, 3, 2)), *ADULTS, also=also)
    kids = tuple(replace(one, name=f"Child Number{n}", reference=f"TA-{n}") for n in range(children))
    return FamilyView(kids, TODAY, may_ask=True)


def _hostile_family() -> Card:
    bad = CircleMember(
        *(HOSTILE,) * 4, date(2026, 1, 1), date(2027, 1, 1), HOSTILE, HOSTILE, is_lead=True, is_viewer=False
    )
    adult = FamilyAdult(HOSTILE, HOSTILE)
    member_too = FamilyMember(bad, (HOSTILE,) * 9)
    kid = FamilyChild(HOSTILE, Birth(2014), HOSTILE, (adult,) * 9, (member_too,), further_service=True)
    return family(FamilyView((kid, kid), TODAY, may_ask=True), Query(reference=HOSTILE))


LOOKED = TrailLine(
    datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    "Ewan Price",
    "Hartley Academy",
    "TA-1042",
    "circle:see",
    "shown",
    "grant:education",
    "education: Absent for two weeks",
)
STRANGER = TrailLine(LOOKED.at, "", "", "", "bot:use", "not registered", "", "")
HOSTILE_LINE = TrailLine(LOOKED.at, *(HOSTILE * 20,) * 7)
DAYS = tuple(
    AgencyLook(date(2026, 11, 20 - ago), name) for ago, name in enumerate(("Borough Council", "", HOSTILE))
)


FORM = InvolvementForm("Amina Khan", Birth(2014, 3, 2), "TA-1042", TODAY, role="Year 7 tutor", seen="0a1b")
SEVERAL = replace(FORM, rows=(("i-1", "Year 7 tutor"), ("i-2", "Mentor")))
JOINED = InvolvementNotice(
    EventKind.JOINED,
    "TA-1042",
    "Ewan Price",
    "Year 7 tutor",
    "Hartley Academy",
    date(2026, 11, 2),
    datetime(2026, 11, 22, 14, 5, tzinfo=UTC),
    reason=REASON,
    may_end=PractitionerId("p-ewan"),
)

SAMPLES: dict[str, Callable[[], Card]] = {
    "circle": lambda: circle(FAMILY_VIEW, QUERY),
    "circle_granted": lambda: circle(GRANTED_VIEW, QUERY),
    "circle_empty": lambda: circle(replace(FAMILY_VIEW, members=(), further_service=False), QUERY),
    "circle_further_only": lambda: circle(replace(FAMILY_VIEW, members=()), QUERY),
    "circle_unborn": lambda: circle(replace(FAMILY_VIEW, birth=Birth(2027, 1, expected=True)), QUERY),
    "circle_15": lambda: circle(many(15), QUERY),
    "circle_15_long": lambda: circle(many(15, long=True), QUERY),
    "circle_40": lambda: circle(many(40), QUERY),
    "circle_300_long": lambda: circle(many(300, long=True), QUERY),
    "circle_hostile": _hostile_circle,
    "circle_world": _world_circle,
    "circle_own": lambda: circle(FAMILY_VIEW, QUERY, own=True, note="Contact on 22 November 2026 recorded."),
    "circle_join": lambda: circle(replace(FAMILY_VIEW, members=TEAM[:3]), QUERY, own=True),
    "circle_until": lambda: circle(
        replace(FAMILY_VIEW, members=(replace(TEAM[3], until=date(2027, 1, 8)),)), own=True
    ),
    "form_join": lambda: involvement_form(FORM, Join(QUERY)),
    "form_join_sensitive": lambda: involvement_form(
        replace(FORM, sensitive=True, problem="Please say on what ground your service records this."),
        Join(QUERY, since="2026-11-01", until="", role="Counsellor", sent=True),
    ),
    "form_join_for_one_of_two": lambda: involvement_form(
        replace(FORM, people=(("p-1", "Tom Bell, Mentor, Hartley"), ("p-2", "Tom Bell, PC, Police"))),
        Join(QUERY, name="Tom Bell"),
    ),
    "form_leave": lambda: involvement_form(SEVERAL, Leave(QUERY)),
    "form_leave_for_another": lambda: involvement_form(
        replace(FORM, whose="Ewan Price"), Leave(QUERY, practitioner_id=PractitionerId("p-ewan"))
    ),
    "form_role": lambda: involvement_form(FORM, ChangeRole(QUERY)),
    "form_contact": lambda: involvement_form(FORM, LogContact(QUERY)),
    "form_contact_refused": lambda: involvement_form(
        replace(FORM, problem="A contact cannot lie in the future: please give a day up to today."),
        LogContact(QUERY, on="2026-12-24", kind="visit", sent=True),
    ),
    "form_hostile": lambda: involvement_form(
        InvolvementForm(HOSTILE, None, HOSTILE, TODAY, HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),) * 2),
        Leave(QUERY, until=HOSTILE, sent=True),
    ),
    "involvement_done": lambda: involvement_done("Recorded: the last day was 3 March 2026."),
    "not_involved": lambda: not_involved(QUERY),
    "not_involved_chosen": lambda: not_involved(Query()),
    "involvement_joined": lambda: involvement_told(JOINED),
    "involvement_left": lambda: involvement_told(replace(JOINED, kind=EventKind.LEFT, reason=None)),
    "involvement_yours": lambda: involvement_told(
        replace(JOINED, yours=True, by="Grace Adeyemi", reason=None, may_end=None)
    ),
    "involvement_told_hostile": lambda: involvement_told(
        replace(
            JOINED,
            reference=HOSTILE,
            name=HOSTILE,
            role=HOSTILE,
            agency=HOSTILE,
            by=HOSTILE,
            reason=Reason(Purpose.CRIME, HOSTILE * 40),
        )
    ),
    "choice": lambda: choice(ChoiceView(candidates(3), None), QUERY),
    "choice_8": lambda: choice(ChoiceView(candidates(8), REASON), QUERY),
    "choice_too_many": lambda: choice(ChoiceView(candidates(9), None), QUERY),
    "choice_question": lambda: choice(ChoiceView(candidates(9), None), QUERY, again=_narrower),
    "choice_question_area": lambda: choice(
        ChoiceView(candidates(9), None, by_area=True), QUERY, again=_narrower
    ),
    "choice_close": lambda: choice(
        ChoiceView(tuple(replace(one, name="Amina Khan") for one in candidates(2)), None), QUERY
    ),
    "choice_close_alone": lambda: choice(
        ChoiceView(tuple(replace(one, name="Amina Khan") for one in candidates(1)), None), QUERY
    ),
    "not_found_mistyped": lambda: not_found(mistyped=True),
    "reason": lambda: reason(ReasonView(QUERY, tuple(Purpose)), Who(QUERY, further=True)),
    "reason_exactly": lambda: reason(ReasonView(QUERY, tuple(Purpose)[:2]), WhoExactly(ChildId("child-1"))),
    "choice_family": lambda: choice(
        ChoiceView(candidates(2), REASON), then=lambda child: FamilyExactly(child, REASON)
    ),
    "family": lambda: family(SIBLINGS, CHILD),
    "family_reason_given": lambda: family(replace(SIBLINGS, may_ask=False), CHILD),
    "family_alone": lambda: family(replace(SIBLINGS, children=SIBLINGS.children[:1]), CHILD),
    "family_4_of_5": lambda: family(siblings(4, 5), CHILD),
    "family_8_of_12": lambda: family(siblings(8, 12), CHILD),
    "family_9_of_30_long": lambda: family(siblings(9, 30, long=True), CHILD),
    "family_80_of_5": lambda: family(siblings(80, 5), CHILD),
    "family_hostile": _hostile_family,
    "not_found": not_found,
    "protected": lambda: protected(ProtectedView("TA-2001", REASON)),
    "help": help_card,
    "welcome": welcome,
    "not_understood": not_understood,
    "not_registered": not_registered,
    "trouble": lambda: trouble("7F3K"),
    "privately": privately,
    "told": lambda: told(
        LookNotice(
            ("TA-1042",),
            "Ewan Price",
            "Year 7 tutor",
            "Hartley Academy",
            Purpose.EDUCATION,
            "Absent for two weeks",
            datetime(2026, 7, 1, 14, 5, tzinfo=UTC),
        )
    ),
    "told_hostile": lambda: told(
        LookNotice(
            (HOSTILE,),
            HOSTILE,
            HOSTILE,
            HOSTILE,
            Purpose.CRIME,
            HOSTILE * 40,
            datetime(2026, 1, 1, tzinfo=UTC),
        )
    ),
    "trail_child": lambda: trail_of_child(
        TrailView("TA-1042", (LOOKED, STRANGER), "17"), WhoLooked(Query(reference="TA-1042"))
    ),
    "trail_practitioner": lambda: trail_of_practitioner(
        TrailView("Ewan Price", (LOOKED, STRANGER)), LookedAt("p-ewan-price")
    ),
    "trail_hostile": lambda: trail_of_child(
        TrailView(HOSTILE, (HOSTILE_LINE,) * 10, "17"), WhoLooked(Query(reference=HOSTILE))
    ),
    "trail_empty": lambda: trail_of_child(TrailView("TA-1042", ()), WhoLooked(Query(reference="TA-1042"))),
    "agency_looks": lambda: agency_looks(
        [AgencyLooksView("TA-1042", DAYS, "2026-11-18"), AgencyLooksView("TA-1043", ())]
    ),
    "agency_looks_many": lambda: agency_looks(
        [AgencyLooksView(f"TA-{number}", DAYS * 7, "2026-11-18") for number in range(7)]
    ),
    "namesakes": lambda: namesakes([Namesake(PractitionerId(f"p-{n}"), HOSTILE, HOSTILE) for n in range(14)]),
}
