"""A demo that runs, and a Chromium that looks at it. A test fails on anything the browser complains of."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Request, Response, async_playwright

from tests import chromium

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "docs" / "screenshots"
START_SECONDS = 60
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Shoot = Callable[[Page, str], Awaitable[None]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser lives on the session's event loop, so its tests do as well."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo of its own, as ``make demo`` starts it."""
    home = tmp_path_factory.mktemp("demo")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"TEAMAROUND_PORT": str(port), "TEAMAROUND_DATABASE_URL": f"sqlite:///{home}/demo.db"}
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo"],
            env={**os.environ, **settings},
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}", process, home / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz") as answer:  # noqa: S310 - loopback
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"The demo did not become ready: {log.read_text()}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests."""
    path = chromium.find()
    assert path, chromium.MISSING
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of. A test that provokes something takes it out of here."""
    return []


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, demo: str, complaints: list[str]) -> AsyncIterator[Page]:
    """An empty page in a window of its own; addresses are relative to the demo's."""
    context = await browser.new_context(
        base_url=demo,
        viewport={"width": 1440, "height": 900},
        locale="en-GB",
        timezone_id="Europe/London",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    _listen(page, complaints)
    yield page
    await context.close()
    assert complaints == []


def _listen(page: Page, complaints: list[str]) -> None:
    def failed(request: Request) -> None:
        # The page ends a stream of events itself, when its person leaves.
        if "/sandbox/events" not in request.url:
            complaints.append(f"{request.method} {request.url}: {request.failure}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.request.method} {response.url}: HTTP {response.status}")

    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("requestfailed", failed)
    page.on("response", answered)


@pytest.fixture
def shoot(tmp_path: Path) -> Shoot:
    """Keeps a picture of a page, among the project's own when TEAMAROUND_SCREENSHOTS=1 asks for new ones."""
    folder = SCREENSHOTS if os.environ.get("TEAMAROUND_SCREENSHOTS") == "1" else tmp_path

    async def shoot(page: Page, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        await page.evaluate("document.fonts.ready")
        await page.screenshot(path=folder / f"{name}.png")

    return shoot


@pytest.fixture(scope="session")
def axe() -> Path:
    """The accessibility checker, to be added to a page before it loads."""
    return ROOT / "node_modules" / "axe-core" / "axe.min.js"
