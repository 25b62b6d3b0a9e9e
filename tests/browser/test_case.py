"""A case is opened, talked about and closed by its lead, while a teacher of the child looks on."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import open_page

CALLUM = {"p-callum-birkett": "Callum Birkett"}
KWAME = {"p-kwame-asante": "Kwame Asante"}
CHILD = "C-1018"
_TWENTY_SECONDS = 20_000  # what Teams does takes its time, and so does the first call to Graph


async def test_a_case_gets_its_channel_and_the_channel_follows_the_register(page: Page, shoot: Shoot):
    callum, kwame = await open_page(page, CALLUM | KWAME)
    form = await callum.ask(f"Open a case for {CHILD}")
    await expect(form.get_by_role("heading", name="Open a case")).to_be_visible()
    await form.get_by_label("Kind of case").select_option(label="Child in need")
    await callum.press(form, "Open the case")

    progress = callum.messages.filter(has_text="people added")
    await expect(progress).to_contain_text("Ready.", timeout=_TWENTY_SECONDS)
    await expect(progress).to_contain_text("3 of 3 people added.")
    title = await progress.get_by_role("heading").first.text_content()
    reference = (title or "").strip().removeprefix("Case ")
    assert re.fullmatch(r"[a-z]{4}-[a-z]{4}", reference)

    for one in (callum, kwame):
        await one.open(reference)
        card = one.messages.filter(has_text=f"Case {reference}").first
        await expect(card).to_contain_text("Folarin Adeyemi-Clarke")
    await shoot(page, "case-channel")
    said = "Shall we meet on Thursday?"
    await callum.box.fill(said)
    await callum.box.press("Enter")
    await expect(kwame.messages.filter(has_text=said)).to_have_count(1)

    await kwame.open("Teamaround")
    await kwame.ask(f"I've stopped working with {CHILD}")
    channel = kwame.region.get_by_role("navigation").get_by_role("button", name=reference)
    await expect(channel).to_have_count(0, timeout=_TWENTY_SECONDS)
    await kwame.ask(f"I've started working with {CHILD}")
    await expect(channel).to_be_visible(timeout=_TWENTY_SECONDS)

    await callum.open("Teamaround")
    form = await callum.ask(f"Close case {reference}")
    await form.get_by_label("Needs met").check()
    await callum.press(form, "Close the case")
    await kwame.open(reference)
    await expect(kwame.messages.last).to_contain_text("closed", timeout=_TWENTY_SECONDS)
