"""A world just large enough for the sandbox's own tests: three people, two tenants, one chat of each kind."""

COUNCIL_TENANT = "11111111-aaaa-4aaa-8aaa-111111111111"
POLICE_TENANT = "22222222-bbbb-4bbb-8bbb-222222222222"
PERSONAL = "a:1XyZ_own-chat"
GROUP = "19:0a1b2c3d@thread.v2"
CHANNEL = "19:abcDEF123@thread.tacv2"

WORLD = {
    "agencies": [
        {"id": "council", "name": "Fenwick Council", "kind": "council"},
        {"id": "police", "name": "Fenwick Police", "kind": "police"},
    ],
    "services": [
        {"id": "social", "agency": "council", "name": "Social Work", "sensitive": False},
        {"id": "vulnerable", "agency": "police", "name": "Vulnerability Unit", "sensitive": False},
    ],
    "people": [
        {
            "id": "ana",
            "name": "Ana Wren",
            "role": "Social worker",
            "agency": "council",
            "service": "social",
            "tenantId": COUNCIL_TENANT,
            "aadObjectId": "aaaaaaaa-0000-4000-8000-000000000001",
            "phone": "01632 960001",
            "email": "ana.wren@council.example",
            "manages": [],
            "broker": False,
            "governanceLead": False,
            "administrator": False,
            "registered": True,
        },
        {
            "id": "bo",
            "name": "Bo Finch",
            "role": "Police officer",
            "agency": "police",
            "service": "vulnerable",
            "tenantId": POLICE_TENANT,
            "aadObjectId": "bbbbbbbb-0000-4000-8000-000000000002",
            "phone": "01632 960002",
            "email": "bo.finch@police.example",
            "manages": [],
            "broker": False,
            "governanceLead": False,
            "administrator": False,
            "registered": True,
        },
        {
            "id": "cy",
            "name": "Cy Lark",
            "role": "Student",
            "agency": None,
            "service": None,
            "tenantId": COUNCIL_TENANT,
            "aadObjectId": "cccccccc-0000-4000-8000-000000000003",
            "phone": "",
            "email": "",
            "manages": [],
            "broker": False,
            "governanceLead": False,
            "administrator": False,
            "registered": False,
        },
    ],
    "children": [
        {
            "id": "child-1",
            "reference": "C-1",
            "names": [{"given": "Robin", "family": "Example"}, {"given": "Rob", "family": ""}],
            "born": "2014-03",
            "expected": False,
            "area": "Fenwick",
            "nhsNumber": "",
            "upn": "",
            "shielded": False,
        }
    ],
    "cases": [
        {
            "id": "case-1",
            "reference": "FEN-1",
            "children": ["child-1"],
            "lead": "ana",
            "status": "open",
            "conversation": CHANNEL,
        }
    ],
    "involvements": [],
    "agreements": [],
    "relationships": [],
    "conversations": [
        {"id": PERSONAL, "type": "personal", "members": ["ana"], "caseReference": None, "name": ""},
        {"id": GROUP, "type": "groupChat", "members": ["ana", "bo"], "caseReference": None, "name": "Us two"},
        {
            "id": CHANNEL,
            "type": "channel",
            "members": ["ana", "bo"],
            "caseReference": "FEN-1",
            "name": "FEN-1",
        },
    ],
}
