"""What every store of approaches, reviews and ended grants does, the fake one too."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.model import Approach, ApproachKind, Ending, Purpose, Reason, Review, Verdict
from cases.ports_audit import Part
from cases.records import (
    Action,
    AuditEntry,
    Effects,
    GrantEnd,
    NewApproach,
    NewReview,
    Outcome,
    OutdatedError,
)
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.conftest import Opened
from tests.store.world import ANNA, BEN, GONE, KIM, ROBIN, WORLD


def approach(name: str, at: FakeClock, kind: ApproachKind = ApproachKind.OVERRIDE, **changes) -> Approach:
    why = Reason(Purpose.SAFEGUARDING, "Nobody answers the door")
    return replace(Approach(name, kind, ANNA.id, KIM.id, why, at.now(), 2), **changes)


def new(one: Approach, *before: str) -> Effects:
    since = one.at - timedelta(hours=12)
    return Effects(rewrites=(NewApproach(one, since, frozenset(before)),))


async def test_an_approach_is_kept_as_it_was(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one = approach("a", clock)
    assert await opened.ledger.commit(new(one), None)
    assert await opened.approaches.approach("a") == one
    assert await opened.approaches.approach("b") is None
    assert list(await opened.approaches.of(ANNA.id, clock.now())) == [one]
    assert list(await opened.approaches.of(ANNA.id, clock.now() + timedelta(seconds=1))) == []
    assert list(await opened.approaches.of(BEN.id, clock.now())) == []


async def test_of_approaches_decided_at_the_same_moment_one_is_written(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    outcomes = await asyncio.gather(
        *(opened.ledger.commit(new(approach(str(n), clock)), None) for n in range(6)), return_exceptions=True
    )
    assert outcomes.count(True) == 1
    assert sum(isinstance(one, OutdatedError) for one in outcomes) == 5
    (written,) = await opened.approaches.of(ANNA.id, clock.now())
    assert await opened.ledger.commit(new(approach("later", clock), written.id), None)


async def test_an_approach_of_a_name_that_is_taken_is_not_written(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    await opened.ledger.commit(new(approach("a", clock)), None)
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(new(approach("a", clock, practitioner_id=BEN.id)), None)


async def test_an_override_is_open_until_it_is_reviewed_once(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    kinds = (ApproachKind.OVERRIDE, ApproachKind.CONTACT, ApproachKind.REFUSED)
    before: list[str] = []
    for kind in kinds:
        await opened.ledger.commit(new(approach(kind, clock, kind), *before), None)
        before.append(kind)
        clock.advance(timedelta(minutes=1))
    assert [one.id for one in await opened.approaches.unreviewed()] == ["override", "override refused"]
    review = Review(BEN.id, clock.now(), Verdict.INVESTIGATE, "Not on shift that day")
    assert await opened.ledger.commit(Effects(rewrites=(NewReview("override", review),)), None)
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(Effects(rewrites=(NewReview("override", review),)), None)
    assert [one.id for one in await opened.approaches.unreviewed()] == ["override refused"]
    reviewed = await opened.approaches.approach("override")
    assert reviewed is not None
    assert reviewed.review == review


async def test_governance_leads_are_those_who_are_active(ports: Opened):
    leads = [
        make.practitioner(name, "clinic", governance_lead=True, active=active)
        for name, active in (("helen", True), ("former", False), ("dora", True))
    ]
    opened = await ports(replace(WORLD, practitioners=(*WORLD.practitioners, *leads)))
    found = await opened.approaches.governance_leads()
    assert [(one.practitioner.id, one.agency.id) for one in found] == [("dora", "trust"), ("helen", "trust")]


async def test_a_grant_is_ended_once_and_stays_as_it_was_given(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    grant = make.grant("anna", "robin", given=clock.now())
    await opened.ledger.commit(Effects(grants=(grant,)), None)
    ending = Ending(clock.now(), BEN.id, "Why", told=True)
    end = Effects(rewrites=(GrantEnd(grant.id, ending),))
    assert await opened.ledger.commit(end, None)
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(end, None)
    assert await opened.register.grant(grant.id) == replace(grant, ending=ending)
    (file,) = await opened.register.files([ROBIN.id], ANNA.id, clock.now())
    assert file.grants == (replace(grant, ending=ending),)


async def test_the_grants_of_one_look_are_found_by_any_of_them(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    given = make.grant("anna", "robin", given=clock.now())
    look = (replace(given, id="g1"), replace(given, id="g2", child_id=KIM.id))
    others = (
        replace(given, id="g3", given_at=clock.now() - timedelta(minutes=1)),
        replace(given, id="g4", reason=Reason(Purpose.SAFEGUARDING, "Something else")),
        replace(given, id="g5", practitioner_id=GONE.id),
    )
    await opened.ledger.commit(Effects(grants=(*look, *others)), None)
    assert tuple(await opened.register.same_look("g2")) == look
    assert tuple(await opened.register.same_look("g3")) == others[:1]
    assert tuple(await opened.register.same_look("nothing")) == ()


async def test_the_trail_can_be_read_by_outcome(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    for outcome in (Outcome.SHOWN, Outcome.NOT_SHARED, Outcome.REFUSED):
        entry = AuditEntry(clock.now(), ANNA.identity, ANNA.id, Action.GRANT_END, outcome, ROBIN.id)
        await opened.ledger.commit(Effects(audit=(entry,)), None)
    found = await opened.reading.about(ROBIN.id, Part(outcome="not shared"), 10)
    assert [one.outcome for one in found] == ["not shared"]
