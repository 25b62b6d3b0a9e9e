"""Hand-overs, by themselves: what nobody answers is brought to mind once, and what was accepted begins."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from cases.handover import reminder_due
from cases.handover_moves import Move, begun_if_due, written
from cases.local import local_day
from cases.records import Effects, HandoverRewrite, Notice, OutdatedError
from dialogs.turn import Desk

_BATCH = 200


async def remind_of_handovers(desk: Desk, now: datetime) -> None:
    """Whoever asked hears, once, that there is no answer after some working days."""
    for one in await desk.handovers.unanswered(_BATCH):
        if not reminder_due(one, now, desk.is_holiday):
            continue
        reminded = HandoverRewrite(one, replace(one, reminded_at=now))
        told = Notice(one.asked_by, "handover.reminder", one.id)
        # Changed in the meantime: the next round sees what it is now.
        with suppress(OutdatedError):
            await desk.ledger.commit(Effects(notices=(told,), rewrites=(reminded,)), None)


async def begin_handovers(desk: Desk, now: datetime) -> None:
    """On the first day of an accepted hand-over it is done, and the lead changes if that was asked for."""
    today = local_day(now)
    for one in await desk.handovers.to_begin(today, _BATCH):
        files = await desk.register.files([one.child_id], one.receiver_id, now)
        if not files:
            continue
        move = begun_if_due(Move(one, (), (), (), files[0], one.first_day), None, now, today)
        effects = Effects(rewrites=written(one, move), case_events=move.case_events)
        with suppress(OutdatedError):
            await desk.ledger.commit(effects, None)
