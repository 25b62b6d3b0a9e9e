"""A timeline as a chart: when each was there, made of what is told and of nothing else."""

from dataclasses import replace
from datetime import date, timedelta

from cases.chart import chart_of
from cases.happenings import Happening
from cases.model import InvolvementId, PractitionerId
from cases.views import ChartLane, ChartView, Happened, TimelineEntry
from tests.builders import TODAY

ADA, BEN = PractitionerId("ada"), PractitionerId("ben")
WHOSE = {InvolvementId("i1"): ADA, InvolvementId("i2"): ADA, InvolvementId("i3"): BEN}


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def told(ago: int, kind: Happened, of: str = "i1", name: str = "Ada", agency: str = "Council") -> Happening:
    return Happening(TimelineEntry(day(ago), kind, name, agency), None, InvolvementId(of))


def ben(ago: int, kind: Happened) -> Happening:
    return told(ago, kind, "i3", "Ben", "Police")


def drawn(*entries: Happening, since: date | None = None, until: date | None = None) -> ChartView:
    newest_first = sorted(entries, key=lambda one: one.entry.on, reverse=True)
    return chart_of(newest_first, WHOSE, since, until, TODAY)[0]


def test_a_bar_goes_from_joined_to_left_and_goes_on_while_nobody_left():
    view = drawn(told(90, Happened.JOINED), ben(60, Happened.JOINED), ben(30, Happened.LEFT))
    assert view.lanes == (
        ChartLane("Ada", "Council", ((day(90), None),)),
        ChartLane("Ben", "Police", ((day(60), day(30)),)),
    )
    assert (view.first, view.last) == (day(90), TODAY)


def test_who_came_back_was_there_twice():
    moves = (Happened.JOINED, Happened.LEFT, Happened.JOINED)
    view = drawn(*(told(ago, kind) for ago, kind in zip((90, 60, 30), moves, strict=True)))
    assert view.lanes[0].spans == ((day(90), day(60)), (day(30), None))


def test_two_services_of_one_practitioner_are_one_lane_until_both_are_left():
    first = (told(90, Happened.JOINED), told(50, Happened.LEFT))
    second = (told(70, Happened.JOINED, "i2"), told(20, Happened.LEFT, "i2"))
    assert drawn(*first, *second).lanes == (ChartLane("Ada", "Council", ((day(90), day(20)),)),)


def test_contacts_are_counted_once_a_day():
    contact = told(5, Happened.CONTACT)
    view = drawn(told(90, Happened.JOINED), contact, replace(contact), told(9, Happened.CONTACT))
    assert view.lanes[0].contacts == (day(9), day(5))


def test_whoever_was_not_there_between_the_days_asked_for_is_not_drawn():
    entries = (told(90, Happened.JOINED), told(60, Happened.LEFT), ben(200, Happened.JOINED))
    view = drawn(*entries, since=day(50), until=day(10))
    assert [lane.label for lane in view.lanes] == ["Ben"]
    assert (view.first, view.last) == (day(50), day(10))
    _, ids = chart_of(entries, WHOSE, day(50), day(10), TODAY)
    assert ids == {"i3"}, "on the trail as well"


def test_cases_alone_make_no_lane():
    opened = Happening(TimelineEntry(day(3), Happened.OPENED, "Ada", "Council"))
    assert drawn(opened) == ChartView((), TODAY, TODAY, TODAY)


def test_what_lies_ahead_is_on_it():
    assert drawn(ben(-14, Happened.JOINED)).last == day(-14)
