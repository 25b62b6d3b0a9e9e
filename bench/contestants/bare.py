"""Bare aiohttp: take the activity, post a card of a circle's size, answer 200. What this machine can do."""

import asyncio
import sys
from collections.abc import AsyncIterator
from urllib.parse import quote

import uvloop
from aiohttp import ClientSession, web

CARD_BYTES = 6_000
_SESSION = web.AppKey("session", ClientSession)


def _card() -> dict[str, object]:
    line = {"type": "TextBlock", "text": "Somebody's name, role, agency and service", "wrap": True}
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [line] * (CARD_BYTES // len(str(line))),
    }


async def _session(app: web.Application) -> AsyncIterator[None]:
    async with ClientSession() as session:
        app[_SESSION] = session
        yield


async def _messages(request: web.Request) -> web.Response:
    activity = await request.json()
    reply = {
        "type": "message",
        "from": activity["recipient"],
        "recipient": activity["from"],
        "conversation": activity["conversation"],
        "replyToId": activity["id"],
        "text": f"Echo: {activity['text']}",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": _card()}],
    }
    conversation = quote(activity["conversation"]["id"], safe="")
    url = f"{activity['serviceUrl']}v3/conversations/{conversation}/activities/{activity['id']}"
    async with request.app[_SESSION].post(url, json=reply) as answer:
        await answer.read()
    return web.Response()


def main() -> None:
    app = web.Application()
    app.router.add_post("/api/messages", _messages)
    app.cleanup_ctx.append(_session)
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
