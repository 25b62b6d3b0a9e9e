"""A lead's week and a governance lead's month, rendered when they are sent."""

from dataclasses import replace
from datetime import date, datetime

from cards.access_review import access_review
from cards.card import Card
from cards.case_week import case_week
from cases import trail
from cases.local import local_day
from cases.periods import month_before, month_name, week_before
from cases.policy_trail import reads_trail
from cases.records import Action, AuditEntry, Effects, Notice, Outcome
from dialogs.access_review import month_seen
from dialogs.readers import viewer_of
from dialogs.turn import Desk
from dialogs.weekly import week_seen


async def tell_week(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The week before the one that the notice names, of the cases that they lead now; None without news."""
    viewer = await viewer_of(notice.to, desk, now)
    identity = viewer.practitioner.identity if viewer else None
    if viewer is None or identity is None:
        return None
    led = await desk.upkeep.led_by(viewer.id)
    first = datetime.strptime(f"{notice.subject}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a day
    week = replace(week_before(first), today=local_day(now))
    view, audit = await week_seen(viewer, identity, led, week, now, desk)
    if not view.cases:
        return None
    await desk.ledger.commit(Effects(audit=audit), None)
    return case_week(view)


async def tell_access(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The month before the one that the notice names; None for who is no governance lead any more."""
    viewer = await viewer_of(notice.to, desk, now)
    identity = viewer.practitioner.identity if viewer else None
    if viewer is None or identity is None or not reads_trail(viewer):
        return None
    month = month_before(date.fromisoformat(f"{notice.subject}-01"))
    view = await month_seen(viewer, month, now, desk)
    if view.empty:
        return None
    entry = AuditEntry(
        at=now,
        identity=identity,
        practitioner_id=viewer.id,
        action=Action.ACCESS_REVIEW,
        outcome=Outcome.SHOWN,
        basis=trail.GOVERNANCE,
        asked=f"access review {month_name(month)}",
    )
    await desk.ledger.commit(Effects(audit=(entry,)), None)
    return access_review(view)
