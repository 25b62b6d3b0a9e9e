"""Names as people remember them: misspelt, shortened, turned round; and nobody is taken for another."""

import pytest

from tests.local_teams import LocalTeams, button, card_of, walk, words

LEILA, ELLIE, BEN = "p-leila-osei", "p-ellie-farrow", "p-ben-holloway"
AMARA = "Amara Okonkwo-Reed"
HOW = "You asked for"


def titles(answer: dict) -> list[str]:
    return [one["title"] for one in walk(card_of(answer)) if one.get("type") == "Action.Execute"]


@pytest.mark.parametrize(
    "typed",
    [
        "Who is working with Amarah Okonkwo-Reed?",
        "Amara Okonkwo Read",
        "Okonkwo-Reed Amarra",
        "Amara Okonkworeed",
        "Ammara Okonkwo in Ropewalk",
    ],
)
async def test_a_misspelt_name_finds_the_child_and_says_what_was_asked(teams: LocalTeams, typed: str):
    (answer,) = await teams.ask(LEILA, typed)
    said = words(card_of(answer))
    if "Is it this child?" in said:
        assert AMARA in titles(answer)[0]
        pressed = await teams.press(LEILA, answer, titles(answer)[0])
        assert AMARA in words(card_of(pressed["body"]))
        return
    assert AMARA in said
    assert HOW in said
    assert "Not this child?" in titles(answer)


async def test_a_name_that_fits_is_shown_without_a_word(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, AMARA)
    assert HOW not in words(card_of(answer))


async def test_what_only_comes_close_is_chosen_before_anything_is_written(teams: LocalTeams):
    amara = next(one for one in teams.world["children"] if one["names"][0]["given"] == "Amara")
    (asked,) = await teams.ask(ELLIE, f"I've started working with Amarah Okonkwo-Reed born {amara['born']}")
    pressed = await teams.press(ELLIE, asked, "Keeping a child safe")
    choice = asked | pressed["body"]
    assert "Is it this child?" in words(card_of(choice))
    truth = await teams.get("/sandbox/truth")
    assert not [
        one for one in truth["involvements"] if one["practitioner"] == ELLIE and one["child"] == amara["id"]
    ]
    done = await teams.press(ELLIE, choice, titles(choice)[0])
    assert AMARA in words(card_of(done["body"]))


async def test_two_who_come_close_are_offered(teams: LocalTeams):
    (choice,) = await teams.ask(BEN, "Who is working with Maya Patell?")
    offered = [title for title in titles(choice) if title.startswith("Maya Patel,")]
    assert len(offered) == 2
    assert "None of these" in titles(choice)
    shown = await teams.press(BEN, choice, offered[0])
    assert "Maya Patel" in words(card_of(shown["body"]))


async def test_what_is_too_weak_reads_as_unknown(teams: LocalTeams):
    answers = []
    for typed in ("Who is working with Zebedee Nonesuch?", "Who is working with Amber O'Connor?"):
        (asked,) = await teams.ask(ELLIE, typed)
        pressed = await teams.press(ELLIE, asked, "Keeping a child safe")
        answers.append(card_of(pressed["body"]))
    assert answers[0] == answers[1]


async def test_a_shielded_child_is_not_found_by_a_name_that_comes_close(teams: LocalTeams):
    answers = []
    for typed in ("Who is working with Zebedee Nonesuch?", "Who is working with Caris Penhalow?"):
        (asked,) = await teams.ask(ELLIE, typed)
        pressed = await teams.press(ELLIE, asked, "Keeping a child safe")
        answers.append((card_of(pressed["body"]), asked["summary"]))
    assert answers[0] == answers[1]


async def test_a_number_with_one_digit_wrong_is_no_number_but_finds_the_child_beside_the_name(
    teams: LocalTeams,
):
    amara = next(one for one in teams.world["children"] if one["names"][0]["given"] == "Amara")
    right = amara["nhsNumber"]
    wrong = f"{right[:4]}{(int(right[4]) + 1) % 10}{right[5:]}"
    (answer,) = await teams.ask(LEILA, f"Who is working with Amara Okonkwo-Reed, NHS number {wrong}?")
    assert AMARA in words(card_of(answer))
    assert HOW in words(card_of(answer))
    (asked,) = await teams.ask(ELLIE, "Who is working with Zebedee Nonesuch, NHS number 999 111 2222?")
    pressed = await teams.press(ELLIE, asked, "Keeping a child safe")
    assert "That is no NHS number" in words(card_of(pressed["body"]))


async def test_not_this_child_asks_for_others(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, "Who is working with Amarah Okonkwo-Reed?")
    other = "Not this child?" if "Not this child?" in titles(answer) else "No, another child"
    assert button(card_of(answer), other)
    pressed = await teams.press(LEILA, answer, other)
    assert "Why do you need to know?" in words(card_of(pressed["body"]))
