"""How records were looked at in a month: overrides, reasons, agreements, refusals, and what is unusual."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from cards.access_review import access_review as access_review_card
from cards.not_found import not_found
from cases import trail
from cases.access_review import Tally
from cases.commands import AccessReview
from cases.lapses import lapses
from cases.local import local_day
from cases.model import AgencyId, ApproachKind, ChildId, Viewer
from cases.periods import month_after, month_before, month_name
from cases.policy_trail import reads_trail
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.views import AccessView, OverrideLine
from dialogs.entries import entry_by
from dialogs.override_review import view_for
from dialogs.turn import Answer, Desk, Reply, Turn

PAGE = 1_000
"""Entries of the trail read in one go: counting them holds up nobody for more than a 20th of a second."""


async def access_review(turn: Turn, viewer: Viewer, command: AccessReview, desk: Desk) -> Answer:
    """For a governance lead; to all others it is as a child that nobody knows."""
    month = _month(command.month, turn.today)
    asked = f"access review {month_name(month)}" if month else "access review"
    if not reads_trail(viewer) or month is None:
        outcome = Outcome.NOT_FOUND if reads_trail(viewer) else Outcome.REFUSED
        return Answer((Reply(not_found()),), Effects(audit=(_entry(turn, viewer, outcome, asked),)))
    view = await month_seen(viewer, month, turn.now, desk)
    entry = _entry(turn, viewer, Outcome.SHOWN, asked)
    return Answer((Reply(access_review_card(view)),), Effects(audit=(entry,)))


async def month_seen(viewer: Viewer, month: date, now: datetime, desk: Desk) -> AccessView:
    """The month that begins on that day, as this governance lead may be told of it now.

    Its entries are read a page at a time and counted one by one: however many there are, little is held.
    """
    today, reviews = local_day(now), desk.reviews
    since, until = trail.midnight(month), trail.midnight(month_after(month))
    tally = Tally(viewer, desk.is_holiday, desk.burst_children, today)
    after = 0
    while page := await reviews.looks(viewer.agency_id, since, until, today, after, PAGE):
        if fresh := tally.unknown(page):
            tally.know(await desk.reminders.colleagues(fresh), await desk.reminders.profiles(fresh))
        for look in page:
            tally.add(look)
        if len(page) < PAGE:
            break
        after = page[-1].number
    references = await _references(tally.children(), viewer, now, desk)
    agencies = await reviews.agencies()

    def called(agency: AgencyId) -> str:
        return agencies.get(agency, agency)

    return AccessView(
        month=month,
        today=today,
        overrides=tuple(await _overrides(viewer, await reviews.overrides(since, until), now, desk)),
        reasons=tally.reasons(),
        lapses=lapses(viewer, today, called),
        refused=tally.refused(),
        same_name=tally.same_name(references),
        bursts=tally.bursts(),
        out_of_hours=tally.out_of_hours(references),
        burst=desk.burst_children,
    )


def _month(said: str, today: date) -> date | None:
    """The first day of the month that is meant; None for one that is none, or is still to come."""
    if not said:
        return month_before(today)
    try:
        month = date.fromisoformat(f"{said}-01")
    except ValueError:
        return None
    return month if month <= today else None


async def _references(
    children: Sequence[ChildId], viewer: Viewer, now: datetime, desk: Desk
) -> dict[ChildId, str]:
    files = await desk.register.files(children, viewer.id, now) if children else ()
    return {one.child.id: one.child.reference for one in files}


async def _overrides(viewer: Viewer, ids: Sequence[str], now: datetime, desk: Desk) -> list[OverrideLine]:
    """Those of which this governance lead is alerted."""
    found = []
    for one in ids:
        approach = await desk.approaches.approach(one)
        view = await view_for(viewer, approach, desk, now) if approach else None
        if view is not None:
            verdict = view.review.verdict if view.review else None
            refused = view.kind is ApproachKind.REFUSED
            line = OverrideLine(view.id, view.reference, view.name, view.agency, view.at, view.purpose)
            found.append(replace(line, verdict=verdict, refused=refused))
    return found


def _entry(turn: Turn, viewer: Viewer, outcome: Outcome, asked: str) -> AuditEntry:
    """What was asked, also where a button was pressed."""
    entry = entry_by(turn, viewer, Action.ACCESS_REVIEW, outcome)
    basis = trail.GOVERNANCE if outcome is Outcome.SHOWN else ""
    return replace(entry, basis=basis, asked="; ".join(filter(None, (turn.asked, asked))))
