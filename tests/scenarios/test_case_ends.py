"""Cases once they are there: whole conversations, and the truth after them."""

from datetime import date
from typing import Any

from tests.local_teams import LocalTeams, button, card_of, walk, words

LEILA, MARCUS, MANAGER, HELEN = (
    "p-leila-osei",
    "p-marcus-thorne",
    "p-joanna-whitlock",
    "p-helen-marchetti",
)
CASE = "lumo-tavi"
Json = dict[str, Any]


async def the_case(teams: LocalTeams, reference: str = CASE) -> Json:
    truth = await teams.get("/sandbox/truth")
    return next(one for one in truth["cases"] if one["reference"] == reference)


async def today(teams: LocalTeams) -> str:
    return date.fromisoformat((await teams.get("/sandbox/truth"))["today"]).isoformat()


def after(message: Json, pressed: Json) -> Json:
    """The message as it is once the press has put a new card in its place."""
    return {**message, "attachments": [{"content": card_of(pressed["body"])}]}


async def close(teams: LocalTeams, person: str = LEILA, text: str = f"close case {CASE}") -> Json:
    (form,) = await teams.ask(person, text)
    return after(
        form, await teams.press(person, form, "Close the case", why="needs_met", on=await today(teams))
    )


async def test_a_lead_closes_a_case_and_opens_it_again(teams: LocalTeams):
    before = (await teams.get("/sandbox/truth"))["involvements"]
    done = await close(teams)
    assert f"{CASE} is closed" in words(card_of(done))
    assert (await the_case(teams))["status"] == "closed"
    assert (await teams.get("/sandbox/truth"))["involvements"] == before
    asked_back = after(done, await teams.press(LEILA, done, "Open it again"))
    assert f"Open {CASE} again?" in words(card_of(asked_back))
    assert (await the_case(teams))["status"] == "closed"
    opened = await teams.press(LEILA, asked_back, "Open it again")
    assert "It is open again" in words(card_of(opened["body"]))
    assert (await the_case(teams))["status"] == "open"
    (timeline,) = await teams.ask(LEILA, "timeline of C-1001")
    said = words(card_of(timeline))
    assert "Case closed (needs met)" in said
    assert "Case opened again" in said


async def test_pressed_twice_a_case_is_closed_once(teams: LocalTeams):
    (form,) = await teams.ask(LEILA, f"close {CASE}")
    day = await today(teams)
    await teams.press(LEILA, form, "Close the case", why="moved_away", on=day)
    again = await teams.press(LEILA, form, "Close the case", why="needs_met", on=day)
    assert "This case is closed." in words(card_of(again["body"]))
    (timeline,) = await teams.ask(LEILA, "timeline of C-1001")
    assert words(card_of(timeline)).count("Case closed") == 1


async def test_the_manager_closes_it_and_the_lead_hears_who_did(teams: LocalTeams):
    await close(teams, MANAGER)
    await teams.post("/sandbox/settle", {})
    told = [one for one in await teams.inbox(LEILA) if f"{CASE} was closed" in words(card_of(one))]
    assert len(told) == 1
    assert "Joanna Whitlock closed it" in words(card_of(told[0]))
    assert "Amara" not in str(told[0])


async def test_in_its_channel_it_needs_no_reference(teams: LocalTeams):
    place = teams.case_channel(CASE)
    sent = await teams.say(LEILA, place, "@Teamaround close the case")
    cards = [words(card_of(one)) for one in sent]
    assert any(f"Close {CASE}?" in one for one in cards)
    assert any("answered you privately" in one for one in cards)


async def test_somebody_in_the_circle_reads_who_closes_it_and_a_stranger_reads_nothing(teams: LocalTeams):
    (refused,) = await teams.ask(MARCUS, f"close {CASE}")
    assert "Its lead can close it" in words(card_of(refused))
    assert (await the_case(teams))["status"] == "open"
    answers = {
        str(card_of(answer))
        for reference in (CASE, "solu-mipa")
        for answer in await teams.ask(HELEN, f"close {reference}")
    }
    assert len(answers) == 1
    assert "no such case" in answers.pop()


async def test_a_case_gets_another_reference_and_is_found_by_it(teams: LocalTeams):
    (offered,) = await teams.ask(LEILA, f"give {CASE} a new reference")
    title = button(card_of(offered), "Call it")["title"]
    await teams.press(LEILA, offered, "Call it")
    fresh = title.removeprefix("Call it ")
    (found,) = await teams.ask(LEILA, f"close {fresh}")
    assert f"Close {fresh}?" in words(card_of(found))
    (gone,) = await teams.ask(LEILA, f"close {CASE}")
    assert "no such case" in words(card_of(gone))


async def test_my_cases_lists_them_with_what_can_be_done(teams: LocalTeams):
    (mine,) = await teams.ask(LEILA, "my cases")
    card = card_of(mine)
    assert CASE in words(card)
    assert "You lead it" in words(card)
    titles = {one["title"] for one in walk(card) if one.get("type") == "Action.Execute"}
    assert "Close the case" in titles
    for shown in (mine["summary"], card["fallbackText"], card["speak"]):
        assert "Amara" not in shown
        assert CASE not in shown


async def test_a_leavers_case_goes_on_with_a_new_lead_in_my_cases(teams: LocalTeams):
    (asked_back,) = await teams.ask(MANAGER, "Leila Osei has left")
    sweep = after(asked_back, await teams.press(MANAGER, asked_back, "Yes, they have left"))
    (choice,) = [one for one in walk(card_of(sweep)) if one.get("id") == "to"]
    chosen = choice["choices"][0]["value"]
    await teams.press(MANAGER, sweep, "Make them the lead", to=chosen)
    cases = (await teams.get("/sandbox/truth"))["cases"]
    led = next(one["reference"] for one in cases if one["lead"] == chosen)
    (mine,) = await teams.ask(chosen, "my cases")
    assert led in words(card_of(mine))


async def test_in_a_reply_in_a_thread_the_case_is_that_of_the_channel(teams: LocalTeams):
    place = teams.case_channel(CASE)
    (started, *_) = await teams.say(LEILA, place, "@Teamaround help")
    thread = f"{place};messageid={started['id']}"
    sent = await teams.say(LEILA, thread, "@Teamaround who is working with this family?")
    said = [words(card_of(one)) for one in sent]
    assert any("Amara Okonkwo-Reed" in one for one in said), "answered privately, for all of its children"
    assert all("Amara" not in words(card_of(one)) for one in sent if one["conversation"]["id"] == place)
    sent = await teams.say(LEILA, thread, "@Teamaround close the case")
    assert any(f"Close {CASE}?" in words(card_of(one)) for one in sent)


async def test_somebody_mentioned_in_the_channel_is_meant_by_their_name(teams: LocalTeams):
    place = teams.case_channel(CASE)
    sent = await teams.say(LEILA, place, "@Teamaround add <at>Ellie Farrow</at> to this child")
    assert any("Is it one of these?" in words(card_of(one)) for one in sent)
