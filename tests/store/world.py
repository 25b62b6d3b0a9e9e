"""A small register for the store's tests: two agencies, three services, a sibling group."""

from dataclasses import replace
from datetime import date

from cases.model import (
    AgencyId,
    Birth,
    CaseId,
    CaseStatus,
    DisclosureLevel,
    Household,
    Name,
    Person,
    Purpose,
    Relationship,
    ServiceId,
)
from store.seed import RegisterSeed
from tests import builders as make

ANNA = make.practitioner("anna", "family-support", manages=frozenset({ServiceId("family-support")}))
BEN = make.practitioner("ben", "neighbourhood")
CARA = make.practitioner("cara", "clinic", broker=True)
GONE = make.practitioner("gone", "neighbourhood", active=False)
NO_TEAMS = make.practitioner("post", "neighbourhood", identity=None)

ROBIN = make.child("robin", nhs_number="9990000018", upn="A123456789012")
KIM = make.child(
    "kim",
    names=(Name("Kimberley", "Example-Stone"), Name("Kim", "O’Neill")),
    birth=Birth(2016),
    shielded=True,
)
BABY = make.child("baby", names=(Name("Baby"),), birth=Birth(2027, 2, expected=True))
ALONE = make.child("alone", names=(Name("Zoë", "Łuczak"),), birth=None)

OPEN = make.case("robin", "kim", lead="ben", channel="19:case@thread.tacv2")
CLOSED = replace(
    make.case("robin", "alone"), id=CaseId("old"), reference="bado-kilu", status=CaseStatus.CLOSED
)

ANNA_ROBIN = make.involvement(ANNA, "robin", last_contact=date(2026, 11, 2))
BEN_KIM = make.involvement(BEN, "kim")
CARA_ROBIN = make.sensitive(CARA, DisclosureLevel.NAMED, "anna", "ben", child="robin")
ENDED = make.involvement(GONE, "robin", until=date(2026, 10, 1))

WORLD = RegisterSeed(
    agencies=(make.agency("council"), make.agency("trust")),
    services=(
        make.service("clinic", "trust", sensitive=True),
        make.service("family-support", "council"),
        make.service("neighbourhood", "council"),
    ),
    practitioners=(ANNA, BEN, CARA, GONE, NO_TEAMS),
    children=(ALONE, BABY, KIM, ROBIN),
    persons=(Person("pat", Name("Pat", "Example")),),
    relationships=(
        Relationship(ROBIN.id, "pat", "mother"),
        Relationship(ROBIN.id, KIM.id, "sibling"),
        Relationship(KIM.id, ROBIN.id, "sibling"),
    ),
    cases=(OPEN, CLOSED),
    involvements=(ANNA_ROBIN, BEN_KIM, CARA_ROBIN, ENDED),
    agreements=(
        make.agreement("council", "trust", purposes=frozenset({Purpose.SAFEGUARDING, Purpose.CARE})),
        make.agreement("council", valid_to=date(2026, 12, 31)),
        replace(make.agreement("trust"), id="trust-only", agencies=frozenset({AgencyId("trust")})),
    ),
    households=(Household("home", frozenset({ROBIN.id, ALONE.id}), frozenset({"pat"})), Household("empty")),
)
