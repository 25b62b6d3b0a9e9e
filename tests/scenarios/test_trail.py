"""Whole conversations about who has looked, in a person's own chat with the bot."""

from typing import Any

from tests.local_teams import LocalTeams, card_of, walk, words

LEILA, ELLIE, HELEN, DENISE = "p-leila-osei", "p-ellie-farrow", "p-helen-marchetti", "p-denise-okafor"
AMARA = "Who is working with Amara Okonkwo-Reed?"
NOBODY = "I know nobody by that name that I can show you"


def child(teams: LocalTeams, given: str) -> dict[str, Any]:
    return next(one for one in teams.world["children"] if one["names"][0]["given"] == given)


async def ellie_looks(teams: LocalTeams) -> None:
    (asked,) = await teams.ask(ELLIE, AMARA)
    await teams.press(ELLIE, asked, "Keeping a child safe", **{"reason.words": "Called to the house"})


async def test_the_governance_lead_reads_who_looked_when_from_where_and_why(teams: LocalTeams):
    await ellie_looks(teams)
    await teams.ask(LEILA, AMARA)
    reference = child(teams, "Amara")["reference"]
    (answer,) = await teams.ask(HELEN, f"Who has looked at {reference}?")
    said = words(card_of(answer))
    for text in ("Ellie Farrow", "Leila Osei", "Keeping a child safe: Called to the house", "Circle: shown"):
        assert text in said
    assert said.index("Leila Osei") < said.index("Ellie Farrow"), "newest first"
    assert "Amara" not in str(answer), "by reference only"
    assert reference not in answer["summary"]


async def test_reading_the_trail_is_on_the_trail(teams: LocalTeams):
    reference = child(teams, "Amara")["reference"]
    for _ in range(2):
        (answer,) = await teams.ask(HELEN, f"who has looked at {reference}")
    said = words(card_of(answer))
    assert "Helen Marchetti" in said
    assert "Audit trail: shown" in said


async def test_the_governance_lead_reads_what_somebody_looked_at(teams: LocalTeams):
    await ellie_looks(teams)
    for named in ("Ellie Farrow", "ellie farrow", ELLIE):
        (answer,) = await teams.ask(HELEN, f"What has {named} looked at?")
        said = words(card_of(answer))
        assert child(teams, "Amara")["reference"] in said
        assert "reason asked" in said
        assert "Amara" not in said


async def test_a_long_trail_is_read_page_by_page(teams: LocalTeams):
    reference = child(teams, "Amara")["reference"]
    for _ in range(13):
        await teams.ask(LEILA, AMARA)
    (first,) = await teams.ask(HELEN, f"who has looked at {reference}")
    assert words(card_of(first)).count("Leila Osei") == 10
    pressed = await teams.press(HELEN, first, "Older")
    older = card_of(pressed["body"])
    assert words(older).count("Leila Osei") == 3
    assert not [one for one in walk(older) if one.get("title") == "Older"]


async def test_the_lead_reads_agencies_and_days_and_nothing_refused(teams: LocalTeams):
    await ellie_looks(teams)
    (asked,) = await teams.ask(DENISE, AMARA)
    assert asked
    for text in (
        "Who has looked at Amara Okonkwo-Reed?",
        f"who's looked at {child(teams, 'Amara')['reference']}",
    ):
        (answer,) = await teams.ask(LEILA, text)
        said = words(card_of(answer))
        agencies = {one["id"]: one["name"] for one in teams.world["agencies"]}
        assert agencies[teams.person(ELLIE)["agency"]] in said
        assert "Ellie" not in str(answer)
        assert "Called to the house" not in str(answer)


async def test_anybody_else_gets_the_same_bytes_as_for_a_child_nobody_knows(teams: LocalTeams):
    reference = child(teams, "Amara")["reference"]
    cards = []
    for who, text in (
        (ELLIE, "Who has looked at Zebedee Nonesuch?"),
        (ELLIE, f"Who has looked at {reference}?"),
        (ELLIE, "Who has looked at Amara Okonkwo-Reed?"),
        (ELLIE, "What has Leila Osei looked at?"),
        (ELLIE, "What has Zebedee Nonesuch looked at?"),
        (HELEN, "Who has looked at C-9999?"),
        (HELEN, "Who has looked at Amara Okonkwo-Reed?"),
        (HELEN, "What has Zebedee Nonesuch looked at?"),
    ):
        (answer,) = await teams.ask(who, text)
        assert NOBODY in words(card_of(answer))
        cards.append((card_of(answer), answer["summary"]))
    assert all(card == cards[0] for card in cards)


async def test_a_forged_press_reads_no_more_than_asking_would(teams: LocalTeams):
    (asked,) = await teams.ask(ELLIE, AMARA)
    path = f"/sandbox/conversations/{asked['conversation']['id']}/actions"
    reference = child(teams, "Amara")["reference"]
    for verb, data in (
        ("trail.child", {"query": {"reference": reference}}),
        ("trail.child", {"query": {"reference": reference}, "older": "9999999"}),
        ("trail.practitioner", {"practitioner": LEILA}),
    ):
        press = {"as": ELLIE, "activityId": asked["id"], "verb": verb, "data": data}
        answer = await teams.post(path, press)
        assert NOBODY in words(card_of(answer["body"]))


async def test_the_shielded_child_of_somebody_elses_case_is_not_found_by_name(teams: LocalTeams):
    hidden = next(one for one in teams.world["children"] if one["shielded"])
    name = "{given} {family}".format(**hidden["names"][0])
    (answer,) = await teams.ask(HELEN, f"who has looked at {name}?")
    assert NOBODY in words(card_of(answer))
    (answer,) = await teams.ask(HELEN, f"who has looked at {hidden['reference']}?")
    assert f"Who has looked at {hidden['reference']}" in words(card_of(answer))
    assert hidden["names"][0]["given"] not in str(answer)


async def test_in_a_channel_the_answer_is_private(teams: LocalTeams):
    place = teams.case_channel("lumo-tavi")
    sent = await teams.say(LEILA, place, "@Teamaround who has looked at this child?")
    here = [one for one in sent if one["conversation"]["id"].partition(";")[0] == place]
    assert [words(card_of(one)) for one in here] == ["I've answered you privately."]
    (private,) = [one for one in sent if one not in here]
    assert "Who has looked" in words(card_of(private))
