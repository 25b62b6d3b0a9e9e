"""Messages, files and single apps of a channel, as Graph gives them."""

import json

from aiohttp.test_utils import TestServer
from msgraph import GraphServiceClient

from sandbox import sending
from sandbox.state import Sandbox
from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import ANA, DEE
from tests.sandbox.local import BOT_ID, Script
from tests.sandbox.world import CHANNEL

CARD = "application/vnd.microsoft.card.adaptive"
CONTENT = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "A", "id": "x"}]}


async def test_messages_of_people_and_of_the_bot_are_told_apart_and_a_card_is_a_text(
    client: GraphServiceClient, server: tuple[TestServer, Sandbox], script: Script, team_id: str
) -> None:
    await script.say(CHANNEL, "ana", "Good morning")
    attachments = [{"contentType": CARD, "content": CONTENT}]
    sending.send(server[1], CHANNEL, {"type": "message", "attachments": attachments})
    messages = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).messages
    newest, oldest = (await messages.get()).value
    assert newest.from_.application.id == BOT_ID
    assert newest.from_.user is None
    (attachment,) = newest.attachments
    assert attachment.content_type == CARD
    assert json.loads(attachment.content) == CONTENT
    assert attachment.id in newest.body.content
    assert (oldest.from_.user.id, oldest.from_.application) == (ANA, None)
    assert oldest.body.content == "Good morning"
    assert newest.created_date_time >= oldest.created_date_time


async def test_replies_and_what_only_one_person_sees_are_not_listed(
    client: GraphServiceClient, server: tuple[TestServer, Sandbox], team_id: str
) -> None:
    sandbox = server[1]
    first = sending.send(sandbox, CHANNEL, {"type": "message", "text": "First"})
    sending.send(sandbox, f"{CHANNEL};messageid={first}", {"type": "message", "text": "Reply"})
    only = {"type": "message", "text": "Only you", "recipient": {"aadObjectId": ANA}}
    sending.send(sandbox, CHANNEL, only, targeted=True)
    messages = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).messages
    assert [one.id for one in (await messages.get()).value] == [first]


async def test_what_was_deleted_is_still_listed_without_what_it_said(
    client: GraphServiceClient, server: tuple[TestServer, Sandbox], team_id: str
) -> None:
    sent = sending.send(server[1], CHANNEL, {"type": "message", "text": "A mistake"})
    sending.delete(server[1], CHANNEL, str(sent))
    messages = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).messages
    (one,) = (await messages.get()).value
    assert one.deleted_date_time is not None
    assert one.body.content == ""


async def test_the_label_of_a_channel_is_shown_by_the_contract(
    bare: Bare, script: Script, team_id: str
) -> None:
    await script.post("graph", "limits", retentionLabels=["Child record", "Kept for good"])
    folder = await bare.json("GET", f"/teams/{team_id}/channels/{CHANNEL}/filesFolder")
    path = f"/drives/{folder['parentReference']['driveId']}/items/{folder['id']}/retentionLabel"
    assert await bare.status("GET", path) == 404
    assert await bare.status("PATCH", path, {"name": "Kept for good"}) == 201
    assert await bare.status("PATCH", path, {"name": "Child record"}) == 200
    assert await bare.status("PATCH", path, {"name": "No such"}) == 400
    assert (await bare.json("GET", path))["name"] == "Child record"
    held = (await script.get("graph"))["channels"]
    assert {one["id"]: one["retentionLabel"] for one in held}[CHANNEL] == "Child record"


async def test_a_permission_that_is_withheld_is_missed_in_graphs_words(
    bare: Bare, script: Script, team_id: str
) -> None:
    await script.post("graph", "limits", withheld=["ChannelMessage.Read.All"])
    reply, _ = await bare.ask("GET", f"/teams/{team_id}/channels/{CHANNEL}/messages")
    assert (reply.status, reply.body["error"]["code"]) == (403, "Forbidden")
    assert "ChannelMessage.Read.All" in reply.body["error"]["message"]
    assert await bare.status("GET", f"/teams/{team_id}/channels/{CHANNEL}/filesFolder") == 200
    await script.post("graph", "limits", withheld=[])
    assert await bare.status("GET", f"/teams/{team_id}/channels/{CHANNEL}/messages") == 200


async def test_one_app_of_a_channel_is_read_by_its_id(client: GraphServiceClient, team_id: str) -> None:
    enabled = client.teams.by_team_id(team_id).channels.by_channel_id(CHANNEL).enabled_apps
    (app,) = (await enabled.get()).value
    assert (await enabled.by_teams_app_id(app.id).get()).external_id == BOT_ID


async def test_of_a_manager_no_more_is_given_than_was_asked_for(bare: Bare) -> None:
    person = await bare.json("GET", f"/users/{ANA}?$select=id&$expand=manager($select=id)")
    assert person["manager"] == {"@odata.type": "#microsoft.graph.user", "id": DEE}
