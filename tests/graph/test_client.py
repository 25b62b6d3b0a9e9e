"""What goes wrong between us and Graph becomes one of the domain's errors, and we wait nowhere ourselves."""

from collections.abc import AsyncIterator

import pytest

from cases.model import ConversationId, Identity
from cases.ports_channels import ChannelKind, Operation, Role, TeamId
from cases.ports_tenant import NotThereError, RefusedError, ThrottledError, UnavailableError, Why
from graph.client import Access
from graph.rates import Rates
from graph.tenant import GraphTenant
from tests.bot.service import Answer, BotService
from tests.graph.people import ANA, CY, HOME
from tests.graph.ticks import FakeTicks

TEAM, CHANNEL = TeamId("11110000-0000-4000-8000-000000000001"), ConversationId("19:a b/c@thread.tacv2")
CATALOG = "22220000-0000-4000-8000-000000000002"


def answer(
    status: int = 200, body: object = None, headers: dict[str, str] | None = None, **more: bool
) -> Answer:
    """An answer, its body as Graph sends JSON."""
    kind = {"Content-Type": "application/json"} if isinstance(body, dict) else {}
    return Answer(status, body, kind | (headers or {}), **more)


def said(code: str, message: str) -> dict[str, object]:
    return {"error": {"code": code, "message": message}}


@pytest.fixture
async def answering() -> AsyncIterator[BotService]:
    """A server that answers as it is told."""
    service = BotService()
    async with service.server:
        yield service


@pytest.fixture
def ticks() -> FakeTicks:
    return FakeTicks()


@pytest.fixture
async def tenant(answering: BotService, ticks: FakeTicks) -> AsyncIterator[GraphTenant]:
    access = Access(
        answering.url.rstrip("/"), HOME, "our-app", credential=None, catalog_id=CATALOG, seconds=5.0
    )
    opened = GraphTenant(access, Rates(), ticks)
    yield opened
    await opened.close()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "17"}, 17.0),
        ({"Retry-After": "Sun, 22 Nov 2026 09:01:00 GMT", "Date": "Sun, 22 Nov 2026 09:00:30 GMT"}, 30.0),
        ({}, None),
    ],
)
@pytest.mark.parametrize(("status", "kind"), [(429, ThrottledError), (503, UnavailableError)])
async def test_a_busy_graph_is_asked_once_and_says_when_to_come_back(
    answering: BotService,
    tenant: GraphTenant,
    headers: dict[str, str],
    seconds: float | None,
    status: int,
    kind: type[ThrottledError | UnavailableError],
):
    answering.answer(answer(status, said("TooManyRequests", "Slow down."), headers))
    with pytest.raises(kind) as told:
        await tenant.channels.channel(TEAM, CHANNEL)
    assert told.value.retry_after == seconds
    assert len(answering.calls) == 1


async def test_after_a_429_nothing_about_that_channel_is_asked_too_early(
    answering: BotService, tenant: GraphTenant, ticks: FakeTicks
):
    answering.answer(
        answer(429, said("TooManyRequests", "Slow down."), {"Retry-After": "20"}),
        answer(200, {"id": CHANNEL, "displayName": "lumo-tavi", "membershipType": "private"}),
    )
    with pytest.raises(ThrottledError):
        await tenant.channels.channel(TEAM, CHANNEL)
    began = ticks.now()
    assert await tenant.channels.channel(TEAM, CHANNEL) is not None
    assert ticks.now() - began >= 20.0


@pytest.mark.parametrize(
    "broken",
    [
        answer(500, said("InternalServerError", "Oh.")),
        answer(502, b"<html>Bad gateway</html>", {"Content-Type": "text/html"}),
        answer(500),
        answer(504),
        answer(302, None, {"Location": "http://127.0.0.1:9/elsewhere"}),
        answer(breaks=True),
    ],
    ids=["500", "html", "empty", "504", "redirect", "reset"],
)
async def test_a_broken_answer_is_unavailable(answering: BotService, tenant: GraphTenant, broken: Answer):
    answering.answer(broken)
    with pytest.raises(UnavailableError):
        await tenant.channels.archive(TEAM, CHANNEL)
    assert len(answering.calls) == 1


@pytest.mark.parametrize(
    "broken",
    [
        answer(200, b"<html>Sign in</html>", {"Content-Type": "text/html"}),
        answer(200, b"{half", {"Content-Type": "application/json"}),
    ],
    ids=["html", "half"],
)
async def test_a_good_status_with_nonsense_is_unavailable(
    answering: BotService, tenant: GraphTenant, broken: Answer
):
    answering.answer(broken)
    with pytest.raises(UnavailableError):
        await tenant.channels.channel(TEAM, CHANNEL)


async def test_an_answer_that_does_not_come_is_unavailable(answering: BotService):
    answering.answer(answer(waits=True))
    access = Access(answering.url.rstrip("/"), HOME, "our-app", credential=None, seconds=0.05)
    tenant = GraphTenant(access, Rates())
    with pytest.raises(UnavailableError):
        await tenant.channels.channel(TEAM, CHANNEL)
    await tenant.close()


@pytest.mark.parametrize(
    ("status", "code", "message", "why"),
    [
        (
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
            Why.NOT_PERMITTED,
        ),
        (
            403,
            "Forbidden",
            "Missing role permissions on the request. API requires one of 'X'.",
            Why.NOT_PERMITTED,
        ),
        (401, "InvalidAuthenticationToken", "Access token has expired.", Why.NOT_SIGNED_IN),
        (400, "BadRequest", "Channel name already existed, please use other name.", Why.NAME_TAKEN),
        (403, "Forbidden", "The team has reached its limit of channels.", Why.FULL),
        (409, "Conflict", "Something else.", Why.OTHER),
        (400, "BadRequest", "Jo Smith cannot do that.", Why.OTHER),
    ],
)
async def test_a_refusal_says_what_to_do_and_nothing_that_graph_said(
    answering: BotService, tenant: GraphTenant, status: int, code: str, message: str, why: Why
):
    answering.answer(answer(status, said(code, message)))
    with pytest.raises(RefusedError) as told:
        await tenant.channels.rename(TEAM, CHANNEL, "lumo-tavi")
    assert (told.value.why, told.value.code) == (why, code)
    assert "Smith" not in str(told.value)


async def test_who_may_not_read_the_channel_is_not_told_that_a_person_is_unknown(
    answering: BotService, tenant: GraphTenant
):
    answering.answer(answer(404, said("NotFound", "No.")))
    with pytest.raises(NotThereError):
        await tenant.channels.add_member(TEAM, CHANNEL, CY, Role.MEMBER)


async def test_a_202_without_a_place_to_ask_is_unavailable(answering: BotService, tenant: GraphTenant):
    answering.answer(answer(202))
    with pytest.raises(UnavailableError):
        await tenant.channels.archive(TEAM, CHANNEL)


@pytest.mark.parametrize(
    "location",
    [
        f"/teams('{TEAM}')/operations('an-id')",
        f"/teams/{TEAM}/operations/an-id",
        f"https://graph.microsoft.com/v1.0/teams/{TEAM}/channels/19%3Aa/operations/an-id",
    ],
)
async def test_the_place_to_ask_is_read_in_every_form(
    answering: BotService, tenant: GraphTenant, location: str
):
    answering.answer(answer(202, None, {"Location": location}))
    assert await tenant.channels.archive(TEAM, CHANNEL) == Operation(TEAM, "an-id")


async def test_access_is_asked_for_with_both_parameters_and_ids_that_cannot_break_out(
    answering: BotService, tenant: GraphTenant
):
    answering.answer(answer(200, {"value": True}))
    sly = Identity("x',y='", "a/b?c")
    assert await tenant.channels.has_access(TEAM, CHANNEL, sly)
    asked = answering.calls[-1].target
    assert asked.endswith("/doesUserHaveAccess(userId='a%2Fb%3Fc',tenantId='x%27%27%2Cy%3D%27%27')")
    assert "/channels/19%3Aa%20b%2Fc%40thread.tacv2/" in asked


async def test_a_next_page_elsewhere_is_not_followed(answering: BotService, tenant: GraphTenant):
    answering.answer(answer(200, {"value": [], "@odata.nextLink": "https://graph.example/v1.0/teams"}))
    with pytest.raises(UnavailableError):
        await tenant.channels.rooms(TEAM)
    with pytest.raises(UnavailableError):
        await tenant.channels.members(TEAM, CHANNEL, "https://graph.example/v1.0/teams")
    assert len(answering.calls) == 1


async def test_the_bot_is_enabled_by_a_reference_and_installed_with_consent(
    answering: BotService, tenant: GraphTenant
):
    answering.answer(
        answer(404, said("NotFound", "Not in the team.")),
        answer(200, {"value": []}),
        answer(201),
        answer(204),
    )
    await tenant.channels.add_bot(TEAM, CHANNEL)
    enabled, _, installed, again = answering.calls
    assert enabled.target.endswith("/enabledApps/$ref")
    assert enabled.body == again.body
    assert enabled.body["@odata.id"].endswith(f"/appCatalogs/teamsApps/{CATALOG}")
    assert installed.body["consentedPermissionSet"]["resourceSpecificPermissions"] == [
        {"permissionValue": "ChannelMember.Read.Group", "permissionType": "application"}
    ]


async def test_a_private_channel_names_its_owner_as_graph_wants(answering: BotService, tenant: GraphTenant):
    answering.answer(
        answer(200, {"value": []}),
        answer(201, {"id": CHANNEL, "displayName": "lumo-tavi", "membershipType": "private"}),
    )
    await tenant.channels.make_channel(TEAM, "lumo-tavi", ChannelKind.PRIVATE, ANA)
    (member,) = answering.calls[-1].body["members"]
    assert member == {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "roles": ["owner"],
        "user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{ANA.object_id}')",
    }


async def test_a_member_whom_entra_does_not_know_is_listed_without_identity(
    answering: BotService, tenant: GraphTenant
):
    answering.answer(
        answer(200, {"value": [{"@odata.type": "#microsoft.graph.skypeUserConversationMember", "id": "s"}]})
    )
    (member,) = (await tenant.channels.members(TEAM, CHANNEL)).members
    assert (member.id, member.identity, member.role) == ("s", None, Role.MEMBER)


async def test_an_owner_becomes_a_member_by_an_empty_list_of_roles(
    answering: BotService, tenant: GraphTenant
):
    answering.answer(answer(200, {"id": "m"}))
    await tenant.channels.set_role(TEAM, CHANNEL, ANA, Role.MEMBER, "m")
    assert answering.calls[-1].body["roles"] == []


async def test_no_token_is_kept_by_the_sdk(answering: BotService, tenant: GraphTenant):
    answering.answer(answer(404, said("NotFound", "No.")))
    for _ in range(2):
        await tenant.channels.channel(TEAM, CHANNEL)
    pipeline = tenant.channels._calls._http._transport.pipeline
    handler, kept = pipeline._first_middleware, []
    while handler is not None:
        option = getattr(handler, "options", None)
        kept += [vars(option)] if type(option).__name__ == "HeadersInspectionHandlerOption" else []
        handler = getattr(handler, "next", None)
    assert kept
    assert all(not option["request_headers"].keys() for option in kept)


@pytest.mark.parametrize("url", ["https://graph.microsoft.com/v1.0", "http://graph.microsoft.com/v1.0"])
def test_without_a_credential_nobody_but_this_machine_is_called(url: str):
    with pytest.raises(ValueError, match="over https and with a credential"):
        GraphTenant(Access(url, HOME, "our-app", credential=None), Rates())
