"""Teams' charts on the page: drawn with all that they say, for everybody; else in words."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Route, expect

from cards.charts import Color, HorizontalBars, VerticalBars
from cards.layout import FactSet
from tests.browser.teams import NARROW, Pane, cut_off, fact, violations
from tests.cards.valid import typed

JOANNA = {"p-joanna-whitlock": "Joanna Whitlock"}
GOLDEN = {
    path.stem: json.loads(path.read_text())["content"]
    for path in sorted((Path(__file__).parents[1] / "cards" / "golden").glob("*.json"))
}
DIGEST = GOLDEN["digest"]
COLOURS = list(Color.__args__)
INSTEAD = "In words"
CONTRAST = 3.0
"""What WCAG 2.2 asks of graphics: https://www.w3.org/TR/WCAG22/#non-text-contrast"""
Json = dict[str, Any]


async def shown(page: Page, *cards: Json, query: str = "") -> Pane:
    """Joanna's chat with messages of these cards alone."""
    bot = {"id": "28:00000000-0000-4000-8000-0000000000b0", "name": "Teamaround"}
    marks = {"edited": False, "deleted": False, "onlyYou": False}
    messages = [
        {
            "id": str(number),
            "timestamp": "2026-11-20T10:00:00Z",
            "from": bot,
            "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
            "sandbox": marks | {"thread": str(number)},
        }
        for number, card in enumerate(cards)
    ]

    async def fulfil(route: Route) -> None:
        await route.fulfill(json={"activities": messages})

    await page.route("**/sandbox/conversations/*?as=*", fulfil)
    await page.goto(f"/?as={','.join(JOANNA)}{query}")
    (pane,) = [Pane(page, name) for name in JOANNA.values()]
    await expect(pane.messages).to_have_count(len(cards))
    return pane


def card(*elements: Json) -> Json:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(elements)}


def charts(pane: Pane) -> Locator:
    return pane.messages.locator(".chart")


async def test_a_digests_charts_are_drawn_and_say_every_figure(page: Page):
    pane = await shown(page, DIGEST)
    late, caseload = await charts(pane).all()

    await expect(late).to_have_role("img")
    await expect(late).to_have_accessible_name(
        "Overdue tasks, in working days. 1-5 days: 7, 6-10 days: 8, Over 10 days: 9."
    )
    await expect(caseload).to_have_accessible_name(re.compile("Children per practitioner.*Tom O'Brien: 21"))
    for said in ("Grace Adeyemi", "24", "Ewan Price", "15"):
        await expect(caseload.get_by_text(said, exact=True)).to_be_visible()
    wide = [(await one.bounding_box() or {})["width"] for one in await caseload.locator(".chart-bar").all()]
    assert [round(one / wide[0] * 24) for one in wide] == [24, 21, 18, 15, 12]


async def test_every_chart_that_the_service_sends_is_drawn(page: Page):
    with_charts = [one for one in GOLDEN.values() if typed(one, "Chart.")]
    assert len(with_charts) > 2

    pane = await shown(page, *with_charts)

    await expect(charts(pane)).to_have_count(sum(len(typed(one, "Chart.")) for one in with_charts))


async def test_a_client_that_knows_no_charts_shows_the_same_figures_in_words(page: Page):
    pane = await shown(page, DIGEST, query="&charts=off")

    await expect(charts(pane)).to_have_count(0)
    await expect(fact(pane.messages, "Grace Adeyemi")).to_contain_text("24")
    await expect(fact(pane.messages, "Over 10 days")).to_contain_text("9")
    await page.get_by_role("button", name="Add a person").click()
    assert "charts=off" in page.url


@pytest.mark.parametrize(
    "broken",
    [
        {"type": "Chart.Donut", "data": [{"legend": "One", "value": 1}]},
        {"type": "Chart.VerticalBar", "data": []},
        {"type": "Chart.VerticalBar", "data": "three"},
        {"type": "Chart.HorizontalBar", "data": [{"x": "One", "y": 1}, {"x": "Two", "y": "many"}]},
    ],
)
async def test_a_chart_of_another_kind_or_without_figures_is_left_to_its_fallback(page: Page, broken: Json):
    pane = await shown(page, card(broken | {"fallback": {"type": "TextBlock", "text": INSTEAD}}))

    await expect(pane.messages).to_contain_text(INSTEAD)
    await expect(charts(pane)).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
async def test_every_colour_stands_out_in_every_theme(page: Page, axe: Path, theme: str):
    await page.add_init_script(path=axe)
    bars = [(name, 1, name) for name in COLOURS]
    instead = FactSet({"One": "1"})
    both = card(
        *(kind(bars, title="Colours", fallback=instead).render() for kind in (HorizontalBars, VerticalBars))
    )
    pane = await shown(page, both)
    await page.get_by_label("Theme").select_option(theme)

    drawn = pane.messages.locator(".chart-bar")
    await expect(drawn).to_have_count(2 * len(COLOURS))
    behind = await colour(pane.messages.locator(".card"))
    contrasts = {name: contrast(await colour(drawn.nth(at)), behind) for at, name in enumerate(COLOURS)}
    assert {name: value for name, value in contrasts.items() if value < CONTRAST} == {}
    assert len({await colour(drawn.nth(at)) for at in range(len(COLOURS))}) == len(COLOURS)
    assert await violations(page) == []


async def test_bars_are_seen_where_the_device_has_colours_of_its_own(page: Page):
    pane = await shown(page, DIGEST)
    await page.emulate_media(forced_colors="active")

    drawn = await colour(charts(pane).locator(".chart-bar").first)
    assert contrast(drawn, await colour(pane.messages.locator(".card"))) > CONTRAST


async def test_on_a_phone_nothing_of_a_chart_is_cut_off(page: Page):
    await page.set_viewport_size(NARROW)
    pane = await shown(page, DIGEST, GOLDEN["digest_hostile"])

    for number in range(2):
        assert await cut_off(pane.messages.nth(number)) == []


async def colour(of: Locator) -> tuple[int, ...]:
    painted = await of.evaluate("one => getComputedStyle(one).backgroundColor")
    return tuple(int(part) for part in re.findall(r"\d+", painted)[:3])


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """As WCAG reckons it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(painted: tuple[int, ...]) -> float:
    linear = [
        (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4) for part in painted
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
