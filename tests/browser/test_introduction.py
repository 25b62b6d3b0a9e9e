"""Being put in touch with a sensitive service: who asks, who passes it on, and who answers, side by side."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import fact, open_page

DENISE = {"p-denise-okafor": "Denise Okafor"}
YUSUF = {"p-yusuf-demir": "Yusuf Demir"}
FARAH = {"p-farah-siddiqui": "Farah Siddiqui"}
WORDS = "We should plan together before the meeting"


async def test_a_contact_is_brokered_from_the_request_to_the_outcome(page: Page, shoot: Shoot):
    await page.set_viewport_size({"width": 1440, "height": 960})
    denise, yusuf, farah = await open_page(page, DENISE | YUSUF | FARAH)
    card = await denise.ask("Who is working with C-1005?")
    await expect(card).to_contain_text("A further service is involved.")

    await denise.press(card, "Ask to be put in touch")
    await card.get_by_label("In a few words, if you like").fill(WORDS)
    await denise.press(card, "Keeping a child safe")
    await expect(card.get_by_role("heading", name="Passed on")).to_be_visible()

    queue = yusuf.messages.filter(has_text="Being put in touch: 1 waiting").last
    await expect(queue).to_contain_text("Denise Okafor")
    await expect(queue).to_contain_text(WORDS)
    await expect(farah.messages.filter(has_text=WORDS)).to_have_count(0)
    await yusuf.press(queue, "Pass on")
    await expect(yusuf.messages.filter(has_text="Being put in touch: 0 waiting")).to_be_visible()

    asked = farah.messages.filter(has_text="Somebody asks to be put in touch").last
    await expect(asked).to_contain_text(WORDS)
    await expect(denise.messages.filter(has_text="Farah Siddiqui")).to_have_count(0)
    await shoot(page, "put-in-touch")
    await farah.press(asked, "Accept: give my name")
    await expect(asked).to_contain_text("Please choose on what ground you give your name.")
    await expect(denise.messages.filter(has_text="Farah Siddiqui")).to_have_count(0)
    await asked.get_by_label("If you accept: on what ground?").select_option(label="Consent was given")
    await farah.press(asked, "Accept: give my name")

    outcome = denise.messages.filter(has_text="You have been put in touch about C-1005").last
    await expect(fact(outcome, "Who")).to_contain_text("Farah Siddiqui")
    await expect(outcome.get_by_role("link", name="Chat")).to_have_count(1)
    await expect(farah.messages.last).to_contain_text("They are told who you are")
