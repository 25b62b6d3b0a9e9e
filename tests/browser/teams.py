"""A person's hands on one pane of the page."""

import re
from collections.abc import Mapping

from playwright.async_api import Locator, Page, ViewportSize, expect

# A tablet or half a screen, and a phone.
WIDE: ViewportSize = {"width": 760, "height": 1000}
NARROW: ViewportSize = {"width": 390, "height": 844}
MESSAGE = ".message:not(.pending, .typing)"


class Pane:
    """One person's Teams on the page."""

    def __init__(self, page: Page, person: str) -> None:
        """``person`` is their name."""
        self.region = page.locator(f'.pane[aria-label="Teams of {person}"]')
        self.box = self.region.get_by_role("textbox", name="Message to")
        self.messages = self.region.locator(MESSAGE)

    async def ask(self, text: str) -> Locator:
        """Say it; what the bot answers, once its turn has ended."""
        mine = self.region.locator(".message.mine:not(.pending)")
        before = await mine.count()  # the same may have been asked earlier
        await self.box.fill(text)
        await self.box.press("Enter")
        await expect(mine).to_have_count(before + 1)
        return await self.answer(text)

    async def answer(self, text: str) -> Locator:
        """What the bot answers to this text, once its turn has ended.

        That message and no other: what it tells this person meanwhile may come before it or after.
        """
        mine = self.region.locator(".message.mine:not(.pending)").last
        await expect(mine).to_contain_text(text)
        await self.settled()
        question = await mine.get_attribute("data-id")
        answers = self.region.locator(f'{MESSAGE}.bot[data-answers="{question}"]')
        last = await answers.last.get_attribute("data-id")
        return self.region.locator(f'{MESSAGE}.bot[data-id="{last}"]')

    async def press(self, message: Locator, title: str) -> None:
        """Press a button of a card; return when the card has been dealt with."""
        await message.get_by_role("button", name=title, exact=True).click()
        await self.settled()

    async def settled(self) -> None:
        """Return when nothing is on its way: no message, no turn of the bot, no button."""
        await expect(self.region.locator(".pending, .typing, .card[aria-busy=true]")).to_have_count(0)

    async def open(self, conversation: str) -> None:
        """Open a chat or channel by its name."""
        await self.region.get_by_role("navigation").get_by_role("button", name=conversation).click()
        await expect(self.region.get_by_role("heading", name=conversation, exact=True)).to_be_visible()


async def open_page(page: Page, people: Mapping[str, str], at: str = "") -> list[Pane]:
    """The page with these people (names by id) side by side, each with the bot's chat open.

    ``at`` is the address of a local Teams other than the page's own.
    """
    await page.goto(f"{at}/?as={','.join(people)}")
    panes = [Pane(page, name) for name in people.values()]
    for pane in panes:
        await expect(pane.region.locator(".message, .greeting").first).to_be_attached()
    return panes


def fact(message: Locator, title: str) -> Locator:
    """The line of a card's facts that has this title."""
    return message.locator(".ac-factset tr").filter(has_text=re.compile(f"^{title}"))


async def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands; it has to be among the page's scripts."""
    found = await page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
    return [one["help"] for one in found["violations"]]


async def cut_off(message: Locator) -> list[str]:
    """What a message's card holds that is wider than the card."""
    return await message.locator(".card").evaluate(
        """card => [...card.querySelectorAll("*")]
            .filter(part => part.getBoundingClientRect().right > card.getBoundingClientRect().right + 0.5)
            .map(part => part.textContent || part.tagName)"""
    )
