"""After a failure in between, the same call again finds what was made: never two."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.ports_channels import ChannelKind, Channels, Role, TeamId
from cases.ports_tenant import TenantError, ThrottledError, UnavailableError
from graph.tenant import GraphTenant
from sandbox.faults import Fault
from sandbox.graph.settings import GraphSettings
from tests.graph.conftest import LocalGraph
from tests.graph.people import ANA, BO, CY

Work = Callable[[Channels, TeamId], Awaitable[object]]
PRIVATE, SHARED = ChannelKind.PRIVATE, ChannelKind.SHARED


async def private(channels: Channels, team: TeamId) -> object:
    return (await channels.make_channel(team, "lumo-tavi", PRIVATE, ANA)).channel


async def shared(channels: Channels, team: TeamId) -> object:
    return (await channels.make_channel(team, "lumo-tavi", SHARED, ANA)).channel


async def another_team(channels: Channels, _: TeamId) -> object:
    return (await channels.make_team("Fenwick 2", ANA)).team


async def team_member(channels: Channels, team: TeamId) -> object:
    return await channels.add_to_team(team, CY)


@pytest.mark.parametrize("work", [private, shared, another_team, team_member])
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("graph", "POST", 0, None, 1, "lost"), UnavailableError),
        (Fault("graph", "POST", 0, None, 1, "reset"), UnavailableError),
        (Fault("graph", "POST", 503, None, 1), UnavailableError),
        (Fault("graph", "POST", 429, 0, 1), ThrottledError),
    ],
    ids=["lost", "reset", "503", "429"],
)
async def test_what_failed_once_is_done_once(
    local: LocalGraph, tenant: GraphTenant, work: Work, fault: Fault, error: type[TenantError]
):
    before = len(local.sandbox.graph.state.teams), len(members(local)), len(names(local))
    local.sandbox.faults.order(replace(fault))
    with pytest.raises(error):
        await work(tenant.channels, local.team)
    first = await work(tenant.channels, local.team)
    assert first == await work(tenant.channels, local.team)
    after = len(local.sandbox.graph.state.teams), len(members(local)), len(names(local))
    assert sum(after) - sum(before) == 1


async def test_two_who_make_the_same_shared_channel_at_once_end_with_one(
    local: LocalGraph, tenant: GraphTenant, settings: GraphSettings
):
    settings.lag = 60.0
    first = await tenant.channels.make_channel(local.team, "lumo-tavi", SHARED, ANA)
    second = await tenant.channels.make_channel(local.team, "lumo-tavi", SHARED, ANA)
    local.product.moment += timedelta(seconds=200)
    ended = [await outcome(tenant, one.operation) for one in (first, second)]
    assert sorted(ended) == ["done", "name_taken"]
    local.product.moment += timedelta(seconds=200)
    found = await tenant.channels.make_channel(local.team, "lumo-tavi", SHARED, ANA)
    assert found.channel in {first.channel, second.channel}
    assert names(local).count("lumo-tavi") == 1


async def test_a_young_membership_is_removed_by_its_id_and_missed_without(
    local: LocalGraph, tenant: GraphTenant, settings: GraphSettings
):
    channel = (await tenant.channels.make_channel(local.team, "lumo-tavi", SHARED, ANA)).channel
    assert channel is not None
    settings.lag = 600.0
    member = await tenant.channels.add_member(local.team, channel, BO, Role.MEMBER)
    with pytest.raises(TenantError):
        await tenant.channels.remove_member(local.team, channel, BO)
    await tenant.channels.remove_member(local.team, channel, BO, member.id)
    assert not await tenant.channels.has_access(local.team, channel, BO)


async def outcome(tenant: GraphTenant, operation: object) -> str:
    try:
        return str((await tenant.channels.progress(operation)).state)
    except TenantError as wrong:
        return str(getattr(wrong, "why", wrong))


def names(local: LocalGraph) -> list[str]:
    return [one.name for one in local.sandbox.graph.state.teams[local.team].channels.values()]


def members(local: LocalGraph) -> list[object]:
    return local.sandbox.graph.state.teams[local.team].members.now()
