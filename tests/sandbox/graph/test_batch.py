import base64

import pytest

from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import ANA, DEE
from tests.sandbox.local import Json

JSON = {"Content-Type": "application/json"}


async def test_the_calls_of_a_batch_are_answered_one_by_one(bare: Bare, team_id: str) -> None:
    bind = {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{DEE}')"}
    add = {"id": "1", "method": "POST", "url": f"/teams/{team_id}/members", "headers": JSON, "body": bind}
    then = {"id": "2", "method": "GET", "url": f"teams/{team_id}/members?$top=1", "dependsOn": ["1"]}
    photo = {"id": "3", "method": "GET", "url": f"/users/{DEE}/photo/$value"}
    missing = {"id": "4", "method": "GET", "url": "/teams/none"}
    after = {"id": "5", "method": "GET", "url": "/teams", "dependsOn": ["4"]}
    answers = (await bare.json("POST", "/$batch", {"requests": [add, then, photo, missing, after]}))[
        "responses"
    ]
    assert [(one["id"], one["status"]) for one in answers] == [
        ("1", 201),
        ("2", 200),
        ("3", 200),
        ("4", 404),
        ("5", 424),
    ]
    assert answers[1]["body"]["value"][0]["userId"] == ANA
    assert base64.b64decode(answers[2]["body"]).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "items",
    [
        [],
        [{"id": "1", "method": "GET", "url": "https://graph.microsoft.com/v1.0/teams"}],
        [{"id": "1", "method": "GET", "url": "//graph.microsoft.com/v1.0/teams"}],
        [{"id": "1", "method": "GET", "url": "/teams"}] * 2,
        [{"id": str(number), "method": "GET", "url": "/teams"} for number in range(21)],
        [{"id": "1", "method": "GET", "url": "/teams", "depends_on": ["0"]}],
        [{"id": "1", "method": "GET", "url": "/teams", "dependsOn": ["0"]}],
        [{"id": "1", "method": "POST", "url": "/teams", "body": {}}],
        [{"method": "GET", "url": "/teams"}],
    ],
)
async def test_a_batch_that_graph_refuses_is_refused(bare: Bare, items: list[Json]) -> None:
    assert await bare.status("POST", "/$batch", {"requests": items}) == 400
