"""A child who is on record twice: a steward decides, the circle and the channel follow, and all goes back."""

import asyncio

from tests.local_teams import LocalTeams, card_of, words
from tests.scenarios.test_case_open import filled, opened
from tests.scenarios.test_handover import shown

AGNES, GRACE, SANDRA, MEERA = "p-agnes-fairweather", "p-grace-mbeki", "p-sandra-gough", "p-meera-chaudhuri"


async def merged(teams: LocalTeams) -> str:
    """Agnes makes the two records one; what she reads on the way."""
    (compared,) = await teams.ask(AGNES, "my duplicates")
    assert "Alfy Taylor" in words(card_of(compared))
    asked = await teams.press(AGNES, compared, "Same child", words="The same mother")
    done = await teams.press(AGNES, shown(compared, asked), "They are one child", words="The same mother")
    assert "They are one record now" in words(card_of(done["body"]))
    await teams.post("/sandbox/settle", {})
    return words(card_of(compared)) + words(card_of(asked["body"]))


async def parted(teams: LocalTeams) -> None:
    (listed,) = await teams.ask(AGNES, "merges")
    form = await teams.press(AGNES, listed, "Undo")
    done = await teams.press(AGNES, shown(listed, form), "Make them two again", words="Cousins")
    assert "two records again" in words(card_of(done["body"]))
    await teams.post("/sandbox/settle", {})


async def circle(teams: LocalTeams, who: str, child: str) -> str:
    (answer, *_) = await teams.ask(who, f"Who is working with {child}?")
    return words(card_of(answer))


async def test_both_agencies_see_one_circle_and_two_again_once_it_is_undone(teams: LocalTeams):
    before = await teams.get("/sandbox/truth")
    assert "Sandra Gough" not in await circle(teams, GRACE, "C-1033")

    read = await merged(teams)

    assert "Grace" not in read
    assert "Sandra" not in read
    for who, child in (
        (GRACE, "C-1033"),
        (GRACE, "C-1061"),
        (SANDRA, "Alfie Mills"),
        (SANDRA, "Alfie Taylor"),
    ):
        said = await circle(teams, who, child)
        assert "Grace Mbeki" in said, (who, child)
        assert "Sandra Gough" in said, (who, child)
        assert "C-1033" in said
    assert "Why do you need to know?" in await circle(teams, MEERA, "C-1061")

    await parted(teams)

    assert await teams.get("/sandbox/truth") == before
    assert "Sandra Gough" not in await circle(teams, GRACE, "C-1033")
    assert "Grace Mbeki" not in await circle(teams, SANDRA, "C-1061")
    (compared,) = await teams.ask(AGNES, "duplicates to look at")
    assert "nothing to compare" in words(card_of(compared))


async def seated(teams: LocalTeams, reference: str) -> set[str]:
    held = await teams.get("/sandbox/graph")
    channels = [one["id"] for one in held["channels"] if one["displayName"] == reference]
    return {row["person"] for row in held["members"] if row["channelId"] in channels}


async def until_seated(teams: LocalTeams, reference: str, who: str, *, there: bool) -> None:
    async with asyncio.timeout(60):
        while (who in await seated(teams, reference)) is not there:
            await teams.post("/sandbox/settle", {})
            await asyncio.sleep(0.2)


async def test_the_channel_follows_and_the_lead_is_told(teams: LocalTeams):
    (form,) = await teams.ask(GRACE, "open a case for C-1033")
    await teams.press(GRACE, form, "Open the case", **filled(card_of(form), kind="early_help"))
    case = await opened(teams)
    await until_seated(teams, case["reference"], GRACE, there=True)
    assert SANDRA not in await seated(teams, case["reference"])

    await merged(teams)
    await until_seated(teams, case["reference"], SANDRA, there=True)
    await teams.post("/sandbox/clock", {"advance": 5 * 86_400})  # she is away until Monday
    told = "\n".join(words(card_of(one)) for one in await teams.inbox(GRACE))
    assert "C-1061 turned out to be C-1033" in told

    await parted(teams)
    await until_seated(teams, case["reference"], SANDRA, there=False)


async def test_two_stewards_screens_make_one_decision(teams: LocalTeams):
    (first,) = await teams.ask(AGNES, "my duplicates")
    (second,) = await teams.ask(AGNES, "my duplicates")
    await teams.press(AGNES, first, "Different children")
    late = await teams.press(AGNES, second, "Same child")
    assert "Somebody else has answered" in words(card_of(late["body"]))
