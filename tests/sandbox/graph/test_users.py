import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph import GraphServiceClient
from msgraph.generated.communications.get_presences_by_user_id import (
    get_presences_by_user_id_post_request_body as presences_body,
)
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph.generated.users.users_request_builder import UsersRequestBuilder

from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import ANA, BO, CY, DEE, ELI


async def test_a_user_is_found_by_id_and_by_principal_name(client: GraphServiceClient) -> None:
    by_id = await client.users.by_user_id(ANA).get()
    by_name = await client.users.by_user_id("ana.wren@council.example").get()
    assert (by_id.display_name, by_id.id) == (by_name.display_name, by_name.id) == ("Ana Wren", ANA)


async def test_only_what_is_selected_comes_back(client: GraphServiceClient, bare: Bare) -> None:
    query = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(
        select=["accountEnabled", "userType"]
    )
    user = await client.users.by_user_id(ELI).get(RequestConfiguration(query_parameters=query))
    assert (user.account_enabled, user.user_type, user.display_name) == (True, "Guest", None)
    assert "accountEnabled" not in await bare.json("GET", f"/users/{ELI}")


async def test_the_directory_has_guests_and_nobody_of_another_tenant(client: GraphServiceClient) -> None:
    users = (await client.users.get()).value
    assert [user.id for user in users] == [ANA, CY, DEE, ELI]
    assert users[3].user_principal_name == "eli.rook_charity.example#EXT#@council.example"
    with pytest.raises(ODataError) as missing:
        await client.users.by_user_id(BO).get()
    assert missing.value.response_status_code == 404
    assert missing.value.error.code == "Request_ResourceNotFound"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("userPrincipalName eq 'ANA.WREN@council.example'", [ANA]),
        ("mail eq 'dee.heron@council.example' or mail eq 'ana.wren@council.example'", [ANA, DEE]),
        ("accountEnabled eq true and userType eq 'Guest'", [ELI]),
        ("accountEnabled eq false", []),
        ("startswith(displayName,'d')", [DEE]),
        ("id in ('" + ANA + "', '" + BO + "')", [ANA]),
        ("not(startswith(mail, 'a') or mail eq null)", [DEE, ELI]),
        ("displayName ne 'O''Hara'", [ANA, CY, DEE, ELI]),
    ],
)
async def test_users_can_be_filtered(client: GraphServiceClient, text: str, found: list[str]) -> None:
    query = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(filter=text)
    users = await client.users.get(RequestConfiguration(query_parameters=query))
    assert [user.id for user in users.value] == found


@pytest.mark.parametrize(
    "text",
    ["mail", "mail eq", "mail like 'a'", "nosuch eq 'a'", "(mail eq 'a'", "mail eq 'a' mail", "mail eq 'a"],
)
async def test_a_filter_that_cannot_be_read_is_refused(bare: Bare, text: str) -> None:
    assert await bare.status("GET", f"/users?$filter={text.replace(' ', '%20')}") == 400


async def test_the_directory_comes_in_pages(bare: Bare) -> None:
    first = await bare.json("GET", "/users?$top=3&$count=true&$select=id&$orderby=displayName%20desc")
    assert first["@odata.count"] == 4
    link = first["@odata.nextLink"].removeprefix(bare.base)
    second = await bare.json("GET", link)
    assert [row["id"] for row in first["value"] + second["value"]] == [ELI, DEE, CY, ANA]
    assert "@odata.nextLink" not in second


async def test_managers_are_found_in_both_directions(client: GraphServiceClient) -> None:
    boss = await client.users.by_user_id(ANA).manager.get()
    reports = await client.users.by_user_id(DEE).direct_reports.get()
    assert (boss.id, [user.id for user in reports.value]) == (DEE, [ANA])
    with pytest.raises(ODataError) as missing:
        await client.users.by_user_id(CY).manager.get()
    assert missing.value.response_status_code == 404


async def test_a_photo_is_a_picture_or_is_not_there(client: GraphServiceClient) -> None:
    photo = await client.users.by_user_id(DEE).photo.get()
    content = await client.users.by_user_id(DEE).photo.content.get()
    assert (photo.width, photo.height, content[:4]) == (48, 48, b"\x89PNG")
    with pytest.raises(ODataError) as missing:
        await client.users.by_user_id(ANA).photo.get()
    assert missing.value.error.code == "ImageNotFound"


async def test_presence_is_told_of_those_in_the_directory(client: GraphServiceClient) -> None:
    body = presences_body.GetPresencesByUserIdPostRequestBody(ids=[ANA, BO])
    presences = (await client.communications.get_presences_by_user_id.post(body)).value
    one = await client.users.by_user_id(ANA).presence.get()
    assert [presence.id for presence in presences] == [ANA]
    assert (one.availability, one.activity) == (presences[0].availability, presences[0].activity)
