"""Somebody joins, and three people hear of it as each has chosen; on Monday the manager's digest leads on."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import open_page
from tests.fakes import FakeClock
from tests.local_teams import LocalTeams, started
from tests.scenarios.test_involvement import ELLIE, join
from tests.scenarios.test_upkeep import to

FIONA = {"p-fiona-maddox": "Fiona Maddox"}
ADAEZE = {"p-adaeze-obi": "Adaeze Obi"}
KWAME = {"p-kwame-asante": "Kwame Asante"}
LEILA = {"p-leila-osei": "Leila Osei"}
JOANNA = {"p-joanna-whitlock": "Joanna Whitlock"}
TUESDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 30)
NEWS, DIGEST = "What is new", "Your team's week"
_TEN_SECONDS = 10_000


@pytest_asyncio.fixture(loop_scope="session")
async def teams(sqlite_copy: str) -> AsyncIterator[LocalTeams]:
    """A local Teams of its own, on a Tuesday morning whatever day it is."""
    began = FakeClock(datetime(2026, 11, 24, 10, 5, tzinfo=UTC))
    async with started(sqlite_copy, base_clock=began, graph=False) as local:
        yield local


async def settle(teams: LocalTeams) -> None:
    """Twice: what is planned in the one is gathered in the other."""
    for _ in range(2):
        await teams.post("/sandbox/settle", {})


async def test_each_hears_of_a_fourth_as_they_chose(page: Page, teams: LocalTeams, shoot: Shoot):
    await page.set_viewport_size({"width": 2040, "height": 960})
    fiona, adaeze, kwame = await open_page(page, FIONA | ADAEZE | KWAME, teams.url)
    await expect(await fiona.ask("updates at once")).to_contain_text("at once")
    await expect(await kwame.ask("updates once a day")).to_contain_text("once a day")
    news = {pane: pane.messages.filter(has_text=NEWS) for pane in (fiona, adaeze, kwame)}

    await join(teams, ELLIE)
    await settle(teams)
    await expect(news[fiona]).to_contain_text("Ellie Farrow", timeout=_TEN_SECONDS)
    await expect(news[adaeze]).to_have_count(0)
    await to(teams, TUESDAY, 11)
    await expect(news[adaeze]).to_contain_text("Ellie Farrow", timeout=_TEN_SECONDS)
    await expect(news[kwame]).to_have_count(0)
    await to(teams, TUESDAY + timedelta(days=1), 8, 30)
    await expect(news[kwame]).to_contain_text("Ellie Farrow", timeout=_TEN_SECONDS)
    await shoot(page, "updates")
    for one in news.values():
        await expect(one).to_have_count(1)


async def test_monday_brings_the_digest_and_a_task_is_given_on_from_it(
    page: Page, teams: LocalTeams, shoot: Shoot
):
    await page.set_viewport_size({"width": 1440, "height": 1250})
    leila, joanna = await open_page(page, LEILA | JOANNA, teams.url)
    form = await leila.ask("remind me to ring the school tomorrow about Amara Okonkwo-Reed")
    await leila.press(form, "Give this task")
    await to(teams, MONDAY, 8)
    digest = joanna.messages.filter(has_text=DIGEST).last
    await expect(digest).to_contain_text("overdue", timeout=_TEN_SECONDS)
    await shoot(page, "digest")

    await digest.get_by_title("Show: overdue task", exact=True).click()
    await joanna.settled()
    listed = joanna.messages.filter(has_text="Ring the school").last
    await joanna.press(listed, "Open, or give to somebody else")
    task = joanna.messages.filter(has_text="Ring the school").last
    await task.get_by_role("button", name="More").click()
    await task.get_by_role("button", name="Give to somebody else").click()
    await task.get_by_label("Who is to do it now?").select_option("p-marcus-thorne")
    await joanna.press(task, "Give it to them")
    await expect(joanna.messages.filter(has_text="Marcus Thorne").last).to_be_visible()
