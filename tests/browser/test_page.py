"""What the sandbox's page does for people, as a browser shows it."""

import json
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.conftest import Shoot
from tests.browser.teams import open_page

LEILA = {"p-leila-osei": "Leila Osei"}
MARCUS = {"p-marcus-thorne": "Marcus Thorne"}
GEMMA = {"p-gemma-stockdale": "Gemma Stockdale"}
OWEN = {"p-owen-prosser": "Owen Prosser"}
KNOWN = "Who is working with Amara Okonkwo-Reed?"
STRANGER = "Who is working with Zofia Kowalczyk?"
CHANNEL = "lumo-tavi"
MENTION = "@Teamaround"


async def test_a_newcomer_sees_two_people_of_different_agencies(page: Page):
    await page.goto("/")

    await expect(page.get_by_role("banner")).to_contain_text("made-up people")
    await expect(page.get_by_role("region", name="Teams of")).to_have_count(2)
    await expect(page.get_by_text("Larkmere Borough Council · Family Safeguarding Team")).to_be_visible()
    await expect(page.get_by_text("Ellwater Constabulary · Child Protection")).to_be_visible()


@pytest.mark.parametrize("conversation", ["Teamaround", CHANNEL])
async def test_questions_to_try_fill_the_box(page: Page, conversation: str):
    [leila] = await open_page(page, LEILA)
    await leila.open(conversation)

    await leila.region.get_by_role("button", name="Questions to try").click()
    await leila.region.get_by_role("list").get_by_role("button", name=KNOWN).last.click()

    await expect(leila.box).to_have_value(KNOWN if conversation == "Teamaround" else f"{MENTION} {KNOWN}")
    await expect(leila.box).to_be_focused()


async def test_a_question_is_shown_as_sent_and_answered_with_a_card(page: Page):
    [leila] = await open_page(page, LEILA)

    answer = await leila.ask(KNOWN)

    await expect(leila.messages.filter(has_text=KNOWN).last).to_contain_text("You")
    await expect(answer.get_by_role("heading", name="Amara Okonkwo-Reed")).to_be_in_viewport()
    await expect(leila.box).to_have_value("")
    await expect(page.locator("#announcer")).to_contain_text("Teamaround, to Leila Osei:")


async def test_an_answer_whose_card_takes_its_size_late_is_read_from_its_beginning(page: Page):
    [leila] = await open_page(page, LEILA)
    await page.evaluate("document.styleSheets[0].insertRule('.card { display: none !important }')")
    answer = await leila.ask(KNOWN)

    await page.evaluate("document.styleSheets[0].deleteRule(0)")

    await expect(answer.get_by_role("heading", name="Amara Okonkwo-Reed")).to_be_in_viewport()


async def test_a_button_sends_its_inputs_and_its_answer_takes_the_cards_place(page: Page):
    [marcus] = await open_page(page, MARCUS)
    card = await marcus.ask(STRANGER)
    before = await marcus.messages.count()
    await card.get_by_role("textbox").fill("A call last night")

    async with page.expect_request("**/actions") as pressed:
        await marcus.press(card, "Keeping a child safe")

    sent = (await pressed.value).post_data_json
    assert sent["data"]["reason.words"] == "A call last night"
    await expect(card.get_by_role("textbox")).to_have_count(0)
    assert await marcus.messages.count() == before


async def test_a_button_that_fails_says_so_beneath_the_card(page: Page):
    [gemma] = await open_page(page, GEMMA)
    card = await gemma.ask(STRANGER)
    refusal = {
        "statusCode": 400,
        "type": "application/vnd.microsoft.error",
        "value": {"message": "Not today."},
    }
    await _answer(page, "**/actions", {"status": 200, "body": refusal, "activities": []})

    await gemma.press(card, "Early help")

    await expect(card.get_by_role("alert")).to_have_text("Not today.")


async def test_a_button_that_shows_more_of_a_card_says_nothing_to_the_bot(page: Page):
    more = {"type": "Action.ToggleVisibility", "title": "More", "targetElements": ["rest"]}
    rest = {"type": "TextBlock", "id": "rest", "isVisible": False, "text": "The rest of it"}
    card = {"type": "AdaptiveCard", "version": "1.5", "body": [rest], "actions": [more]}
    attached = [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}]
    bot = {"id": "28:00000000-0000-4000-8000-0000000000b0", "name": "Teamaround"}
    marks = {"thread": "1", "edited": False, "deleted": False, "onlyYou": False}
    message = {"id": "1", "timestamp": "2026-11-20T10:00:00Z", "from": bot, "sandbox": marks}
    await _answer(
        page, "**/sandbox/conversations/*?as=*", {"activities": [message | {"attachments": attached}]}
    )
    [leila] = await open_page(page, LEILA)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    await leila.press(leila.messages.last, "More")

    await expect(leila.messages.last).to_contain_text("The rest of it")
    assert sent == []


async def test_a_message_that_does_not_get_through_can_be_sent_again(page: Page, complaints: list[str]):
    [leila] = await open_page(page, LEILA)
    await page.route("**/messages", lambda route: route.abort())
    await leila.box.fill("help")
    await leila.box.press("Enter")
    failed = leila.region.locator(".pending")
    await expect(failed.get_by_role("alert")).to_contain_text("Not sent. The sandbox does not answer.")
    complaints.clear()

    await page.unroute("**/messages")
    await failed.get_by_role("button", name="Try again").click()

    answer = await leila.answer("help")
    await expect(answer.get_by_role("heading")).to_have_text("Ask me who is working with a child")


async def test_a_sandbox_that_is_gone_is_said_so_and_can_be_tried_again(page: Page, complaints: list[str]):
    await page.route("**/sandbox/world", lambda route: route.abort())
    await page.goto("/")
    await expect(page.get_by_role("alert")).to_contain_text("The sandbox does not answer.")
    complaints.clear()

    await page.unroute("**/sandbox/world")
    await page.get_by_role("button", name="Try again").click()

    await expect(page.get_by_role("region", name="Teams of")).to_have_count(2)


async def test_what_is_said_in_a_channel_shows_at_once_to_the_others_in_it(page: Page):
    leila, marcus = await open_page(page, LEILA | MARCUS)
    await leila.open(CHANNEL)
    await leila.box.fill("Morning all")
    await leila.box.press("Enter")
    await expect(page.get_by_text("has not heard this")).to_be_visible()

    unread = marcus.region.get_by_role("button", name=re.compile(f"{CHANNEL}.*Unread"))
    await expect(unread).to_be_visible()
    await marcus.open(CHANNEL)
    await expect(marcus.messages.filter(has_text="Morning all")).to_contain_text("Leila Osei")
    await marcus.region.get_by_role("button", name="Reply").last.click()
    await marcus.box.fill("Morning")
    await marcus.box.press("Enter")

    await expect(leila.region.locator(".reply").filter(has_text="Morning")).to_contain_text("Marcus Thorne")


async def test_a_mention_is_offered_taken_with_enter_and_shown_as_one(page: Page):
    [leila] = await open_page(page, LEILA)
    await leila.open(CHANNEL)
    await leila.box.press_sequentially("@te")
    await expect(leila.region.get_by_role("option", name="Teamaround")).to_be_visible()
    await leila.box.press("Enter")
    await expect(leila.box).to_have_value(f"{MENTION} ")

    await leila.box.press_sequentially("who is working with this child?")
    await leila.box.press("Enter")

    await leila.answer("who is working with this child?")
    await expect(leila.region.locator(".mine .mention").last).to_have_text("Teamaround")


async def test_edited_deleted_and_private_messages_are_marked_as_teams_marks_them(page: Page):
    marks = {"thread": "1", "edited": False, "deleted": False, "onlyYou": False}
    bot = {"id": "28:00000000-0000-4000-8000-0000000000b0", "name": "Teamaround"}
    messages = [
        {
            "id": str(index),
            "timestamp": "2026-11-20T10:00:00Z",
            "from": bot,
            "text": words,
            "sandbox": marks | mark,
        }
        for index, (words, mark) in enumerate(
            [("Changed", {"edited": True}), ("", {"deleted": True}), ("Hush", {"onlyYou": True})]
        )
    ]
    await _answer(page, "**/sandbox/conversations/*?as=*", {"activities": messages})

    [leila] = await open_page(page, LEILA)

    await expect(leila.messages.nth(0)).to_contain_text("Edited")
    await expect(leila.messages.nth(1)).to_contain_text("This message has been deleted.")
    await expect(leila.messages.nth(2)).to_contain_text("Only you can see this")


async def test_people_are_chosen_added_and_closed_and_the_address_remembers_them(page: Page):
    await open_page(page, LEILA)

    await page.get_by_label("Person").select_option("p-owen-prosser")
    await page.get_by_role("button", name="Add a person").click()
    await expect(page.get_by_role("region", name="Teams of")).to_have_count(2)
    await page.get_by_role("button", name="Add a person").click()
    await expect(page.get_by_role("button", name="Add a person")).to_be_disabled()
    await page.get_by_role("button", name="Close Owen Prosser").click()

    regions = page.get_by_role("region", name="Teams of")
    names = await regions.evaluate_all("all => all.map(one => one.ariaLabel)")
    await page.reload()
    await expect(regions).to_have_count(2)
    assert await regions.evaluate_all("all => all.map(one => one.ariaLabel)") == names


async def test_the_keyboard_alone_is_enough(page: Page):
    [owen] = await open_page(page, OWEN)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the chats")).to_be_focused()
    await page.keyboard.press("Enter")

    await _tab_to(page, "Message to Teamaround")
    await page.keyboard.type(STRANGER)
    await page.keyboard.press("Enter")
    card = await owen.answer(STRANGER)
    await _tab_to(page, "Education", back=True)
    await page.keyboard.press("Enter")
    await owen.settled()

    await expect(card.get_by_role("textbox")).to_have_count(0)
    assert await card.evaluate("card => card.contains(document.activeElement)")


async def test_on_a_narrow_screen_one_person_is_shown_at_a_time(page: Page, shoot: Shoot):
    await page.set_viewport_size({"width": 390, "height": 844})
    leila, marcus = await open_page(page, LEILA | MARCUS)
    await leila.ask(KNOWN)
    await expect(marcus.region).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    await shoot(page, "narrow")

    await leila.region.get_by_role("button", name="Back to chats").click()
    await expect(leila.region.get_by_role("button", name=CHANNEL)).to_be_visible()
    await page.get_by_role("navigation", name="People on this page").get_by_text("Marcus").click()

    await expect(leila.region).to_be_hidden()
    await expect(marcus.box).to_be_visible()


async def test_the_theme_follows_the_device_until_somebody_chooses(page: Page):
    await page.emulate_media(color_scheme="dark")
    await open_page(page, LEILA)
    assert await _lightness(page) < 64

    await page.get_by_label("Theme").select_option("light")
    assert await _lightness(page) > 192
    await page.reload()
    assert await _lightness(page) > 192


async def test_the_clock_moves_by_a_day(page: Page):
    await open_page(page, OWEN)

    await page.get_by_role("button", name="Move the clock 1 day").click()

    # What falls due in a day asks Graph, whose library takes seconds to load the first time.
    await expect(page.locator("#toast")).to_contain_text("It is now", timeout=30_000)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("width", [1440, 390])
async def test_axe_finds_nothing_wrong(page: Page, axe: Path, theme: str, width: int):
    await page.add_init_script(path=axe)
    await page.set_viewport_size({"width": width, "height": 844})
    leila, marcus, owen = await open_page(page, LEILA | MARCUS | OWEN)
    await page.get_by_label("Theme").select_option(theme, force=True)
    for pane, text in ((leila, KNOWN), (marcus, STRANGER), (owen, "help")):
        await page.evaluate("region => region.classList.add('front')", await pane.region.element_handle())
        await pane.ask(text)

    found = await page.evaluate("() => axe.run({ resultTypes: ['violations'] })")

    assert [_violation(one) for one in found["violations"]] == []


def _violation(found: dict) -> str:
    return f"{found['help']}: " + "; ".join(node["html"][:200] for node in found["nodes"])


async def _answer(page: Page, calls: str, body: object) -> None:
    async def fulfil(route: Route) -> None:
        await route.fulfill(status=200, content_type="application/json", body=json.dumps(body))

    await page.route(calls, fulfil)


async def _tab_to(page: Page, name: str, *, back: bool = False) -> None:
    for _ in range(60):
        await page.keyboard.press("Shift+Tab" if back else "Tab")
        focused = await page.evaluate(
            "() => document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"
        )
        if focused.strip() == name:
            return
    pytest.fail(f"The keyboard does not reach {name!r}.")


async def _lightness(page: Page) -> int:
    colour = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    return max(int(part) for part in re.findall(r"\d+", colour)[:3])
