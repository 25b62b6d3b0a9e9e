"""The token goes to Graph's host alone, is asked for one caller at a time, and its lack is said."""

import asyncio

import pytest
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError

from cases.ports_channels import TeamId
from cases.ports_tenant import RefusedError, TenantError, UnavailableError, Why
from graph.client import Access, _Bearer
from graph.rates import Rates
from graph.tenant import GraphTenant
from tests.graph.people import HOME

GRAPH = "https://graph.microsoft.com/v1.0"


class FakeCredential:
    """Gives one token, or fails."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.at_once = self.most_at_once = 0
        self.closed = False

    async def get_token(self, *scopes: str) -> AccessToken:
        assert scopes == ("https://graph.microsoft.com/.default",)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        if self.failure is not None:
            raise self.failure
        return AccessToken("a-token", 2_000_000_000)

    async def close(self) -> None:
        self.closed = True


def access(credential: FakeCredential) -> Access:
    return Access(GRAPH, HOME, "our-app", credential, scope="https://graph.microsoft.com/.default")


async def test_only_graphs_own_host_gets_a_token():
    bearer = _Bearer(access(credential := FakeCredential()))
    assert await bearer.get_authorization_token(f"{GRAPH}/teams") == "a-token"
    for elsewhere in ("https://graph.example/v1.0", "https://graph.microsoft.com.example/", "teams"):
        assert await bearer.get_authorization_token(elsewhere) == ""
    await asyncio.gather(*(bearer.get_authorization_token(GRAPH) for _ in range(5)))
    assert credential.most_at_once == 1


@pytest.mark.parametrize(
    ("failure", "kind"),
    [(ClientAuthenticationError("No."), RefusedError), (ServiceRequestError("Away."), UnavailableError)],
)
async def test_no_token_is_said_as_what_it_is(failure: Exception, kind: type[TenantError]):
    credential = FakeCredential(failure)
    tenant = GraphTenant(access(credential), Rates())
    with pytest.raises(kind) as told:
        await tenant.channels.rooms(TeamId("t"))
    if isinstance(told.value, RefusedError):
        assert told.value.why is Why.NOT_SIGNED_IN
    await tenant.close()
    assert credential.closed
