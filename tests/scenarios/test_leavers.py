"""An account is disabled or deleted in the tenant, and nobody has to say so: over HTTP, the truth after."""

from collections.abc import AsyncIterator

import pytest

from tests.local_teams import LocalTeams, card_of, started, words

LEILA, MANAGER, GUEST_AGENCY = "p-leila-osei", "p-joanna-whitlock", "p-marcus-thorne"
AMARA = "Amara Okonkwo-Reed"
# An hour and a little: the service plans no comparison for the next two minutes.
HOUR, DAY = 3_900, 86_400


@pytest.fixture
async def teams(sqlite_copy: str) -> AsyncIterator[LocalTeams]:
    """On SQLite: the work itself is tried on both databases in tests/bot/work, and a day takes long here."""
    async with started(sqlite_copy) as local:
        yield local


async def account(teams: LocalTeams, action: str, person: str = LEILA) -> None:
    await teams.post("/sandbox/graph/byhand", {"action": action, "person": person})


async def after(teams: LocalTeams, seconds: int) -> None:
    await teams.post("/sandbox/clock", {"advance": seconds})


async def told(teams: LocalTeams) -> list[str]:
    said = [words(card_of(one)) for one in await teams.inbox(MANAGER)]
    return [one for one in said if "Leila Osei has left" in one]


async def knows(teams: LocalTeams, person: str = LEILA) -> bool:
    (answer,) = await teams.ask(person, AMARA)
    return "I don't know you yet" not in words(card_of(answer))


async def test_a_disabled_account_ends_access_and_the_manager_gets_the_card(teams: LocalTeams):
    await account(teams, "disableAccount")
    assert await knows(teams)
    await after(teams, HOUR)
    (card,) = await told(teams)
    assert "Still the lead of **lumo-tavi**" in card
    assert not await knows(teams)
    await after(teams, HOUR)
    assert len(await told(teams)) == 1


async def test_an_account_enabled_again_gives_it_back(teams: LocalTeams):
    await account(teams, "disableAccount")
    await after(teams, HOUR)
    await account(teams, "enableAccount")
    await after(teams, HOUR)
    assert await knows(teams)


async def test_what_the_manager_said_the_directory_does_not_take_back(teams: LocalTeams):
    (asked_back,) = await teams.ask(MANAGER, "Leila Osei has left")
    await account(teams, "disableAccount")
    await after(teams, HOUR)
    pressed = await teams.press(MANAGER, asked_back, "Yes, they have left")
    assert "had left already" in words(card_of(pressed["body"]))
    await account(teams, "enableAccount")
    await after(teams, DAY)
    assert not await knows(teams)


async def test_a_deleted_account_is_found_within_the_day(teams: LocalTeams):
    await account(teams, "deleteAccount")
    await after(teams, HOUR)
    assert await knows(teams)
    await after(teams, DAY)
    assert len(await told(teams)) == 1
    assert not await knows(teams)


async def test_whoever_is_of_another_tenant_is_not_compared(teams: LocalTeams):
    await account(teams, "disableAccount", GUEST_AGENCY)
    await after(teams, DAY)
    assert await knows(teams, GUEST_AGENCY)


async def test_a_directory_that_disables_nearly_everybody_is_not_believed(teams: LocalTeams):
    home = teams.person(LEILA)["tenantId"]
    for one in teams.world["people"]:
        if one["tenantId"] == home:
            await account(teams, "disableAccount", one["id"])
    await after(teams, HOUR)
    assert await knows(teams)
    assert await told(teams) == []


async def test_while_graph_is_down_it_is_tried_until_it_is_back(teams: LocalTeams):
    await account(teams, "disableAccount")
    fault = {"target": "graph", "match": "GET /v1.0/users", "status": 503, "retryAfter": 60, "count": 3}
    await teams.post("/sandbox/faults", fault)
    await after(teams, HOUR)
    assert await knows(teams)
    for _ in range(3):
        await after(teams, 60)
    assert not await knows(teams)
    assert len(await told(teams)) == 1
