"""The agencies of Larkmere, their services, and the agreements between them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sandbox.world.numbers import guid
from sandbox.world.shape import Row

PURPOSES = ["safeguarding", "early_help", "care", "education", "crime"]


class Team(NamedTuple):
    """A service. Its name is unique in the borough, because people know services by name only."""

    id: str
    name: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """An agency. ``tenant`` names the agency whose Entra tenant holds its people, when it is not its own."""

    id: str
    name: str
    kind: str
    domain: str
    services: tuple[Team, ...]
    tenant: str = ""


BODIES = (
    Body("council", "Larkmere Borough Council", "council", "larkmere.example", (
        Team("family-safeguarding", "Family Safeguarding Team"),
        Team("assessment", "Assessment and Intervention Team"),
        Team("mash", "Multi-Agency Safeguarding Hub"),
        Team("early-help", "Early Help Hub"),
        Team("virtual-school", "Virtual School"),
        Team("information-sharing", "Information Sharing Office"),
    )),
    Body("police", "Ellwater Constabulary", "police", "ellwater-police.example", (
        Team("child-protection", "Child Protection Investigation Unit"),
        Team("neighbourhood", "Ropewalk Neighbourhood Policing"),
    )),
    Body("community-health", "Larkmere Community Health NHS Trust", "nhs trust", "larkmere-health.example", (
        Team("health-visiting", "Health Visiting"),
        Team("school-nursing", "School Nursing"),
        Team("speech-language", "Speech and Language Therapy"),
        Team("sexual-health", "Willow Clinic Sexual Health", sensitive=True),
    )),
    Body("mental-health", "Ellwater Mental Health NHS Trust", "nhs trust", "ellwater-mind.example", (
        Team("camhs", "Child and Adolescent Mental Health Service", sensitive=True),
    )),
    Body("hospital", "Larkmere Royal Infirmary NHS Trust", "nhs trust", "larkmere-royal.example", (
        Team("maternity", "Community Midwifery"),
        Team("paediatrics", "Children's Outpatients"),
    )),
    Body("gp", "Millrace Surgery", "gp surgery", "millrace-surgery.example", (
        Team("general-practice", "Millrace General Practice"),
    )),
    Body("sorrel-lane", "Sorrel Lane Primary School", "school", "sorrel-lane.example", (
        Team("sorrel-pastoral", "Sorrel Lane Pastoral Team"),
    )),
    Body("st-odas", "St Oda's Catholic Primary School", "school", "st-odas.example", (
        Team("odas-pastoral", "St Oda's Pastoral Team"),
    )),
    Body("kingsbrook", "Kingsbrook Academy", "school", "kingsbrook.example", (
        Team("kingsbrook-pastoral", "Kingsbrook Pastoral Team"),
    )),
    Body("housing", "Marl Homes", "housing association", "marl-homes.example", (
        Team("tenancy-support", "Marl Homes Tenancy Support"),
    )),
    Body("youth-justice", "Larkmere Youth Justice Service", "youth offending", "larkmere-yjs.example", (
        Team("youth-justice-casework", "Youth Justice Casework"),
    )),
    Body("probation", "Ellwater Probation", "probation", "ellwater-probation.example", (
        Team("probation-delivery", "Larkmere Probation Delivery Unit"),
    )),
    Body("fire", "Ellwater Fire and Rescue", "fire", "ellwater-fire.example", (
        Team("fire-education", "Fire Safety Education"),
    )),
    Body("rowan-door", "Rowan Door", "charity", "rowan-door.example", (
        Team("domestic-abuse", "Rowan Door Domestic Abuse Advocacy", sensitive=True),
    )),
    Body("clearbrook", "Clearbrook", "charity", "clearbrook.example", (
        Team("substance-misuse", "Clearbrook Young People's Drug and Alcohol Service", sensitive=True),
    )),
    Body("young-carers", "Larkmere Young Carers", "charity", "young-carers.example", (
        Team("young-carers-support", "Young Carers Support"),
    ), tenant="council"),
    Body("open-larder", "The Open Larder", "charity", "open-larder.example", (
        Team("larder-families", "Open Larder Family Support"),
    ), tenant="council"),
    Body("hearthstone", "Hearthstone Fostering", "fostering agency", "hearthstone.example", (
        Team("fostering-support", "Hearthstone Foster Carer Support"),
    )),
    Body("otter-lane", "Otter Lane Playgroup", "charity", "otter-lane.example", (
        Team("playgroup", "Otter Lane Under Fives"),
    )),
    Body("northgate", "Northgate Youth Club", "charity", "northgate-youth.example", (
        Team("youth-work", "Northgate Youth Work"),
    )),
)  # fmt: skip

# Hearthstone shares with the council only, Otter Lane never signed, Northgate's agreement has run out.
OUTSIDE_THE_BOROUGH_AGREEMENT = {"hearthstone", "otter-lane", "northgate"}


def agencies() -> list[Row]:
    """``{id, name, kind}`` of each agency."""
    return [{"id": body.id, "name": body.name, "kind": body.kind} for body in BODIES]


def tenants() -> list[Row]:
    """``{id, name, home, directConnect}`` of each Entra tenant: the council's is the one the bot is in.

    With those under the borough's agreement B2B direct connect is set up, on both sides.
    """
    return [
        {
            "id": guid(f"tenant {body.id}"),
            "name": body.name,
            "home": body.id == "council",
            "directConnect": body.id != "council" and body.id not in OUTSIDE_THE_BOROUGH_AGREEMENT,
        }
        for body in BODIES
        if not body.tenant
    ]


def services() -> list[Row]:
    """``{id, agency, name, sensitive}`` of each service."""
    return [
        {"id": team.id, "agency": body.id, "name": team.name, "sensitive": team.sensitive}
        for body in BODIES
        for team in body.services
    ]


def agreements(today: date) -> list[Row]:
    """The agreements: borough-wide, bilateral, one that ended last month, and its renewal of next month."""
    borough = [body.id for body in BODIES if body.id not in OUTSIDE_THE_BOROUGH_AGREEMENT]

    def agreement(name: str, parties: list[str], start: int, end: int) -> Row:
        return {
            "id": f"agreement-{name}",
            "agencies": parties,
            "purposes": list(PURPOSES),
            "level": "contact",
            "validFrom": (today + timedelta(days=start)).isoformat(),
            "validTo": (today + timedelta(days=end)).isoformat(),
        }

    return [
        agreement("borough", borough, -700, 1100),
        agreement("fostering", ["council", "hearthstone"], -400, 700),
        agreement("northgate-ended", ["northgate", "council", "kingsbrook", "youth-justice"], -400, -31),
        agreement("northgate-renewed", ["northgate", "council", "kingsbrook", "youth-justice"], 31, 760),
    ]
