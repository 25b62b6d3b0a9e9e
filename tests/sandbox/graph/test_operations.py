from datetime import timedelta

import pytest
from aiohttp.test_utils import TestServer
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation
from msgraph import GraphServiceClient
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.teams_app_installation import TeamsAppInstallation
from msgraph.generated.models.teams_tab import TeamsTab
from msgraph.generated.models.teams_tab_configuration import TeamsTabConfiguration
from msgraph.generated.teams.item.installed_apps.installed_apps_request_builder import (
    InstalledAppsRequestBuilder,
)

from sandbox.graph.settings import GraphSettings
from sandbox.state import Sandbox
from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import ANA, BO, GUS
from tests.sandbox.local import BOT_ID, FakeProduct, Script
from tests.sandbox.world import CHANNEL, POLICE_TENANT

CATALOGUE = "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps"


async def test_a_channel_is_archived_in_its_own_time_and_brought_back(
    client: GraphServiceClient, bare: Bare, team_id: str, settings: GraphSettings, product: FakeProduct
) -> None:
    settings.lag = 10
    channel = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL)
    _, headers = await bare.ask("POST", f"/teams/{team_id}/channels/{CHANNEL}/archive")
    assert not (await channel.get()).is_archived
    operation = await bare.json("GET", headers["Location"])
    assert (operation["operationType"], operation["status"]) == ("archiveChannel", "inProgress")
    product.moment += timedelta(seconds=10)
    assert (await bare.json("GET", headers["Location"]))["status"] == "succeeded"
    assert (await channel.get()).is_archived
    assert await bare.status("PATCH", f"/teams/{team_id}/channels/{CHANNEL}", {"displayName": "b"}) == 403
    await channel.unarchive.post()
    product.moment += timedelta(seconds=10)
    assert not (await channel.get()).is_archived


async def test_a_channel_without_an_owner_or_of_an_archived_team_is_not_archived(
    bare: Bare, team_id: str, server: tuple[TestServer, Sandbox]
) -> None:
    address = f"/teams/{team_id}/channels/{CHANNEL}/archive"
    await bare.ask("POST", f"/teams/{team_id}/archive")
    reply, _ = await bare.ask("POST", address)
    assert (reply.status, "Team has to be active" in reply.body["error"]["message"]) == (400, True)
    await bare.ask("POST", f"/teams/{team_id}/unarchive")
    assert await bare.status("POST", address, {"shouldSetSpoSiteReadOnlyForMembers": True}) == 202
    assert await bare.status("POST", address, {"nosuch": True}) == 400
    server[1].graph.state.teams[team_id].channels[CHANNEL].members.owners()[0].roles = ()
    assert await bare.status("POST", address) == 400


async def test_nobody_writes_in_an_archived_channel(bare: Bare, team_id: str, script: Script) -> None:
    await bare.ask("POST", f"/teams/{team_id}/channels/{CHANNEL}/archive")
    await script.get("graph")
    spoken = await script.call("POST", "conversations", CHANNEL, "messages", body={"as": "ana", "text": "hi"})
    assert spoken.status == 403


@pytest.mark.parametrize(
    ("parameters", "answer"),
    [
        (f"userId='{ANA}'", True),
        (f"userId='{ANA}',tenantId='',userPrincipalName=''", True),
        (f"userId='{BO}',tenantId='{POLICE_TENANT}'", True),
        (f"userId='{BO}', tenantId='{POLICE_TENANT}'", True),
        (f"userId='{BO}'", False),
        (f"userId='{GUS}'", False),
        ("userPrincipalName='ana.wren@council.example'", True),
        (f"tenantId='{POLICE_TENANT}',userPrincipalName='bo.finch@police.example'", True),
    ],
)
async def test_access_is_told_as_it_truly_is(
    client: GraphServiceClient, bare: Bare, team_id: str, parameters: str, *, answer: bool
) -> None:
    function = f"{bare.base}/teams/{team_id}/channels/{CHANNEL}/doesUserHaveAccess({parameters})"
    builder = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL)
    method = (
        "does_user_have_accessuser_id_user_id_tenant_id_tenant_id_user_principal_name_user_principal_name"
    )
    told = await getattr(builder, method).with_url(function).get()
    assert told.value is answer


@pytest.mark.parametrize(
    "parameters", ["", "nosuch='a'", "userId='a'tenantId='b'", "userId=a", "tenantId='a'"]
)
async def test_a_question_after_access_that_cannot_be_read_is_refused(
    bare: Bare, team_id: str, parameters: str
) -> None:
    address = f"/teams/{team_id}/channels/{CHANNEL}/doesUserHaveAccess({parameters})"
    assert await bare.status("GET", address) == 400


async def test_an_app_comes_into_a_team_and_leaves_it(client: GraphServiceClient, team_id: str) -> None:
    installed = client.teams.by_team_id(team_id).installed_apps
    query = InstalledAppsRequestBuilder.InstalledAppsRequestBuilderGetQueryParameters(expand=["teamsApp"])
    first = (await installed.get(RequestConfiguration(query_parameters=query))).value[0]
    assert first.teams_app.external_id == BOT_ID
    wanted = TeamsAppInstallation(
        additional_data={"teamsApp@odata.bind": f"{CATALOGUE}/{first.teams_app.id}"}
    )
    with pytest.raises(ODataError) as twice:
        await installed.post(wanted)
    assert twice.value.response_status_code == 409
    await installed.by_teams_app_installation_id(first.id).delete()
    assert (await installed.get()).value == []
    await installed.post(wanted)
    assert len((await installed.get()).value) == 1


async def test_the_bot_is_found_in_the_catalogue_and_enabled_in_a_channel(
    client: GraphServiceClient, bare: Bare, team_id: str
) -> None:
    found = await bare.json("GET", f"/appCatalogs/teamsApps?$filter=externalId%20eq%20'{BOT_ID}'")
    app_id = found["value"][0]["id"]
    channel = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL)
    assert [app.id for app in (await channel.enabled_apps.get()).value] == [app_id]
    address = f"/teams/{team_id}/channels/{CHANNEL}/enabledApps"
    assert await bare.status("DELETE", f"{address}/{app_id}/$ref") == 204
    assert (await channel.enabled_apps.get()).value == []
    request = RequestInformation(Method.POST)
    request.url = f"{bare.base}{address}/$ref"
    request.set_stream_content(f'{{"@odata.id": "{CATALOGUE}/{app_id}"}}'.encode(), "application/json")
    await client.request_adapter.send_no_response_content_async(request, {"XXX": ODataError})
    assert len((await channel.enabled_apps.get()).value) == 1
    for body in ({"@odata.id": f"{CATALOGUE}/none"}, {"@odata.id": "none"}, {"id": app_id}):
        assert await bare.status("POST", f"{address}/$ref", body) in (400, 404)
    general = (await bare.json("GET", f"/teams/{team_id}/primaryChannel"))["id"]
    body = {"@odata.id": f"{CATALOGUE}/{app_id}"}
    assert await bare.status("POST", f"/teams/{team_id}/channels/{general}/enabledApps/$ref", body) == 400


async def test_a_tab_is_put_up_and_taken_down(client: GraphServiceClient, bare: Bare, team_id: str) -> None:
    tabs = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).tabs
    wanted = TeamsTab(
        display_name="The circle",
        configuration=TeamsTabConfiguration(content_url="https://circle.example/", entity_id="circle"),
        additional_data={"teamsApp@odata.bind": f"{CATALOGUE}/com.microsoft.teamspace.tab.web"},
    )
    made = await tabs.post(wanted)
    assert [tab.display_name for tab in (await tabs.get()).value] == ["The circle"]
    assert (await tabs.by_teams_tab_id(made.id).get()).configuration.entity_id == "circle"
    await tabs.by_teams_tab_id(made.id).delete()
    assert (await tabs.get()).value == []
    assert await bare.status("POST", f"/teams/{team_id}/channels/{CHANNEL}/tabs", {"displayName": "a"}) == 400
