"""What the port Installs promises, held against Graph's local stand-in over HTTP and against the fake."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from cases.model import Identity
from cases.ports_installs import Installs
from cases.ports_tenant import NotThereError, RefusedError, Why
from graph.tenant import GraphTenant
from sandbox.chat_ids import graph_chat_id
from tests.fakes_installs import FakeInstalls
from tests.graph.conftest import LocalGraph
from tests.graph.people import ANA, BO, CY, NOBODY
from tests.sandbox.local import BOT_ID


@dataclass
class Hands:
    """The port, and what the port cannot do."""

    installs: Installs
    has_it: Callable[[Identity], bool]
    block: Callable[[Identity], None]
    withhold: Callable[[], None]


@pytest.fixture(params=["graph", "fake"])
def hands(request: pytest.FixtureRequest) -> Hands:
    """Nobody has the app yet but CY."""
    if request.param == "fake":
        fake = FakeInstalls({ANA}, {CY})
        return Hands(fake, lambda who: who not in fake.without, fake.blocked.add, fake.withhold)
    local: LocalGraph = request.getfixturevalue("local")
    tenant: GraphTenant = request.getfixturevalue("tenant")
    state = local.sandbox.graph.state
    state.tenancy.without_app.add(ANA.object_id)

    def block(who: Identity) -> None:
        state.tenancy.users[who.object_id].row["appBlocked"] = True

    def withhold() -> None:
        permission = frozenset({"TeamsAppInstallation.ReadWriteSelfForUser.All"})
        state.settings = replace(state.settings, withheld=permission)

    return Hands(tenant.installs, lambda who: who.object_id not in state.tenancy.without_app, block, withhold)


async def test_somebody_gets_the_app_and_we_their_chat(hands: Hands):
    assert not hands.has_it(ANA)
    assert await hands.installs.give(ANA) == graph_chat_id(ANA.object_id, BOT_ID)
    assert hands.has_it(ANA)


async def test_who_has_it_already_keeps_it(hands: Hands):
    assert await hands.installs.give(CY) == graph_chat_id(CY.object_id, BOT_ID)
    assert await hands.installs.give(ANA) == await hands.installs.give(ANA)


async def test_whom_a_policy_keeps_it_from_does_not_get_it(hands: Hands):
    hands.block(ANA)
    with pytest.raises(RefusedError) as refused:
        await hands.installs.give(ANA)
    assert refused.value.why is Why.APP_BLOCKED
    assert "policy" in refused.value.advice
    assert not hands.has_it(ANA)


async def test_without_the_permission_nobody_gets_it(hands: Hands):
    hands.withhold()
    with pytest.raises(RefusedError) as refused:
        await hands.installs.give(ANA)
    assert refused.value.why is Why.NOT_PERMITTED


@pytest.mark.parametrize("who", [NOBODY, BO])
async def test_whoever_is_not_of_the_home_tenant_is_not_there(hands: Hands, who: Identity):
    with pytest.raises(NotThereError):
        await hands.installs.give(who)
