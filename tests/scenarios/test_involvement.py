"""Joining, leaving, changing role, logging contact, confirming: whole conversations, and the truth after."""

from typing import Any

from tests.local_teams import LocalTeams, button, card_of, walk, words

LEILA, ELLIE, BEN, NAOMI, MANAGER = (
    "p-leila-osei",
    "p-ellie-farrow",
    "p-ben-holloway",
    "p-naomi-castellan",
    "p-joanna-whitlock",
)
AMARA = "Amara Okonkwo-Reed"
WHY = "Why do you need to know?"
SAFE = "Keeping a child safe"

Json = dict[str, Any]


def amara(teams: LocalTeams) -> Json:
    return next(one for one in teams.world["children"] if one["names"][0]["given"] == "Amara")


async def held(teams: LocalTeams, person: str, child: str) -> list[Json]:
    truth = await teams.get("/sandbox/truth")
    return [one for one in truth["involvements"] if (one["practitioner"], one["child"]) == (person, child)]


async def today(teams: LocalTeams) -> str:
    return str((await teams.get("/sandbox/truth"))["today"])


async def told(teams: LocalTeams, person: str) -> str:
    await teams.post("/sandbox/settle", {})
    inbox = await teams.messages(person)
    return words(card_of(inbox[-1])) + str(card_of(inbox[-1])) if inbox else ""


def said(answer: Json) -> str:
    return words(card_of(answer))


async def join(teams: LocalTeams, person: str, text: str = f"I've started working with {AMARA}") -> Json:
    """Join as somebody who has to say why."""
    (asked,) = await teams.ask(person, text)
    assert WHY in said(asked)
    pressed = await teams.press(person, asked, SAFE, **{"reason.words": "Called to the house last night"})
    return {**asked, "attachments": [{"content": card_of(pressed["body"])}]}


async def test_to_join_says_why_first_and_is_seen_by_all_and_told_to_the_lead(teams: LocalTeams):
    circle = await join(teams, ELLIE)
    child = amara(teams)
    assert "Recorded: since" in said(circle)
    assert "Leila Osei" in said(circle)
    (row,) = await held(teams, ELLIE, child["id"])
    assert (row["since"], row["until"], row["role"]) == (await today(teams), None, "Police constable")
    lead = await told(teams, LEILA)
    for text in ("Somebody joined", "Ellie Farrow", SAFE, "Called to the house last night"):
        assert text in lead
    assert "Amara" not in lead
    (seen,) = await teams.ask(LEILA, AMARA)
    assert "Ellie Farrow" in said(seen)


async def test_to_join_shows_nobody_more_than_to_ask(teams: LocalTeams):
    answers = []
    for name in ("Zebedee Nonesuch", "Saskia van der Berg", "Carys Penhallow"):
        (asked,) = await teams.ask(ELLIE, f"I've started working with {name}")
        assert WHY in said(asked)
        pressed = await teams.press(ELLIE, asked, SAFE)
        answers.append((card_of(pressed["body"]), asked["summary"], pressed["status"]))
    assert answers[0] == answers[1] == answers[2]
    truth = await teams.get("/sandbox/truth")
    assert not [
        one
        for one in truth["involvements"]
        if one["practitioner"] == ELLIE and one["since"] == truth["today"]
    ]


async def test_the_lead_ends_what_is_wrong_and_they_hear_of_it(teams: LocalTeams):
    await join(teams, ELLIE)
    await teams.post("/sandbox/settle", {})
    notice = (await teams.messages(LEILA))[-1]
    form = await teams.press(LEILA, notice, "This is wrong: end it")
    shown = {**notice, "attachments": [{"content": card_of(form["body"])}]}
    assert "For Ellie Farrow" in said(shown)
    ended = await teams.press(LEILA, shown, "Save", until=await today(teams))
    assert "the last day is" in words(card_of(ended["body"]))
    (row,) = await held(teams, ELLIE, amara(teams)["id"])
    assert row["until"] == await today(teams)
    # She is told on the next of her working days, a Saturday.
    await teams.post("/sandbox/clock", {"advance": 3 * 24 * 3600})
    assert "was ended" in await told(teams, ELLIE)
    (later,) = await teams.ask(ELLIE, f"Who is working with {AMARA}?")
    assert WHY in said(later)


async def test_joining_again_is_to_confirm(teams: LocalTeams):
    child = amara(teams)["id"]
    before = await held(teams, LEILA, child)
    (circle,) = await teams.ask(LEILA, f"I've started working with {AMARA}")
    assert "on record already" in said(circle)
    assert [one["since"] for one in await held(teams, LEILA, child)] == [one["since"] for one in before]


async def test_a_contact_by_chat_shows_on_the_circle(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, f"I saw {AMARA} today")
    assert "Last contact today" in said(circle)
    (row,) = await held(teams, LEILA, amara(teams)["id"])
    assert row["lastContact"] == await today(teams)


async def test_a_contact_by_the_card(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, AMARA)
    pressed = await teams.press(LEILA, circle, "Log contact")
    form = {**circle, "attachments": [{"content": card_of(pressed["body"])}]}
    (day,) = [one for one in walk(card_of(form)) if one.get("type") == "Input.Date"]
    assert day["value"] == day["max"] == await today(teams)
    saved = await teams.press(LEILA, form, "Save", on=day["value"], kind="visit")
    assert "Last contact today" in words(card_of(saved["body"]))


async def test_nonsense_brings_the_form_back_as_it_was_filled_in(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, AMARA)
    pressed = await teams.press(LEILA, circle, "Log contact")
    form = {**circle, "attachments": [{"content": card_of(pressed["body"])}]}
    again = await teams.press(LEILA, form, "Save", on="2126-01-01", kind="visit")
    card = card_of(again["body"])
    assert "A contact cannot lie in the future" in words(card)
    values = {one["id"]: one.get("value") for one in walk(card) if "label" in one}
    assert values == {"on": "2126-01-01", "kind": "visit"}
    before = await held(teams, LEILA, amara(teams)["id"])
    assert before[0]["lastContact"] != "2126-01-01"


async def test_to_leave_by_the_card_and_by_chat(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, AMARA)
    pressed = await teams.press(LEILA, circle, "I've stopped")
    form = {**circle, "attachments": [{"content": card_of(pressed["body"])}]}
    assert "No longer working with this child" in said(form)
    saved = await teams.press(LEILA, form, "Save", until=await today(teams))
    assert "Until" in words(card_of(saved["body"]))
    (row,) = await held(teams, LEILA, amara(teams)["id"])
    assert row["until"] == await today(teams)


async def test_a_form_made_from_what_has_changed_is_not_taken(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, AMARA)
    pressed = await teams.press(LEILA, circle, "I've stopped")
    form = {**circle, "attachments": [{"content": card_of(pressed["body"])}]}
    await teams.ask(LEILA, f"I'm now the key worker for {AMARA}")
    saved = await teams.press(LEILA, form, "Save", until=await today(teams))
    assert "This changed in the meantime" in words(card_of(saved["body"]))
    (row,) = await held(teams, LEILA, amara(teams)["id"])
    assert (row["role"], row["until"]) == ("key worker", None)


async def test_still_involved_is_one_tap(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, AMARA)
    pressed = await teams.press(LEILA, circle, "Still involved")
    assert "Confirmed as of today" in words(card_of(pressed["body"]))


async def test_who_is_not_involved_hears_the_same_of_everybody(teams: LocalTeams):
    answers = {
        str(words(card_of(answer)))
        for name in (AMARA, "Zebedee Nonesuch", "Saskia van der Berg")
        for answer in await teams.ask(ELLIE, f"I saw {name} today")
    }
    assert len(answers) == 1
    assert "not recorded as working" in answers.pop()


async def test_somebody_who_sees_the_circle_joins_by_its_button(teams: LocalTeams):
    (circle,) = await teams.ask(MANAGER, AMARA)
    pressed = await teams.press(MANAGER, circle, "I work with this child too")
    assert "Recorded: since" in words(card_of(pressed["body"]))
    assert len(await held(teams, MANAGER, amara(teams)["id"])) == 1


async def test_the_lead_adds_a_colleague_and_nobody_else_does(teams: LocalTeams):
    child = amara(teams)["id"]
    (refused,) = await teams.ask("p-marcus-thorne", f"add Ben Holloway to {AMARA}")
    (unknown,) = await teams.ask("p-marcus-thorne", f"add Zebedee Nonesuch to {AMARA}")
    assert card_of(refused) == card_of(unknown)
    assert not await held(teams, BEN, child)
    (added,) = await teams.ask(LEILA, f"add Ben Holloway to {AMARA}")
    assert "Ben Holloway" in said(added)
    assert len(await held(teams, BEN, child)) == 1
    assert "You were added" in await told(teams, BEN)


async def test_a_sensitive_service_says_on_what_ground_and_nobody_hears_of_it(teams: LocalTeams):
    form = await join(teams, NAOMI)
    assert button(card_of(form), "Save")
    labels = {one["label"] for one in walk(card_of(form)) if "label" in one}
    assert "On what ground does your service record this?" in labels
    saved = await teams.press(
        NAOMI, form, "Save", role="Nurse", since=await today(teams), until="", basis="consent"
    )
    assert "Recorded: since" in words(card_of(saved["body"]))
    (row,) = await held(teams, NAOMI, amara(teams)["id"])
    assert (row["visibility"], row["disclosure"]) == ("sensitive", "none")
    lead = await told(teams, LEILA)
    assert "Naomi" not in lead
    assert "joined" not in lead
    (seen,) = await teams.ask(LEILA, AMARA)
    assert "Naomi" not in str(seen)


async def test_a_press_delivered_twice_acts_once(teams: LocalTeams):
    (circle,) = await teams.ask(MANAGER, AMARA)
    for _ in range(2):
        await teams.press(MANAGER, circle, "I work with this child too")
    assert len(await held(teams, MANAGER, amara(teams)["id"])) == 1


async def test_a_shielded_child_is_joined_by_nobody_but_the_lead(teams: LocalTeams):
    truth = await teams.get("/sandbox/truth")
    child = next(one for one in teams.world["children"] if one["id"] in truth["shielded"])
    for how in (child["reference"], "{given} {family}".format(**child["names"][0])):
        (asked,) = await teams.ask(ELLIE, f"I've started working with {how}")
        pressed = await teams.press(ELLIE, asked, SAFE)
        assert child["names"][0]["family"] not in words(card_of(pressed["body"]))
    assert not await held(teams, ELLIE, child["id"])
