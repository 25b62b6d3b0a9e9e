"""A sensitive service: what others see of it, and being put in touch with it; between three people."""

from datetime import UTC, datetime
from typing import Any

from bot.bank_holidays import is_bank_holiday
from cases.workdays import after_working_days
from tests.local_teams import LocalTeams, button, card_of, words

# C-1005: Declan leads, Denise is in the circle, Farah of the mental health service is known to exist.
DENISE, DECLAN, FARAH, YUSUF, LEILA = (
    "p-denise-okafor",
    "p-declan-rafferty",
    "p-farah-siddiqui",
    "p-yusuf-demir",
    "p-leila-osei",
)
CHILD = "C-1005"
LINE = "A further service is involved. Ask to be put in touch."
ASK, SAFE = "Ask to be put in touch", "Keeping a child safe"
RATHER_NOT = "They would rather not be put in touch now."
HIDDEN = ("Farah", "Siddiqui", "Mental Health", "Clinical psychologist")
Json = dict[str, Any]


def shown(pressed: Json, before: Json) -> Json:
    """The card that takes the pressed one's place, as a message to press on."""
    return {**before, "attachments": [{"content": card_of(pressed["body"])}]}


def said(message: Json) -> str:
    return words(card_of(message)) + str(card_of(message))


async def inbox(teams: LocalTeams, person: str) -> list[Json]:
    await teams.post("/sandbox/settle", {})
    return await teams.inbox(person)


async def latest(teams: LocalTeams, person: str) -> Json:
    return (await inbox(teams, person))[-1]


async def ask(teams: LocalTeams, person: str = DENISE) -> Json:
    """From the circle to the request, with a reason."""
    (circle,) = await teams.ask(person, f"Who is working with {CHILD}?")
    assert LINE in said(circle)
    form = shown(await teams.press(person, circle, ASK), circle)
    done = await teams.press(person, form, SAFE, **{"reason.words": "We should plan together"})
    passed_on = shown(done, circle)
    assert "Passed on" in said(passed_on)
    return passed_on


async def passed_on(teams: LocalTeams) -> Json:
    """Asked, and passed on by the broker; the practitioner's card."""
    await ask(teams)
    queue = await latest(teams, YUSUF)
    assert "Being put in touch: 1 waiting" in said(queue)
    for text in ("Denise Okafor", "Kingsbrook", CHILD, "We should plan together", "Farah Siddiqui"):
        assert text in said(queue)
    pressed = await teams.press(YUSUF, queue, "Pass on")
    assert "0 waiting" in words(card_of(pressed["body"]))
    return await latest(teams, FARAH)


async def later(teams: LocalTeams, working_days: int) -> None:
    """Move the clock by so many working days, and a minute."""
    now = datetime.fromisoformat((await teams.post("/sandbox/clock", {"advance": 1}))["now"])
    due = after_working_days(now, working_days, is_bank_holiday).astimezone(UTC)
    await teams.post("/sandbox/clock", {"advance": (due - now).total_seconds() + 60})


def nothing_hidden(messages: list[Json]) -> bool:
    return not any(name in said(one) for one in messages for name in HIDDEN if one.get("attachments"))


async def test_a_request_goes_to_the_broker_to_the_practitioner_and_back(teams: LocalTeams):
    card = await passed_on(teams)
    assert "Denise Okafor" in said(card)
    assert "01632" in said(card) or "07700" in said(card)
    assert nothing_hidden(await inbox(teams, DENISE))
    refused = shown(await teams.press(FARAH, card, "Accept", basis=""), card)
    assert "on what ground" in words(card_of(refused))
    assert nothing_hidden(await inbox(teams, DENISE))
    await teams.press(FARAH, refused, "Accept", basis="consent", why="", share="false")
    outcome = said(await latest(teams, DENISE))
    assert "You have been put in touch" in outcome
    assert "Farah Siddiqui" in outcome
    (circle,) = await teams.ask(DENISE, f"Who is working with {CHILD}?")
    assert "Farah Siddiqui" in said(circle)
    assert LINE not in said(circle)
    (others,) = await teams.ask(DECLAN, f"Who is working with {CHILD}?")
    assert LINE in said(others)
    (mine,) = await teams.ask(DENISE, "my requests")
    assert "Farah Siddiqui" in said(mine)


async def test_what_was_given_can_be_withdrawn_at_once(teams: LocalTeams):
    card = await passed_on(teams)
    await teams.press(FARAH, card, "Accept", basis="consent")
    await teams.ask(FARAH, f"withdraw what I disclosed about {CHILD}")
    before = len(await inbox(teams, DENISE))
    (circle,) = await teams.ask(DENISE, f"Who is working with {CHILD}?")
    assert nothing_hidden([circle])
    assert LINE not in said(circle)
    (mine,) = await teams.ask(DENISE, "my requests")
    assert RATHER_NOT in said(mine)
    assert nothing_hidden([mine])
    assert before


async def test_a_decline_is_recorded_and_its_reason_stays_with_them(teams: LocalTeams):
    card = await passed_on(teams)
    asked = shown(await teams.press(FARAH, card, "Decline", why=""), card)
    assert "why not" in said(asked)
    await teams.press(FARAH, asked, "Decline", why="They asked us not to", share="false")
    outcome = await latest(teams, DENISE)
    assert RATHER_NOT in said(outcome)
    assert "They asked us" not in said(outcome)
    assert nothing_hidden(await inbox(teams, DENISE))


async def test_to_get_in_touch_oneself_gives_no_name(teams: LocalTeams):
    card = await passed_on(teams)
    done = await teams.press(FARAH, card, "I'll get in touch myself")
    assert "do not know who you are" in words(card_of(done["body"]))
    assert "They will get in touch with you themselves." in said(await latest(teams, DENISE))
    assert nothing_hidden(await inbox(teams, DENISE))


async def test_the_broker_is_reminded_after_two_working_days_and_told_of_no_answer_after_two_more(
    teams: LocalTeams,
):
    await ask(teams)
    first = len(await inbox(teams, YUSUF))
    await later(teams, 1)
    assert len(await inbox(teams, YUSUF)) == first
    await later(teams, 2)
    reminded = await inbox(teams, YUSUF)
    assert len(reminded) == first + 1
    assert "1 waiting" in said(reminded[-1])
    await teams.press(YUSUF, reminded[-1], "Pass on")
    await latest(teams, FARAH)
    await later(teams, 2)
    told = await inbox(teams, YUSUF)
    assert "No answer yet" in said(told[-1])
    assert len(told) == first + 2
    await later(teams, 2)
    assert len(await inbox(teams, YUSUF)) == first + 2
    assert nothing_hidden(await inbox(teams, DENISE))


async def test_a_broker_says_no_with_a_reason_that_nobody_reads(teams: LocalTeams):
    await ask(teams)
    queue = await latest(teams, YUSUF)
    again = shown(await teams.press(YUSUF, queue, "Say no", why=""), queue)
    assert "why not" in said(again)
    await teams.press(YUSUF, again, "Say no", why="Not for attendance matters")
    outcome = said(await latest(teams, DENISE))
    assert RATHER_NOT in outcome
    assert "attendance" not in outcome


async def test_asking_twice_is_one_request_and_it_can_be_withdrawn(teams: LocalTeams):
    await ask(teams)
    await ask(teams)
    assert "1 waiting" in said(await latest(teams, YUSUF))
    (mine,) = await teams.ask(DENISE, "my requests")
    assert len([one for one in said(mine).splitlines() if "Passed on." in one]) >= 1
    await teams.press(DENISE, mine, "Withdraw")
    (queue,) = await teams.ask(YUSUF, "queue")
    assert "0 waiting" in said(queue)


async def test_without_the_line_there_is_no_button_and_a_forged_press_finds_nothing(teams: LocalTeams):
    (circle,) = await teams.ask(DENISE, "Who is working with C-1051?")
    assert ASK not in said(circle)
    action = {"verb": "introduction.ask", "data": {"query": {"reference": "C-1051"}}}
    why = {"purpose": "safeguarding", "words": ""}
    path = f"/sandbox/conversations/{circle['conversation']['id']}/actions"
    forged = await teams.post(
        path,
        {"as": DENISE, "activityId": circle["id"], **action, "data": {**action["data"], "reason": why}},
    )
    asked = await teams.ask(DENISE, "Who is working with C-1051?")
    assert words(card_of(forged["body"])) == words(card_of(asked[0]))
    (gone,) = await teams.ask(DENISE, "queue")
    assert "Nothing is waiting" in said(gone)


async def test_naming_somebody_tells_them_in_their_own_chat(teams: LocalTeams):
    (form,) = await teams.ask(FARAH, f"tell Denise Okafor that I work with {CHILD}")
    assert "What others may see" in said(form)
    inputs = {one["id"]: one.get("value", "") for one in _inputs(card_of(form))}
    assert inputs["level"] == "named"
    assert inputs["named"] == DENISE
    again = shown(await teams.press(FARAH, form, "Save", **{**inputs, "basis": ""}), form)
    assert "on what ground" in said(again)
    saved = await teams.press(FARAH, again, "Save", **{**inputs, "basis": "legal_duty"})
    assert "1 person sees who you are" in words(card_of(saved["body"]))
    told = await latest(teams, DENISE)
    assert "Farah Siddiqui" in said(told)
    assert "Somebody has let you know" in told["summary"]
    truth = await teams.get("/sandbox/truth")
    (row,) = [
        one for one in truth["involvements"] if one["practitioner"] == FARAH and one["child"] == "c-1005"
    ]
    assert (row["disclosure"], row["namedTo"]) == ("named", [DENISE])


async def test_whose_it_is_reads_what_others_see_and_others_read_nothing_of_that(teams: LocalTeams):
    (own,) = await teams.ask(FARAH, f"Who is working with {CHILD}?")
    assert "Sensitive: others see that a further service is involved" in said(own)
    assert button(card_of(own), "What others may see")
    (theirs,) = await teams.ask(DENISE, f"Who is working with {CHILD}?")
    assert "Sensitive:" not in said(theirs)
    assert "What others may see" not in said(theirs)


def _inputs(card: Json) -> list[Json]:
    return [one for one in card["body"] if str(one.get("type", "")).startswith("Input.")]
