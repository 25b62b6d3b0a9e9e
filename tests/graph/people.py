"""The people of the contract tests: of the home tenant, a guest there, and of two other tenants."""

from cases.model import Identity
from cases.ports_directory import Entry, Person
from sandbox.graph.world import same_id
from tests.sandbox.graph import world

HOME, CONNECTED, APART = world.COUNCIL_TENANT, world.POLICE_TENANT, world.HEALTH_TENANT

ANA, CY, DEE = (Identity(HOME, one) for one in (world.ANA, world.CY, world.DEE))
GUEST = Identity(HOME, world.ELI)
BO = Identity(CONNECTED, world.BO)
GUS = Identity(APART, world.GUS)
NOBODY = Identity(HOME, "ffffffff-0000-4000-8000-00000000000f")

DIRECTORY = (
    Person(ANA, enabled=True, guest=False, manager=DEE),
    Person(CY, enabled=True, guest=False, manager=None),
    Person(DEE, enabled=True, guest=False, manager=None),
    Person(GUEST, enabled=True, guest=True, manager=None),
    Person(BO, enabled=True, guest=False, manager=None),
    Person(GUS, enabled=True, guest=False, manager=None),
)

SAID = {
    ANA: Entry(ANA, "Ana Wren", "Social worker", "01632 960001", "ana.wren@council.example", manager=DEE),
    DEE: Entry(DEE, "Dee Heron", "Social worker", "01632 960001", "dee.heron@council.example"),
    GUEST: Entry(GUEST, "Eli Rook", "Social worker", "01632 960001", "eli.rook@charity.example", guest=True),
}
"""What the directory says of some of them."""

GROUP, NO_GROUP = same_id("group", "social"), "ffffffff-0000-4000-8000-0000000000aa"
EVERYBODY = same_id("group", "everybody")
