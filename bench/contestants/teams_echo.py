"""The Teams SDK's echo sample: App on FastAPI and uvicorn, unauthenticated requests allowed.

After microsoft/teams.py:examples/echo; only the address it binds to and the log level differ.
"""

import asyncio
import sys

import uvicorn
from fastapi import FastAPI
from microsoft_teams.api.activities import MessageActivity
from microsoft_teams.apps import ActivityContext, App, FastAPIAdapter


def main() -> None:
    port = int(sys.argv[1])

    def server(app: FastAPI) -> uvicorn.Server:
        return uvicorn.Server(uvicorn.Config(app=app, host="127.0.0.1", port=port, log_level="warning"))

    app = App(
        dangerously_allow_unauthenticated_requests=True,
        http_server_adapter=FastAPIAdapter(server_factory=server),
    )

    @app.on_message
    async def _echo(ctx: ActivityContext[MessageActivity]) -> None:
        await ctx.send(f"Echo: {ctx.activity.text}")

    asyncio.run(app.start(port))


if __name__ == "__main__":
    main()
