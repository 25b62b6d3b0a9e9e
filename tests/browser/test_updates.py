"""Somebody joins, and three people hear of it as each has chosen; on Monday the manager's digest leads on.

By one process, and by two replicas on PostgreSQL.
"""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest_asyncio
from playwright.async_api import Page, expect

from bot.clock import ShiftedClock, SystemClock
from cards.digest import SUMMARY as DIGESTS
from cards.updates import SUMMARY
from cases.digest import Kind
from cases.local import local_day
from tests.browser.conftest import Shoot
from tests.browser.teams import open_page
from tests.databases import PostgresDatabases
from tests.fakes import FakeClock
from tests.local_teams import LocalTeams, started
from tests.scenarios.test_involvement import ELLIE, join
from tests.scenarios.test_updates import posted, settle
from tests.scenarios.test_upkeep import to

FIONA = {"p-fiona-maddox": "Fiona Maddox"}
ADAEZE = {"p-adaeze-obi": "Adaeze Obi"}
KWAME = {"p-kwame-asante": "Kwame Asante"}
LEILA = {"p-leila-osei": "Leila Osei"}
JOANNA = {"p-joanna-whitlock": "Joanna Whitlock"}
TUESDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 30)
BEGAN = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)
MANAGERS = ("p-joanna-whitlock", "p-marek-zielinski")
TAKEN_BACK = "Sent twice, and one of them deleted"
NEWS, DIGEST = "What is new", "Your team's week"
_TEN_SECONDS = 10_000


@pytest_asyncio.fixture(loop_scope="session")
async def teams(sqlite_copy: str) -> AsyncIterator[LocalTeams]:
    """A local Teams of its own, on a Tuesday morning whatever day it is."""
    async with started(sqlite_copy, base_clock=FakeClock(BEGAN), graph=False) as local:
        yield local


@pytest_asyncio.fixture(loop_scope="session")
async def two_replicas(postgres: PostgresDatabases, migrated_postgres: str) -> AsyncIterator[LocalTeams]:
    """The same before two processes on one PostgreSQL."""
    url = postgres.copy(migrated_postgres)
    on_tuesday = ShiftedClock(BEGAN - SystemClock().now())
    async with started(url, base_clock=on_tuesday, graph=False, count=2) as local:
        yield local
    postgres.drop(url)


async def not_kept(page: Page, name: str) -> None:
    """No picture: there is one of the same already."""


async def hear_of_a_fourth(page: Page, teams: LocalTeams, shoot: Shoot) -> None:
    await settle(teams)  # what the start brings must not come between a question and its answer
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


async def give_on_from_mondays_digest(page: Page, teams: LocalTeams, shoot: Shoot) -> None:
    await settle(teams)
    await page.set_viewport_size({"width": 1440, "height": 1320})
    leila, joanna = await open_page(page, LEILA | JOANNA, teams.url)
    form = await leila.ask("remind me to ring the school tomorrow about Amara Okonkwo-Reed")
    await leila.press(form, "Give this task")
    await to(teams, MONDAY, 8)
    digest = joanna.messages.filter(has_text=DIGEST).last
    await expect(digest).to_contain_text("overdue", timeout=_TEN_SECONDS)
    late, caseload = digest.get_by_role("img", name="Overdue"), digest.get_by_role("img", name="Children")
    await expect(late).to_have_accessible_name(
        "Overdue tasks, in working days. 1-5 days: 1, 6-10 days: 0, Over 10 days: 0."
    )
    await expect(caseload).to_have_accessible_name(
        "Children per practitioner, 20 at most. Leila Osei: 5, Priyanka Nair: 5, Gareth Pugh: 2."
    )
    await expect(caseload.locator(".chart-bar")).to_have_count(3)
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


async def test_each_hears_of_a_fourth_as_they_chose(page: Page, teams: LocalTeams, shoot: Shoot):
    await hear_of_a_fourth(page, teams, shoot)


async def test_monday_brings_the_digest_and_a_task_is_given_on_from_it(
    page: Page, teams: LocalTeams, shoot: Shoot
):
    await give_on_from_mondays_digest(page, teams, shoot)


async def test_two_replicas_on_postgresql_do_the_same_and_tell_everything_once(
    page: Page, two_replicas: LocalTeams
):
    teams = two_replicas
    await hear_of_a_fourth(page, teams, not_kept)
    await to(teams, TUESDAY + timedelta(days=2), 8, 30)
    await give_on_from_mondays_digest(page, teams, not_kept)
    await settle(teams)

    told = await fell_due(teams)
    assert {one: times for one, times in told.items() if times > 1} == {}
    assert {who for who, _, summary in told if summary == TAKEN_BACK} == set()
    news = {(who, on.day) for who, on, summary in told if summary == SUMMARY}
    assert {("p-fiona-maddox", 24), ("p-adaeze-obi", 24), ("p-kwame-asante", 25)} <= news
    assert len(news) == len({who for who, _ in news})
    for kind, days in ((Kind.WEEK, {25, 30}), (Kind.DAY, {26})):
        digests = {(who, on.day) for who, on, summary in told if summary == DIGESTS[kind]}
        assert digests == {(manager, day) for manager in MANAGERS for day in days}
    assert len(await posted(teams)) == 1


async def fell_due(teams: LocalTeams) -> Counter[tuple[str, date, str]]:
    """What the bot sent each person on each day that answered nothing they said, and how often."""
    told: Counter[tuple[str, date, str]] = Counter()
    for person in (one["id"] for one in teams.world["people"]):
        (chat, *_) = (await teams.get(f"/sandbox/people/{person}/conversations"))["conversations"]
        seen = await teams.get(f"/sandbox/conversations/{quote(chat['id'], safe='')}?as={person}")
        for one in seen["activities"]:
            if one["from"]["id"].startswith("28:") and "replyToId" not in one:
                day = local_day(datetime.fromisoformat(one["timestamp"]))
                told[person, day, TAKEN_BACK if one["sandbox"]["deleted"] else one["summary"]] += 1
    return told
