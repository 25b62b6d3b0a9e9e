"""What a timeline is made of: the rows say how it stands, the events how it came; nothing is told twice."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from cases.happenings import happenings
from cases.model import CaseId, Colleague, DisclosureLevel, InvolvementId, Member, PractitionerId
from cases.ports_history import History
from cases.records import CaseEvent, CaseEventKind, Event, EventKind
from cases.views import Happened, TimelineEntry
from tests.builders import LONG_AGO, TODAY, involvement, member, sensitive, viewer
from tests.cases.test_policy import HIDDEN, ME, OTHER, TOGETHER
from tests.cases.test_policy_timeline import OF_A_CLINIC, OF_HEALTH

DAY = timedelta(days=1)
OPEN = involvement(OTHER, until=TODAY - DAY)
NOW_IN = involvement(OTHER)
VIEWER = viewer(ME, "council", TOGETHER)
NUMBERS = count()
J, L, R, C, F = (
    EventKind.JOINED,
    EventKind.LEFT,
    EventKind.ROLE_CHANGED,
    EventKind.CONTACT,
    EventKind.CONFIRMED,
)


def day(ago: int) -> date:
    return TODAY - ago * DAY


def event(kind: EventKind, days: int = 0, *, of: str = NOW_IN.id, **changes: object) -> Event:
    """What Other recorded of their involvement, on the day that it is about."""
    on = day(days)
    made = Event(
        id=f"event-{next(NUMBERS)}",
        at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
        kind=kind,
        child_id=NOW_IN.child_id,
        involvement_id=InvolvementId(of),
        practitioner_id=OTHER.id,
        actor_id=OTHER.id,
        on=on,
    )
    return replace(made, **changes)


def seen(*members: Member, events: Iterable[Event] = (), **more: object) -> list[TimelineEntry]:
    history = History(members or (member(OTHER, "health", NOW_IN),), tuple(events), **more)
    return [one.entry for one in happenings(VIEWER, history, None, TODAY)]


def brief(entries: Iterable[TimelineEntry]) -> list[tuple[str, int, str]]:
    return [(one.kind, (TODAY - one.on).days, one.detail) for one in entries]


def row(**changes: object) -> Member:
    return member(OTHER, "health", replace(NOW_IN, **changes))


def test_a_row_without_any_event_tells_what_it_holds():
    imported = row(until=day(5), last_contact=day(20), last_confirmed=day(10), since=day(100))
    assert brief(seen(imported)) == [
        ("left", 5, ""), ("confirmed", 10, ""), ("contact", 20, ""), ("joined", 100, "Helper"),
    ]  # fmt: skip
    assert {(one.name, one.agency) for one in seen(imported)} == {("Other", "Health")}


def test_what_was_called_off_before_it_began_is_not_told():
    assert seen(row(since=day(-3), until=day(-3), cancelled=True)) == []


def test_what_an_event_says_is_not_told_again_by_the_row():
    events = [event(J, 30), event(C, 10, detail="visit"), event(F, 5), event(L, 2)]
    held = row(since=day(30), last_contact=day(10), last_confirmed=day(5), until=day(2))
    assert brief(seen(held, events=events)) == [
        ("left", 2, ""), ("confirmed", 5, ""), ("contact", 10, "visit"), ("joined", 30, "Helper"),
    ]  # fmt: skip


def test_a_confirmation_that_came_with_a_contact_or_with_joining_is_told_as_that():
    logged = event(C, 10, detail="call", at=datetime(2026, 11, 18, 9, tzinfo=UTC))
    assert brief(seen(row(since=day(30), last_contact=day(10), last_confirmed=day(2)), events=[logged])) == [
        ("contact", 10, "call"), ("joined", 30, "Helper"),
    ]  # fmt: skip
    assert brief(seen(row(since=day(30), last_contact=day(9), last_confirmed=day(9)))) == [
        ("contact", 9, ""), ("joined", 30, "Helper"),
    ]  # fmt: skip


def test_the_same_contact_logged_twice_is_told_once_and_another_kind_as_well():
    events = [event(C, 3, detail="visit"), event(C, 3, detail="visit"), event(C, 3, detail="call")]
    found = [one for one in seen(row(last_contact=day(3)), events=events) if one.kind is Happened.CONTACT]
    assert sorted(one.detail for one in found) == ["call", "visit"]


def test_a_corrected_last_day_and_one_taken_back_are_told_as_they_are_now():
    events = [event(J, 30), event(L, 4), event(L, 2)]
    assert [
        one.on for one in seen(row(since=day(30), until=day(2)), events=events) if one.kind == "left"
    ] == [day(2)]
    assert "left" not in [one.kind for one in seen(row(since=day(30)), events=events)]


def test_who_left_and_came_back_has_left_and_come_back():
    since, gone = day(300), day(200)
    events = [
        event(L, 200, detail=gone.isoformat()),
        event(J, 50, detail=f"{since}/", previous=f"{since}/{gone}"),
    ]
    assert brief(seen(row(since=since), events=events)) == [
        ("joined", 50, "Helper"), ("left", 200, ""), ("joined", 300, "Helper"),
    ]  # fmt: skip
    # Come back before they had left, they never were away.
    again = event(J, 210, detail=f"{since}/", previous=f"{since}/{gone}")
    assert brief(seen(row(since=since), events=[events[0], again])) == [("joined", 300, "Helper")]


def test_a_change_of_role_is_told_and_joining_keeps_the_role_it_was_in():
    changed = event(R, 10, detail="Mentor", previous="Tutor")
    assert brief(seen(row(since=day(30), role="Mentor"), events=[changed])) == [
        ("role changed", 10, "Mentor"), ("joined", 30, "Tutor"),
    ]  # fmt: skip


def test_a_change_of_role_that_ended_one_involvement_and_began_another_is_one_entry():
    at = datetime(2026, 11, 10, 9, tzinfo=UTC)
    before = row(since=day(100), until=day(10), role="Tutor")
    after = row(id=InvolvementId("after"), since=day(10), role="Mentor")
    events = [event(L, 10, at=at), event(R, 10, at=at, of="after", detail="Mentor", previous="Tutor")]
    assert brief(seen(before, after, events=events)) == [
        ("role changed", 10, "Mentor"), ("joined", 100, "Tutor"),
    ]  # fmt: skip


def test_what_lies_ahead_comes_first():
    entries = seen(row(since=day(-14)), row(id=InvolvementId("second"), until=day(-3)))
    assert brief(entries)[:2] == [("joined", -14, "Helper"), ("left", -3, "")]


def test_on_one_day_what_was_recorded_later_comes_first_and_the_rest_in_the_order_of_things():
    early, late = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (8, 11))
    events = [event(C, 0, at=late, detail="call"), event(C, 0, at=early, detail="visit")]
    assert brief(seen(row(since=TODAY), events=events)) == [
        ("contact", 0, "call"), ("contact", 0, "visit"), ("joined", 0, "Helper"),
    ]  # fmt: skip


def test_who_recorded_it_is_named_only_if_they_are_there_anyway():
    def by(actor: str, *members: Member) -> str:
        added = event(J, (TODAY - LONG_AGO).days, actor_id=PractitionerId(actor))
        return next(one.by for one in seen(row(), *members, events=[added]) if one.name == "Other")

    hidden = member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.EXISTENCE))
    mate = replace(OTHER, id=PractitionerId("mate"), name="Mate")
    assert by("other") == ""
    assert by("me") == "Me"
    assert by("mate", member(mate, "health")) == "Mate"
    assert by("mate") == ""
    assert by("hidden", hidden) == ""


def test_a_hidden_involvement_and_its_events_leave_no_mark_on_what_is_told_of_another():
    at = datetime(2026, 11, 10, 9, tzinfo=UTC)
    secret = replace(sensitive(OTHER, DisclosureLevel.NONE), id=InvolvementId("secret"), until=day(10))
    mine = [event(R, 10, at=at, detail="Mentor", previous="Tutor"), event(C, 8)]
    theirs = [event(L, 10, at=at, of="secret"), event(C, 8, of="secret"), event(J, 9, of="nowhere")]
    held = row(since=day(10))
    assert seen(held, member(OTHER, "health", secret), events=[*mine, *theirs]) == seen(held, events=mine)


def case_event(kind: CaseEventKind, days: int, lead: Colleague | None = None, **changes: object) -> CaseEvent:
    on = day(days)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    who = lead.practitioner.id if lead else None
    return replace(CaseEvent(f"{kind}-{days}", at, kind, CaseId("case"), None, on, who), **changes)


def test_a_case_is_told_with_the_leads_who_may_be_named():
    leads = {one.practitioner.id: one for one in (OF_HEALTH, OF_A_CLINIC)}
    events = (
        case_event(CaseEventKind.OPENED, 90, OF_HEALTH),
        case_event(CaseEventKind.LEAD_CHANGED, 60, OF_A_CLINIC),
        case_event(CaseEventKind.LEAD_CHANGED, 30, None),
        case_event(CaseEventKind.CLOSED, 5, OF_HEALTH),
    )
    history = History((), (), events, leads)
    found = [one.entry for one in happenings(VIEWER, history, None, TODAY)]
    assert [(one.kind, one.name) for one in found] == [
        ("closed", ""), ("lead changed", ""), ("lead changed", ""), ("opened", "Other"),
    ]  # fmt: skip
    assert found[1] == replace(found[2], on=found[1].on)


def test_a_lead_of_a_sensitive_service_who_is_named_to_me_is_named_as_lead():
    named = member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.NAMED, "me"))
    opened = case_event(CaseEventKind.OPENED, 90, OF_A_CLINIC)
    history = History((named,), (), (opened,), {HIDDEN.id: OF_A_CLINIC})
    (entry,) = (
        one.entry for one in happenings(VIEWER, history, None, TODAY) if one.entry.kind is Happened.OPENED
    )
    assert (entry.name, entry.agency) == ("Hidden", "Health")
