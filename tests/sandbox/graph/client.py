"""Microsoft's own client on the local Graph, and a bare one for what Microsoft's would never send."""

from typing import Any

import httpx
from kiota_abstractions.authentication import AccessTokenProvider, AllowedHostsValidator
from kiota_abstractions.authentication.base_bearer_token_authentication_provider import (
    BaseBearerTokenAuthenticationProvider,
)
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.aad_user_conversation_member import AadUserConversationMember
from msgraph_core import GraphClientFactory
from yarl import URL

from tests.sandbox.local import Caller, Json, Reply

TOKEN = "a-token-of-the-tests"


class StaticToken(AccessTokenProvider):
    """One token, for this machine only."""

    async def get_authorization_token(
        self, _uri: str, _additional_authentication_context: dict[str, Any] | None = None
    ) -> str:
        return TOKEN

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        return AllowedHostsValidator(["127.0.0.1"])


def graph_client(base: str, http: httpx.AsyncClient) -> GraphServiceClient:
    """Microsoft's client for the Graph at ``base``."""
    provider = BaseBearerTokenAuthenticationProvider(StaticToken())
    adapter = GraphRequestAdapter(
        provider, client=GraphClientFactory.create_with_default_middleware(client=http)
    )
    adapter.base_url = base
    return GraphServiceClient(request_adapter=adapter)


def somebody(user_id: str, *roles: str, tenant: str | None = None) -> AadUserConversationMember:
    """A member to be, as the SDK wants it."""
    member = AadUserConversationMember(roles=list(roles), tenant_id=tenant)
    member.odata_type = "#microsoft.graph.aadUserConversationMember"
    member.additional_data = {"user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{user_id}')"}
    return member


class Bare(Caller):
    """Calls to Graph without Microsoft's client."""

    async def ask(
        self, method: str, path: str, body: object = None, *, token: str | None = TOKEN
    ) -> tuple[Reply, dict[str, str]]:
        """The answer and its headers; ``path`` as it is to travel."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        sent = {} if body is None else {"json": body}
        url = URL(self.base + path, encoded=True)
        async with self.session.request(method, url, headers=headers, **sent) as answer:
            text = await answer.text()
            decoded = await answer.json() if answer.content_type == "application/json" and text else text
            return Reply(answer.status, decoded, answer.headers.get("Retry-After")), dict(answer.headers)

    async def status(self, method: str, path: str, body: object = None) -> int:
        """Only the status."""
        return (await self.ask(method, path, body))[0].status

    async def json(self, method: str, path: str, body: object = None) -> Json:
        """Only the body of an answer that is no refusal."""
        reply, _ = await self.ask(method, path, body)
        assert reply.status < 300, reply
        return reply.body
