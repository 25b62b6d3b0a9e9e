"""Whole conversations about who is working with a child, in a person's own chat with the bot."""

from datetime import date, timedelta

from tests.local_teams import LocalTeams, button, card_of, walk, words

LEILA, ELLIE, BEN, ROBIN = "p-leila-osei", "p-ellie-farrow", "p-ben-holloway", "p-robin-ellery"
AMARA = "Who is working with Amara Okonkwo-Reed?"
NOBODY = "Who is working with Zebedee Nonesuch?"


async def test_somebody_in_the_circle_sees_it_at_once(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, AMARA)
    said = words(card_of(answer))
    leila, marcus = teams.person(LEILA), teams.person("p-marcus-thorne")
    began = date.fromisoformat((await teams.get("/sandbox/truth"))["today"]) - timedelta(days=45)
    for text in (
        "Amara Okonkwo-Reed",
        leila["name"],
        marcus["name"],
        "Detective constable",
        f"Since {began.day} {began:%b}",
        "Last contact",
    ):
        assert text in said
    for text in (
        marcus["phone"],
        marcus["email"],
        f"https://teams.microsoft.com/l/chat/0/0?users={marcus['email']}",
    ):
        assert text in said
    assert said.index(leila["name"]) < said.index(marcus["name"]), "the lead comes first"


async def test_a_lock_screen_shows_no_name(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, AMARA)
    card = card_of(answer)
    for shown in (answer["summary"], card["fallbackText"], card["speak"]):
        assert "Amara" not in shown
        assert "Osei" not in shown


async def test_somebody_else_is_asked_why_and_then_sees_what_they_may(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    assert "Why do you need to know?" in words(card_of(asked))
    assert "Leila" not in str(asked)
    pressed = await teams.press(
        ELLIE, asked, "Keeping a child safe", **{"reason.words": "Called to the house last night"}
    )
    assert pressed["status"] == 200
    said = words(card_of(pressed["body"]))
    assert "Amara Okonkwo-Reed" in said
    assert "Leila Osei" in said
    assert "You may look until" in said
    (again,) = await teams.ask(ELLIE, AMARA)
    assert "Leila Osei" in words(card_of(again)), "the grant lasts"


async def test_the_lead_is_told_who_looked_and_why(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    await teams.press(
        ELLIE, asked, "Keeping a child safe", **{"reason.words": "Called to the house last night"}
    )
    await teams.post("/sandbox/settle", {})
    told = (await teams.messages(LEILA))[-1]
    said = words(card_of(told)) + str(card_of(told))
    assert "Ellie Farrow" in said
    assert "Called to the house last night" in said
    assert "Amara" not in str(told), "by reference only"


async def test_a_grant_ends(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    await teams.press(ELLIE, asked, "Keeping a child safe")
    await teams.post("/sandbox/clock", {"advance": 24 * 3600 + 60})
    (later,) = await teams.ask(ELLIE, AMARA)
    assert "Why do you need to know?" in words(card_of(later))


async def test_unknown_and_not_allowed_get_the_same_bytes(teams: LocalTeams):
    answers = []
    for text in (NOBODY, "Who is working with Saskia van der Berg?", "Who is working with Carys Penhallow?"):
        (asked,) = await teams.ask(ELLIE, text)
        pressed = await teams.press(ELLIE, asked, "Keeping a child safe")
        answers.append((card_of(pressed["body"]), asked["summary"], pressed["status"]))
    assert answers[0] == answers[1] == answers[2]


async def test_being_refused_leaves_no_trace_the_second_time_either(teams: LocalTeams):
    for _ in range(2):
        (asked,) = await teams.ask(ELLIE, "Who is working with Saskia van der Berg?")
        assert "Why do you need to know?" in words(card_of(asked))
        await teams.press(ELLIE, asked, "Keeping a child safe")


async def test_two_children_of_one_name_are_told_apart_by_year_and_area(teams: LocalTeams):
    (choice,) = await teams.ask(BEN, "Who's involved with Maya Patel?")
    card = card_of(choice)
    assert "Is it one of these?" in words(card)
    offered = [one["title"] for one in walk(card) if one.get("type") == "Action.Execute"][:2]
    namesakes = [
        one for one in teams.world["children"] if {"given": "Maya", "family": "Patel"} in one["names"]
    ]
    assert len(namesakes) == 2
    for child in namesakes:
        assert any(child["born"][:4] in title and child["area"] in title for title in offered)
        assert child["reference"] not in str(card)
    pressed = await teams.press(BEN, choice, offered[0])
    assert "Maya Patel" in words(card_of(pressed["body"]))


async def test_a_date_of_birth_picks_one_of_them(teams: LocalTeams):
    older = next(
        one for one in teams.world["children"] if {"given": "Maya", "family": "Patel"} in one["names"]
    )
    (answer,) = await teams.ask(BEN, f"Who is working with Maya Patel, born {older['born']}?")
    assert older["reference"] in words(card_of(answer))


async def test_a_child_can_be_named_in_many_ways(teams: LocalTeams):
    amara = next(one for one in teams.world["children"] if one["names"][0]["given"] == "Amara")
    name = "{given} {family}".format(**amara["names"][0])
    nhs = amara["nhsNumber"]
    for text in (
        nhs,
        f"NHS number {nhs[:3]} {nhs[3:6]} {nhs[6:]}",
        amara["reference"],
        name,
        f"{name}'s circle",
    ):
        (answer,) = await teams.ask(LEILA, text)
        assert amara["reference"] in words(card_of(answer)), text


async def test_several_sensitive_services_are_one_line(teams: LocalTeams):
    (answer,) = await teams.ask("p-denise-okafor", "Who is working with Niamh O'Sullivan?")
    said = words(card_of(answer))
    assert said.count("A further service is involved. Ask to be put in touch.") == 1


async def test_a_sensitive_practitioner_is_shown_to_those_they_are_named_to(teams: LocalTeams):
    (named,) = await teams.ask("p-fiona-maddox", "Who is working with Folarin Adeyemi-Clarke?")
    (other,) = await teams.ask("p-kwame-asante", "Who is working with Folarin Adeyemi-Clarke?")
    assert "Rowan Door" in words(card_of(named))
    assert "Rowan Door" not in str(other)
    assert "A further service is involved" in words(card_of(other))


async def test_not_this_child_leads_to_the_reason(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, AMARA)
    pressed = await teams.press(LEILA, answer, "Not this child?")
    assert "Why do you need to know?" in words(card_of(pressed["body"]))


async def test_a_stranger_is_told_how_to_be_registered_and_nothing_else(teams: LocalTeams):
    (first,) = await teams.ask(ROBIN, AMARA)
    (second,) = await teams.ask(ROBIN, NOBODY)
    assert card_of(first) == card_of(second)
    assert "Amara" not in str(first)


async def test_help_and_nonsense_are_answered_kindly(teams: LocalTeams):
    (helped,) = await teams.ask(LEILA, "help")
    assert "Who is working with" in words(card_of(helped))
    (puzzled,) = await teams.ask(LEILA, "assign a task to Tom by Friday")
    assert "didn't understand" in words(card_of(puzzled))
    (dated,) = await teams.ask(LEILA, "Amara Okonkwo-Reed 31/02/2017")
    assert "has no day 31" in words(card_of(dated))


async def test_a_forged_press_gives_nothing_that_asking_would_not(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    place = asked["conversation"]["id"]
    saskia = next(one["id"] for one in teams.world["children"] if one["names"][0]["given"] == "Saskia")
    forged = {"as": ELLIE, "activityId": asked["id"], "verb": "who.exactly", "data": {"child_id": saskia}}
    answer = await teams.post(f"/sandbox/conversations/{place}/actions", forged)
    assert "Why do you need to know?" in words(card_of(answer["body"]))
    why = {"child_id": saskia, "reason": {"purpose": "safeguarding"}}
    answer = await teams.post(f"/sandbox/conversations/{place}/actions", {**forged, "data": why})
    assert "van der Berg" not in str(answer)


async def test_a_button_that_no_card_carries_is_refused_with_a_sentence(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    path = f"/sandbox/conversations/{asked['conversation']['id']}/actions"
    more = {"child_id": "x", "role": "broker"}
    for verb, data in (("nonsense", {}), ("who", {}), ("who", {"query": 5}), ("who.exactly", more), ("", {})):
        press = {"as": ELLIE, "activityId": asked["id"], "verb": verb, "data": data}
        answer = await teams.post(path, press)
        assert answer["body"]["statusCode"] == 400, verb
        assert "Please ask again" in answer["body"]["value"]["message"]


async def test_old_clients_post_the_button_as_a_message(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    action = button(card_of(asked), "Keeping a child safe")
    value = action["fallback"]["data"]
    said = await teams.post(f"/sandbox/people/{ELLIE}/messages", {"value": value})
    assert "Leila Osei" in words(card_of(said["activities"][0]))
