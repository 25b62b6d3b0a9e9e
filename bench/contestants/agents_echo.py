"""The Microsoft 365 Agents SDK's echo sample: AgentApplication on aiohttp, anonymous.

After microsoft/Agents:samples/python/quickstart.
"""

# ruff: noqa: ARG002 - the SDK prescribes the arguments

import logging
import sys

from aiohttp import web
from microsoft_agents.activity import Activity
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware, start_agent_process
from microsoft_agents.hosting.core import (
    AccessTokenProviderBase,
    AgentApplication,
    AgentAuthConfiguration,
    AnonymousTokenProvider,
    ClaimsIdentity,
    Connections,
    MemoryStorage,
    TurnContext,
    TurnState,
)


class _Anonymous(Connections):
    """What the sample's MSAL connections come to when no credentials are configured."""

    def get_connection(self, connection_name: str) -> AccessTokenProviderBase:
        return AnonymousTokenProvider()

    def get_default_connection(self) -> AccessTokenProviderBase:
        return AnonymousTokenProvider()

    def get_token_provider(
        self, claims_identity: ClaimsIdentity, service_url: str
    ) -> AccessTokenProviderBase:
        return AnonymousTokenProvider()

    def get_token_provider_from_activity(
        self, claims_identity: ClaimsIdentity, activity: Activity
    ) -> AccessTokenProviderBase:
        return AnonymousTokenProvider()

    def get_default_connection_configuration(self) -> AgentAuthConfiguration:
        return AgentAuthConfiguration(anonymous_allowed=True)


def main() -> None:
    # Without an app id the SDK warns once a turn; writing that is no part of the turn.
    logging.disable(logging.WARNING)
    connections = _Anonymous()
    adapter = CloudAdapter(connection_manager=connections)
    agent = AgentApplication[TurnState](
        storage=MemoryStorage(), adapter=adapter, connection_manager=connections
    )

    @agent.activity("message")
    async def _echo(context: TurnContext, _state: TurnState) -> None:
        await context.send_activity(f"Echo: {context.activity.text}")

    async def messages(request: web.Request) -> web.Response:
        return await start_agent_process(request, agent, adapter) or web.Response(status=500)

    app = web.Application(middlewares=[jwt_authorization_middleware])
    app["agent_configuration"] = connections.get_default_connection_configuration()
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)


if __name__ == "__main__":
    main()
