"""A lead's week in one case: what changed in it and what is open, as far as the lead may be told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.case_seats import members
from cases.circle import circle_view
from cases.happenings import Happening, happenings
from cases.local import local_day
from cases.model import ChannelStage, ChildFile, ChildId, InvolvementId, TaskId, Viewer
from cases.periods import Week
from cases.policy import Right, Shown, Standing, right_to_see, shown
from cases.ports_casework import CaseFile
from cases.ports_history import History
from cases.records import TaskEvent
from cases.task import LIVE
from cases.task_happenings import task_happenings
from cases.task_sight import TaskSight
from cases.views import CaseWeek, CircleView, Happened, SilentChild, Stands, WeekPerson, WeekView

SILENT_AFTER = timedelta(days=28)
MOST_CASES = 10
NO_CHANNEL, LOST, TROUBLE = "no channel", "lost", "trouble"
_STANDING = frozenset({Right.INVOLVED, Right.MANAGER, Right.CHANNEL})


@dataclass(frozen=True, slots=True)
class Led:
    """A case that the viewer leads, and all that is known of it. ``channels``: whether any are made here."""

    file: CaseFile
    children: Sequence[ChildFile]
    histories: Mapping[ChildId, History]
    tasks: Sequence[TaskSight]
    events: Mapping[TaskId, Sequence[TaskEvent]]
    channels: bool


@dataclass(frozen=True, slots=True)
class WeekTold:
    """What a lead is told of one case, and the involvements of each child that it tells of, for the trail."""

    view: CaseWeek
    shown: Mapping[ChildId, tuple[InvolvementId, ...]]
    basis: Mapping[ChildId, str]


def standing_of(viewer: Viewer, file: ChildFile, now: datetime, today: date) -> Standing | None:
    """The right on which a lead is told of this child's circle without asking; None where they are not.

    A reason that they gave for a look is none, and of a shielded child nobody is told unless they ask.
    """
    if file.child.shielded:
        return None
    found = right_to_see(viewer, file, now, today)
    return found if found and found.right in _STANDING else None


def case_week(viewer: Viewer, led: Led, week: Week, now: datetime) -> WeekTold:
    """All of it; ``view.changes`` and ``view.to_do`` say whether there is anything to tell."""
    seen = [
        (child, standing)
        for child in led.children
        if (standing := standing_of(viewer, child, now, week.today)) is not None
    ]
    circles = {child.child.id: circle_view(viewer, child, standing, week.today) for child, standing in seen}
    news = list(_news(viewer, led, week, [child.child.id for child, _ in seen]))
    late = _late(led, week.today)
    case, several = led.file.case, len(led.children) > 1
    view = CaseWeek(
        case_id=case.id,
        reference=case.reference,
        child=seen[0][0].child.reference if seen and not several else "",
        circle=bool(seen),
        joined=_people(news, Happened.JOINED),
        left=_people(news, Happened.LEFT),
        contacts=_contacts(news),
        done=tuple(dict.fromkeys(one.entry.detail for one in news if one.entry.kind is Happened.TASK_DONE)),
        overdue=len(late),
        overdue_since=late[0] if late else None,
        unconfirmed=_unconfirmed(circles.values()),
        silent=tuple(_silent(circles.values(), week.today, several=several)),
        channel=_channel(led),
        refused=_refused(viewer, led.file, week.today),
    )
    return WeekTold(
        view,
        {child.child.id: _ids(viewer, led, child, news, week.today) for child, _ in seen},
        {child.child.id: standing.basis for child, standing in seen},
    )


def _ids(
    viewer: Viewer, led: Led, child: ChildFile, news: Iterable[Happening], today: date
) -> tuple[InvolvementId, ...]:
    """The involvements of which anything was told."""
    told = {one.involvement_id for one in news}
    now = {
        member.involvement.id
        for member in child.circle
        if shown(viewer, member, None, today) >= Shown.EXISTENCE
    }
    past = {member.involvement.id for member in led.histories[child.child.id].involvements}
    return tuple(sorted(now | (past & told)))


def _news(viewer: Viewer, led: Led, week: Week, children: Sequence[ChildId]) -> Iterator[Happening]:
    """What happened in the week or, if it was recorded later, was recorded in it."""
    yield from (one for one in task_happenings(led.tasks, led.events) if _in(one, week))
    for child in children:
        found = happenings(viewer, led.histories[child], None, week.today)
        yield from (one for one in found if _in(one, week))


def _late(led: Led, today: date) -> list[date]:
    due = (one.task.due for one in led.tasks if one.task.state in LIVE)
    return sorted(day for day in due if day is not None and day < today)


def _in(one: Happening, week: Week) -> bool:
    recorded = local_day(one.at) if one.at else one.entry.on
    return week.since <= max(one.entry.on, recorded) <= week.until


def _people(news: Iterable[Happening], kind: Happened) -> tuple[WeekPerson, ...]:
    """Each once for a day, with however many of the children."""
    found = {
        WeekPerson(one.entry.name, one.entry.agency, one.entry.on) for one in news if one.entry.kind is kind
    }
    return tuple(sorted(found, key=lambda one: (one.on or date.min, one.agency, one.name)))


def _contacts(news: Iterable[Happening]) -> tuple[tuple[str, int], ...]:
    """By whom and how many: one that was with several children counts once."""
    entries = {one.entry for one in news if one.entry.kind is Happened.CONTACT}
    # Who logged a contact is no part of it.
    contacts = {(one.name, one.agency, one.on, one.detail) for one in entries}
    counted = Counter((name, agency) for name, agency, _, _ in contacts)
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple((name, count) for (name, _), count in ordered)


def _unconfirmed(circles: Iterable[CircleView]) -> tuple[WeekPerson, ...]:
    found: dict[tuple[str, str], date] = {}
    for circle in circles:
        for one in circle.members:
            if one.unconfirmed_since:
                key = (one.name, one.agency)
                found[key] = min(one.unconfirmed_since, found.get(key, one.unconfirmed_since))
    people = (WeekPerson(name, agency, on) for (name, agency), on in found.items())
    return tuple(sorted(people, key=lambda one: (one.on or date.min, one.agency, one.name)))


def _silent(circles: Iterable[CircleView], today: date, *, several: bool) -> Iterator[SilentChild]:
    """The children with whom nobody whom the lead may see has logged a contact for 28 days.

    Where none is on record it counts from the day on which the first of these people began.
    """
    for circle in circles:
        people = [one for one in circle.members if one.reachable]
        last = max((one.last_contact for one in people if one.last_contact), default=None)
        since = last or min((one.since for one in people), default=None)
        if since is not None and today - since >= SILENT_AFTER:
            yield SilentChild((circle.child_name or circle.reference) if several else "", since)


def _channel(led: Led) -> str:
    file = led.file
    if not led.channels or any(one.child.shielded for one in led.children):
        return ""
    if file.order is None:
        return "" if file.case.conversation_id else NO_CHANNEL
    if file.record is not None and file.record.stage is ChannelStage.LOST:
        return LOST
    return TROUBLE if file.record is not None and file.record.trouble else ""


def _refused(viewer: Viewer, file: CaseFile, today: date) -> tuple[str, ...]:
    if file.order is None or file.shielded:
        return ()
    return tuple(one.name for one in members(viewer, file, today).seats if one.stands is Stands.REFUSED)


def week_view(cases: Sequence[CaseWeek], week: Week, reference: str = "") -> WeekView:
    """Those with something to tell: most to do first, then most news, then by reference."""
    told = [one for one in cases if one.to_do or one.changes]
    told.sort(key=lambda one: (-one.to_do, -one.changes, one.reference))
    listed, more = tuple(told[:MOST_CASES]), max(0, len(told) - MOST_CASES)
    return WeekView(week.since, week.until, week.today, listed, more, reference)
