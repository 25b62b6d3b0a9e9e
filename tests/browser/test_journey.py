"""The main job, as three people live it: one who leads, one who has to say why, and one who may see less."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import open_page, violations

LEILA = {"p-leila-osei": "Leila Osei"}
ELLIE = {"p-ellie-farrow": "Ellie Farrow"}
CAROL = {"p-carol-beamish": "Carol Beamish"}
AMARA = "Who is working with Amara Okonkwo-Reed?"
WHY = "Why do you need to know?"


async def test_a_lead_asks_and_reads_the_circle(page: Page, shoot: Shoot):
    await page.set_viewport_size({"width": 760, "height": 1000})
    [leila] = await open_page(page, LEILA)

    circle = await leila.ask(AMARA)

    await expect(circle.get_by_role("heading", name="Amara Okonkwo-Reed")).to_be_visible()
    await expect(circle).to_contain_text("Lead · You")
    await expect(circle).to_contain_text("Marcus Thorne")
    await expect(circle.get_by_role("link", name="01632 960114")).to_have_attribute("href", "tel:01632960114")
    await expect(circle.get_by_role("link", name="Chat").first).to_have_attribute(
        "href", "https://teams.microsoft.com/l/chat/0/0?users=marcus.thorne@ellwater-police.example"
    )
    await shoot(page, "circle")


async def test_somebody_else_says_why_and_the_lead_hears_of_it(page: Page, shoot: Shoot):
    ellie, leila = await open_page(page, ELLIE | LEILA)
    card = await ellie.ask(AMARA)
    await expect(card.get_by_role("heading", name=WHY)).to_be_visible()
    await expect(card).not_to_contain_text("Leila Osei")
    await shoot(page, "reason")

    await card.get_by_role("textbox").fill("Called to the house last night")
    await ellie.press(card, "Keeping a child safe")

    await expect(card.get_by_role("heading", name="Amara Okonkwo-Reed")).to_be_visible()
    await expect(card).to_contain_text("Leila Osei")
    told = leila.messages.filter(has_text="Somebody looked at").last
    await expect(told).to_contain_text("Ellie Farrow")
    await expect(told).to_contain_text("Called to the house last night")
    await expect(told).not_to_contain_text("Amara")
    await shoot(page, "told")


async def test_the_same_question_shows_less_to_somebody_who_may_see_less(page: Page, shoot: Shoot):
    leila, carol = await open_page(page, LEILA | CAROL)
    question = "Who is working with Jack Green?"
    for_carol = await carol.ask(question)
    await expect(for_carol).to_contain_text("Carol Beamish")
    others = await for_carol.get_by_role("link", name="Chat").count()
    assert others == 0, "an agency under no agreement sees its own people only"

    card = await leila.ask(question)
    await leila.press(card, "Keeping a child safe")

    await expect(card.get_by_role("heading", name="Jack Green")).to_be_visible()
    await expect(card).not_to_contain_text("Carol Beamish")
    await shoot(page, "two-views")


async def test_a_contact_is_logged_on_the_card_and_axe_finds_nothing_wrong(page: Page, axe: Path):
    await page.add_init_script(path=axe)
    [leila] = await open_page(page, LEILA)
    card = await leila.ask(AMARA)
    await leila.press(card, "Log contact")
    await expect(card.get_by_role("heading", name="Log contact")).to_be_visible()
    await expect(card.get_by_label("Day of the contact")).not_to_be_empty()
    assert await violations(page) == []

    await card.get_by_label("Kind of contact").select_option(label="Visit")
    await leila.press(card, "Save")

    await expect(card).to_contain_text("recorded.")
    await expect(card).to_contain_text("Last contact today")
    await expect(card.get_by_role("button", name="Still involved")).to_be_visible()
    assert await violations(page) == []


async def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(page: Page, axe: Path):
    await page.add_init_script(path=axe)
    [leila] = await open_page(page, LEILA)
    card = await leila.ask("change my role for Amara Okonkwo-Reed")
    role = card.get_by_label("What you do for this child now")
    await role.fill("")
    await card.get_by_role("button", name="Save", exact=True).click()
    await expect(card).to_contain_text("Please say the role")
    assert await violations(page) == []

    await role.fill("Social worker")
    await leila.press(card, "Save")

    await expect(card).to_contain_text("Recorded: Social worker.")


async def test_unknown_and_not_allowed_look_the_same(page: Page, shoot: Shoot):
    [ellie] = await open_page(page, ELLIE)
    said = []
    for question in ("Who is working with Saskia van der Berg?", "Who is working with Zebedee Nonesuch?"):
        card = await ellie.ask(question)
        await ellie.press(card, "Keeping a child safe")
        await expect(card).not_to_contain_text(WHY)
        said.append(await card.inner_html())
    assert _without_ids(said[0]) == _without_ids(said[1])
    await shoot(page, "not-found")


def _without_ids(html: str) -> str:
    return "".join(character for character in html if not character.isdigit())
