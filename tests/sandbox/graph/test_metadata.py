"""Names are Graph's own: Microsoft's client knows every property that comes back, and all that is taken."""

import dataclasses
from collections.abc import Iterator

import msgspec
import pytest
from aiohttp.test_utils import TestServer
from kiota_abstractions.serialization import Parsable
from msgraph import GraphServiceClient
from msgraph.generated.models.item_retention_label import ItemRetentionLabel

from sandbox import sending
from sandbox.graph import shapes
from sandbox.graph.properties import PROPERTIES
from sandbox.state import Sandbox
from tests.sandbox.graph.client import Bare
from tests.sandbox.graph.world import ANA
from tests.sandbox.world import CHANNEL

TAKEN = {
    shapes.ChannelBody: "channel",
    shapes.TeamBody: "team",
    shapes.MemberBody: "conversationMember",
    shapes.InstallationBody: "teamsAppInstallation",
    shapes.TabBody: "teamsTab",
    shapes.SubscriptionBody: "subscription",
    shapes.LabelBody: "itemRetentionLabel",
}


def unknown(model: Parsable) -> Iterator[str]:
    """What came back that the model has no property for, however deep."""
    yield from (key for key in getattr(model, "additional_data", {}) if not key.startswith("@"))
    for name in {field.name for field in dataclasses.fields(model)} - {"additional_data", "backing_store"}:
        value = getattr(model, name)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Parsable):
                yield from unknown(inner)


@pytest.mark.parametrize("shape", TAKEN)
def test_every_property_that_is_taken_is_documented(shape: type[msgspec.Struct]) -> None:
    names = {field.encode_name for field in msgspec.structs.fields(shape)}
    assert {name for name in names if "@" not in name} <= PROPERTIES[TAKEN[shape]]


async def test_every_property_that_comes_back_is_documented(
    client: GraphServiceClient, bare: Bare, team_id: str, server: tuple[TestServer, Sandbox]
) -> None:
    team = client.teams.by_team_id(team_id)
    channel = team.channels.by_channel_id(CHANNEL)
    tab_app = "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/com.microsoft.teamspace.tab.web"
    tab = {"displayName": "Web", "teamsApp@odata.bind": tab_app, "configuration": {"websiteUrl": "https://a"}}
    await bare.json("POST", f"/teams/{team_id}/channels/{CHANNEL}/tabs", tab)
    _, headers = await bare.ask("POST", f"/teams/{team_id}/archive")
    operation = headers["Location"].split("'")[3]
    sandbox = server[1]
    sending.send(sandbox, CHANNEL, {"type": "message", "text": "Hello"})
    folder = await channel.files_folder.get()
    drive = client.drives.by_drive_id(folder.parent_reference.drive_id)
    label = drive.items.by_drive_item_id(folder.id).retention_label
    models = [
        folder,
        await label.patch(ItemRetentionLabel(name="Child record")),
        await label.get(),
        await channel.messages.get(),
        await client.users.get(),
        await client.users.by_user_id(ANA).presence.get(),
        await client.teams.get(),
        await team.get(),
        await team.members.get(),
        await team.channels.get(),
        await team.installed_apps.get(),
        await team.operations.by_teams_async_operation_id(operation).get(),
        await channel.members.get(),
        await channel.enabled_apps.get(),
        await channel.shared_with_teams.get(),
        await channel.tabs.get(),
        await client.app_catalogs.teams_apps.get(),
    ]
    assert [name for model in models for name in unknown(model)] == []
