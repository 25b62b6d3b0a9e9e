"""Handing over: from the question to the colleague's answer and what everybody sees then."""

from typing import Any

from tests.local_teams import LocalTeams, button, card_of, walk, words
from tests.scenarios.test_involvement import AMARA, LEILA, amara, held, today, told

GARETH, MANAGER, FIONA, KWAME, LUCY, ADMIN = (
    "p-gareth-pugh",
    "p-joanna-whitlock",
    "p-fiona-maddox",
    "p-kwame-asante",
    "p-lucy-tranter",
    "p-agnes-fairweather",
)
FOLARIN = "Folarin Adeyemi-Clarke"
WEEK = 7 * 24 * 3600
Json = dict[str, Any]


def shown(before: Json, pressed: Json) -> Json:
    return {**before, "attachments": [{"content": card_of(pressed["body"])}]}


async def latest(teams: LocalTeams, person: str) -> Json:
    await teams.post("/sandbox/settle", {})
    return (await teams.messages(person))[-1]


async def ask_gareth(teams: LocalTeams, **inputs: str) -> Json:
    """Leila asks Gareth by the form; the card that says so."""
    (circle,) = await teams.ask(LEILA, AMARA)
    form = shown(circle, await teams.press(LEILA, circle, "Hand over"))
    filled = {"to": GARETH, "first_day": await today(teams), "with_lead": "true", **inputs}
    return shown(form, await teams.press(LEILA, form, "Ask them", **filled))


async def test_the_form_offers_the_own_service_first_and_the_lead(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, AMARA)
    card = card_of(shown(circle, await teams.press(LEILA, circle, "Hand over")))
    (people,) = [one for one in walk(card) if one.get("type") == "Input.ChoiceSet"]
    titles = [one["title"] for one in people["choices"]]
    assert titles[:3] == [
        "Gareth Pugh, Senior social worker",
        "Joanna Whitlock, Team Manager",
        "Priyanka Nair, Social worker",
    ]
    assert "Hannah Abara, Social worker, Assessment and Intervention Team" in titles
    assert not [title for title in titles if "Marcus" in title or "Leila" in title]
    (lead,) = [one for one in walk(card) if one.get("type") == "Input.Toggle"]
    assert (lead["value"], lead["title"]) == ("true", "And the lead of the case lumo-tavi")


async def test_from_the_question_to_the_new_circle(teams: LocalTeams):
    child = amara(teams)["id"]
    asked = await ask_gareth(teams)
    assert "Gareth Pugh has been asked" in words(card_of(asked))
    assert not await held(teams, GARETH, child)
    (before,) = await teams.ask(GARETH, AMARA)
    assert "Why do you need to know?" in words(card_of(before)), "nothing before the answer"
    await teams.post("/sandbox/settle", {})
    question = next(one for one in await teams.inbox(GARETH) if "Take over" in words(card_of(one)))
    card = card_of(question)
    assert "Leila Osei" in str(card)
    assert "Amara" not in str(card)
    taken = await teams.press(GARETH, question, "Accept")
    circle = words(card_of(taken["body"]))
    assert "Taken over from" in circle
    assert "Amara Okonkwo-Reed" in circle
    (mine,) = await held(teams, GARETH, child)
    assert (mine["since"], mine["until"], mine["role"]) == (await today(teams), None, "Senior social worker")
    (theirs,) = await held(teams, LEILA, child)
    assert theirs["until"] == await today(teams)
    truth = await teams.get("/sandbox/truth")
    assert next(one for one in truth["cases"] if one["reference"] == "lumo-tavi")["lead"] == GARETH
    assert "Gareth Pugh has taken over" in await told(teams, LEILA)
    again = await teams.press(GARETH, question, "Accept")
    assert "You have taken over" in words(card_of(again["body"]))
    assert await held(teams, GARETH, child) == [mine]


async def test_declining_asks_why_and_says_so_to_who_asked(teams: LocalTeams):
    asked = await ask_gareth(teams)
    question = await latest(teams, GARETH)
    empty = await teams.press(GARETH, question, "Decline and say why", why="other", words=" ")
    assert "Please choose why" in words(card_of(empty["body"]))
    declined = await teams.press(
        GARETH, question, "Decline and say why", why="no_room", words="Full until May"
    )
    assert "You have declined" in words(card_of(declined["body"]))
    heard = await told(teams, LEILA)
    for text in ("Gareth Pugh has declined", "I have no room for it now", "Full until May"):
        assert text in heard
    stale = await teams.press(LEILA, asked, "Withdraw")
    assert "has declined" in words(card_of(stale["body"]))
    assert not await held(teams, GARETH, amara(teams)["id"])
    reader = "p-helen-marchetti"
    (trail,) = await teams.ask(reader, f"Who has looked at {amara(teams)['reference']}?")
    assert "Hand-over: not shared" in words(card_of(trail))
    assert "Full until May" in words(card_of(trail))


async def test_withdrawn_it_cannot_be_accepted_any_more(teams: LocalTeams):
    asked = await ask_gareth(teams)
    await teams.post("/sandbox/settle", {})
    question = next(one for one in await teams.inbox(GARETH) if "Take over" in words(card_of(one)))
    withdrawn = await teams.press(LEILA, asked, "Withdraw")
    assert "It was withdrawn" in words(card_of(withdrawn["body"]))
    late = await teams.press(GARETH, question, "Accept")
    assert "It was withdrawn" in words(card_of(late["body"]))
    assert not await held(teams, GARETH, amara(teams)["id"])


async def test_agreed_for_tomorrow_nothing_is_open_before(teams: LocalTeams):
    (asked,) = await teams.ask(KWAME, f"hand over {FOLARIN} to Lucy Tranter from tomorrow")
    assert "Lucy Tranter has been asked" in words(card_of(asked))
    child = next(one["id"] for one in teams.world["children"] if one["names"][0]["given"] == "Folarin")
    accepted = await teams.press(LUCY, await latest(teams, LUCY), "Accept")
    assert "Folarin" not in str(card_of(accepted["body"]))
    (early,) = await teams.ask(LUCY, FOLARIN)
    assert "Why do you need to know?" in words(card_of(early))
    (row,) = await held(teams, LUCY, child)
    assert not row["current"]
    assert "Lucy Tranter has accepted" in await told(teams, KWAME)
    await teams.post("/sandbox/clock", {"advance": 24 * 3600})
    (circle,) = await teams.ask(LUCY, FOLARIN)
    assert FOLARIN in words(card_of(circle))
    await teams.post("/sandbox/clock", {"advance": 24 * 3600})
    (over,) = await held(teams, KWAME, child)
    assert not over["current"]


async def test_who_asked_is_reminded_once(teams: LocalTeams):
    await ask_gareth(teams)
    await teams.post("/sandbox/clock", {"advance": WEEK + 24 * 3600})
    assert "not answered yet" in await told(teams, LEILA)
    count = len(await teams.inbox(LEILA))
    await teams.post("/sandbox/clock", {"advance": 2 * WEEK})
    await teams.post("/sandbox/settle", {})
    assert len(await teams.inbox(LEILA)) == count


async def test_the_manager_hands_over_for_one_of_theirs_and_nobody_else_does(teams: LocalTeams):
    said = f"hand over {AMARA} from Leila Osei to Gareth Pugh"
    (form,) = await teams.ask(MANAGER, said)
    assert "For Leila Osei" in words(card_of(form))
    asked = await teams.press(
        MANAGER, form, "Ask them", to=GARETH, first_day=await today(teams), with_lead="true"
    )
    assert "Gareth Pugh has been asked" in words(card_of(asked["body"]))
    answers = []
    for text in (said, f"hand over {AMARA} from Nobody Known to Gareth Pugh"):
        (no,) = await teams.ask(FIONA, text)
        answers.append(card_of(no))
    assert answers[0] == answers[1]
    assert "I can hand over the work of nobody of that name here" in words(answers[0])


async def test_who_has_no_part_in_it_hears_nothing_of_it(teams: LocalTeams):
    asked = await ask_gareth(teams)
    (own,) = await teams.ask(FIONA, AMARA)
    data = button(card_of(asked), "Withdraw")["data"]
    conversation = own["conversation"]["id"].replace(":", "%3A").replace("/", "%2F")
    cards = []
    for handover in (data["handover"], "made-up"):
        body = {
            "as": FIONA,
            "activityId": own["id"],
            "verb": "handover.accept",
            "data": {"handover": handover},
        }
        pressed = await teams.post(f"/sandbox/conversations/{conversation}/actions", body)
        cards.append(card_of(pressed["body"]))
    assert cards[0] == cards[1]
    assert "not known here" in words(cards[0])


async def test_the_administrator_adds_somebody_of_the_agency_and_nobody_else(teams: LocalTeams):
    answers = []
    for name in ("Priyanka Nair", "Marcus Thorne", "Nobody Known"):
        (asked,) = await teams.ask(ADMIN, f"add {name} to {AMARA}")
        if "Why do you need" in words(card_of(asked)):
            pressed = await teams.press(ADMIN, asked, "Keeping a child safe")
            asked = shown(asked, pressed)
        answers.append(words(card_of(asked)))
    assert "Recorded: since" in answers[0]
    assert answers[1] == answers[2]
    assert len(await held(teams, "p-priyanka-nair", amara(teams)["id"])) == 1


async def test_what_has_not_begun_is_called_off_and_not_forgotten(teams: LocalTeams):
    child = amara(teams)["id"]
    await teams.ask(LEILA, f"I've stopped working with {AMARA}")
    (form,) = await teams.ask(FIONA, f"I'll start working with {AMARA} as Mentor from tomorrow")
    assert "Recorded" in words(card_of(form))
    rows = await held(teams, FIONA, child)
    assert len(rows) == 2
    (orla,) = await teams.ask("p-orla-kinsella", "I've stopped working with C-1020")
    assert "it is cancelled" in words(card_of(orla))
    truth = await teams.get("/sandbox/truth")
    (row,) = [
        one for one in truth["involvements"] if one["practitioner"] == "p-orla-kinsella" and one["cancelled"]
    ]
    assert not row["current"]
    await teams.post("/sandbox/clock", {"advance": 14 * 24 * 3600})
    truth = await teams.get("/sandbox/truth")
    assert not [one for one in truth["involvements"] if one["cancelled"] and one["current"]]
