"""Somebody is renamed in the tenant, and nobody has to say so: over HTTP, on both kinds of database."""

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
