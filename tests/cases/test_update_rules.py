"""Whom updates concern, what each may be told, and how much it matters: the rows of docs/policy.md."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cases.choices import Choice, Pace, Weight, day_began
from cases.model import (
    ChildFile,
    DisclosureLevel,
    InvolvementId,
    Level,
    Member,
    PractitionerId,
    ServiceId,
    Update,
    UpdateKind,
    Viewer,
)
from cases.policy_updates import hears
from cases.ports_history import History
from cases.records import Event, EventKind
from cases.update_lines import of_involvement
from cases.update_reading import Known, Reader, Told
from cases.update_recipients import concerned
from cases.update_view import MOST, common, updates_view
from cases.update_weight import calmed, weight
from cases.views import About, UpdateLine
from tests.builders import (
    NOW,
    TODAY,
    agreement,
    case,
    child,
    file,
    grant,
    involvement,
    member,
    practitioner,
    sensitive,
    viewer,
)

DAY, GAP = timedelta(days=1), timedelta(days=28)
ME, OTHER, THIRD, LAST = (practitioner(name, "front door") for name in ("me", "other", "third", "last"))
THEIRS = replace(OTHER, service_id=ServiceId("nursing"))
HIDDEN = practitioner("hidden", "clinic")
KIM = PractitionerId("kim")
LED = case(lead="me")
JOINED = Update("u", NOW, UpdateKind.JOINED, child().id, actor_id=OTHER.id, about_id=OTHER.id, subject="e")

CONCERNED: list[tuple[str, Update, list[Member], str | None, bool]] = [
    ("works with the child now", JOINED, [member(ME, "council")], None, True),
    ("works with the child, and whose work nobody may know of", JOINED,
     [member(ME, "council", sensitive(ME, DisclosureLevel.NONE))], None, True),
    ("leads the case and does not work with the child", JOINED, [], "me", True),
    ("manages somebody who does, and nothing else", JOINED, [member(OTHER, "council")], None, False),
    ("has left their agency", JOINED, [member(replace(ME, active=False), "council")], None, False),
    ("did it", replace(JOINED, actor_id=ME.id), [member(ME, "council")], None, False),
    ("it is about, done by another", replace(JOINED, about_id=ME.id), [member(ME, "council")], None, True),
    ("is away, as their manager says", replace(JOINED, kind=UpdateKind.AWAY, about_id=ME.id),
     [member(ME, "council")], None, False),
    ("gets a message of their own", replace(JOINED, told=(ME.id,)), [member(ME, "council")], "me", False),
    ("is in a channel with an unexpected member", replace(JOINED, kind=UpdateKind.STRANGER),
     [member(ME, "council")], "me", False),
]  # fmt: skip

GRANTED = replace(grant("me"), practitioner_id=ME.id)
HEARS: list[tuple[str, Viewer, ChildFile, bool]] = [
    ("works with the child", viewer(ME, "council"), file(member(ME, "council")), True),
    ("leads the open case", viewer(ME, "council"), file(cases=(LED,)), True),
    ("leads the open case of a shielded child", viewer(ME, "council"),
     file(of=child(shielded=True), cases=(LED,)), True),
    ("works with a shielded child", viewer(ME, "council"),
     file(member(ME, "council"), of=child(shielded=True)), False),
    ("has given a reason and seen the circle", viewer(ME, "council"), file(grants=(GRANTED,)), False),
    ("worked with the child until yesterday", viewer(ME, "council"),
     file(member(ME, "council", involvement(ME, until=TODAY - DAY))), False),
    ("is a broker", viewer(replace(ME, broker=True), "council"), file(member(OTHER, "council")), False),
]  # fmt: skip

EXISTING = agreement("council", "health", level=Level.EXISTENCE)
AMOUNTS: dict[str, tuple[Member, tuple[object, ...]]] = {
    "everything": (member(THEIRS, "health"), (agreement("council", "health"),)),
    "existence": (member(THEIRS, "health"), (EXISTING,)),
    "the line": (member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.EXISTENCE)), ()),
    "nothing": (member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.NONE)), ()),
}
KINDS = {
    "joined": EventKind.JOINED,
    "left": EventKind.LEFT,
    "confirmed": EventKind.CONFIRMED,
    "contact after a gap": EventKind.CONTACT,
}

WEIGHTS: list[tuple[str, str, Update, tuple[str, ...], Weight]] = [
    ("an unexpected member of a channel", "anybody", replace(JOINED, kind=UpdateKind.STRANGER), (),
     Weight.ALARM),
    ("what somebody else did with my work", "myself", replace(JOINED, about_id=ME.id), (), Weight.MINE),
    ("somebody joined", "the lead", JOINED, ("me",), Weight.NEWS),
    ("somebody left", "the lead", replace(JOINED, kind=UpdateKind.LEFT), ("me",), Weight.MINE),
    ("somebody left", "a colleague", replace(JOINED, kind=UpdateKind.LEFT), (), Weight.NEWS),
    ("somebody is away", "the lead", replace(JOINED, kind=UpdateKind.AWAY), ("me",), Weight.MINE),
    ("somebody is away", "a colleague", replace(JOINED, kind=UpdateKind.AWAY), (), Weight.NEWS),
    ("a hand-over", "the lead", replace(JOINED, kind=UpdateKind.HANDOVER_ASKED), ("me",), Weight.MINE),
    ("a task is overdue", "the lead", replace(JOINED, kind=UpdateKind.TASK_OVERDUE), ("me",), Weight.MINE),
    ("a task is overdue", "a colleague", replace(JOINED, kind=UpdateKind.TASK_OVERDUE), (), Weight.NEWS),
    ("the case was closed", "the lead", replace(JOINED, kind=UpdateKind.CASE_CLOSED), ("me",), Weight.MINE),
    ("a contact after a gap", "the lead", replace(JOINED, kind=UpdateKind.CONTACT), ("me",), Weight.NEWS),
    ("somebody confirmed", "the lead", replace(JOINED, kind=UpdateKind.CONFIRMED), ("me",), Weight.NEWS),
]  # fmt: skip

ABOUT = About("C-child", "Robin Example")
LINE = UpdateLine(UpdateKind.JOINED, ABOUT, TODAY, NOW, ("Other",), "Helper", "Council")


def line(kind: UpdateKind, who: str = "Other", minutes: int = 1, **changes: object) -> UpdateLine:
    return replace(LINE, kind=kind, names=(who,), at=NOW + timedelta(minutes=minutes), **changes)


STILL = UpdateKind.CONFIRMED
MERGED: list[tuple[str, list[UpdateLine], int]] = [
    ("joined and left on one day", [LINE, line(UpdateKind.LEFT)], 1),
    ("joined, and left a day later", [LINE, line(UpdateKind.LEFT, on=TODAY + DAY)], 2),
    ("three people confirmed", [line(STILL, who) for who in ("A", "B", "C")], 1),
    ("the lead changed twice", [line(UpdateKind.LEAD_CHANGED, who) for who in ("A", "B")], 1),
    ("one person said twice when they are away", [line(UpdateKind.AWAY), line(UpdateKind.AWAY, until=TODAY)],
     1),
    ("two people joined", [LINE, line(UpdateKind.JOINED, "Third")], 2),
    ("the same was recorded twice", [LINE, line(UpdateKind.JOINED)], 1),
]  # fmt: skip


def event(kind: EventKind, whose: Member, on: date = TODAY, number: str = "e", **changes: object) -> Event:
    row = whose.involvement
    made = Event(number, NOW, kind, row.child_id, row.id, row.practitioner_id, row.practitioner_id, on)
    return replace(made, **changes)


def told_of(kind: EventKind, amount: str) -> Told | None:
    """What I, who work with the child, am told of somebody of whom so much is shown to me."""
    whose, agreements = AMOUNTS[amount]
    mine = member(ME, "council")
    history = History((mine, whose), (event(kind, whose),))
    update = replace(JOINED, kind=UpdateKind(kind), actor_id=whose.practitioner.id)
    reader = Reader(viewer(ME, "council", *agreements), NOW, GAP)
    return of_involvement(reader, update, Known(file(mine, whose), history))


CONTACT = EventKind.CONTACT
SEEN = member(THIRD, "council", involvement(THIRD))
UNSEEN = AMOUNTS["nothing"][0]
GAPS: list[tuple[str, list[Event], list[Member], dict[str, str], bool]] = [
    ("there was none", [], [SEEN], {}, True),
    ("the last was 29 days before", [event(CONTACT, SEEN, TODAY - 29 * DAY, "a")], [SEEN], {}, True),
    ("the last was 28 days before", [event(CONTACT, SEEN, TODAY - 28 * DAY, "a")], [SEEN], {}, False),
    ("another was recorded for the same day", [event(CONTACT, SEEN, TODAY, "a")], [SEEN], {}, False),
    ("one was a week before, by somebody whom I may not see",
     [event(CONTACT, UNSEEN, TODAY - 7 * DAY, "a")], [UNSEEN], {}, True),
    ("one is in no history, and was a week before, by another", [],
     [replace(SEEN, involvement=replace(SEEN.involvement, last_contact=TODAY - 7 * DAY))], {}, False),
    ("one is in no history, and was a week before, by the same person", [], [SEEN],
     {"previous": (TODAY - 7 * DAY).isoformat()}, False),
]  # fmt: skip


def after_gap(earlier: list[Event], others: list[Member], changes: dict[str, str]) -> bool:
    mine, whose, after = (member(one, "council") for one in (ME, OTHER, LAST))
    events = (*earlier, event(CONTACT, whose, **changes), event(CONTACT, after, TODAY, "z"))
    history = History((mine, whose, after, *others), events)
    update = replace(JOINED, kind=UpdateKind.CONTACT)
    reader = Reader(viewer(ME, "council"), NOW, GAP)
    return of_involvement(reader, update, Known(file(mine, whose, *others), history)) is not None


@pytest.mark.parametrize(("update", "circle", "lead", "hear"), [row[1:] for row in CONCERNED])
def test_those_are_concerned_whom_the_page_names(
    update: Update,
    circle: list[Member],
    lead: str | None,
    hear: bool,  # noqa: FBT001
):
    assert (ME.id in concerned(update, circle, [PractitionerId(lead) if lead else None])) is hear


@pytest.mark.parametrize(("who", "held", "hear"), [row[1:] for row in HEARS])
def test_those_hear_of_a_child_whom_the_page_names(who: Viewer, held: ChildFile, hear: bool):  # noqa: FBT001
    assert (hears(who, held, NOW, TODAY) is not None) is hear


@pytest.mark.parametrize(("update", "leads", "expected"), [row[2:] for row in WEIGHTS])
def test_it_matters_as_much_as_the_page_says(update: Update, leads: tuple[str, ...], expected: Weight):
    assert weight(update, ME.id, [PractitionerId(one) for one in leads]) is expected


@pytest.mark.parametrize(("lines", "many"), [row[1:] for row in MERGED])
def test_repeats_are_one_line(lines: list[UpdateLine], many: int):
    (block,) = updates_view(lines, TODAY).blocks
    assert len(block.lines) == many


@pytest.mark.parametrize(("earlier", "others", "changes", "told"), [row[1:] for row in GAPS])
def test_a_contact_is_news_after_a_gap(
    earlier: list[Event],
    others: list[Member],
    changes: dict[str, str],
    told: bool,  # noqa: FBT001
):
    assert after_gap(earlier, others, changes) is told


def test_three_confirmations_name_all_three_and_nobodys_role():
    ((block,), _) = (updates_view([line(STILL, who) for who in "ABC"], TODAY).blocks, None)
    assert (block.lines[0].names, block.lines[0].role) == (("A", "B", "C"), "")


def test_a_message_has_at_most_so_many_lines_and_counts_the_rest():
    other = About("C-other")
    lines = [line(UpdateKind.JOINED, f"N{number:02}", number) for number in range(MOST + 3)]
    lines += [line(UpdateKind.LEFT, "Z", 99, about=other)]
    view = updates_view(lines, TODAY)
    (block,) = view.blocks
    assert (len(block.lines), block.more, view.more) == (MOST, 3, 1)


def test_what_all_may_be_told_is_the_least_of_what_each_is():
    fuller = Told(replace(LINE, by="Third"), {child().id: (InvolvementId("a"), InvolvementId("b"))})
    poorer = Told(replace(LINE, about=About("C-child"), role="", by=""), {child().id: (InvolvementId("a"),)})
    made = common([fuller, poorer])
    assert made is not None
    assert (made.line.about, made.line.role, made.line.by) == (About("C-child"), "", "")
    assert made.rests == {child().id: (InvolvementId("a"),)}
    assert common([fuller, None]) is common([]) is None


def test_of_a_case_that_one_knows_as_a_childs_all_are_told_as_of_the_case():
    of_case = About("lumo-tavi", is_case=True)
    for one, other in ((ABOUT, of_case), (of_case, ABOUT)):
        made = common([Told(replace(LINE, about=one)), Told(replace(LINE, about=other))])
        assert made is not None
        assert made.line.about == of_case


def test_somebody_away_is_told_to_all_only_of_a_child_of_whom_all_hear():
    away = replace(LINE, kind=UpdateKind.AWAY, about=About(), children=("C-1",))
    assert common([Told(away), Told(replace(away, children=("C-2",)))]) is None


def test_that_somebody_confirmed_never_comes_at_once():
    at_once = Choice(ME.id, Pace.AT_ONCE)
    assert calmed(at_once, UpdateKind.CONFIRMED).pace is Pace.GROUPED
    assert calmed(at_once, UpdateKind.JOINED) == at_once
    daily = replace(at_once, pace=Pace.DAILY)
    assert calmed(daily, UpdateKind.CONFIRMED) == daily


def test_a_readers_day_begins_at_their_own_midnight():
    summer = datetime.fromisoformat("2026-07-01T00:30:00+01:00")
    assert day_began(Choice(ME.id), summer) == datetime.fromisoformat("2026-07-01T00:00:00+01:00")
    assert day_began(Choice(ME.id, zone="America/New_York"), summer) == datetime.fromisoformat(
        "2026-06-30T00:00:00-04:00"
    )
