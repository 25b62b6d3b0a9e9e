"""Profiles: who somebody is, when they work, being away and back: whole conversations."""

from typing import Any

from tests.local_teams import LocalTeams, button, card_of, walk, words

LEILA, ELLIE, GARETH, NAOMI, MANAGER, FIONA, CAROL, GP = (
    "p-leila-osei",
    "p-ellie-farrow",
    "p-gareth-pugh",
    "p-naomi-castellan",
    "p-joanna-whitlock",
    "p-fiona-maddox",
    "p-carol-beamish",
    "p-meera-chaudhuri",
)
AMARA = "Amara Okonkwo-Reed"
UNKNOWN = "I know no practitioner of that name that I can show you."

Json = dict[str, Any]


def said(answer: Json) -> str:
    """All that a card says, what stands in lists of facts too."""
    facts = [
        f"{one['title']}: {one['value']}" for one in walk(card_of(answer)) if {"title", "value"} == one.keys()
    ]
    return "\n".join([words(card_of(answer)), *facts])


def pressed(answer: Json, press: Json) -> Json:
    return {**answer, "attachments": [{"content": card_of(press["body"])}]}


async def ask(teams: LocalTeams, person: str, text: str) -> Json:
    (answer,) = await teams.ask(person, text)
    return answer


async def profile(teams: LocalTeams, person: str) -> Json:
    listed = (await teams.get("/sandbox/truth"))["profiles"]
    return next((one for one in listed if one["practitioner"] == person), {})


async def test_a_profile_says_how_and_when_to_reach_somebody_and_whom_both_know(teams: LocalTeams):
    card = said(await ask(teams, LEILA, "Who is Meera Chaudhuri?"))
    for text in (
        "Meera Chaudhuri",
        "GP, Millrace General Practice, Millrace Surgery",
        "Away until",
        "Working days: Monday, Wednesday and Thursday",
        "Languages: Hindi, Punjabi, Urdu",
        "You both work with",
        AMARA,
    ):
        assert text in card
    # The doctor works with this child as well, and Leila does not.
    assert "Priya" not in card
    assert teams.person(GP)["phone"] in card


async def test_whoever_may_not_be_shown_is_an_unknown_name_byte_for_byte(teams: LocalTeams):
    answers = []
    for who, name in (
        (LEILA, "Naomi Castellan"),
        (LEILA, "Zebedee Nonesuch"),
        (CAROL, "Leila Osei"),
        (MANAGER, "Carol Beamish"),
    ):
        answer = await ask(teams, who, f"Who is {name}?")
        assert UNKNOWN in said(answer)
        answers.append(str((card_of(answer), answer["summary"])).replace(name, "NAME"))
    assert len(set(answers)) == 1


async def test_a_sensitive_services_own_people_and_the_broker_see_the_profile(teams: LocalTeams):
    assert "Languages: Spanish" in said(await ask(teams, NAOMI, "my profile"))
    assert "Languages: Spanish" in said(await ask(teams, "p-yusuf-demir", "Naomi Castellan's profile"))


async def test_a_forged_press_shows_no_more_than_asking_would(teams: LocalTeams):
    mine = await ask(teams, LEILA, "my profile")
    path = f"/sandbox/conversations/{mine['conversation']['id']}/actions"
    for verb in ("profile", "profile.away"):
        bodies = []
        for whose in (NAOMI, "p-nobody"):
            data = {"practitioner_id": whose}
            press = {"as": LEILA, "activityId": mine["id"], "verb": verb, "data": data}
            bodies.append(card_of((await teams.post(path, press))["body"]))
        assert bodies[0] == bodies[1]
    assert await profile(teams, NAOMI) != {}
    assert (await profile(teams, NAOMI))["awayFrom"] is None


async def test_away_in_words_shows_on_the_circle_and_back_ends_it(teams: LocalTeams):
    today = (await teams.get("/sandbox/truth"))["today"]
    card = said(await ask(teams, LEILA, "I'm away until next Friday"))
    assert "Recorded: away from" in card
    assert (await profile(teams, LEILA))["awayFrom"] == today
    circle = said(await ask(teams, FIONA, AMARA))
    assert circle.count("**Away until") == 2, "Leila, and the doctor"
    answer = await ask(teams, LEILA, "my profile")
    back = await teams.press(LEILA, answer, "I'm back")
    assert "Recorded: back at work" in words(card_of(back["body"]))
    assert said(await ask(teams, FIONA, AMARA)).count("**Away until") == 1
    assert (await profile(teams, LEILA))["awayFrom"] is None


async def test_working_days_and_languages_in_words(teams: LocalTeams):
    await ask(teams, LEILA, "I don't work Fridays")
    card = said(await ask(teams, LEILA, "I speak Polish and Urdu"))
    assert "Working days: Monday to Thursday" in card
    assert "Languages: Twi, French, Polish, Urdu" in card
    again = await profile(teams, LEILA)
    assert again["workingDays"] == ["mon", "tue", "wed", "thu"]


async def test_the_form_is_filled_in_saved_and_comes_back_as_it_was_when_a_day_is_nonsense(teams: LocalTeams):
    answer = await ask(teams, GARETH, "edit my profile")
    values = {one["id"]: one.get("value") for one in walk(card_of(answer)) if "label" in one}
    before = await profile(teams, GARETH)
    assert values == {
        "working_days": "mon,tue,wed,thu,fri",
        "languages": "Welsh",
        "away_from": before["awayFrom"],
        "away_until": before["awayUntil"],
    }
    filled = {
        "working_days": "mon,wed",
        "languages": "Welsh, BSL",
        "away_from": "",
        "away_until": "2020-01-05",
    }
    refused = pressed(answer, await teams.press(GARETH, answer, "Save", **filled))
    assert "That day is over" in said(refused)
    assert {one["id"]: one.get("value") for one in walk(card_of(refused)) if "label" in one} == filled
    assert await profile(teams, GARETH) == before
    saved = pressed(refused, await teams.press(GARETH, refused, "Save", **{**filled, "away_until": ""}))
    assert "Working days: Monday and Wednesday" in said(saved)
    assert "Languages: Welsh, BSL" in said(saved)
    assert (await profile(teams, GARETH))["awayFrom"] is None


async def test_a_form_made_from_what_has_changed_is_not_taken(teams: LocalTeams):
    form = await ask(teams, LEILA, "edit my profile")
    await ask(teams, LEILA, "I speak Urdu")
    saved = await teams.press(
        LEILA, form, "Save", working_days="sun", languages="", away_from="", away_until=""
    )
    assert "This changed in the meantime" in words(card_of(saved["body"]))
    assert (await profile(teams, LEILA))["languages"] == ["Twi", "French", "Urdu"]


async def test_a_manager_says_that_somebody_of_theirs_is_ill_and_they_are_told(teams: LocalTeams):
    card = said(await ask(teams, MANAGER, "Leila Osei is off sick"))
    assert "Out of office" in card
    assert "with no last day yet" in card
    await teams.post("/sandbox/settle", {})
    told = (await teams.messages(LEILA))[-1]
    assert "Joanna Whitlock has recorded when you are away" in said(told)
    assert "Leila" not in told["summary"]
    back = await teams.press(LEILA, told, "I'm back")
    assert "Recorded: back at work" in words(card_of(back["body"]))


async def test_a_manager_does_it_by_the_form_too(teams: LocalTeams):
    answer = await ask(teams, MANAGER, "Who is Leila Osei?")
    form = pressed(answer, await teams.press(MANAGER, answer, "Away or back"))
    assert "For Leila Osei" in said(form)
    day = (await teams.get("/sandbox/truth"))["today"]
    saved = await teams.press(MANAGER, form, "Save", away_from=day, away_until=day)
    assert "Away until" in words(card_of(saved["body"]))
    assert (await profile(teams, LEILA))["awayUntil"] == day


async def test_nobody_else_does_whoever_it_is_about(teams: LocalTeams):
    answers = {
        str((card_of(answer), answer["summary"]))
        for who, name in (
            (ELLIE, "Leila Osei"),
            (GARETH, "Leila Osei"),
            (ELLIE, "Zebedee Nonesuch"),
            (LEILA, "Naomi Castellan"),
        )
        for answer in [await ask(teams, who, f"{name} is away until Friday")]
    }
    assert len(answers) == 1
    assert "Their manager can" in answers.pop()
    assert (await profile(teams, LEILA))["awayFrom"] is None


async def test_from_a_circle_to_a_profile_in_two_taps(teams: LocalTeams):
    circle = await ask(teams, FIONA, AMARA)
    listed = pressed(circle, await teams.press(FIONA, circle, "Profiles"))
    assert button(card_of(listed), "Leila Osei")
    shown = await teams.press(FIONA, listed, "Leila Osei")
    assert "You both work with" in words(card_of(shown["body"]))


async def test_whose_right_to_the_circle_is_over_gets_no_list_of_its_people(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    circle = pressed(asked, await teams.press(ELLIE, asked, "Keeping a child safe"))
    assert button(card_of(circle), "Profiles")
    await teams.post("/sandbox/clock", {"advance": 25 * 3600})
    gone = await teams.press(ELLIE, circle, "Profiles")
    assert "Leila" not in str(gone["body"])


async def test_a_look_at_a_profile_is_on_the_trail(teams: LocalTeams):
    await ask(teams, ELLIE, "Who is Leila Osei?")
    trail = said(await ask(teams, "p-helen-marchetti", "What has Ellie Farrow looked at?"))
    assert "Profile: shown" in trail


async def test_in_a_channel_a_profile_is_answered_privately(teams: LocalTeams):
    place = teams.case_channel("lumo-tavi")
    sent = await teams.say(LEILA, place, "@Teamaround who is Meera Chaudhuri?")
    here = [one for one in sent if one["conversation"]["id"].partition(";")[0] == place]
    assert [words(card_of(one)) for one in here] == ["I've answered you privately."]
    (private,) = [one for one in sent if one not in here]
    assert "Meera Chaudhuri" in said(private)
