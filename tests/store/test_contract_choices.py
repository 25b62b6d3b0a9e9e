"""What every store of choices does, the fake one too."""

import asyncio
from dataclasses import replace
from datetime import time

import pytest

from cases.choices import Choice, Pace
from cases.model import PractitionerId
from cases.records import ChoiceRewrite, Effects, OutdatedError
from tests.builders import case
from tests.store.conftest import Opened
from tests.store.world import ANNA, BEN, WORLD

HERS = Choice(ANNA.id)
CHOSEN = replace(
    HERS,
    pace=Pace.DAILY,
    every=45,
    daily_at=time(16, 15),
    quiet_from=time(6),
    quiet_to=time(20),
    zone="Pacific/Auckland",
    budget=3,
)
CASES = tuple(case(id=f"case-{one}", reference=f"lumo-{one}", children=()) for one in ("baba", "dede"))
HELD = replace(WORLD, cases=(*WORLD.cases, *CASES))
MUTED = frozenset(one.id for one in CASES)


async def test_who_has_chosen_nothing_has_the_usual_choice_and_has_made_none(ports: Opened):
    choices = (await ports(HELD)).choices
    for one in (ANNA.id, PractitionerId("nobody"), PractitionerId("\x00")):
        assert await choices.of(one) == Choice(one)
        assert await choices.made(one) is None


async def test_a_choice_is_read_as_it_was_written_and_is_nobody_elses(ports: Opened):
    opened = await ports(HELD)
    await opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(HERS, CHOSEN),)), "1")
    assert await opened.choices.of(ANNA.id) == await opened.choices.made(ANNA.id) == CHOSEN
    assert await opened.choices.made(BEN.id) is None
    again = replace(CHOSEN, pace=Pace.ONLY_MINE, quiet_to=time(6))
    await opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(CHOSEN, again),)), "2")
    assert await opened.choices.made(ANNA.id) == again


async def test_the_usual_choice_once_saved_is_one_that_was_made(ports: Opened):
    opened = await ports(HELD)
    await opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(HERS, HERS),)), "1")
    assert await opened.choices.made(ANNA.id) == HERS


async def test_muting_alone_is_no_choice_of_how_often_and_when(ports: Opened):
    opened = await ports(HELD)
    muted = replace(HERS, muted=MUTED)
    await opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(HERS, muted, muting=True),)), "1")
    assert await opened.choices.of(ANNA.id) == muted
    assert await opened.choices.made(ANNA.id) is None
    one = replace(muted, muted=frozenset({CASES[0].id}))
    await opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(muted, one, muting=True),)), "2")
    assert (await opened.choices.of(ANNA.id)).muted == {CASES[0].id}
    chosen = replace(CHOSEN, muted=one.muted)
    await opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(one, chosen),)), "3")
    assert await opened.choices.made(ANNA.id) == chosen


@pytest.mark.parametrize("before", [CHOSEN, replace(HERS, muted=MUTED)])
async def test_what_was_changed_in_the_meantime_is_not_written_over(ports: Opened, before: Choice):
    opened = await ports(HELD)
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(before, replace(before, every=5)),)), "1")
    assert await opened.choices.made(ANNA.id) is None


async def test_of_two_at_once_one_is_written(ports: Opened):
    opened = await ports(HELD)
    tries = [
        opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(HERS, replace(CHOSEN, budget=one)),)), str(one))
        for one in (1, 2, 3, 4)
    ]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(str(one) for one in outcomes if one is True) == ["True"]
    assert sum(isinstance(one, OutdatedError) for one in outcomes) == len(tries) - 1
