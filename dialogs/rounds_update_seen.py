"""Updates that wait to be acknowledged, by themselves: asked again once, and then the lead hears, once."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from cases.case_seats import seen_by
from cases.choices import Choice, awake
from cases.local import local_day
from cases.model import PractitionerId
from cases.periods import quarter
from cases.profile import Profile
from cases.records import Effects, Notice, OutdatedError, SeenAgain, SeenStep, TaskMark, TaskMarks
from cases.updates_seen import SOONEST, Telling, lead_due, reminder_due
from dialogs.tell_update_seen import BATCH, LEAD
from dialogs.turn import Desk
from dialogs.update_seen import case_of

PAGE = 500


async def remind_of_unseen(desk: Desk, now: datetime) -> None:
    """Once in a quarter of an hour, go through what is not acknowledged.

    Each step is marked in the transaction that has it told, and only if nobody has marked it meanwhile.
    """
    looked = TaskMark("unseen", "", quarter(now))
    if await desk.reminders.said([looked]):
        return
    after, done = ("", ""), set[str]()
    while page := await desk.seens.unseen(now, after, PAGE):
        for one in page:
            await _follow(one, desk, now, done)
        after = (page[-1].update.id, page[-1].practitioner_id)
    with suppress(OutdatedError):
        await desk.ledger.commit(Effects(rewrites=(TaskMarks((looked,)),)), None)


async def _follow(one: Telling, desk: Desk, now: datetime, done: set[str]) -> None:
    """Whatever is due because of it, each message and each update once."""
    if now - (one.reminded_at or one.told_at) < SOONEST:
        return
    choice, profile = await _of(one.practitioner_id, desk)
    # Seen, or followed up by another replica, in the meantime.
    with suppress(OutdatedError):
        if one.batch not in done and reminder_due(one, choice, profile, now, desk.is_holiday):
            done.add(one.batch)
            await _remind(one, desk, now)
        if one.update.id not in done and lead_due(one, choice, profile, now, desk.is_holiday):
            done.add(one.update.id)
            await _tell_lead(one, desk, now)


async def _remind(due: Telling, desk: Desk, now: datetime) -> None:
    told = await desk.seens.in_batch(due.batch, due.practitioner_id)
    waiting = tuple((one.update.id, one.practitioner_id) for one in told if one.waits and not one.reminded_at)
    notice = await _notice(due.practitioner_id, f"{BATCH}/{due.batch}", desk, now)
    mark = SeenAgain(SeenStep.REMINDED, waiting, now)
    await desk.ledger.commit(Effects(notices=(notice,), rewrites=(mark,)), None)


async def _tell_lead(due: Telling, desk: Desk, now: datetime) -> None:
    """Put it before the lead, if somebody whom they may see has let it lie: of others it says nothing."""
    told, today = await desk.seens.of_update(due.update.id), local_day(now)
    file = await case_of(told, today, desk)
    identity = file.lead.practitioner.identity if file and file.lead else None
    lead = await desk.register.viewer(identity, now) if identity else None
    if file is None or lead is None:
        return
    visible = seen_by(lead, file, today).keys() - {lead.id}
    seen = [one for one in told if one.practitioner_id in visible]
    waiting = [one for one in seen if one.waits and not one.escalated_at]
    if not any(
        [lead_due(one, *await _of(one.practitioner_id, desk), now, desk.is_holiday) for one in waiting]
    ):
        return
    items = tuple((one.update.id, one.practitioner_id) for one in waiting)
    marked = Effects(rewrites=(SeenAgain(SeenStep.ESCALATED, items, now),))
    notice = await _notice(lead.id, f"{LEAD}/{due.update.id}", desk, now)
    has_heard = any(one.escalated_at for one in seen)
    once = f"update.seen:{LEAD}:{due.update.id}"
    if has_heard or not await desk.ledger.commit(replace(marked, notices=(notice,)), once):
        # Of those who were told later the lead does not hear again.
        await desk.ledger.commit(marked, None)


async def _notice(to: PractitionerId, subject: str, desk: Desk, now: datetime) -> Notice:
    """Told at an hour that suits them."""
    choice, profile = await _of(to, desk)
    return Notice(to, "update.seen", subject, awake(choice, profile, now, desk.is_holiday))


async def _of(whose: PractitionerId, desk: Desk) -> tuple[Choice, Profile]:
    return await desk.choices.of(whose), await desk.profiles.of(whose)
