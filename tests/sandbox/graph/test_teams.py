from datetime import timedelta

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_http.middleware.options import HeadersInspectionHandlerOption
from msgraph import GraphServiceClient
from msgraph.generated.models.aad_user_conversation_member import AadUserConversationMember
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.team import Team
from msgraph.generated.teams.item.archive.archive_post_request_body import ArchivePostRequestBody
from msgraph.generated.teams.item.members.add.add_post_request_body import AddPostRequestBody

from sandbox.graph.settings import GraphSettings
from tests.sandbox.graph.client import Bare, somebody
from tests.sandbox.graph.world import ANA, BO, CY, DEE, ELI
from tests.sandbox.local import FakeProduct, Json
from tests.sandbox.world import POLICE_TENANT

STANDARD = "https://graph.microsoft.com/v1.0/teamsTemplates('standard')"


def new_team(name: str) -> Team:
    team = Team(display_name=name, description="For tests", members=[somebody(ANA, "owner")])
    team.additional_data = {"template@odata.bind": STANDARD}
    return team


async def test_a_team_is_made_in_its_own_time(
    client: GraphServiceClient, settings: GraphSettings, product: FakeProduct
) -> None:
    settings.lag = 10
    headers = HeadersInspectionHandlerOption(inspect_response_headers=True)
    answered = await client.teams.post(new_team("Second"), RequestConfiguration(options=[headers]))
    assert answered is None
    _, team_id, _, operation_id, _ = headers.response_headers.get("location").pop().split("'")
    assert headers.response_headers.get("content-location") == {f"/teams('{team_id}')"}
    team = client.teams.by_team_id(team_id)
    with pytest.raises(ODataError) as early:
        await team.get()
    assert early.value.response_status_code == 404
    operation = team.operations.by_teams_async_operation_id(operation_id)
    assert (await operation.get()).status.value == "inProgress"
    product.moment += timedelta(seconds=10)
    assert (await operation.get()).status.value == "succeeded"
    made = await team.get()
    assert (made.display_name, made.is_archived, made.visibility.value) == ("Second", False, "public")
    assert [one.display_name for one in (await team.channels.get()).value] == ["General"]
    assert (await team.primary_channel.get()).id == made.internal_id
    await team.patch(Team(display_name="Second team"))
    assert [one.display_name for one in (await client.teams.get()).value] == [
        "Team around the child",
        "Second team",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"template@odata.bind": "https://graph.microsoft.com/v1.0/teamsTemplates('none')"},
        {"displayName": ""},
        {"members": []},
        {"nosuch": True},
        {"memberSettings": {"nosuch": True}},
        {"channels": [{"displayName": "CON"}]},
        {"channels": [{"displayName": "a", "membershipType": "private"}]},
        {"group@odata.bind": "https://graph.microsoft.com/v1.0/groups('x')"},
    ],
)
async def test_what_no_team_can_be_is_refused(bare: Bare, change: Json) -> None:
    owner = {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{ANA}')", "roles": ["owner"]}
    body = {"template@odata.bind": STANDARD, "displayName": "Third", "members": [owner]}
    assert await bare.status("POST", "/teams", body | change) == 400
    assert len((await bare.json("GET", "/teams"))["value"]) == 1
    assert await bare.status("POST", "/teams", body) == 202


async def test_members_come_go_and_change_their_roles(client: GraphServiceClient, team_id: str) -> None:
    members = client.teams.by_team_id(team_id).members
    dee = await members.post(somebody(DEE))
    again = await members.post(somebody(DEE))
    assert (dee.id, dee.roles, dee.display_name) == (again.id, [], "Dee Heron")
    assert (await members.post(somebody(ELI))).roles == ["guest"]
    one = members.by_conversation_member_id(dee.id)
    await one.patch(AadUserConversationMember(roles=["owner"]))
    assert (await one.get()).roles == ["owner"]
    await one.delete()
    assert {row.user_id for row in (await members.get()).value} == {ANA, ELI}
    with pytest.raises(ODataError) as gone:
        await one.delete()
    assert gone.value.response_status_code == 404


async def test_the_last_owner_stays(client: GraphServiceClient, team_id: str) -> None:
    members = client.teams.by_team_id(team_id).members
    ana = members.by_conversation_member_id((await members.get()).value[0].id)
    for change in (ana.delete(), ana.patch(AadUserConversationMember(roles=[]))):
        with pytest.raises(ODataError) as refused:
            await change
        assert refused.value.response_status_code == 400


async def test_many_members_can_be_added_at_once(
    client: GraphServiceClient, bare: Bare, team_id: str
) -> None:
    add = client.teams.by_team_id(team_id).members.add
    results = (await add.post(AddPostRequestBody(values=[somebody(DEE), somebody(CY)]))).value
    assert [(one.user_id, one.error) for one in results] == [(DEE, None), (CY, None)]
    bind = {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{BO}')"}
    reply, _ = await bare.ask("POST", f"/teams/{team_id}/members/add", {"values": [bind]})
    assert (reply.status, reply.body["value"][0]["error"]["code"]) == (207, "NotFound")


async def test_people_of_other_tenants_are_in_no_team(client: GraphServiceClient, team_id: str) -> None:
    with pytest.raises(ODataError) as refused:
        await client.teams.by_team_id(team_id).members.post(somebody(BO, tenant=POLICE_TENANT))
    assert refused.value.response_status_code == 400


async def test_members_come_in_pages_and_can_be_filtered(bare: Bare, team_id: str) -> None:
    address = f"/teams/{team_id}/members"
    for person in (CY, DEE):
        bind = {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{person}')"}
        await bare.json("POST", address, bind)
    first = await bare.json("GET", f"{address}?$top=2")
    second = await bare.json("GET", first["@odata.nextLink"].removeprefix(bare.base))
    assert [row["userId"] for row in first["value"] + second["value"]] == [ANA, CY, DEE]
    wanted = f"(microsoft.graph.aadUserConversationMember/userId%20eq%20'{DEE}')"
    found = await bare.json("GET", f"{address}?$filter={wanted}")
    assert [row["userId"] for row in found["value"]] == [DEE]


async def test_who_leaves_a_team_leaves_its_private_channels(bare: Bare, team_id: str) -> None:
    people = [
        {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{person}')", "roles": roles}
        for person, roles in ((ANA, ["owner"]), (DEE, []))
    ]
    dee = await bare.json("POST", f"/teams/{team_id}/members", people[1])
    wanted = {"displayName": "case", "membershipType": "private", "members": people}
    channel = (await bare.json("POST", f"/teams/{team_id}/channels", wanted))["id"]
    assert await bare.status("DELETE", f"/teams/{team_id}/members/{dee['id']}") == 204
    left = await bare.json("GET", f"/teams/{team_id}/channels/{channel}/members")
    assert [row["userId"] for row in left["value"]] == [ANA]


async def test_an_archived_team_can_be_brought_back(
    client: GraphServiceClient, bare: Bare, team_id: str
) -> None:
    team = client.teams.by_team_id(team_id)
    await team.archive.post(ArchivePostRequestBody())
    assert (await team.get()).is_archived
    assert await bare.status("POST", f"/teams/{team_id}/channels", {"displayName": "a"}) == 400
    await team.unarchive.post()
    assert not (await team.get()).is_archived
