"""The time of an answer that shows nobody: read off the event loop's clock, without waiting for it."""

import asyncio
from time import monotonic

import pytest

from cases.model import Identity
from cases.records import Action, AuditEntry, Outcome
from dialogs.evenly import evenly
from tests.builders import NOW

BEAT = 0.04


def entry(outcome: Outcome) -> AuditEntry:
    who = Identity("tenant", "object")
    return AuditEntry(at=NOW, identity=who, practitioner_id=None, action=Action.CIRCLE_SEE, outcome=outcome)


async def waited(outcome: Outcome, spent: float, beat: float = BEAT) -> float:
    """How long after a question that was ``spent`` seconds ago its answer goes out, to the beat."""
    began = monotonic() - spent
    await evenly([entry(outcome)], began, beat)
    return monotonic() - began


@pytest.mark.parametrize("outcome", [Outcome.REASON_ASKED, Outcome.NOT_FOUND, Outcome.REFUSED])
async def test_nobody_shown_waits_for_the_next_beat(outcome: Outcome) -> None:
    for spent in (0.0, BEAT / 2, BEAT * 2.5):
        assert await waited(outcome, spent) >= BEAT * (int(spent / BEAT) + 1) - 0.002


async def test_somebody_shown_does_not_wait() -> None:
    async with asyncio.timeout(5):
        assert await waited(Outcome.SHOWN, 0.0, beat=60.0) < 5


async def test_without_a_beat_nobody_waits() -> None:
    async with asyncio.timeout(5):
        assert await waited(Outcome.NOT_FOUND, 0.0, beat=0.0) < 5
