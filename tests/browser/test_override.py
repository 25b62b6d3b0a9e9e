"""Past a shield: the warning, the one view, and the governance lead's alert beside it."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import fact, open_page, violations

ELLIE = {"p-ellie-farrow": "Ellie Farrow"}
HELEN = {"p-helen-marchetti": "Helen Marchetti"}
WORDS = "Found alone at the station tonight"
LOOK = "Please call me about this tomorrow"


async def test_a_protected_record_is_seen_once_and_the_governance_lead_alerted(
    page: Page, axe: Path, shoot: Shoot
):
    await page.add_init_script(path=axe)
    ellie, helen = await open_page(page, ELLIE | HELEN)
    card = await ellie.ask("Who is working with C-1026?")
    await card.get_by_role("textbox").fill(WORDS)
    await ellie.press(card, "Keeping a child safe")
    await expect(card.get_by_role("heading", name="This record is protected")).to_be_visible()
    await expect(card).not_to_contain_text("Gareth Pugh")

    await ellie.press(card, "I must see this now")
    await expect(card.get_by_role("heading", name="Before you see this protected record")).to_be_visible()
    await expect(card.get_by_label("What has happened, and why can it not wait")).to_have_value(WORDS)
    assert await violations(page) == []
    await ellie.press(card, "See it once")
    await expect(card.get_by_role("heading", name="Before you see this protected record")).to_be_visible()
    await expect(card).not_to_contain_text("Gareth Pugh")
    await expect(helen.messages.filter(has_text="C-1026")).to_have_count(0)

    await card.get_by_label("Yes: a child is at immediate risk of serious harm").check()
    await ellie.press(card, "See it once")
    await expect(card.get_by_role("heading", name="Carys Penhallow")).to_be_visible()
    await expect(card).to_contain_text("Gareth Pugh")
    await expect(card.get_by_role("button")).to_have_count(0)

    alert = helen.messages.filter(has_text="Somebody saw the protected record C-1026").last
    await expect(fact(alert, "Who")).to_contain_text("Ellie Farrow")
    await expect(alert).to_contain_text(WORDS)
    await expect(alert).not_to_contain_text("Carys")
    assert await violations(page) == []
    await shoot(page, "override")

    await helen.press(alert, "Investigate")
    await expect(alert).to_contain_text("Please say in a few words what is to be investigated.")
    await alert.get_by_role("textbox").fill(LOOK)
    await helen.press(alert, "Investigate")
    await expect(alert).to_contain_text(f"investigate: {LOOK}")
    await expect(alert.get_by_role("button")).to_have_count(0)
