"""The small world of the sandbox's tests, with more people: a guest, and another tenant."""

from copy import deepcopy
from typing import Any

from tests.sandbox.world import COUNCIL_TENANT, POLICE_TENANT, WORLD

HEALTH_TENANT = "33333333-cccc-4ccc-8ccc-333333333333"
ANA = "aaaaaaaa-0000-4000-8000-000000000001"
BO = "bbbbbbbb-0000-4000-8000-000000000002"
CY = "cccccccc-0000-4000-8000-000000000003"
DEE = "dddddddd-0000-4000-8000-000000000004"
ELI = "eeeeeeee-0000-4000-8000-000000000005"
GUS = "99999999-0000-4000-8000-000000000006"


def _person(person: str, name: str, tenant: str, account: str, mail: str, **more: object) -> dict[str, Any]:
    row = deepcopy(WORLD["people"][0])
    named = {"id": person, "name": name, "tenantId": tenant, "aadObjectId": account, "email": mail}
    return row | named | more


GRAPH_WORLD = WORLD | {
    "people": [
        *WORLD["people"],
        _person("dee", "Dee Heron", COUNCIL_TENANT, DEE, "dee.heron@council.example", manages=["social"]),
        _person("eli", "Eli Rook", COUNCIL_TENANT, ELI, "eli.rook@charity.example", service="charity"),
        _person("gus", "Gus Teal", HEALTH_TENANT, GUS, "gus.teal@health.example"),
    ],
    "tenants": [
        {"id": COUNCIL_TENANT, "name": "Fenwick Council", "home": True, "directConnect": False},
        {"id": POLICE_TENANT, "name": "Fenwick Police", "home": False, "directConnect": True},
        {"id": HEALTH_TENANT, "name": "Fenwick Health", "home": False, "directConnect": False},
    ],
}
