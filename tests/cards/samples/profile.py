"""Profiles, the people of a circle, and the forms: ordinary ones and extreme ones. All people are made up."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from cards import Card
from cards.circle import circle
from cards.family import family
from cards.namesakes import namesakes
from cards.profile import not_yours, people, profile, unknown_practitioner
from cards.profile_form import away_form, away_told, profile_form
from cases.availability import Availability, Presence
from cases.commands import ShowProfile
from cases.face import Face
from cases.model import Absence, PractitionerId
from cases.ports_directory import Presence as InTeams
from cases.profile import USUAL, Weekday
from cases.views import (
    AwayForm,
    AwayNotice,
    FamilyMember,
    Namesake,
    PeopleView,
    ProfileChild,
    ProfileForm,
    ProfileView,
)
from tests.cards.samples.base import CHILD, FAMILY_VIEW, HOSTILE, SIBLINGS, TODAY

EWAN = ProfileView(
    practitioner_id=PractitionerId("p-ewan-price"),
    name="Ewan Price",
    role="Year 7 tutor",
    service="Pastoral",
    agency="Hartley Academy",
    today=TODAY,
    reachable=True,
    phone="01632 960123",
    email="ewan.price@hartley.example",
    manager="Ngozi Adeyemi",
    working_days=USUAL - {Weekday.FRIDAY},
    languages=("Polish", "Urdu"),
    availability=Availability(Presence.AWAY, date(2027, 1, 5), date(2027, 1, 6)),
    children=(
        ProfileChild("Amina Khan", "TA-1042", both=True),
        ProfileChild("Bilal Khan", "TA-1043", both=True),
        ProfileChild("Zoë Hart", "TA-1077", both=False),
    ),
)
FACE = Face(
    datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    InTeams.BUSY,
    b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
)
FORM = ProfileForm(
    name="Ewan Price",
    role="Year 7 tutor",
    phone="01632 960123",
    email="ewan.price@hartley.example",
    working_days="mon,tue,wed,thu",
    languages="Polish, Urdu",
    away_from="2026-12-20",
    away_until="2027-01-05",
    seen="0011aabb",
)
AWAY = AwayForm(PractitionerId("p-ewan-price"), "Ewan Price", "", "2026-11-27", "0011aabb")
NOW_AWAY = Absence(date(2026, 11, 20), date(2027, 1, 5))


def _with_presence(presence: Presence, **changes: object) -> Card:
    return profile(replace(EWAN, availability=Availability(presence, **changes)))  # type: ignore[arg-type]


def _hostile() -> Card:
    child = ProfileChild(HOSTILE, HOSTILE, both=True)
    return profile(
        replace(
            EWAN,
            name=HOSTILE,
            role=HOSTILE,
            service=HOSTILE,
            agency=HOSTILE,
            phone=HOSTILE,
            email=HOSTILE,
            manager=HOSTILE,
            languages=(HOSTILE,) * 12,
            children=(child, replace(child, both=False)) * 40,
        ),
        note=HOSTILE,
    )


def _circle_away() -> Card:
    first, second, *others = FAMILY_VIEW.members
    changed = (replace(first, away=NOW_AWAY), replace(second, away=replace(NOW_AWAY, until=None)), *others)
    return circle(replace(FAMILY_VIEW, members=changed))


def _family_away() -> Card:
    child = SIBLINGS.children[0]
    first, *others = child.members
    absent = replace(first, person=replace(first.person, away=NOW_AWAY))
    members: tuple[FamilyMember, ...] = (absent, *others)
    return family(replace(SIBLINGS, children=(replace(child, members=members),)), CHILD)


SAMPLES: dict[str, Callable[[], Card]] = {
    "profile": lambda: profile(EWAN),
    "profile_in_teams": lambda: profile(replace(EWAN, face=FACE)),
    "profile_at_work": lambda: _with_presence(Presence.AT_WORK, coming=NOW_AWAY),
    "profile_day_off": lambda: _with_presence(Presence.NOT_A_WORKING_DAY, back=date(2026, 11, 30)),
    "profile_out_of_office": lambda: _with_presence(Presence.OUT_OF_OFFICE),
    "profile_existence": lambda: profile(
        ProfileView(
            EWAN.practitioner_id,
            EWAN.name,
            EWAN.role,
            EWAN.service,
            EWAN.agency,
            TODAY,
            children=EWAN.children,
        )
    ),
    "profile_own": lambda: profile(replace(EWAN, own=True), "Recorded: away until 5 January 2027."),
    "profile_own_empty": lambda: profile(
        replace(
            EWAN,
            own=True,
            working_days=frozenset(),
            languages=(),
            availability=Availability(Presence.NOT_SAID),
            children=(),
        )
    ),
    "profile_managed": lambda: profile(replace(EWAN, may_say_away=True)),
    "profile_40_children": lambda: profile(replace(EWAN, children=EWAN.children * 14)),
    "profile_hostile": _hostile,
    "profile_unknown": lambda: unknown_practitioner("Ewan Price"),
    "profile_unknown_by_id": lambda: unknown_practitioner(""),
    "profile_not_yours": not_yours,
    "profile_namesakes": lambda: namesakes(
        [
            Namesake(EWAN.practitioner_id, EWAN.role, EWAN.agency),
            Namesake(PractitionerId("p-2"), "GP", "Mill"),
        ],
        lambda chosen: ShowProfile(practitioner_id=chosen),
    ),
    "profile_people": lambda: people(
        PeopleView(
            "TA-1042", ((EWAN.practitioner_id, EWAN.name, EWAN.role), (PractitionerId("p-2"), "Jo", ""))
        )
    ),
    "profile_people_hostile": lambda: people(
        PeopleView(HOSTILE, tuple((PractitionerId(f"p-{n}"), HOSTILE, HOSTILE) for n in range(30)))
    ),
    "profile_form": lambda: profile_form(FORM),
    "profile_form_refused": lambda: profile_form(
        replace(FORM, away_until="2020-01-05", problem="That day is over: please give another.")
    ),
    "profile_form_hostile": lambda: profile_form(
        ProfileForm(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    ),
    "profile_away_form": lambda: away_form(AWAY),
    "profile_away_form_refused": lambda: away_form(replace(AWAY, problem="That day is over.")),
    "profile_away_told": lambda: away_told(
        AwayNotice("Grace Adeyemi", Availability(Presence.AWAY, date(2026, 11, 27)), TODAY)
    ),
    "profile_back_told": lambda: away_told(AwayNotice(HOSTILE, Availability(Presence.NOT_SAID), TODAY)),
    "circle_away": _circle_away,
    "family_away": _family_away,
}
