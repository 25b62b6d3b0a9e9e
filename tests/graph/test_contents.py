"""Messages as real Graph gives them, page by page, and what it says when it does not."""

import json
from collections.abc import AsyncIterator

import pytest

from cases.model import ConversationId
from cases.ports_channels import ChannelKind, TeamId
from cases.ports_tenant import NotThereError, RefusedError, TenantError, ThrottledError, UnavailableError, Why
from graph.client import Access
from graph.rates import Rates
from graph.tenant import GraphTenant
from sandbox.faults import Fault
from tests.bot.service import BotService
from tests.graph.conftest import LocalGraph, card, posted
from tests.graph.people import ANA, HOME
from tests.graph.test_client import answer, said
from tests.graph.ticks import FakeTicks
from tests.sandbox.local import BOT_ID, Json

TEAM, CHANNEL = TeamId("11110000-0000-4000-8000-000000000001"), ConversationId("19:a b/c@thread.tacv2")
MARKER = "case-card-lumo-tavi"
BOT: Json = {"application": {"id": BOT_ID.upper(), "applicationIdentityType": "bot"}, "user": None}
CARD = "application/vnd.microsoft.card.adaptive"


def message(number: int, **changed: object) -> Json:
    content = json.dumps({"type": "AdaptiveCard", "body": [{"type": "TextBlock", "id": MARKER}]})
    given = {
        "id": str(number),
        "createdDateTime": f"2026-07-01T09:30:{number:02}.5Z",
        "messageType": "message",
        "from": BOT,
        "attachments": [{"id": "a", "contentType": CARD, "content": content}],
    }
    return given | changed


def attached(content: object, kind: str = CARD) -> list[Json]:
    return [{"id": "a", "contentType": kind, "content": content}]


@pytest.fixture
async def tenant_of() -> AsyncIterator[tuple[BotService, GraphTenant]]:
    """A server that answers as it is told, and Microsoft's SDK on it."""
    service = BotService()
    async with service.server:
        opened = GraphTenant(
            Access(service.url.rstrip("/"), HOME, BOT_ID, credential=None), Rates(), FakeTicks()
        )
        yield service, opened
        await opened.close()


@pytest.mark.parametrize(
    "other",
    [
        message(1, **{"from": None}),
        message(1, **{"from": {"application": None, "user": {"id": BOT_ID}}}),
        message(1, **{"from": {"application": {"id": HOME}}}),
        message(1, deletedDateTime="2026-07-01T09:31:00Z"),
        message(1, attachments=[]),
        message(1, attachments=None),
        message(1, attachments=attached(None)),
        message(1, attachments=attached("{half")),
        message(1, attachments=attached('["body"]')),
        message(1, attachments=attached('{"body": {"id": "x"}}')),
        message(1, attachments=attached('{"body": [null, {"id": 1}, {"type": "TextBlock"}]}')),
        message(1, attachments=attached(json.dumps({"id": MARKER, "body": []}))),
        message(1, attachments=attached(json.dumps({"body": [{"id": MARKER}]}), kind="text/html")),
    ],
)
async def test_only_a_card_of_ours_with_the_marker_counts(
    tenant_of: tuple[BotService, GraphTenant], other: Json
):
    service, tenant = tenant_of
    service.answer(answer(200, {"value": [other, message(7), message(9), message(8)]}))
    assert await tenant.channels.posted(TEAM, CHANNEL, MARKER) == ["9", "8", "7"]
    assert service.calls[-1].target.endswith("/channels/19%3Aa%20b%2Fc%40thread.tacv2/messages?$top=50")


async def test_no_more_than_the_latest_are_looked_through(tenant_of: tuple[BotService, GraphTenant]):
    service, tenant = tenant_of
    further = f"{service.url.rstrip('/')}/teams/x/channels/y/messages?$skiptoken=a"
    page = {"value": [message(1, attachments=[])] * 50, "@odata.nextLink": further}
    service.answer(answer(200, page))
    assert await tenant.channels.posted(TEAM, CHANNEL, MARKER) == []
    assert len(service.calls) == 4


@pytest.mark.parametrize(
    "refusal",
    [
        said("Forbidden", "Missing role permissions on the request. API requires one of 'X'."),
        said("Forbidden", "Caller does not have the required roles for accessing 'Private' channel data."),
        said("accessDenied", "Access denied"),
        said("Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
    ],
)
async def test_a_missing_permission_is_said_in_each_of_graphs_ways(
    tenant_of: tuple[BotService, GraphTenant], refusal: Json
):
    service, tenant = tenant_of
    service.answer(answer(403, refusal))
    with pytest.raises(RefusedError) as told:
        await tenant.channels.label_files(TEAM, CHANNEL, "Child record")
    assert told.value.why is Why.NOT_PERMITTED


async def test_a_label_goes_onto_the_folder_that_graph_names(tenant_of: tuple[BotService, GraphTenant]):
    service, tenant = tenant_of
    folder = {"id": "01ABC", "name": "lumo-tavi", "parentReference": {"driveId": "b!x/y"}}
    service.answer(answer(200, folder), answer(201, {"name": "Child record"}))
    await tenant.channels.label_files(TEAM, CHANNEL, "Child record")
    call = service.calls[-1]
    assert (call.method, call.target.rpartition("/uk")[2]) == (
        "PATCH",
        "/drives/b%21x%2Fy/items/01ABC/retentionLabel",
    )
    assert call.body == {"name": "Child record"}


@pytest.mark.parametrize(
    ("labelled", "why"),
    [
        (answer(404, said("itemNotFound", "The resource could not be found.")), Why.NO_LABEL),
        (answer(400, said("invalidRequest", "The retention label 'X' does not exist.")), Why.NO_LABEL),
        (answer(400, said("invalidRequest", "Something else.")), Why.OTHER),
    ],
)
async def test_an_unknown_label_is_told_from_a_channel_without_a_folder(
    tenant_of: tuple[BotService, GraphTenant], labelled: object, why: Why
):
    service, tenant = tenant_of
    service.answer(answer(200, {"id": "01ABC", "parentReference": {"driveId": "b!x"}}), labelled)
    with pytest.raises(RefusedError) as told:
        await tenant.channels.label_files(TEAM, CHANNEL, "X")
    assert told.value.why is why
    service.answer(answer(404, said("NotFound", "Not provisioned.")))
    with pytest.raises(NotThereError):
        await tenant.channels.label_files(TEAM, CHANNEL, "X")
    service.answer(answer(200, {"id": "01ABC"}))
    with pytest.raises(UnavailableError):
        await tenant.channels.label_files(TEAM, CHANNEL, "X")


async def test_the_local_graph_has_pages_of_what_its_connector_holds(local: LocalGraph, tenant: GraphTenant):
    channel = (await tenant.channels.make_channel(local.team, "lumo-tavi", ChannelKind.PRIVATE, ANA)).channel
    assert channel is not None
    await tenant.channels.add_bot(local.team, channel)
    sent = [posted(local, channel, MARKER if number % 40 == 0 else "other") for number in range(120)]
    expected = [sent[80], sent[40], sent[0]]
    assert await tenant.channels.posted(local.team, channel, MARKER) == expected
    held = local.sandbox.conversations
    edited, deleted = held.find(channel, sent[80]), held.find(channel, sent[40])
    assert edited is not None
    assert deleted is not None
    held.update(edited, card("other"))
    held.delete(deleted)
    assert await tenant.channels.posted(local.team, channel, MARKER) == [sent[0]]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("graph", "", 429, 0, 1), ThrottledError),
        (Fault("graph", "", 503, None, 1), UnavailableError),
        (Fault("graph", "", 404, None, 1), NotThereError),
        (Fault("graph", "", 0, None, 1, "reset"), UnavailableError),
    ],
    ids=["429", "503", "404", "reset"],
)
async def test_each_call_fails_once_and_is_asked_again(
    local: LocalGraph, tenant: GraphTenant, fault: Fault, error: type[TenantError]
):
    channel = (await tenant.channels.make_channel(local.team, "lumo-tavi", ChannelKind.PRIVATE, ANA)).channel
    assert channel is not None
    await tenant.channels.add_bot(local.team, channel)
    sent = posted(local, channel, MARKER)
    for match, call in (
        ("/channels$", lambda: tenant.channels.find(local.team, "lumo-tavi")),
        ("/messages", lambda: tenant.channels.posted(local.team, channel, MARKER)),
        ("/filesFolder", lambda: tenant.channels.label_files(local.team, channel, "Child record")),
    ):
        local.sandbox.faults.order(
            Fault("graph", match, fault.status, fault.retry_after, 1, fault.kind, fault.seconds)
        )
        with pytest.raises(error):
            await call()
        assert local.sandbox.faults.pending == 0
    assert await tenant.channels.posted(local.team, channel, MARKER) == [sent]
