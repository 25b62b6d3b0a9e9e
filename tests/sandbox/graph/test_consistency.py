from datetime import timedelta

from sandbox.graph.settings import GraphSettings
from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import ANA, BO, CY, DEE
from tests.sandbox.local import FakeProduct, Json
from tests.sandbox.world import CHANNEL, POLICE_TENANT


def bound(user_id: str, *roles: str) -> Json:
    address = f"https://graph.microsoft.com/v1.0/users('{user_id}')"
    return {"user@odata.bind": address, "roles": list(roles)}


async def test_a_fresh_private_channel_is_not_found_and_then_lists_the_whole_team(
    bare: Bare, team_id: str, settings: GraphSettings, product: FakeProduct
) -> None:
    await bare.json("POST", f"/teams/{team_id}/members", bound(CY))
    settings.lag = 60
    product.moment += timedelta(seconds=60)
    wanted = {"displayName": "fresh", "membershipType": "private", "members": [bound(ANA, "owner")]}
    made = await bare.json("POST", f"/teams/{team_id}/channels", wanted)
    address = f"/teams/{team_id}/channels/{made['id']}"

    async def seen() -> tuple[int, list[str]]:
        rows = (await bare.json("GET", f"{address}/members"))["value"]
        return await bare.status("GET", address), [row["userId"] for row in rows]

    assert await seen() == (404, [ANA, CY])
    product.moment += timedelta(seconds=30)
    assert await seen() == (200, [ANA, CY])
    product.moment += timedelta(seconds=30)
    assert await seen() == (200, [ANA])


async def test_member_lists_lag_behind_the_truth(
    bare: Bare, team_id: str, settings: GraphSettings, product: FakeProduct
) -> None:
    settings.lag = 60
    address = f"/teams/{team_id}/channels/{CHANNEL}"
    bo = (await bare.json("GET", f"{address}/members"))["value"][1]
    await bare.ask("DELETE", f"{address}/members/{bo['id']}")
    await bare.json("POST", f"{address}/members", bound(DEE))

    async def listed() -> list[str]:
        return [row["userId"] for row in (await bare.json("GET", f"{address}/members"))["value"]]

    access = f"{address}/doesUserHaveAccess(userId='{BO}',tenantId='{POLICE_TENANT}')"
    assert await listed() == [ANA, BO]
    assert (await bare.json("GET", access))["value"] is False
    product.moment += timedelta(seconds=60)
    assert await listed() == [ANA, DEE]
