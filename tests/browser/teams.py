"""A person's hands on one pane of the page."""

from collections.abc import Mapping

from playwright.async_api import Locator, Page, expect

MESSAGE = ".message:not(.pending, .typing)"


class Pane:
    """One person's Teams on the page."""

    def __init__(self, page: Page, person: str) -> None:
        """``person`` is their name."""
        self.region = page.locator(f'.pane[aria-label="Teams of {person}"]')
        self.box = self.region.get_by_role("textbox", name="Message to")
        self.messages = self.region.locator(MESSAGE)

    async def ask(self, text: str) -> Locator:
        """Say it; the bot's last message once its turn has ended."""
        await self.box.fill(text)
        await self.box.press("Enter")
        return await self.answer(text)

    async def answer(self, text: str) -> Locator:
        """The bot's last message, once the turn that this text began has ended."""
        await expect(self.region.locator(".message.mine:not(.pending)").last).to_contain_text(text)
        await self.settled()
        return self.region.locator(f"{MESSAGE}.bot").last

    async def press(self, message: Locator, title: str) -> None:
        """Press a button of a card; return when the card has been dealt with."""
        await message.get_by_role("button", name=title, exact=True).click()
        await self.settled()

    async def settled(self) -> None:
        """Return when nothing is on its way: no message, no turn of the bot, no button."""
        await expect(self.region.locator(".pending, .typing, .card[aria-busy=true]")).to_have_count(0)

    async def open(self, conversation: str) -> None:
        """Open a chat or channel by its name."""
        await self.region.get_by_role("button", name=conversation).click()
        await expect(self.region.get_by_role("heading", name=conversation)).to_be_visible()


async def open_page(page: Page, people: Mapping[str, str]) -> list[Pane]:
    """The page with these people (names by id) side by side, each with the bot's chat open."""
    await page.goto(f"/?as={','.join(people)}")
    panes = [Pane(page, name) for name in people.values()]
    for pane in panes:
        await expect(pane.region.locator(".message, .greeting").first).to_be_attached()
    return panes
