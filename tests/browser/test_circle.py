"""What a circle leads to: its picture, the family, what has happened, and whom one can reach."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import NARROW, WIDE, cut_off, fact, open_page, violations

LEILA = {"p-leila-osei": "Leila Osei"}
AMARA = "Who is working with Amara Okonkwo-Reed?"
PICTURE = "Show as a picture"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_network_is_really_drawn_and_said_in_words(
    page: Page, axe: Path, size: ViewportSize, shoot: Shoot
):
    await page.add_init_script(path=axe)
    await page.set_viewport_size(size)
    [leila] = await open_page(page, LEILA)
    card = await leila.ask(AMARA)

    await leila.press(card, PICTURE)

    picture = card.get_by_role("img", name="The network of Amara Okonkwo-Reed.")
    for named in (
        "Leila Osei, Social worker, Lead · You",
        "Ellwater Constabulary: Marcus Thorne",
        "Kwame Asante",
    ):
        await expect(card.get_by_role("img", name=named)).to_have_count(1)
    assert await _drawn(picture) > size["width"] / 3, "so many points of its own, and not a broken image"
    assert (await picture.get_attribute("src") or "").startswith("data:image/png"), "it has no address"
    await expect(card).to_contain_text("Last contact")
    assert await cut_off(card) == []
    assert await violations(page) == []
    await picture.scroll_into_view_if_needed()
    await shoot(page, "picture" if size is WIDE else "picture-narrow")


async def test_a_picture_is_hidden_again(page: Page):
    [leila] = await open_page(page, LEILA)
    card = await leila.ask(AMARA)
    await leila.press(card, PICTURE)
    await expect(card.get_by_role("img", name="The network of")).to_be_attached()

    await leila.press(card, "Hide picture")

    await expect(card.get_by_role("img", name="The network of")).to_have_count(0)
    await expect(card.get_by_role("button", name=PICTURE)).to_be_visible()


async def _drawn(picture: Locator) -> int:
    """How many pixels wide the browser found it to be; raises for one that it cannot decode."""
    return await picture.evaluate("async image => { await image.decode(); return image.naturalWidth; }")


async def test_the_family_is_on_one_card_child_by_child(page: Page):
    [leila] = await open_page(page, LEILA)
    card = await leila.ask(AMARA)

    await leila.press(card, "Brothers and sisters")

    await expect(card.get_by_role("heading", name="Who is working with this family")).to_be_visible()
    for child in ("Amara Okonkwo-Reed", "Theo Okonkwo-Reed", "Zuri Okonkwo-Reed"):
        await expect(card.get_by_text(child, exact=True)).to_be_visible()
    await expect(card.get_by_text("Ruth Lieberman, Speech and language therapist")).to_have_count(1)
    await expect(card.get_by_text("Leila Osei, Lead · You")).to_have_count(3)
    await expect(card).to_contain_text("Also with Theo and Zuri")


async def test_a_timeline_is_read_a_page_at_a_time_and_leads_back(page: Page, shoot: Shoot):
    await page.set_viewport_size(WIDE)
    [leila] = await open_page(page, LEILA)
    card = await leila.ask(AMARA)

    await leila.press(card, "Timeline")
    await expect(card).to_contain_text("What has happened")
    await expect(card).to_contain_text("Contact · Marcus Thorne, Ellwater Constabulary")
    latest = await card.inner_text()
    await shoot(page, "timeline")

    await leila.press(card, "Earlier")
    await expect(card.get_by_role("button", name="Latest")).to_be_visible()
    await expect(card).not_to_contain_text("Contact · Marcus Thorne, Ellwater Constabulary")
    while await card.get_by_role("button", name="Earlier").count():
        await leila.press(card, "Earlier")
    await expect(card).to_contain_text("Case opened · Lead: Leila Osei")

    await leila.press(card, "Latest")
    assert await card.inner_text() == latest
    await leila.press(card, "Who is working with this child?")
    await expect(card.get_by_role("link", name="01632 960114")).to_be_visible()


async def test_a_profile_says_when_somebody_is_there_and_which_children_both_know(page: Page):
    [leila] = await open_page(page, LEILA)
    card = await leila.ask(AMARA)

    await leila.press(card, "Profiles")
    await leila.press(card, "Meera Chaudhuri, GP")

    await expect(card.get_by_role("heading", name="Meera Chaudhuri")).to_be_visible()
    await expect(card).to_contain_text("Away until")
    await expect(fact(card, "Languages")).to_contain_text("Punjabi")
    await expect(card).to_contain_text("You both work with")
    await expect(card).to_contain_text("Zuri Okonkwo-Reed")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_all_buttons_of_a_circle_are_within_the_card(page: Page, size: ViewportSize):
    await page.set_viewport_size(size)
    [leila] = await open_page(page, LEILA)
    card = await leila.ask(AMARA)
    await card.get_by_role("button", name="More").click()
    await expect(card.get_by_role("button", name="Change role")).to_be_visible()

    assert await cut_off(card) == []
