"""Somebody is renamed in the tenant, and nobody has to say so: over HTTP, on both kinds of database."""

import asyncio

from tests.local_teams import LocalTeams, card_of, walk, words

LEILA, MANAGER = "p-leila-osei", "p-joanna-whitlock"
DAY = 86_400


def facts(card) -> dict[str, str]:
    return {one["title"]: one["value"] for one in walk(card) if "title" in one and "value" in one}


async def profile(teams: LocalTeams, name: str, asker: str = MANAGER):
    (answer,) = await teams.ask(asker, f"Who is {name}?")
    return card_of(answer)


async def test_a_new_name_is_followed_the_identity_stays_and_the_manager_is_named(teams: LocalTeams):
    before = await profile(teams, "Leila Osei")
    assert "Manager" not in facts(before)
    renamed = {"action": "changeAccount", "person": LEILA, "name": "Leila Marsh", "role": "Somebody else"}
    await teams.post("/sandbox/graph/byhand", renamed)
    await teams.post("/sandbox/clock", {"advance": DAY})
    after = await profile(teams, "Leila Marsh")
    assert "Leila Marsh" in words(after)
    assert "Somebody else" not in words(after)
    assert facts(after)["Manager"] == "Joanna Whitlock"
    assert "I know no practitioner" in words(await profile(teams, "Leila Osei"))
    (mine,) = await teams.ask(LEILA, "my profile")
    assert "Leila Marsh" in words(card_of(mine))


async def test_how_teams_shows_somebody_is_there_at_the_second_look_and_no_turn_waits_for_it(
    teams: LocalTeams,
):
    """Who looks first never tells whether others did: each has what was looked up for them alone."""
    assert "In Teams" not in facts(await profile(teams, "Leila Osei"))
    for _ in range(100):
        if "In Teams" in facts(shown := await profile(teams, "Leila Osei")):
            break
        await asyncio.sleep(0.1)
    said = facts(shown)["In Teams"]
    assert said.split(" at ")[0] in ("Available", "Busy", "Away", "Offline")
    assert "In Teams" not in facts(await profile(teams, "Leila Osei", asker=LEILA))
    await teams.post("/sandbox/clock", {"advance": 360})
    assert "In Teams" not in facts(await profile(teams, "Leila Osei"))
