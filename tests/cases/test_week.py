"""What a lead is told of a week in a case. The table stands in docs/policy.md."""
# ruff: noqa: E501 - a table reads best with one row to a line

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from cases.local import LOCAL
from cases.model import (
    CaseId,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    Colleague,
    DisclosureLevel,
    Member,
    TaskState,
)
from cases.periods import week_before, week_so_far
from cases.policy import Right, Standing
from cases.ports_casework import CaseFile
from cases.ports_history import History
from cases.records import Event, EventKind
from cases.task_sight import CaseSight, task_sight
from cases.views import CaseWeek
from cases.week import Led, WeekTold, case_week, week_view
from tests.builders import (
    agency,
    agreement,
    case,
    child,
    file,
    grant,
    involvement,
    member,
    practitioner,
    sensitive,
    service,
    viewer,
)
from tests.dialogs.tasks import task

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LAST = MONDAY - timedelta(days=3)
LONG_AGO = date(2026, 1, 5)
ME = practitioner("me", "family support")
OTHER = practitioner("other", "school nursing")
HIDDEN = practitioner("hidden", "clinic")
STRANGER = practitioner("stranger", "elsewhere")
CASE = case(lead="me")
TOGETHER = agreement("council", "health")
LEAD = viewer(ME, "council", TOGETHER)
MINE = member(ME, "council", involvement(ME, last_contact=LAST, last_confirmed=LAST))


def other(**changes: object) -> Member:
    changes = {"last_contact": None, "last_confirmed": LAST, **changes}
    return member(OTHER, "health", involvement(OTHER, **changes))


def of(*members: Member, past: Sequence[Member] = (), events: Sequence[Event] = (), **changes: object) -> Led:
    held = file(*members, cases=(CASE,))
    history = History((*members, *past), tuple(events))
    lead = Colleague(ME, service("family support", "council"), agency("council"))
    made = Led(CaseFile(CASE, members, lead), (held,), {held.child.id: history}, (), {}, channels=False)
    return replace(made, **changes)


def event(kind: EventKind, on: date, at: date, whose: Member) -> Event:
    row = whose.involvement
    moment = datetime.combine(at, time(12), tzinfo=LOCAL)
    return Event("e", moment, kind, row.child_id, row.id, row.practitioner_id, row.practitioner_id, on)


def overdue(**changes: object) -> Led:
    led = of(MINE)
    sight = CaseSight(LEAD, CASE, Standing(Right.LEAD), led.file.lead, tuple(led.children), (MINE,), MONDAY)
    given = task(1, owner_id=ME.id, asked_by=ME.id, due=LAST, **changes)
    seen = task_sight(sight, given, led.file.lead, led.file.lead)
    return replace(led, tasks=(seen,) if seen else ())


def channel(stage: ChannelStage | None, trouble: str = "") -> Led:
    led = of(MINE, channels=True)
    if stage is None:
        return led
    order = ChannelOrder(CASE.id, ChannelForm.PRIVATE, ME.id, NOW)
    return replace(
        led, file=replace(led.file, order=order, record=ChannelRecord(CASE.id, stage, trouble=trouble))
    )


def shielded(led: Led) -> Led:
    files = tuple(replace(one, child=child(shielded=True)) for one in led.children)
    return replace(led, children=files, file=replace(led.file, shielded=True))


def alone(led: Led, **changes: object) -> Led:
    return replace(led, children=tuple(replace(one, **changes) for one in led.children))


JOINED = other(since=LAST)
SECRET = member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.NONE))
PAST = other(until=LAST)


def clinic(level: DisclosureLevel, *named_to: str, **changes: object) -> Member:
    return member(HIDDEN, "health", replace(sensitive(HIDDEN, level, *named_to), **changes))


def only_theirs(**changes: object) -> Led:
    """Nobody else's contact counts: the lead sees the circle as a member of the channel."""
    return alone(of(other(**changes)), channel=frozenset({ME.id}))


WEEK = [
    ("somebody joined in it", of(MINE, JOINED), "joined"),
    ("somebody joined on Monday, after it", of(MINE, other(since=MONDAY)), ""),
    ("somebody joined before it", of(MINE, other(since=LAST - timedelta(days=7))), ""),
    ("somebody joined before it, and it was recorded in it", of(MINE, other(since=LAST - timedelta(days=9)), events=[event(EventKind.JOINED, LAST - timedelta(days=9), LAST, other())]), "joined"),
    ("somebody joined in it, and it was recorded after", of(MINE, JOINED, events=[event(EventKind.JOINED, LAST, MONDAY, JOINED)]), ""),
    ("somebody left in it", of(MINE, past=[PAST]), "left"),
    ("somebody logged a contact of it", of(MINE, other(last_contact=LAST)), "in contact"),
    ("somebody joined of an agency that shares nothing with mine", of(MINE, member(STRANGER, "police", involvement(STRANGER, since=LAST))), ""),
    ("somebody of a sensitive service joined, nothing disclosed", of(MINE, clinic(DisclosureLevel.NONE, since=LAST)), ""),
    ("somebody of a sensitive service joined, existence disclosed", of(MINE, clinic(DisclosureLevel.EXISTENCE, since=LAST)), ""),
    ("somebody of a sensitive service joined, named to me", of(MINE, clinic(DisclosureLevel.NAMED, "me", since=LAST, last_confirmed=LAST)), "joined"),
    ("somebody joined, and the child is shielded", shielded(of(MINE, JOINED)), ""),
    ("somebody joined, and I have no right to the circle", alone(of(JOINED)), ""),
    ("somebody joined, and I gave a reason to look", alone(of(JOINED), grants=(grant("me", given=NOW - timedelta(hours=1)),)), ""),
    ("a task is overdue", overdue(), "overdue"),
    ("a task was due, and is done", overdue(state=TaskState.DONE), ""),
    ("nobody confirmed for as long as the agency allows", of(MINE, other(last_confirmed=MONDAY - timedelta(days=90))), "not confirmed"),
    ("nobody confirmed a hidden involvement", of(MINE, clinic(DisclosureLevel.NONE)), ""),
    ("no contact for 27 days", only_theirs(last_contact=MONDAY - timedelta(days=27)), ""),
    ("no contact for 28 days", only_theirs(last_contact=MONDAY - timedelta(days=28)), "no contact"),
    ("no contact on record, begun 27 days ago", only_theirs(since=MONDAY - timedelta(days=27)), ""),
    ("no contact on record, begun 28 days ago", only_theirs(since=MONDAY - timedelta(days=28)), "no contact"),
    ("no contact for 28 days but a hidden one", alone(of(other(last_contact=MONDAY - timedelta(days=28)), clinic(DisclosureLevel.NONE, last_contact=LAST)), channel=frozenset({ME.id})), "no contact"),
    ("no channel was asked for", channel(None), "no channel"),
    ("no channel was asked for, where none are made", of(MINE), ""),
    ("its channel is open", channel(ChannelStage.OPEN), ""),
    ("its channel was deleted in Teams", channel(ChannelStage.LOST), "lost"),
    ("its channel does not come about", channel(ChannelStage.OPENING, "forbidden"), "trouble"),
]  # fmt: skip


def told(led: Led) -> WeekTold:
    return case_week(LEAD, led, week_before(MONDAY), NOW)


def said(view: CaseWeek) -> str:
    parts = {
        "joined": view.joined,
        "left": view.left,
        "in contact": view.contacts and {name for name, _ in view.contacts} - {ME.name},
        "overdue": view.overdue,
        "not confirmed": view.unconfirmed,
        "no contact": view.silent,
        view.channel: view.channel,
    }
    return ", ".join(name for name, holds in parts.items() if holds)


@pytest.mark.parametrize(("led", "expected"), [row[1:] for row in WEEK], ids=[row[0] for row in WEEK])
def test_a_lead_is_told_what_they_may_see(led: Led, expected: str):
    assert said(told(led).view) == expected


def test_what_was_told_is_known_to_the_trail_and_what_was_not_is_not():
    led = told(of(MINE, JOINED, SECRET, past=[PAST]))
    (ids,) = led.shown.values()
    assert set(ids) == {"me-child", "other-child"}
    assert list(led.basis.values()) == ["involved"]
    assert told(shielded(of(MINE, JOINED))).shown == {}


def test_siblings_are_told_apart_by_name_and_an_only_child_is_not():
    silent = only_theirs(last_contact=LONG_AGO)
    (one,) = told(silent).view.silent
    assert one.name == ""
    assert told(silent).view.child == "C-child"
    (held,) = silent.children
    twin = replace(held, child=child("twin"))
    both = replace(silent, children=(held, twin), histories={**silent.histories, twin.child.id: History()})
    view = told(both).view
    assert [one.name for one in view.silent] == ["Robin Example", "Robin Example"]
    assert view.child == ""


def test_most_to_do_comes_first_and_ten_are_enough():
    cases = [
        CaseWeek(CaseId(str(number)), f"r-{number:02}", overdue=number % 4, overdue_since=LAST)
        for number in range(17)
    ]
    view = week_view(cases, week_before(MONDAY))
    listed = [(one.overdue, one.reference) for one in view.cases]
    assert len(listed) == 10
    assert listed == sorted(listed, key=lambda one: (-one[0], one[1]))
    assert view.more == 2, "those without anything to say are left out"
    assert week_view([cases[0]], week_before(MONDAY)).cases == ()


@pytest.mark.parametrize("today", [MONDAY, date(2026, 11, 26), date(2026, 11, 29)])
def test_a_week_is_told_from_its_monday_to_its_sunday(today: date):
    week = week_before(today)
    assert (week.since, week.until) == (date(2026, 11, 16), date(2026, 11, 22))
    asked = week_so_far(today)
    assert (asked.since, asked.until) == (week.since, today)
