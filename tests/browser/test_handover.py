"""Handing over work with a child: asked by one, accepted by the other, side by side."""

from playwright.async_api import Page, expect

from tests.browser.teams import fact, open_page

OWEN = {"p-owen-prosser": "Owen Prosser"}
LEILA = {"p-leila-osei": "Leila Osei"}
MEERA = {"p-meera-chaudhuri": "Meera Chaudhuri"}
CIRCLE = "Who is working with C-1005?"


async def test_a_hand_over_is_asked_and_accepted_and_the_circle_follows(page: Page):
    owen, meera = await open_page(page, OWEN | MEERA)
    card = await owen.ask(CIRCLE)
    await card.get_by_role("button", name="More").click()
    await owen.press(card, "Hand over")
    await expect(card.get_by_role("heading", name="Hand over your work with this child")).to_be_visible()
    await card.get_by_role("combobox", name="To whom?").fill("Meera Chaudhuri, GP")
    await owen.press(card, "Ask them")
    await expect(card).to_contain_text("Meera Chaudhuri has been asked to take over")

    asked = meera.messages.filter(has_text="Take over C-1005?").last
    await expect(fact(asked, "Asked by")).to_contain_text("Owen Prosser")
    await expect(asked).not_to_contain_text("Maya Patel")
    answer = meera.region.locator(".message.bot").last
    await meera.press(asked, "Accept")

    await expect(answer.get_by_role("heading", name="Maya Patel")).to_be_visible()
    await expect(answer).to_contain_text("Taken over from")
    told = owen.messages.filter(has_text="Meera Chaudhuri has taken over").last
    await expect(told).to_contain_text("Hand-over of C-1005")


async def test_a_colleague_named_in_words_is_shown_by_name_on_the_form(page: Page):
    [leila] = await open_page(page, LEILA)

    card = await leila.ask("Hand over Amara Okonkwo-Reed to Gareth Pugh")

    await expect(card.get_by_role("combobox", name="To whom?")).to_have_value(
        "Gareth Pugh, Senior social worker"
    )
