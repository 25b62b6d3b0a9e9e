"""A task is given in words and finished on its card, while a third person watches in the case's channel."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import open_page

LEILA = {"p-leila-osei": "Leila Osei"}
FIONA = {"p-fiona-maddox": "Fiona Maddox"}
MARCUS = {"p-marcus-thorne": "Marcus Thorne"}
TITLE = "Send the attendance record"
_TEN_SECONDS = 10_000


async def test_a_task_is_given_accepted_and_done_before_everybodys_eyes(page: Page, shoot: Shoot):
    await page.set_viewport_size({"width": 2040, "height": 960})
    leila, fiona, marcus = await open_page(page, LEILA | FIONA | MARCUS)
    await marcus.open("lumo-tavi")

    form = await leila.ask("Ask Fiona Maddox to send the attendance record by Friday for C-1001")
    await expect(form.get_by_role("heading", name="New task")).to_be_visible()
    await leila.press(form, "Give this task")
    await expect(form).to_contain_text("For Fiona Maddox.")

    own = fiona.messages.filter(has_text=TITLE).last
    await expect(own).to_contain_text("Not accepted yet", timeout=_TEN_SECONDS)
    watched = marcus.messages.filter(has_text=TITLE).last
    await expect(watched).to_contain_text("Not accepted yet", timeout=_TEN_SECONDS)
    await expect(watched.get_by_role("button", name="Accept")).to_have_count(0)
    await fiona.press(own, "Accept")
    await expect(watched).to_contain_text("Accepted", timeout=_TEN_SECONDS)
    await shoot(page, "task")

    await own.get_by_role("button", name="Done").click()
    await own.get_by_label("What came of it").fill("Sent to Leila by e-mail")
    await fiona.press(own, "It is done")
    await expect(watched).to_contain_text("Sent to Leila by e-mail", timeout=_TEN_SECONDS)
    await expect(leila.messages.filter(has_text="Sent to Leila by e-mail")).not_to_have_count(0)
