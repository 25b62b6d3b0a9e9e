"""Whole conversations about what has happened with a child, on each database."""

import pytest

from tests.local_teams import Json, LocalTeams, card_of, words

LEILA, MARCUS, ELLIE, DENISE = "p-leila-osei", "p-marcus-thorne", "p-ellie-farrow", "p-denise-okafor"
PRIVATELY = "I've answered you privately"
WHY = "Why do you need to know?"


def lines(card: Json) -> list[str]:
    """The entries of a timeline card."""
    return [line for line in words(card).split("\n") if line[:1].isdigit() and " · " in line]


async def all_pages(teams: LocalTeams, person: str, answer: Json) -> list[list[str]]:
    card = card_of(answer)
    pages = [lines(card)]
    while any(one["title"] == "Earlier" for one in card["actions"]):
        stand_in = {**answer, "attachments": [{"content": card}]}
        card = card_of((await teams.press(person, stand_in, "Earlier"))["body"])
        pages.append(lines(card))
    return pages


async def test_a_lead_reads_what_has_happened_a_page_at_a_time(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, "What has happened with Amara Okonkwo-Reed?")
    pages = await all_pages(teams, LEILA, answer)
    assert len(pages[0]) == 12
    assert len(pages) > 1
    told = [line for page in pages for line in page]
    assert len(told) == len(set(told))
    for wanted in ("Contact · Fiona Maddox, ", "Joined as ", "Confirmed · ", "Left · Declan Rafferty, "):
        assert any(wanted in line for line in told), wanted
    assert sum("Case opened · Lead: Leila Osei, " in line for line in told) == 1


@pytest.mark.parametrize(
    "text",
    ["timeline of Amara Okonkwo-Reed", "Amara Okonkwo-Reed's timeline", "show me the history of C-1001",
     "C-1001's timeline"],
)  # fmt: skip
async def test_a_timeline_can_be_asked_for_in_many_ways(teams: LocalTeams, text: str):
    (answer,) = await teams.ask(LEILA, text)
    assert lines(card_of(answer))


async def test_since_and_until_bound_it_and_an_empty_one_says_so(teams: LocalTeams):
    (bounded,) = await teams.ask(LEILA, "timeline of C-1001 in the last 30 days")
    (whole,) = await teams.ask(LEILA, "timeline of C-1001")
    assert 0 < len(lines(card_of(bounded))) < 12 == len(lines(card_of(whole)))
    (empty,) = await teams.ask(LEILA, "timeline of C-1001 until 1 January 2010")
    assert not lines(card_of(empty))
    assert "Nothing is recorded that I can show you until 1 January 2010." in words(card_of(empty))


async def test_the_circle_leads_to_the_timeline_and_back(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, "C-1001")
    timeline = (await teams.press(LEILA, circle, "Timeline"))["body"]
    assert lines(card_of(timeline))
    stand_in = {**circle, "attachments": [{"content": card_of(timeline)}]}
    back = card_of((await teams.press(LEILA, stand_in, "Who is working with this child?"))["body"])
    assert "Last contact" in words(back)


async def test_what_is_recorded_is_on_the_timeline_at_once(teams: LocalTeams):
    await teams.ask(MARCUS, "I visited Amara Okonkwo-Reed yesterday")
    await teams.ask(MARCUS, "I visited Amara Okonkwo-Reed yesterday")
    (answer,) = await teams.ask(LEILA, "timeline of C-1001")
    assert sum("Contact (visit) · Marcus Thorne, " in line for line in lines(card_of(answer))) == 1


async def test_who_has_no_right_gives_a_reason_first_and_the_lead_is_told(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, "timeline of Amara Okonkwo-Reed since June")
    assert WHY in words(card_of(asked))
    pressed = await teams.press(ELLIE, asked, "Keeping a child safe")
    assert lines(card_of(pressed["body"]))
    assert "What has happened since 1 June" in words(card_of(pressed["body"]))
    assert "You may look until" in words(card_of(pressed["body"]))
    await teams.post("/sandbox/settle", {})
    told = [words(card_of(one)) for one in await teams.inbox(LEILA)]
    assert sum("Somebody looked at C-1001" in text for text in told) == 1


async def test_unknown_and_not_allowed_get_the_bytes_of_the_circles_question(teams: LocalTeams):
    answers = []
    for name in ("Zebedee Nonesuch", "Saskia van der Berg", "Carys Penhallow"):
        (asked,) = await teams.ask(ELLIE, f"What has happened with {name}?")
        pressed = await teams.press(ELLIE, asked, "Keeping a child safe")
        answers.append((card_of(pressed["body"]), asked["summary"], pressed["status"]))
    assert answers[0] == answers[1] == answers[2]
    (who,) = await teams.ask(ELLIE, "Who is working with Zebedee Nonesuch?")
    assert card_of((await teams.press(ELLIE, who, "Keeping a child safe"))["body"]) == answers[0][0]


async def test_this_childs_timeline_in_a_channel_is_answered_privately(teams: LocalTeams):
    place = teams.case_channel("sira-pomo")
    sent = await teams.say("p-declan-rafferty", place, "@Teamaround this child's timeline")
    notice = [one for one in sent if one["conversation"]["id"].partition(";")[0] == place]
    (private,) = (one for one in sent if one not in notice)
    assert [PRIVATELY in words(card_of(one)) for one in notice] == [True]
    assert lines(card_of(private))
    assert "Patel" not in str(notice)


async def test_several_children_in_a_channel_are_told_apart_first(teams: LocalTeams):
    place = teams.case_channel("lumo-tavi")
    sent = await teams.say(MARCUS, place, "@Teamaround timeline since June")
    (private,) = (one for one in sent if one["conversation"]["id"].partition(";")[0] != place)
    assert "Is it one of these?" in words(card_of(private))
    title = next(one["actions"][0]["title"] for one in card_of(private)["body"] if one["type"] == "ActionSet")
    chosen = await teams.press(MARCUS, private, title)
    assert "What has happened since 1 June" in words(card_of(chosen["body"]))


async def test_a_service_whose_existence_alone_is_known_is_on_no_timeline(teams: LocalTeams):
    (circle,) = await teams.ask(DENISE, "C-1007")
    assert "A further service is involved." in words(card_of(circle))
    (answer,) = await teams.ask(DENISE, "timeline of C-1007")
    told = str(await all_pages(teams, DENISE, answer)) + str(card_of(answer))
    assert lines(card_of(answer))
    for trace in ("Naomi", "Dylan", "urther service"):
        assert trace not in told


async def test_a_case_that_is_closed_is_told_as_opened_and_closed(teams: LocalTeams):
    (answer,) = await teams.ask(DENISE, "timeline of C-1022")
    told = [line for page in await all_pages(teams, DENISE, answer) for line in page]
    assert [line.partition(" · ")[2].partition(" · ")[0] for line in told if "Case" in line] == [
        "Case closed", "Case opened",
    ]  # fmt: skip


async def test_somebody_who_will_join_is_told_of_as_that(teams: LocalTeams):
    (answer,) = await teams.ask("p-priyanka-nair", "timeline of C-1020")
    text = words(card_of(answer))
    assert text.index("Ahead\n") < text.index("Will join as ") < text.index("Orla Kinsella")


async def test_a_lock_screen_shows_no_name(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, "timeline of C-1001")
    for shown in (answer["summary"], card_of(answer)["fallbackText"], card_of(answer)["speak"]):
        assert not {"Amara", "Okonkwo-Reed", "Leila", "C-1001"} & set(shown.replace(".", "").split())


async def test_a_shielded_childs_timeline_is_the_leads_alone(teams: LocalTeams):
    shielded = next(iter((await teams.get("/sandbox/truth"))["shielded"]))
    truth = await teams.get("/sandbox/truth")
    world = await teams.get("/sandbox/world")
    reference = next(one["reference"] for one in world["children"] if one["id"] == shielded)
    leads = {
        case["lead"] for case in truth["cases"] if shielded in case["children"] and case["status"] == "open"
    }
    for person in (*leads, ELLIE):
        (answer,) = await teams.ask(person, f"timeline of {reference}")
        assert bool(lines(card_of(answer))) == (person in leads)
