from datetime import timedelta

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_http.middleware.options import HeadersInspectionHandlerOption
from msgraph import GraphServiceClient
from msgraph.generated.models.channel import Channel
from msgraph.generated.models.channel_membership_type import ChannelMembershipType
from msgraph.generated.models.o_data_errors.o_data_error import ODataError

from sandbox.graph.settings import GraphSettings
from tests.sandbox.graph.client import Bare, somebody
from tests.sandbox.graph.world import ANA, BO, DEE, ELI, GUS
from tests.sandbox.local import FakeProduct, Json
from tests.sandbox.world import CHANNEL, POLICE_TENANT

OWNER = {
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    "user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{ANA}')",
    "roles": ["owner"],
}


def private(name: str, *members: object) -> Channel:
    people = [somebody(ANA, "owner"), *members]
    return Channel(display_name=name, membership_type=ChannelMembershipType.Private, members=people)


async def test_the_worlds_channels_are_there_with_their_members(
    client: GraphServiceClient, team_id: str
) -> None:
    channels = (await client.teams.by_team_id(team_id).channels.get()).value
    assert [(one.display_name, one.membership_type.value) for one in channels] == [
        ("General", "standard"),
        ("FEN-1", "shared"),
    ]
    members = await client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).members.get()
    assert [(one.user_id, one.roles, one.tenant_id == POLICE_TENANT) for one in members.value] == [
        (ANA, ["owner"], False),
        (BO, [], True),
    ]


async def test_a_standard_channel_is_made_changed_and_deleted(
    client: GraphServiceClient, team_id: str
) -> None:
    channels = client.teams.by_team_id(team_id).channels
    made = await channels.post(Channel(display_name="lumo-tavi", description="A case"))
    assert (made.membership_type, made.layout_type.value) == (ChannelMembershipType.Standard, "post")
    await channels.by_channel_id(made.id).patch(Channel(display_name="lumo-tavo"))
    assert (await channels.by_channel_id(made.id).get()).display_name == "lumo-tavo"
    await channels.by_channel_id(made.id).delete()
    with pytest.raises(ODataError) as gone:
        await channels.by_channel_id(made.id).get()
    assert gone.value.response_status_code == 404


async def test_a_private_channel_takes_members_of_the_team_only(
    client: GraphServiceClient, team_id: str
) -> None:
    team = client.teams.by_team_id(team_id)
    with pytest.raises(ODataError) as stranger:
        await team.channels.post(private("case-one", somebody(DEE)))
    assert stranger.value.response_status_code == 400
    await team.members.post(somebody(DEE))
    made = await team.channels.post(private("case-one", somebody(DEE)))
    members = (await team.channels.by_channel_id(made.id).members.get()).value
    assert {one.user_id for one in members} == {ANA, DEE}
    with pytest.raises(ODataError) as other_tenant:
        await team.channels.by_channel_id(made.id).members.post(somebody(BO, tenant=POLICE_TENANT))
    assert other_tenant.value.response_status_code == 400


async def test_a_shared_channel_is_made_in_its_own_time(
    client: GraphServiceClient, team_id: str, settings: GraphSettings, product: FakeProduct
) -> None:
    settings.lag = 10
    headers = HeadersInspectionHandlerOption(inspect_response_headers=True)
    wanted = Channel(
        display_name="case-two",
        membership_type=ChannelMembershipType.Shared,
        members=[somebody(ANA, "owner"), somebody(BO, tenant=POLICE_TENANT)],
    )
    team = client.teams.by_team_id(team_id)
    answered = await team.channels.post(wanted, RequestConfiguration(options=[headers]))
    assert answered is None
    location = headers.response_headers.get("location").pop()
    channel_id = headers.response_headers.get("content-location").pop().split("'")[3]
    operation = team.operations.by_teams_async_operation_id(location.split("'")[3])
    assert ((await operation.get()).status.value, (await operation.get()).operation_type.value) == (
        "inProgress",
        "createChannel",
    )
    with pytest.raises(ODataError):
        await team.channels.by_channel_id(channel_id).members.get()
    product.moment += timedelta(seconds=10)
    done = await operation.get()
    assert (done.status.value, done.target_resource_id) == ("succeeded", channel_id)
    product.moment += timedelta(seconds=10)
    members = (await team.channels.by_channel_id(channel_id).all_members.get()).value
    assert [one.user_id for one in members] == [ANA, BO]
    shared = (await team.channels.by_channel_id(channel_id).shared_with_teams.get()).value
    assert [(one.id, one.is_host_team) for one in shared] == [(team_id, True)]


async def test_nobody_of_another_tenant_owns_a_channel(client: GraphServiceClient, team_id: str) -> None:
    members = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).members
    with pytest.raises(ODataError) as refused:
        await members.post(somebody(BO, "owner", tenant=POLICE_TENANT))
    assert refused.value.response_status_code == 400


async def test_a_standard_channel_has_the_teams_members_and_none_of_its_own(bare: Bare, team_id: str) -> None:
    general = (await bare.json("GET", f"/teams/{team_id}/primaryChannel"))["id"]
    address = f"/teams/{team_id}/channels/{general}/members"
    ana = (await bare.json("GET", address))["value"][0]
    assert ana["userId"] == ANA
    assert await bare.status("POST", address, OWNER) == 400
    assert await bare.status("PATCH", f"{address}/{ana['id']}", {"roles": ["owner"]}) == 400
    assert await bare.status("DELETE", f"{address}/{ana['id']}") == 400


async def test_a_tenant_that_is_not_set_up_is_refused(client: GraphServiceClient, team_id: str) -> None:
    members = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).members
    with pytest.raises(ODataError) as refused:
        await members.post(somebody(GUS, tenant="33333333-cccc-4ccc-8ccc-333333333333"))
    assert refused.value.response_status_code == 403
    with pytest.raises(ODataError) as without_tenant:
        await members.post(somebody(BO))
    assert without_tenant.value.response_status_code == 404
    with pytest.raises(ODataError) as guest:
        await members.post(somebody(ELI))
    assert guest.value.response_status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"displayName": ""},
        {"displayName": "x" * 51},
        *({"displayName": f"a{sign}b"} for sign in "~#%&*{}+/\\:<>?|'\",\x07"),
        {"displayName": "a..b"},
        {"displayName": "_a"},
        {"displayName": ".a"},
        {"displayName": "a."},
        {"displayName": "CON"},
        {"displayName": "forms"},
        {"displayName": "com7"},
        {"displayName": "a_vti_b"},
        {"displayName": "fen-1"},
        {"displayName": "a", "nosuch": 1},
        {"displayName": 5},
        {"displayName": "a", "membershipType": "secret"},
        {"displayName": "a", "members": [OWNER]},
        {"displayName": "a", "membershipType": "private"},
        {"displayName": "a", "membershipType": "shared"},
        {"displayName": "a", "membershipType": "private", "members": [OWNER, OWNER]},
        {"displayName": "a", "membershipType": "shared", "members": [OWNER | {"roles": []}]},
        {"displayName": "a", "membershipType": "private", "members": [OWNER | {"roles": ["boss"]}]},
        {"displayName": "a", "membershipType": "private", "members": [{"roles": ["owner"], "userId": ANA}]},
        {"displayName": "a", "@microsoft.graph.channelCreationMode": "migration"},
        [],
    ],
)
async def test_what_no_channel_can_be_is_refused(bare: Bare, team_id: str, body: Json) -> None:
    reply, _ = await bare.ask("POST", f"/teams/{team_id}/channels", body)
    assert reply.status == 400, reply
    assert set(reply.body["error"]) == {"code", "message", "innerError"}
    assert len((await bare.json("GET", f"/teams/{team_id}/channels"))["value"]) == 2


async def test_a_shared_channel_has_exactly_one_owner(bare: Bare, team_id: str) -> None:
    other = OWNER | {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{DEE}')"}
    body = {"displayName": "a", "membershipType": "shared", "members": [OWNER, other]}
    assert await bare.status("POST", f"/teams/{team_id}/channels", body) == 400
    assert await bare.status("POST", f"/teams/{team_id}/channels", body | {"members": [OWNER]}) == 202


async def test_a_deleted_channel_counts_and_keeps_its_name_for_thirty_days(
    bare: Bare, team_id: str, settings: GraphSettings, product: FakeProduct
) -> None:
    settings.channels_per_team = 3
    address = f"/teams/{team_id}/channels"
    made = await bare.json("POST", address, {"displayName": "one"})
    assert await bare.status("DELETE", f"{address}/{made['id']}") == 204
    assert await bare.status("POST", address, {"displayName": "two"}) == 403
    settings.channels_per_team = 4
    assert (await bare.ask("POST", address, {"displayName": "ONE"}))[0].body["error"]["code"] == (
        "NameAlreadyExists"
    )
    product.moment += timedelta(days=30)
    settings.channels_per_team = 3
    assert await bare.status("POST", address, {"displayName": "one"}) == 201
