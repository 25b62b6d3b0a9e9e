"""What every store of hand-overs does, the fake one too."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.handover import Handover, HandoverState
from cases.model import AgencyId, InvolvementId, Service, ServiceId
from cases.records import Effects, HandoverRewrite, OutdatedError
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.conftest import Opened, Ports
from tests.store.world import ANNA, BEN, CARA, KIM, ROBIN, WORLD

DAY = timedelta(days=1)


def asked(clock: FakeClock, **changes: object) -> Handover:
    made = Handover(
        id="h1",
        child_id=KIM.id,
        involvements=(InvolvementId("ben-kim"), InvolvementId("ben-kim-2")),
        giver_id=BEN.id,
        receiver_id=ANNA.id,
        asked_by=BEN.id,
        asked_at=clock.now(),
        first_day=make.TODAY,
        with_lead=True,
    )
    return replace(made, **changes)


async def write(opened: Ports, *changes: HandoverRewrite) -> None:
    await opened.ledger.commit(Effects(rewrites=changes), None)


async def test_what_is_asked_is_kept_and_found(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one = asked(clock)
    await write(opened, HandoverRewrite(None, one))
    assert await opened.handovers.handover("h1") == one
    assert await opened.handovers.open_of(BEN.id, KIM.id) == one
    assert await opened.handovers.handover("h2") is None
    assert await opened.handovers.open_of(BEN.id, ROBIN.id) is None
    assert await opened.handovers.open_of(ANNA.id, KIM.id) is None


async def test_an_answer_is_given_once(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one = asked(clock)
    await write(opened, HandoverRewrite(None, one))
    declined = replace(one, state=HandoverState.DECLINED, reason="no_room: Full", answered_at=clock.now())
    await write(opened, HandoverRewrite(one, declined))
    with pytest.raises(OutdatedError):
        await write(opened, HandoverRewrite(one, replace(one, state=HandoverState.WITHDRAWN)))
    assert await opened.handovers.handover("h1") == declined
    assert await opened.handovers.open_of(BEN.id, KIM.id) is None


async def test_only_one_is_open_at_a_time_unless_it_takes_the_others_place(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    await write(opened, HandoverRewrite(None, asked(clock)))
    second = asked(clock, id="h2", receiver_id=CARA.id)
    for wrong in ("", "h0"):
        with pytest.raises(OutdatedError):
            await write(opened, HandoverRewrite(None, second, wrong))
    await write(opened, HandoverRewrite(None, second, "h1"))
    assert await opened.handovers.open_of(BEN.id, KIM.id) == second
    first = await opened.handovers.handover("h1")
    assert first is not None
    assert first.state is HandoverState.LAPSED
    with pytest.raises(OutdatedError):
        await write(opened, HandoverRewrite(None, asked(clock, id="h3", giver_id=CARA.id), "h2"))


async def test_those_to_be_reminded_of_come_oldest_first(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    old = asked(clock)
    young = asked(clock, id="h2", giver_id=ANNA.id, receiver_id=BEN.id, asked_at=clock.now() + DAY)
    reminded = asked(clock, id="h3", giver_id=CARA.id, reminded_at=clock.now())
    for one in (young, old, reminded):
        await write(opened, HandoverRewrite(None, one))
    assert list(await opened.handovers.unanswered(9)) == [old, young]
    assert list(await opened.handovers.unanswered(1)) == [old]
    await write(opened, HandoverRewrite(old, replace(old, reminded_at=clock.now())))
    assert list(await opened.handovers.unanswered(9)) == [young]


async def test_those_that_begin_come_when_their_day_has(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    today = asked(clock, state=HandoverState.ACCEPTED)
    later = asked(clock, id="h2", giver_id=ANNA.id, first_day=make.TODAY + DAY, state=HandoverState.ACCEPTED)
    for one in (later, today):
        await write(opened, HandoverRewrite(None, one))
    assert list(await opened.handovers.to_begin(make.TODAY, 9)) == [today]
    assert list(await opened.handovers.to_begin(make.TODAY + DAY, 9)) == [today, later]


STAFF = (
    make.practitioner("zoe smith", "ward"),
    make.practitioner("adam smith", "ward"),
    make.practitioner("adam jones", "desk"),
    make.practitioner("adamina jones", "desk"),
    make.practitioner("departed", "ward", active=False),
    make.practitioner("secret", "shelter"),
    make.practitioner("elsewhere", "far"),
)
HOSPITAL = replace(
    WORLD,
    agencies=(*WORLD.agencies, make.agency("infirmary"), make.agency("abroad")),
    services=(
        *WORLD.services,
        make.service("ward", "infirmary"),
        make.service("desk", "infirmary"),
        Service(ServiceId("shelter"), AgencyId("infirmary"), "Shelter", sensitive=True),
        make.service("far", "abroad"),
    ),
    practitioners=(*WORLD.practitioners, *STAFF),
)


async def test_whom_one_may_ask_is_of_the_own_agency_and_of_the_own_service_first(ports: Opened):
    opened = await ports(HOSPITAL)
    zoe = await opened.register.colleague(STAFF[0].id)
    secret = await opened.register.colleague(STAFF[5].id)
    assert zoe is not None
    assert secret is not None

    async def ids(called: str = "", most: int = 9) -> list[str]:
        return [str(one.practitioner.id) for one in await opened.handovers.receivers(zoe, called, most)]

    assert await ids() == ["adam smith", "adam jones", "adamina jones"]
    assert await ids(most=2) == ["adam smith", "adam jones"]
    assert await ids("ADAM") == ["adam smith", "adam jones"], "whole words"
    assert await ids("Adam Jones") == ["adam jones"]
    assert await ids("secret") == await ids("departed") == await ids("elsewhere") == await ids("?") == []
    listed = await opened.handovers.receivers(secret, "", 9)
    assert [one.practitioner.id for one in listed] == [
        "adam jones",
        "adam smith",
        "adamina jones",
        "zoe smith",
    ]
