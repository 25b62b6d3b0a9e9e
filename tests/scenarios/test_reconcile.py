"""What people do in Teams by hand: found, told of and mended within a minute of the clock."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from tests.local_teams import Json, LocalTeams, card_of, started, words

LEAD, GOVERNANCE, STRANGER, MEMBER = "p-leila-osei", "p-helen-marchetti", "p-gareth-pugh", "p-meera-chaudhuri"
CASE = "lumo-tavi"
ODD = "does not belong there"


def one_channel(world: Json) -> None:
    """One case with a channel: what Graph permits a team in a minute is soon used up."""
    rows = world["conversations"]
    world["conversations"] = [one for one in rows if one["caseReference"] in (None, CASE)]
    for one in world["cases"]:
        if one["reference"] != CASE:
            one["conversation"] = None


@pytest.fixture
async def teams(copied_url: str) -> AsyncIterator[LocalTeams]:
    """A borough with one channel."""
    async with started(copied_url, change=one_channel) as local:
        yield local


async def by_hand(teams: LocalTeams, action: str, **what: str) -> None:
    body = {"action": action, "channel": teams.case_channel(CASE), **what}
    await teams.post("/sandbox/graph/byhand", body)


async def pass_by(teams: LocalTeams, seconds: int) -> None:
    await teams.post("/sandbox/clock", {"advance": seconds})


async def watched(teams: LocalTeams) -> Json:
    """The subscription to the team, once there is one."""
    await pass_by(teams, 330)
    (one,) = (await teams.get("/sandbox/graph"))["subscriptions"]
    return one


async def has_access(teams: LocalTeams, person: str) -> bool:
    who, channel = teams.person(person), teams.case_channel(CASE)
    held = (await teams.get("/sandbox/graph"))["channels"]
    team = next(one["teamId"] for one in held if one["id"] == channel)
    asked = f"doesUserHaveAccess(userId='{who['aadObjectId']}',tenantId='{who['tenantId']}')"
    url = f"{teams.url}/graph/v1.0/teams/{team}/channels/{quote(channel, safe='')}/{asked}"
    async with teams.http.get(url, headers={"Authorization": "Bearer anything"}) as answer:
        assert answer.status == 200, await answer.text()
        return bool((await answer.json())["value"])


async def told(teams: LocalTeams, person: str, text: str = ODD) -> int:
    return sum(text in words(card_of(one)) for one in await teams.inbox(person))


async def test_an_unexpected_member_is_out_and_told_of_within_a_minute(teams: LocalTeams):
    await watched(teams)
    await by_hand(teams, "addMember", person=STRANGER)
    assert await has_access(teams, STRANGER)
    await pass_by(teams, 30)
    assert not await has_access(teams, STRANGER)
    assert [await told(teams, one) for one in (LEAD, GOVERNANCE)] == [1, 1]


async def test_a_member_taken_out_is_in_again_and_the_lead_told(teams: LocalTeams):
    await watched(teams)
    await by_hand(teams, "removeMember", person=MEMBER)
    assert not await has_access(teams, MEMBER)
    await pass_by(teams, 30)
    assert await has_access(teams, MEMBER)
    assert await told(teams, LEAD, CASE) == 1


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_while_listings_lag_an_unexpected_member_is_told_of_within_a_minute_all_the_same(
    teams: LocalTeams,
):
    await watched(teams)
    await teams.post("/sandbox/graph/lag", {"seconds": 900})
    await by_hand(teams, "addMember", person=STRANGER)
    await pass_by(teams, 20)
    assert [await told(teams, one) for one in (LEAD, GOVERNANCE)] == [1, 1]


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_after_a_lapse_whatever_happened_meanwhile_is_found(teams: LocalTeams):
    held = await watched(teams)
    await by_hand(teams, "lifecycle", subscription=held["id"], event="subscriptionRemoved")
    await pass_by(teams, 30)
    (again,) = (await teams.get("/sandbox/graph"))["subscriptions"]
    assert again["id"] != held["id"]
    assert again["clientState"] != held["clientState"]


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_forged_and_repeated_notifications_change_nothing(teams: LocalTeams):
    held = await watched(teams)
    place = held["resource"].split("/channels")[0].removeprefix("/teams/")
    about = f"teams('{place}')/channels('{teams.case_channel(CASE)}')/members('MCMj')"
    notice = {"subscriptionId": held["id"], "changeType": "created", "resource": about}
    true = notice | {"clientState": held["clientState"]}
    for one in (notice | {"clientState": "guess"}, notice, *[true] * 20):
        url = f"{teams.url}/api/graph/notifications"
        async with teams.http.post(url, json={"value": [one]}) as answer:
            assert answer.status == 202
    await pass_by(teams, 30)
    assert [await told(teams, one) for one in (LEAD, GOVERNANCE)] == [0, 0]
