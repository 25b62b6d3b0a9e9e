"""The practitioners of Larkmere, by service, and one person whom nobody has registered."""

from sandbox.world.agencies import BODIES
from sandbox.world.numbers import desk_phone, guid, mobile_phone, slug
from sandbox.world.shape import Row

MANAGER = "Team Manager"
BROKER = "Sensitive services broker"
GOVERNANCE_LEAD = "Information governance lead"
ADMINISTRATOR = "Register administrator"

STAFF: dict[str, tuple[tuple[str, str], ...]] = {
    "family-safeguarding": (
        ("Leila Osei", "Social worker"),
        ("Gareth Pugh", "Senior social worker"),
        ("Priyanka Nair", "Social worker"),
        ("Joanna Whitlock", MANAGER),
    ),
    "assessment": (("Declan Rafferty", "Social worker"), ("Hannah Abara", "Social worker")),
    "mash": (("Beatriz Fonseca", "Duty social worker"),),
    "early-help": (
        ("Callum Birkett", "Family support worker"),
        ("Sunita Rao", "Family support worker"),
        ("Marek Zielinski", MANAGER),
    ),
    "virtual-school": (("Orla Kinsella", "Virtual School adviser"),),
    "information-sharing": (
        ("Helen Marchetti", GOVERNANCE_LEAD),
        ("Yusuf Demir", BROKER),
        ("Agnes Fairweather", ADMINISTRATOR),
    ),
    "child-protection": (
        ("Marcus Thorne", "Detective constable"),
        ("Shabnam Aziz", "Detective sergeant"),
    ),
    "neighbourhood": (("Ellie Farrow", "Police constable"),),
    "health-visiting": (("Grace Mbeki", "Health visitor"), ("Catriona Sinclair", "Health visitor")),
    "school-nursing": (("Adaeze Obi", "School nurse"), ("Ben Holloway", "School nurse")),
    "speech-language": (("Ruth Lieberman", "Speech and language therapist"),),
    "sexual-health": (("Naomi Castellan", "Sexual health nurse"),),
    "camhs": (("Tobias Lindqvist", "CAMHS practitioner"), ("Farah Siddiqui", "Clinical psychologist")),
    "maternity": (("Siobhan Keane", "Community midwife"),),
    "paediatrics": (("Rajesh Menon", "Consultant paediatrician"),),
    "general-practice": (("Meera Chaudhuri", "GP"), ("Owen Prosser", "GP")),
    "sorrel-pastoral": (
        ("Fiona Maddox", "Designated safeguarding lead"),
        ("Kwame Asante", "Class teacher"),
        ("Lucy Tranter", "Special educational needs co-ordinator"),
    ),
    "odas-pastoral": (
        ("Bernadette Quill", "Headteacher and designated safeguarding lead"),
        ("Piotr Wolski", "Class teacher"),
    ),
    "kingsbrook-pastoral": (
        ("Denise Okafor", "Designated safeguarding lead"),
        ("Jamie Strand", "Head of Year 9"),
        ("Anwen Rhys", "Attendance officer"),
    ),
    "tenancy-support": (("Patrice Duval", "Housing officer"), ("Sandra Gough", "Tenancy support officer")),
    "youth-justice-casework": (
        ("Kieran Blake", "Youth justice officer"),
        ("Mina Tavakoli", "Youth justice officer"),
    ),
    "probation-delivery": (("Stephen Oduya", "Probation officer"),),
    "fire-education": (("Gemma Stockdale", "Fire safety adviser"),),
    "domestic-abuse": (
        ("Isobel Hartnell", "Independent domestic violence adviser"),
        ("Zainab Bashir", "Children's domestic abuse worker"),
    ),
    "substance-misuse": (("Dylan Pryce", "Drug and alcohol worker"),),
    "young-carers-support": (("Tessa Molyneux", "Young carers worker"),),
    "larder-families": (("Ibrahim Sesay", "Family support co-ordinator"),),
    "fostering-support": (("Wendy Garrick", "Supervising social worker"),),
    "playgroup": (("Carol Beamish", "Playgroup leader"),),
    "youth-work": (("Leon Baptiste", "Youth worker"),),
}
WITHOUT_APP = "Hannah Abara"
"""She never installed the bot: it is given to her once somebody has something to tell her."""

SERVICE_ACCOUNT = "Teamaround service account"
UNREGISTERED = ("Robin Ellery", "Student social worker")


def person_id(name: str) -> str:
    """The id of the person of that name, or of that slug."""
    return f"p-{slug(name)}"


def practitioner(person: str, name: str, *, role: str, service: str, phone: str, address: str) -> Row:
    """One registered person. What a role stands for, and whose tenant it is, follows from the tables."""
    body = _BODY_OF[service]
    return {
        "id": person,
        "name": name,
        "role": role,
        "agency": body.id,
        "service": service,
        "tenantId": guid(f"tenant {body.tenant or body.id}"),
        "aadObjectId": guid(f"user {person}"),
        "phone": phone,
        "email": f"{address}@{body.domain}",
        "manages": [service] if role == MANAGER else [],
        "broker": role == BROKER,
        "governanceLead": role == GOVERNANCE_LEAD,
        "administrator": role == ADMINISTRATOR,
        "steward": role == ADMINISTRATOR,
        "registered": True,
        "withoutApp": name == WITHOUT_APP,
    }


def people() -> list[Row]:
    """Everybody: the practitioners, the unregistered person, and the account that owns the teams."""
    staff = [(service, *entry) for service, entries in STAFF.items() for entry in entries]
    rows = [
        practitioner(
            person_id(name),
            name,
            role=role,
            service=service,
            phone=_phone(serial),
            address=_address(name),
        )
        for serial, (service, name, role) in enumerate(staff)
    ]
    name, role = UNREGISTERED
    stranger = practitioner(
        person_id(name), name, role=role, service="mash", phone=_phone(len(rows)), address=_address(name)
    )
    account = practitioner(
        person_id(SERVICE_ACCOUNT),
        SERVICE_ACCOUNT,
        role="Owns the teams",
        service="mash",
        phone=_phone(len(rows) + 1),
        address="teams",
    )
    outside = {"agency": None, "service": None, "registered": False}
    return [*rows, stranger | outside, account | outside | {"ownsTeams": True}]


def _phone(serial: int) -> str:
    return desk_phone(100 + serial) if serial % 3 else mobile_phone(100 + serial)


def _address(name: str) -> str:
    return slug(name).replace("-", ".")


_BODY_OF = {team.id: body for body in BODIES for team in body.services}
