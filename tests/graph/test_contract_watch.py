"""What the port Watch promises, held against Graph's local stand-in over HTTP and against the fake."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestServer

from cases.ports_channels import TeamId
from cases.ports_tenant import NotThereError, RefusedError, TenantError, ThrottledError, UnavailableError, Why
from cases.ports_watch import Members, Watch, Watching
from graph.tenant import GraphTenant
from sandbox.faults import Fault
from tests.fakes_watch import FakeWatch
from tests.graph.conftest import UNHURRIED, LocalGraph
from tests.sandbox.graph.listener import Listener

START = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
UNTIL = START + timedelta(hours=71)
NO_TEAM = TeamId("00000000-0000-4000-8000-000000000000")


@dataclass
class Post:
    """Where a contract test is: the port, a team, and hands to do what the port cannot."""

    watch: Watch
    team: TeamId
    pass_by: Callable[[timedelta], None]
    go_deaf: Callable[[], None]


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """Whoever is at our address."""
    heard = Listener()
    async with TestServer(heard.app()) as server:
        heard.base = str(server.make_url("/"))
        yield heard


@pytest.fixture
async def tenant(local: LocalGraph, listener: Listener) -> AsyncIterator[GraphTenant]:
    """Microsoft's SDK, with an address to be told at."""
    addresses = {
        "notification_url": f"{listener.base}notices",
        "lifecycle_url": f"{listener.base}lifecycle",
    }
    opened = GraphTenant(local.access(**addresses), UNHURRIED)
    yield opened
    await opened.close()


@pytest.fixture(params=["graph", "fake"])
def post(request: pytest.FixtureRequest) -> Post:
    """Each of the two in turn."""
    if request.param == "fake":
        clock = [START]
        fake = FakeWatch([TeamId("a-team")], lambda: clock[0])
        return Post(
            fake,
            TeamId("a-team"),
            pass_by=lambda time: clock.append(clock.pop() + time),
            go_deaf=lambda: setattr(fake, "reached", False),
        )
    local: LocalGraph = request.getfixturevalue("local")
    listener: Listener = request.getfixturevalue("listener")
    return Post(
        request.getfixturevalue("tenant").watch,
        local.team,
        pass_by=lambda time: setattr(local.product, "moment", local.product.moment + time),
        go_deaf=lambda: setattr(listener, "echoes", False),
    )


async def test_what_is_watched_is_listed_until_it_is_not(post: Post):
    assert await post.watch.watching() == []
    made = await post.watch.watch(post.team, UNTIL, "a secret")
    assert (made.team, made.until, made.members) == (post.team, UNTIL, Members.OF_CHANNELS)
    assert await post.watch.watching() == [made]
    await post.watch.unwatch(made.id)
    await post.watch.unwatch(made.id)
    assert await post.watch.watching() == []


async def test_watching_the_same_again_ends_what_was_before(post: Post):
    first = await post.watch.watch(post.team, UNTIL, "a secret")
    second = await post.watch.watch(post.team, UNTIL, "another")
    assert first.id != second.id
    assert await post.watch.watching() == [second]


async def test_the_teams_own_members_are_watched_beside_those_of_its_channels(post: Post):
    channels = await post.watch.watch(post.team, UNTIL, "a secret")
    team = await post.watch.watch(post.team, UNTIL, "another", Members.OF_TEAM)
    assert list(await post.watch.watching()) == [channels, team]


async def test_a_renewed_one_lasts_longer_and_others_lapse(post: Post):
    made = await post.watch.watch(post.team, START + timedelta(hours=2), "a secret")
    await post.watch.watch(post.team, START + timedelta(hours=2), "another", Members.OF_TEAM)
    await post.watch.reauthorize(made.id)
    await post.watch.renew(made.id, UNTIL)
    post.pass_by(timedelta(hours=3))
    assert await post.watch.watching() == [replace(made, until=UNTIL)]


async def test_one_that_has_ended_cannot_be_renewed(post: Post):
    made = await post.watch.watch(post.team, START + timedelta(hours=2), "a secret")
    post.pass_by(timedelta(hours=3))
    for call in (post.watch.renew(made.id, UNTIL), post.watch.reauthorize(made.id)):
        with pytest.raises(NotThereError):
            await call


async def test_nobody_watches_for_longer_than_graph_allows(post: Post):
    with pytest.raises(RefusedError):
        await post.watch.watch(post.team, START + timedelta(days=4), "a secret")
    made = await post.watch.watch(post.team, UNTIL, "a secret")
    with pytest.raises(RefusedError):
        await post.watch.renew(made.id, START + timedelta(days=4))


async def test_a_team_that_is_not_there_cannot_be_watched(post: Post):
    with pytest.raises(NotThereError):
        await post.watch.watch(NO_TEAM, UNTIL, "a secret")


async def test_where_nobody_answers_it_is_said_that_we_are_out_of_reach(post: Post):
    post.go_deaf()
    with pytest.raises(RefusedError) as told:
        await post.watch.watch(post.team, UNTIL, "a secret")
    assert told.value.why is Why.UNREACHED


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("graph", "POST", 0, None, 1, "lost"), UnavailableError),
        (Fault("graph", "POST", 0, None, 1, "reset"), UnavailableError),
        (Fault("graph", "POST", 503, None, 1), UnavailableError),
        (Fault("graph", "POST", 429, 0, 1), ThrottledError),
        (Fault("graph", "POST", 404, None, 1), NotThereError),
    ],
    ids=["lost", "reset", "503", "429", "404"],
)
async def test_after_a_failure_in_between_there_is_one(
    local: LocalGraph, tenant: GraphTenant, fault: Fault, error: type[TenantError]
):
    local.sandbox.faults.order(replace(fault))
    with pytest.raises(error):
        await tenant.watch.watch(local.team, UNTIL, "lost")
    made = await tenant.watch.watch(local.team, UNTIL, "kept")
    assert await tenant.watch.watching() == [made]
    (held,) = local.sandbox.graph.subscriptions.values()
    assert (held.client_state, held.lifecycle_url[-10:]) == ("kept", "/lifecycle")


async def test_two_who_watch_the_same_at_once_end_with_one(local: LocalGraph, tenant: GraphTenant):
    both = [tenant.watch.watch(local.team, UNTIL, secret) for secret in ("one", "two")]
    ended = await asyncio.gather(*both, return_exceptions=True)
    assert {type(one) for one in ended} <= {Watching, UnavailableError}
    (held,) = local.sandbox.graph.subscriptions.values()
    assert held.client_state in ("one", "two")


async def test_those_who_come_with_their_team_are_watched_too_unless_graph_refuses(
    local: LocalGraph, tenant: GraphTenant
):
    made = await tenant.watch.watch(local.team, UNTIL, "a secret")
    resource = f"/teams/{local.team}/channels/getAllMembers"
    assert local.sandbox.graph.subscriptions[made.id].resource == (
        f"{resource}?notifyOnIndirectMembershipUpdate=true"
    )
    local.sandbox.faults.order(Fault("graph", "POST", 400, None, 1))
    made = await tenant.watch.watch(local.team, UNTIL, "a secret")
    assert local.sandbox.graph.subscriptions[made.id].resource == resource


async def test_without_an_address_graph_is_not_even_asked(local: LocalGraph):
    tenant = GraphTenant(local.access(), UNHURRIED)
    with pytest.raises(RefusedError) as told:
        await tenant.watch.watch(local.team, UNTIL, "a secret")
    assert told.value.why is Why.UNREACHED
    assert "POST" not in {call["method"] for call in local.sandbox.graph.log.as_json()}
    await tenant.close()
