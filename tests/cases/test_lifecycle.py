"""The rules of an involvement's life, one row to a situation."""

from datetime import date, timedelta

import pytest

from cases.commands import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.lifecycle import decide_change
from cases.model import Birth, Colleague, DisclosureLevel, Involvement, InvolvementId, Visibility
from cases.records import EventKind
from cases.scene import Ask, Change, Scene
from tests.builders import (
    LONG_AGO,
    NOW,
    TODAY,
    agency,
    child,
    file,
    involvement,
    practitioner,
    sensitive,
    service,
)

ME = practitioner("me", "nursing", role="Nurse")
BORN = Birth(2014, 3, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
J, L, D, R, C, K = (
    EventKind.JOINED,
    EventKind.LEFT,
    EventKind.DATES_CHANGED,
    EventKind.ROLE_CHANGED,
    EventKind.CONTACT,
    EventKind.CONFIRMED,
)


def mine(name: str = "one", role: str = "Nurse", **changes) -> Involvement:
    return involvement(ME, id=InvolvementId(name), role=role, **changes)


def scene(*held: Involvement, hidden_service: bool = False, born: Birth = BORN) -> Scene:
    where = Colleague(ME, service("nursing", "health", sensitive=hidden_service), agency("health"))
    of = child(birth=born)
    return Scene(ME.id, where, file(of=of), held, NOW, TODAY, "new")


def day(ago: int) -> str:
    return (TODAY - timedelta(days=ago)).isoformat()


Row = tuple[str, str, date, date | None]

RULES: list[tuple[str, Scene, OfInvolvement, list[EventKind], list[Row]]] = [
    ("join", scene(), Join(), [J], [("new", "Nurse", TODAY, None)]),
    ("join in the past", scene(), Join(since="2026-03-03"), [J], [("new", "Nurse", date(2026, 3, 3), None)]),
    ("join tomorrow", scene(), Join(since=TOMORROW.isoformat()), [J], [("new", "Nurse", TOMORROW, None)]),
    ("join in a role", scene(), Join(role="Mentor"), [J], [("new", "Mentor", TODAY, None)]),
    ("join again is to confirm", scene(mine()), Join(), [K], [("one", "Nurse", LONG_AGO, None)]),
    (
        "the role in other letters",
        scene(mine()),
        Join(role="nurse "),
        [K],
        [("one", "Nurse", LONG_AGO, None)],
    ),
    (
        "join earlier widens",
        scene(mine()),
        Join(since="2025-12-01"),
        [D],
        [("one", "Nurse", date(2025, 12, 1), None)],
    ),
    (
        "join again after an end to come takes it back",
        scene(mine(until=TOMORROW)),
        Join(),
        [D],
        [("one", "Nurse", LONG_AGO, None)],
    ),
    (
        "join the day after leaving goes on",
        scene(mine(until=YESTERDAY)),
        Join(),
        [J],
        [("one", "Nurse", LONG_AGO, None)],
    ),
    (
        "join long after leaving begins anew",
        scene(mine(until=date(2026, 2, 1))),
        Join(),
        [J],
        [("new", "Nurse", TODAY, None)],
    ),
    (
        "join over a gap joins up what was there",
        scene(mine(until=date(2026, 2, 1)), mine("two", since=date(2026, 5, 1), until=date(2026, 6, 1))),
        Join(since="2026-01-10"),
        [D, J],
        [("one", "Nurse", LONG_AGO, date(2026, 4, 30)), ("two", "Nurse", date(2026, 5, 1), None)],
    ),
    ("another role beside it", scene(mine()), Join(role="Mentor"), [J], [("new", "Mentor", TODAY, None)]),
    ("leave", scene(mine()), Leave(until=day(0)), [L], [("one", "Nurse", LONG_AGO, TODAY)]),
    (
        "leave on the first day",
        scene(mine()),
        Leave(until=LONG_AGO.isoformat()),
        [L],
        [("one", "Nurse", LONG_AGO, LONG_AGO)],
    ),
    ("leave tomorrow", scene(mine()), Leave(until=day(-1)), [L], [("one", "Nurse", LONG_AGO, TOMORROW)]),
    ("role", scene(mine()), ChangeRole(role="Mentor"), [R], [("one", "Mentor", LONG_AGO, None)]),
    ("the same role", scene(mine()), ChangeRole(role="Nurse"), [K], [("one", "Nurse", LONG_AGO, None)]),
    (
        "a role they have already",
        scene(mine(), mine("two", "Mentor")),
        ChangeRole(role="mentor", which="one"),
        [L, K],
        [("one", "Nurse", LONG_AGO, TODAY), ("two", "Mentor", LONG_AGO, None)],
    ),
    (
        "a role they had before",
        scene(mine(), mine("two", "Mentor", since=date(2026, 2, 1), until=date(2026, 3, 1))),
        ChangeRole(role="Mentor"),
        [L, R],
        [("one", "Nurse", LONG_AGO, TODAY), ("new", "Mentor", TODAY, None)],
    ),
    ("contact", scene(mine()), LogContact(on=day(1)), [C], [("one", "Nurse", LONG_AGO, None)]),
    ("confirm", scene(mine()), Confirm(), [K], [("one", "Nurse", LONG_AGO, None)]),
]


@pytest.mark.parametrize(("what", "given", "said", "events", "rows"), RULES, ids=[row[0] for row in RULES])
def test_a_command_changes_just_this(what: str, given: Scene, said: OfInvolvement, events, rows):  # noqa: ARG001
    change = decide_change(given, said)
    assert isinstance(change, Change)
    assert [event.kind for event in change.events] == events
    assert [(row.id, row.role, row.since, row.until) for row in change.rewrite.after] == rows
    assert change.rewrite.before == given.held


FAR_BACK, FAR_AHEAD = "2006-11-19", "2031-11-21"
NONSENSE = [
    ("contact tomorrow", LogContact(on=day(-1)), "cannot lie in the future"),
    ("contact before birth", LogContact(on="2014-03-01"), "before the child was born"),
    ("contact long ago", LogContact(on=FAR_BACK), "more than 20 years ago"),
    ("contact on no day", LogContact(on="soon"), "as a date"),
    ("contact of no kind", LogContact(on=day(0), kind="fax"), "what kind of contact"),
    ("leave before join", Leave(until="2026-01-04"), "before the first, 5 January 2026"),
    ("leave before birth", Leave(until="2013-01-04"), "before the child was born"),
    ("leave far ahead", Leave(until=FAR_AHEAD), "more than 5 years ahead"),
    ("leave on no day, in the form", Leave(sent=True), "give the last day"),
    ("join before birth", Join(since="2014-03-01"), "before the child was born"),
    ("join long ago", Join(since=FAR_BACK), "more than 20 years ago"),
    ("join to end before it begins", Join(since=day(0), until=day(1)), "before the first"),
    ("join on no day", Join(since="31/02/2026"), "as a date"),
    ("a role of many words", ChangeRole(role="x" * 101), "at most 100"),
    ("no role, in the form", ChangeRole(role=" ", sent=True), "what you do"),
]


@pytest.mark.parametrize(("what", "said", "says"), NONSENSE, ids=[row[0] for row in NONSENSE])
def test_what_makes_no_sense_is_asked_back_in_one_sentence(what: str, said: OfInvolvement, says: str):  # noqa: ARG001
    answer = decide_change(scene(mine()), said)
    assert isinstance(answer, Ask)
    assert says in answer.problem
    assert answer.problem.count(". ") == 0


@pytest.mark.parametrize(
    "said", [Leave(), LogContact(), ChangeRole(), LogContact(on=day(0), which="three")], ids=str
)
def test_what_was_left_unsaid_is_asked_without_blame(said: OfInvolvement):
    assert decide_change(scene(mine(), mine("two", "Mentor")), said) == Ask()


def test_a_birth_that_is_known_in_part_or_still_to_come_bounds_only_as_far_as_it_is_known():
    assert isinstance(decide_change(scene(mine(), born=Birth(2014)), LogContact(on="2014-01-01")), Change)
    assert isinstance(decide_change(scene(mine(), born=Birth(2013, 12)), LogContact(on="2013-11-30")), Ask)
    unborn = Birth(2027, 4, 1, expected=True)
    assert isinstance(decide_change(scene(born=unborn), Join()), Change)


def test_a_contact_counts_as_confirmation_and_an_older_one_does_not_replace_a_newer():
    change = decide_change(scene(mine(last_contact=TODAY)), LogContact(on=day(3), kind="visit"))
    assert isinstance(change, Change)
    (row,) = change.rewrite.after
    assert (row.last_contact, row.last_confirmed) == (TODAY, TODAY)
    assert (change.events[0].on, change.events[0].detail) == (TODAY - timedelta(days=3), "visit")


def test_leaving_without_saying_which_ends_all_of_them():
    change = decide_change(scene(mine(), mine("two", "Mentor")), Leave(until=day(0)))
    assert isinstance(change, Change)
    assert {row.until for row in change.rewrite.after} == {TODAY}


def test_a_sensitive_service_says_on_what_ground_and_discloses_nothing():
    hidden = scene(hidden_service=True)
    assert decide_change(hidden, Join()) == Ask()
    assert isinstance(decide_change(hidden, Join(basis="curiosity", sent=True)), Ask)
    change = decide_change(hidden, Join(basis="consent"))
    assert isinstance(change, Change)
    (row,) = change.rewrite.after
    assert row.visibility is Visibility.SENSITIVE
    assert row.disclosure.level is DisclosureLevel.NONE
    assert change.events[0].basis == "consent"


def test_a_new_role_keeps_what_was_disclosed():
    held = sensitive(ME, DisclosureLevel.NAMED, "lead")
    change = decide_change(scene(held, hidden_service=True), ChangeRole(role="Counsellor"))
    assert isinstance(change, Change)
    assert change.rewrite.after[0].disclosure == held.disclosure
