from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestServer
from msgraph import GraphServiceClient
from msgraph.generated.models.subscription import Subscription

from sandbox.state import Sandbox
from tests.sandbox.graph.client import Bare, somebody
from tests.sandbox.graph.listener import Listener
from tests.sandbox.graph.world import BO, CY, DEE
from tests.sandbox.local import FakeProduct, Json, Script
from tests.sandbox.world import CHANNEL, COUNCIL_TENANT


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    heard = Listener()
    async with TestServer(heard.app()) as server:
        heard.base = str(server.make_url("/"))
        yield heard


@pytest.fixture
def wanted(listener: Listener, product: FakeProduct, team_id: str) -> Subscription:
    """A subscription for half an hour to the members of the team's channels."""
    return Subscription(
        change_type="created,updated,deleted",
        notification_url=listener.base + "notices",
        resource=f"/teams/{team_id}/channels/getAllMembers",
        expiration_date_time=product.moment + timedelta(minutes=30),
        client_state="a secret",
    )


async def test_changes_of_members_are_told(
    client: GraphServiceClient,
    server: tuple[TestServer, Sandbox],
    listener: Listener,
    wanted: Subscription,
    team_id: str,
) -> None:
    held = await client.subscriptions.post(wanted)
    members = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).members
    dee = await members.post(somebody(DEE))
    await members.by_conversation_member_id(dee.id).patch(somebody(DEE, "owner"))
    await members.by_conversation_member_id(dee.id).delete()
    await client.teams.by_team_id(team_id).members.post(somebody(CY))
    await server[1].graph.background.idle()
    assert {one["changeType"] for one in listener.received} == {"created", "updated", "deleted"}
    assert len(listener.received) == 3
    told = next(one for one in listener.received if one["changeType"] == "created")
    resource = f"teams('{team_id}')/channels('{CHANNEL}')/members('{dee.id}')"
    assert told == {
        "subscriptionId": held.id,
        "subscriptionExpirationDateTime": "2026-07-01T10:00:00+00:00",
        "clientState": "a secret",
        "tenantId": COUNCIL_TENANT,
        "changeType": "created",
        "resource": resource,
        "resourceData": {
            "id": dee.id,
            "@odata.type": "#Microsoft.Graph.aadUserConversationMember",
            "@odata.id": resource,
        },
    }


async def test_the_teams_own_members_are_another_resource(
    client: GraphServiceClient,
    server: tuple[TestServer, Sandbox],
    listener: Listener,
    wanted: Subscription,
    team_id: str,
) -> None:
    wanted.resource, wanted.change_type = f"teams('{team_id}')/members", "deleted"
    await client.subscriptions.post(wanted)
    members = client.teams.by_team_id(team_id).members
    cy = await members.post(somebody(CY))
    await members.by_conversation_member_id(cy.id).delete()
    await server[1].graph.background.idle()
    assert [one["changeType"] for one in listener.received] == ["deleted"]


async def test_a_subscription_is_renewed_and_ended(
    client: GraphServiceClient, wanted: Subscription, product: FakeProduct, bare: Bare
) -> None:
    held = client.subscriptions.by_subscription_id((await client.subscriptions.post(wanted)).id)
    later = product.moment + timedelta(minutes=55)
    assert (await held.patch(Subscription(expiration_date_time=later))).expiration_date_time == later
    await held.reauthorize.post()
    assert len((await client.subscriptions.get()).value) == 1
    assert await bare.status("POST", "/subscriptions", {"changeType": "created"}) == 400
    await held.delete()
    assert (await client.subscriptions.get()).value == []


async def test_a_lapsed_subscription_is_gone_without_a_word(
    client: GraphServiceClient,
    script: Script,
    listener: Listener,
    wanted: Subscription,
    team_id: str,
) -> None:
    wanted.lifecycle_notification_url = listener.base + "lifecycle"
    await client.subscriptions.post(wanted)
    await script.post("clock", advance=20 * 60)
    assert [one["lifecycleEvent"] for one in listener.lifecycle] == ["reauthorizationRequired"]
    await script.post("clock", advance=10 * 60)
    assert (await client.subscriptions.get()).value == []
    await client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).members.post(somebody(DEE))
    await script.post("settle")
    assert listener.received == []
    assert len(listener.lifecycle) == 1


async def test_missed_and_removed_are_told_where_an_address_for_that_was_given(
    client: GraphServiceClient, script: Script, listener: Listener, wanted: Subscription
) -> None:
    wanted.lifecycle_notification_url = listener.base + "lifecycle"
    held = await client.subscriptions.post(wanted)
    listener.status = 503
    await script.post("graph", "byhand", action="removeMember", channel=CHANNEL, person="bo")
    assert [one["lifecycleEvent"] for one in listener.lifecycle][:1] == ["missed"]
    listener.lifecycle.clear()
    listener.status = 202
    order = {"action": "lifecycle", "subscription": held.id, "event": "subscriptionRemoved"}
    await script.post("graph", "byhand", **order)
    assert [one["lifecycleEvent"] for one in listener.lifecycle] == ["subscriptionRemoved"]
    assert (await client.subscriptions.get()).value == []


@pytest.mark.parametrize(
    "change",
    [
        {"changeType": "vanished"},
        {"resource": "/users"},
        {"resource": "/teams/none/members"},
        {"notificationUrl": "http://elsewhere.example/"},
        {"notificationUrl": "http://127.0.0.1:1/"},
        {"expirationDateTime": "2026-07-01T09:00:00Z"},
        {"expirationDateTime": "2026-07-01T11:00:00Z"},
        {"expirationDateTime": "2026-07-05T11:00:00Z", "lifecycleNotificationUrl": "https://a.example/"},
        {"expirationDateTime": "soon"},
        {"clientState": "x" * 129},
        {"includeResourceData": True},
        {"nosuch": 1},
    ],
)
async def test_what_cannot_be_subscribed_to_is_refused(
    bare: Bare, listener: Listener, team_id: str, change: Json
) -> None:
    body = {
        "changeType": "created",
        "notificationUrl": listener.base + "notices",
        "resource": f"/teams/{team_id}/members",
        "expirationDateTime": "2026-07-01T10:00:00Z",
    }
    assert await bare.status("POST", "/subscriptions", body | change) in (400, 404)
    assert await bare.status("POST", "/subscriptions", body) == 201
    assert await bare.status("POST", "/subscriptions", body) == 403


async def test_whoever_does_not_answer_the_validation_gets_nothing(
    bare: Bare, listener: Listener, team_id: str
) -> None:
    listener.echoes = False
    body = {
        "changeType": "created",
        "notificationUrl": listener.base + "notices",
        "resource": f"/teams/{team_id}/members",
        "expirationDateTime": "2026-07-01T10:00:00Z",
    }
    reply, _ = await bare.ask("POST", "/subscriptions", body)
    assert (reply.status, reply.body["error"]["code"]) == (400, "ValidationError")


async def test_bo_is_told_of_by_id_only(
    script: Script,
    client: GraphServiceClient,
    listener: Listener,
    wanted: Subscription,
) -> None:
    await client.subscriptions.post(wanted)
    await script.post("graph", "byhand", action="removeMember", channel=CHANNEL, person="bo")
    assert len(listener.received) == 1
    assert BO not in str(listener.received)
