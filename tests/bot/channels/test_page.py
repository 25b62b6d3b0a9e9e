"""The page behind the tab: the same for everybody, about nobody, shown by Teams alone."""

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.page import about


async def test_the_page_needs_nothing_from_elsewhere_and_is_framed_by_teams_alone():
    app = web.Application()
    app.router.add_get("/about/channel", about)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/about/channel")
        page = await answer.text()
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "frame-ancestors https://teams.microsoft.com" in answer.headers["Content-Security-Policy"]
    assert "<h1>How this channel works</h1>" in page
    assert 'lang="en-GB"' in page
    assert "color-scheme: light dark" in page
    assert "<script" not in page
    assert "http" not in page
