"""A child is chosen by typing, in the form that asks which case a task is for."""

from playwright.async_api import Page, expect

from tests.browser.teams import open_page

LEILA = {"p-leila-osei": "Leila Osei"}


async def test_a_child_is_found_by_typing_a_name_with_a_mistake(page: Page):
    (leila,) = await open_page(page, LEILA)
    form = await leila.ask("new task: ring the school")
    await form.get_by_role("textbox", name="Or a child you may see").fill("Amra Okonkwo")
    await form.get_by_text("Amara Okonkwo-Reed, born", exact=False).click()
    await leila.press(form, "Next")
    await expect(form).to_contain_text("case lumo-tavi")
