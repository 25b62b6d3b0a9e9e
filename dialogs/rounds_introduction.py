"""Requests to be put in touch that wait too long, or that can come to nothing any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cases.introduction import Approach, Introduction, Move, Party, Reads, Stage, Step, moved, read_by_asker
from cases.model import Identity, PractitionerId
from cases.records import (
    Action,
    AuditEntry,
    Effects,
    IntroductionRewrite,
    Notice,
    Outcome,
    OutdatedError,
)
from cases.workdays import after_working_days
from dialogs.introduction_reading import as_it_stands, files_of, handlers
from dialogs.turn import Desk

PATIENCE = 2
"""Working days after which whoever has not answered is spoken of."""

NOBODY = Identity("", "")


async def introductions(desk: Desk, now: datetime) -> None:
    """Look after every request that awaits an answer."""
    for request in await desk.introductions.awaited():
        await look_after(request, desk, now)


async def look_after(request: Introduction, desk: Desk, now: datetime) -> None:
    """Close what can come to nothing, pass on what nobody else does, remind of what waits too long."""
    files = await files_of([request], request.asker_id, now, desk)
    file = files.get(request.child_id)
    if file is None:
        return
    standing = as_it_stands(request, file, now)
    told: dict[Notice, None] = {}
    if standing != request and read_by_asker(standing) is Reads.DECLINED:
        told[Notice(request.asker_id, "introduction.outcome", request.id)] = None
    audit = (_ended(request, now),) if standing != request else ()
    after, reminders = await _reminded(standing, desk, now)
    told.update(dict.fromkeys(reminders))
    if after == request:
        return
    change = IntroductionRewrite(request, after)
    try:
        await desk.ledger.commit(Effects(audit=audit, notices=tuple(told), rewrites=(change,)), None)
    except OutdatedError:
        return  # somebody else has moved it, and the next round looks again


async def _reminded(request: Introduction, desk: Desk, now: datetime) -> tuple[Introduction, list[Notice]]:
    brokers = await desk.introductions.brokers()
    told: list[Notice] = []
    for one in request.open:
        to = await handlers(one.service_id, brokers, desk)
        if one.stage is Stage.ASKED and not to:
            move = Move(Party.BROKER, Step.PASS, now)
            request = moved(request, [one.involvement_id], move) or request
            told.append(_to_practitioner(request, one))
        elif _is_late(one, desk, now):
            reminded = tuple(
                replace(other, reminded_at=now) if other == one else other for other in request.approaches
            )
            request = replace(request, approaches=reminded)
            told += _about_late(request, one, to)
    return request, told


def _is_late(one: Approach, desk: Desk, now: datetime) -> bool:
    """The broker is reminded again and again; of a practitioner's silence the broker hears once."""
    if one.stage is Stage.PASSED and one.reminded_at is not None:
        return False
    return after_working_days(one.reminded_at or one.since, PATIENCE, desk.is_holiday) <= now


def _about_late(request: Introduction, one: Approach, to: Sequence[PractitionerId]) -> list[Notice]:
    if one.stage is Stage.ASKED:
        return [Notice(broker, "introduction.waiting", request.id) for broker in to]
    told = [one.by] if one.by in to else to
    return [Notice(broker, "introduction.unanswered", request.id) for broker in told if broker]


def _to_practitioner(request: Introduction, one: Approach) -> Notice:
    return Notice(one.practitioner_id, "introduction.passed", f"{request.id}/{one.involvement_id}")


def _ended(request: Introduction, now: datetime) -> AuditEntry:
    """Nobody did it, so nobody is named."""
    return AuditEntry(
        at=now,
        identity=NOBODY,
        practitioner_id=None,
        action=Action.INTRODUCTION_END,
        outcome=Outcome.CHANGED,
        child_id=request.child_id,
    )
