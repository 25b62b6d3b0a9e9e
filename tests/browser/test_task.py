"""A task is given in words and finished on its card, while a third person watches in the case's channel."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import open_page

PRIYANKA = {"p-priyanka-nair": "Priyanka Nair"}
ANWEN = {"p-anwen-rhys": "Anwen Rhys"}
JAMIE = {"p-jamie-strand": "Jamie Strand"}
TITLE = "Send the attendance record"
_TEN_SECONDS = 10_000


async def test_a_task_is_given_accepted_and_done_before_everybodys_eyes(page: Page, shoot: Shoot):
    await page.set_viewport_size({"width": 2040, "height": 960})
    priyanka, anwen, jamie = await open_page(page, PRIYANKA | ANWEN | JAMIE)
    await jamie.open("vado-nelu")

    form = await priyanka.ask("Ask Anwen Rhys to send the attendance record by Friday for C-1012")
    await expect(form.get_by_role("heading", name="New task")).to_be_visible()
    await priyanka.press(form, "Give this task")
    await expect(form).to_contain_text("For Anwen Rhys.")

    own = anwen.messages.filter(has_text=TITLE).last
    await expect(own).to_contain_text("Not accepted yet", timeout=_TEN_SECONDS)
    watched = jamie.messages.filter(has_text=TITLE).last
    await expect(watched).to_contain_text("Not accepted yet", timeout=_TEN_SECONDS)
    await expect(watched.get_by_role("button", name="Accept")).to_have_count(0)
    await anwen.press(own, "Accept")
    await expect(watched).to_contain_text("Accepted", timeout=_TEN_SECONDS)
    await shoot(page, "task")

    await own.get_by_role("button", name="Done").click()
    await own.get_by_label("What came of it").fill("Sent to Priyanka by e-mail")
    await anwen.press(own, "It is done")
    await expect(watched).to_contain_text("Sent to Priyanka by e-mail", timeout=_TEN_SECONDS)
    await expect(priyanka.messages.filter(has_text="Sent to Priyanka by e-mail")).not_to_have_count(0)
