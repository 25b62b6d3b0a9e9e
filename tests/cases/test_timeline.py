"""Pages of a timeline, and the mark that says where the next one begins."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.commands import Timeline
from cases.model import DisclosureLevel, InvolvementId
from cases.policy import Right, Standing
from cases.ports_history import History
from cases.records import EventKind
from cases.timeline import PAGE, page
from cases.views import TimelineEntry, TimelineView
from tests.builders import TODAY, file, member, sensitive, viewer
from tests.cases.test_happenings import NOW_IN, VIEWER, event
from tests.cases.test_policy import HIDDEN, OTHER

CONTACTS = tuple(event(EventKind.CONTACT, 2 * n) for n in range(30))
HELD = member(OTHER, "health", replace(NOW_IN, last_contact=TODAY))
BUSY = History((HELD,), CONTACTS)
CHANNEL = Standing(Right.CHANNEL)


def view(history: History = BUSY, **asked: str) -> TimelineView:
    return page(VIEWER, file(HELD), history, CHANNEL, Timeline(**asked), TODAY).view


def through(history: History, **asked: str) -> list[tuple[TimelineEntry, ...]]:
    pages = [view(history, **asked)]
    while pages[-1].earlier:
        pages.append(view(history, earlier=pages[-1].earlier, **asked))
    return [one.entries for one in pages]


def test_pages_follow_one_another_and_none_is_left_out():
    pages = through(BUSY)
    assert [len(entries) for entries in pages] == [PAGE, PAGE, 7]
    days = [one.on for entries in pages for one in entries]
    assert days == sorted(days, reverse=True)
    assert len({(one.on, one.kind) for entries in pages for one in entries}) == 31


def test_a_day_with_more_entries_than_a_page_is_gone_through_whole():
    crowd = tuple(
        replace(event(EventKind.CONTACT, 0, of=f"i{n}"), practitioner_id=OTHER.id) for n in range(30)
    )
    members = tuple(
        member(OTHER, "health", replace(NOW_IN, id=InvolvementId(f"i{n}"), role=f"Role {n}"))
        for n in range(30)
    )
    assert [len(entries) for entries in through(History(members, crowd))] == [PAGE] * 5


def test_a_mark_still_fits_when_something_newer_has_happened():
    first = view()
    newer = replace(BUSY, events=(*CONTACTS, event(EventKind.CONFIRMED, 0), event(EventKind.CONFIRMED, 1)))
    assert view(newer, earlier=first.earlier).entries == view(earlier=first.earlier).entries


def test_a_page_that_is_full_to_the_last_entry_offers_no_other():
    exact = History((replace(HELD, involvement=replace(NOW_IN, last_contact=TODAY)),), CONTACTS[: PAGE - 1])
    assert len(view(exact).entries) == PAGE
    assert view(exact).earlier == ""


def test_since_and_until_are_both_included():
    since, until = TODAY - timedelta(days=10), TODAY - timedelta(days=4)
    shown = view(since=since.isoformat(), until=until.isoformat())
    assert [(TODAY - one.on).days for one in shown.entries] == [4, 6, 8, 10]
    assert (shown.since, shown.until) == (since, until)
    assert view(until="2020-01-01").entries == ()


@pytest.mark.parametrize(
    "mark", ["nonsense", "2026-11-20", "/3", "2026-11-20/x", "2026-11-20/²", "2026-11-20/999999", "99999/1"]
)
def test_a_mark_that_nobody_gave_begins_at_the_beginning(mark: str):
    assert view(earlier=mark) == view()


def test_no_page_and_no_mark_tells_of_what_is_hidden():
    secret = member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.NONE))
    theirs = tuple(
        event(EventKind.CONTACT, n, of=secret.involvement.id, practitioner_id=HIDDEN.id, actor_id=HIDDEN.id)
        for n in range(50)
    )
    assert through(History((HELD, secret), (*theirs, *CONTACTS))) == through(BUSY)


def test_the_trail_has_the_involvements_of_that_page():
    over = replace(NOW_IN, id=InvolvementId("old"), since=TODAY - timedelta(days=900),
                   until=TODAY - timedelta(days=800))  # fmt: skip
    history = replace(BUSY, involvements=(HELD, member(OTHER, "health", over)))

    def shown(**asked: str) -> tuple[InvolvementId, ...]:
        return page(VIEWER, file(HELD), history, CHANNEL, Timeline(**asked), TODAY).shown

    assert shown() == (NOW_IN.id,)
    assert shown(until="2025-01-01") == ("old",)
    stranger = viewer(HIDDEN, "charity")
    assert page(stranger, file(HELD), history, CHANNEL, Timeline(), TODAY).view.entries == ()
