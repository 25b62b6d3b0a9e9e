"""docs/policy.md says what the code does: each row of its tables is asked of cases/policy.py."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from cards.circle import FURTHER, circle
from cards.privately import privately
from cards.purposes import PURPOSES
from cases.channel_plan import wanted
from cases.circle import circle_view
from cases.days import FURTHEST, OLDEST
from cases.handover import REMINDED_AFTER, TABLE
from cases.look import REFUSALS_KEPT, Look, NotFound, decide
from cases.model import ChildFile, DisclosureLevel, Level, Name, Purpose, Reason
from cases.policy import Right, Shown, Standing, channel_members, right_to_see, shown
from cases.policy_acting import may_act_for
from cases.policy_handover import may_hand_over, may_receive
from cases.policy_trail import TrailSight, look_shown, trail_sight
from cases.query import Query
from cases.records import Outcome
from cases.views import ChoiceView, CircleView, ProtectedView, ReasonView
from tests.builders import NOW, TODAY, agreement, case, child, file, involvement, member, sensitive, viewer
from tests.cases import test_channel_plan as plan
from tests.cases import test_handover as handing
from tests.cases import test_policy as rules
from tests.cases import test_trail as trails
from tests.dialogs import test_channel as rooms
from tests.docs.tables import ROOT, table
from tests.local_teams import words

PAGE = "docs/policy.md"
ME, OTHER, TOGETHER = rules.ME, rules.OTHER, rules.TOGETHER
HOW = {Shown.ALL: "all", Shown.EXISTENCE: "existence", Shown.LINE: "the line", Shown.NOTHING: "nothing"}


def said(name: str) -> dict[str, str]:
    rows = table(PAGE, name)
    assert len({row[0] for row in rows}) == len(rows)
    return dict(rows)


def labels(rows: Sequence[tuple]) -> Mapping[str, tuple]:
    return {row[0]: row[1:] for row in rows}


def test_the_rights_on_the_page_are_those_of_the_policy():
    decided = {}
    for label, (who, held, _) in labels(rules.RIGHTS).items():
        standing = right_to_see(viewer(who, "council", TOGETHER), held, NOW, TODAY)
        decided[label] = str(standing.right) if standing else "none"
    assert said("rights") == decided


def test_what_of_an_involvement_is_shown_is_what_the_page_says():
    decided = {}
    for label, (who, of, held, agreements, _) in labels(rules.SEEN).items():
        whose = rules.HIDDEN if held.practitioner_id == rules.HIDDEN.id else OTHER
        how = shown(viewer(who, of, *agreements), member(whose, "health", held), None, TODAY)
        decided[label] = HOW[how]
    assert said("shown") == decided


def test_who_belongs_in_a_channel_is_what_the_page_says():
    decided = {}
    for label, (of, held, _) in labels(rules.MEMBERS).items():
        decided[label] = ", ".join(sorted(channel_members(of, held, TODAY))) or "nobody"
    assert said("members") == decided


def test_who_is_put_into_one_room_is_what_the_page_says():
    decided = {}
    for label, (held, _) in labels(plan.TOGETHER_ROWS).items():
        decided[label] = ", ".join(sorted(wanted(held, TODAY).people.values())) or "nobody"
    assert said("together") == decided


# What the page's words stand for: the files that a search finds, as one who asks meets them.
OWN = file(rules.of_me(), rules.of_other())
THEIRS = file(rules.of_other())
SECRET = file(member(rules.HIDDEN, "health", sensitive(rules.HIDDEN, DisclosureLevel.NONE)))
SHIELDED = replace(THEIRS, child=child(shielded=True))
BY_REFERENCE = replace(SHIELDED, by_reference=True)
LED = replace(BY_REFERENCE, circle=OWN.circle, cases=(case(lead="me"),))


def twice(held: ChildFile) -> list[ChildFile]:
    other = [
        replace(one, involvement=replace(one.involvement, id=f"{one.involvement.id}-2"))
        for one in held.circle
    ]
    return [held, replace(held, child=child("second"), circle=tuple(other))]


FILES = {
    ("not known", "no"): [],
    ("known, and nothing of it may be shown", "no"): [SECRET],
    ("known", "yes"): [OWN],
    ("known", "no"): [THEIRS],
    ("one of two of that name", "yes"): twice(OWN),
    ("one of two of that name", "no"): twice(THEIRS),
    ("shielded, asked for by name", "no"): [SHIELDED],
    ("shielded, asked for by reference", "no"): [BY_REFERENCE],
    ("shielded, asked for by reference", "lead"): [LED],
}
ANSWERS = {
    CircleView: "the circle",
    ChoiceView: "which of them",
    ReasonView: "the question why",
    ProtectedView: "the protected record",
    NotFound: "nobody that can be shown",
}


def look(files: Sequence[ChildFile], reason: Reason | None) -> Look:
    me = viewer(ME, "council", TOGETHER)
    return Look(
        me, ME.identity, Query(name="Robin"), "Robin", files, reason, False, NOW, TODAY,  # noqa: FBT003
        timedelta(hours=24), "grant",
    )  # fmt: skip


@pytest.mark.parametrize("row", table(PAGE, "answers"), ids=", ".join)
def test_each_situation_is_answered_as_the_page_says(row: list[str]):
    known, right, reason, answer = row
    given = Reason(Purpose.SAFEGUARDING) if reason == "yes" else None
    assert ANSWERS[type(decide(look(FILES[known, right], given)).answer)] == answer


def test_every_situation_and_every_answer_is_on_the_page():
    rows = table(PAGE, "answers")
    assert {(known, right) for known, right, _, _ in rows} == FILES.keys()
    assert {answer for *_, answer in rows} == set(ANSWERS.values())


CIRCLES = {
    "all": viewer(ME, "council", TOGETHER),
    "existence": viewer(ME, "council", agreement("council", "health", level=Level.EXISTENCE)),
    "the line": viewer(ME, "council", TOGETHER),
    "nothing": viewer(ME, "council"),
}
CONTACT = {
    "Last contact",
    "Not confirmed since 5 January 2026",
    "01632 960001",
    "mailto:other@borough.example",
    "l/chat/0",
}
ABOUT = {"Other", "Helper, School Nursing, Health", "Since 5 Jan"}


def test_each_level_shows_the_fields_that_the_page_names():
    rows = table(PAGE, "fields")
    for column, (level, who) in enumerate(CIRCLES.items(), start=1):
        held = involvement(OTHER, last_contact=TODAY)
        if level == "the line":
            held = sensitive(OTHER, DisclosureLevel.EXISTENCE)
        view = circle_view(who, file(member(OTHER, "health", held)), Standing(Right.CHANNEL), TODAY)
        text = words(circle(view).content)
        for row, fields in zip(rows, (ABOUT, CONTACT, {FURTHER}), strict=True):
            there = {field for field in fields if field in text}
            assert there == (fields if row[column] == "yes" else set()), (level, row[0])


def test_who_may_act_for_somebody_else_is_what_the_page_says():
    decided = {
        label: "yes" if may_act_for(acts, held, whose, TODAY) else "no"
        for label, acts, held, whose, _ in rules.ACTING
    }
    assert said("acting") == decided


def test_who_may_hand_over_to_whom_is_what_the_page_says():
    yes = {True: "yes", False: "no"}
    assert said("handing") == {
        label: yes[may_hand_over(acts, whose)] for label, acts, whose, _ in handing.HANDING
    }
    assert said("receivers") == {
        label: yes[may_receive(receiver, handing.HERE, row)] for label, receiver, row, _ in handing.RECEIVERS
    }


def test_all_that_can_happen_to_a_hand_over_is_on_the_page():
    rows = {tuple(row[:3]): row[3] for row in table(PAGE, "handover")}
    assert rows == {tuple(map(str, key)): str(state) for key, state in TABLE.items()}
    assert f"After {REMINDED_AFTER} working days" in (ROOT / PAGE).read_text(encoding="utf-8")


def test_the_bounds_of_days_are_those_on_the_page():
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    assert f"over {OLDEST} years ago, over {FURTHEST} years ahead" in text


def test_the_purposes_are_those_of_the_buttons():
    assert said("purposes") == {str(purpose): PURPOSES[purpose] for purpose in Purpose}


NURSE_LESS = (agreement("council", "police"),)
SITUATIONS = {
    "all who are there belong there": (rooms.register(*rooms.CIRCLE), "me", rooms.ALL),
    "the asker may see more than the others": (
        rooms.register(*rooms.CIRCLE, rooms.SECRET),
        "doctor",
        rooms.ALL,
    ),
    "somebody is there who does not belong": (rooms.register(*rooms.CIRCLE), "me", (*rooms.ALL, "broker")),
    "Teams does not say who is there": (rooms.register(*rooms.CIRCLE), "me", ()),
    "the child is shielded": (rooms.register(*rooms.CIRCLE, shielded=True), "me", rooms.ALL),
    "the child is of another case": (
        rooms.seed_of(
            (child("c1"), child("c2", names=(Name("Sam", "Elsewhere"),))),
            (*rooms.CIRCLE, involvement(rooms.ME, "c2")),
            (rooms.TOGETHER,),
            (rooms.CHANNEL,),
        ),
        "me",
        rooms.ALL,
        "Sam Elsewhere",
    ),
}
HEARD = {"what all may see": False, '"I\'ve answered you privately."': True}
ALONE = {"nothing": 0, "all they may see": 1, "the answer": 1}


@pytest.mark.parametrize("row", table(PAGE, "told"), ids=lambda row: row[0])
async def test_a_channel_is_told_what_the_page_says(row: list[str]):
    situation, channel, alone = row
    replies, _ = await rooms.ask(*SITUATIONS[situation])
    (heard,) = rooms.room(replies)
    assert (heard.card == privately()) is HEARD[channel]
    assert len(rooms.private(replies)) == ALONE[alone]


def test_every_situation_in_a_channel_is_on_the_page():
    assert {row[0] for row in table(PAGE, "told")} == SITUATIONS.keys()


def test_the_outcomes_are_those_of_the_audit_trail():
    outcomes = said("outcomes")
    assert outcomes.keys() == {str(outcome) for outcome in Outcome}
    assert f"at most {REFUSALS_KEPT} children" in outcomes["refused"]


TRAIL = {
    TrailSight.ALL: "everything",
    TrailSight.AGENCIES: "agencies and days",
    TrailSight.NOTHING: "nothing",
}
LOOKS = {Shown.EXISTENCE: "the agency", Shown.LINE: "a further service", Shown.NOTHING: "nothing"}


def test_who_may_read_the_trail_is_what_the_page_says():
    decided = {
        label: TRAIL[trail_sight(viewer(who, "council", TOGETHER), held)]
        for label, (who, held, _) in labels(trails.TRAIL).items()
    }
    assert said("trail") == decided


def test_what_the_lead_reads_of_a_look_is_what_the_page_says():
    decided = {
        label: LOOKS[look_shown(trails.LEAD, held, who, basis, TODAY)]
        for label, (who, held, basis, _) in labels(trails.LOOKS).items()
    }
    assert said("looks") == decided
