"""A circle as a picture, over HTTP, on each database: real PNGs, inside the limits, at no address."""

from base64 import b64decode

from tests.local_teams import Json, LocalTeams, card_of, walk, words

LEILA, ELLIE = "p-leila-osei", "p-ellie-farrow"
PICTURE = "data:image/png;base64,"


def image_of(card: Json) -> Json:
    (image,) = [one for one in walk(card) if one.get("type") == "Image"]
    return image


async def test_a_picture_is_shown_on_the_circle_in_place_and_hidden_again(teams: LocalTeams):
    (circle,) = await teams.ask(LEILA, "Who is working with Amara Okonkwo-Reed?")
    pressed = await teams.press(LEILA, circle, "Show as a picture")
    card = card_of(pressed["body"])
    assert pressed["activities"] == []
    image = image_of(card)
    assert b64decode(image["url"].removeprefix(PICTURE)).startswith(b"\x89PNG")
    assert "Leila Osei" in image["altText"]
    stand_in = {**circle, "attachments": [{"content": card}]}
    hidden = await teams.press(LEILA, stand_in, "Hide picture")
    assert card_of(hidden["body"]) == card_of(circle)


async def test_it_is_asked_for_in_words_and_is_small_enough_for_a_message(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, "Show me Amara Okonkwo-Reed's network as a picture")
    assert len(str(answer).encode("utf-16-le")) < 60_000
    assert len(b64decode(image_of(card_of(answer))["url"].removeprefix(PICTURE))) < 16_000
    for shown in (answer["summary"], card_of(answer)["fallbackText"], card_of(answer)["speak"]):
        assert not {"Amara", "Leila"} & set(shown.split())


async def test_who_has_no_right_gives_a_reason_first(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, "picture of Amara Okonkwo-Reed")
    assert "Why do you need to know?" in words(card_of(asked))
    pressed = await teams.press(ELLIE, asked, "Keeping a child safe")
    assert "Leila Osei" in image_of(card_of(pressed["body"]))["altText"]


async def test_nothing_personal_is_in_any_address(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, "Show me Amara Okonkwo-Reed's network as a picture")
    addresses = [one["url"] for one in walk(card_of(answer)) if "url" in one]
    assert [address.partition(",")[0] for address in addresses] == [PICTURE.rstrip(",")]
    for log in ("connector", "graph"):
        for call in await teams.get(f"/sandbox/{log}/log"):
            assert not [name for name in ("Amara", "Okonkwo", "C-1001", "png") if name in call["path"]]
    async with teams.http.get(f"{teams.url}/metrics") as response:
        assert "Amara" not in await response.text()


async def test_a_timeline_is_shown_as_a_chart_in_place_and_hidden_again(teams: LocalTeams):
    (plain,) = await teams.ask(LEILA, "Timeline of Amara Okonkwo-Reed")
    pressed = await teams.press(LEILA, plain, "Show as a chart")
    assert pressed["activities"] == []
    card = card_of(pressed["body"])
    image = image_of(card)
    assert b64decode(image["url"].removeprefix(PICTURE)).startswith(b"\x89PNG")
    assert "Leila Osei" in image["altText"]
    stand_in = {**plain, "attachments": [{"content": card}]}
    hidden = await teams.press(LEILA, stand_in, "Hide chart")
    assert card_of(hidden["body"]) == card_of(plain)


async def test_the_chart_is_of_the_days_asked_for(teams: LocalTeams):
    (answer,) = await teams.ask(LEILA, "Timeline of Amara Okonkwo-Reed in 2025 as a chart")
    said = image_of(card_of(answer))["altText"]
    assert said.startswith("A chart from 1 January 2025 to 31 December 2025.")
