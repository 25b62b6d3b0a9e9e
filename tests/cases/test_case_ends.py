"""Who decides about a case, knows of it and opens it again, row by row; and when it was open.

The same tables stand in docs/policy.md.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.case_card import case_card, summary
from cases.case_ends import CaseEnd, Spell, closed, end_of, last_spell, reopened, stamp_of
from cases.case_seats import can_be_left_out, members
from cases.days import NonsenseError
from cases.model import (
    CaseId,
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ChildId,
    Colleague,
    DisclosureLevel,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
    ServiceId,
)
from cases.policy_case_ends import decides, knows, may_reopen
from cases.ports_casework import CaseFile
from cases.ports_history import History
from cases.records import CaseEvent, CaseEventKind
from cases.views import Stands
from tests.builders import (
    LONG_AGO,
    NOW,
    TODAY,
    agency,
    agreement,
    case,
    child,
    involvement,
    member,
    practitioner,
    sensitive,
    service,
    viewer,
)
from tests.builders import file as file_of

LEAD = practitioner("lead", "front door")
NURSE = practitioner("nurse", "nursing")
OFFICER = practitioner("officer", "custody")
HIDDEN = practitioner("hidden", "clinic")
DAY = timedelta(days=1)


def colleague(of, agency_name: str, *, secret: bool = False) -> Colleague:
    return Colleague(of, service(of.service_id, agency_name, sensitive=secret), agency(agency_name))


def manager(of: str, where: str = "elsewhere"):
    return practitioner("manager", where, manages=frozenset({ServiceId(of)}))


def administrator(where: str = "office"):
    return practitioner("administrator", where, administrator=True)


CIRCLE = (
    member(LEAD, "council", involvement(LEAD)),
    member(NURSE, "health", involvement(NURSE)),
    member(HIDDEN, "health", sensitive(HIDDEN, DisclosureLevel.NONE)),
)
LED = CaseFile(case(lead="lead"), CIRCLE, colleague(LEAD, "council"))
NO_LEAD = replace(LED, case=case(), lead=None)
BY_A_CLINIC = replace(LED, lead=colleague(LEAD, "council", secret=True))
SHIELDED = replace(LED, shielded=True)
TWO = replace(LED, case=case("child", "other", lead="lead"))
DECIDING = [
    # who asks, their agency, the case; decides, knows of it, opens it again
    ("its lead", LEAD, "council", LED, "yes", "yes", "yes"),
    ("the manager of the lead's service", manager("front door"), "council", LED, "yes", "yes", "yes"),
    ("the administrator of the lead's agency", administrator(), "council", LED, "yes", "yes", "yes"),
    ("the administrator, the lead of a sensitive service", administrator(), "council", BY_A_CLINIC,
     "no", "no", "no"),
    ("an administrator of that sensitive service", administrator("front door"), "council", BY_A_CLINIC,
     "yes", "yes", "yes"),
    ("an administrator of another agency", administrator(), "health", LED, "no", "no", "no"),
    ("somebody who works with the child", NURSE, "health", LED, "no", "yes", "yes"),
    ("somebody who works with one of two children", NURSE, "health", TWO, "no", "yes", "no"),
    ("somebody of a sensitive service who does", HIDDEN, "health", LED, "no", "yes", "no"),
    ("the manager of a service that does", manager("nursing"), "health", LED, "no", "yes", "no"),
    ("a colleague of the lead", practitioner("peer", "front door"), "council", LED, "no", "no", "no"),
    ("a broker", practitioner("broker", "desk", broker=True), "health", LED, "no", "no", "no"),
    ("a governance lead", practitioner("gov", "desk", governance_lead=True), "council", LED,
     "no", "no", "no"),
    ("no lead: the manager of a service that openly works with a child", manager("nursing"), "health",
     NO_LEAD, "yes", "yes", "yes"),
    ("no lead: the manager of a sensitive service", manager("clinic"), "health", NO_LEAD, "no", "yes", "no"),
    ("no lead: an administrator", administrator(), "council", NO_LEAD, "no", "no", "no"),
    ("a shielded child: the lead", LEAD, "council", SHIELDED, "yes", "yes", "yes"),
    ("a shielded child: the lead's manager", manager("front door"), "council", SHIELDED, "no", "no", "no"),
    ("a shielded child: somebody who works with the child", NURSE, "health", SHIELDED, "no", "no", "no"),
]  # fmt: skip


def answer(who, of: str, about: CaseFile) -> list[str]:
    me = viewer(who, of)
    asked = (decides(me, about), knows(me, about, TODAY), may_reopen(me, about, TODAY))
    return ["yes" if one else "no" for one in asked]


@pytest.mark.parametrize(
    ("who", "of", "about", "expected"),
    [(who, of, about, list(rest)) for _, who, of, about, *rest in DECIDING],
    ids=[row[0] for row in DECIDING],
)
def test_who_decides_about_a_case(who, of, about, expected):
    assert answer(who, of, about) == expected


def event(kind: CaseEventKind, day: date, of: str = "case", detail: str = "") -> CaseEvent:
    return CaseEvent(f"{kind}-{day}", NOW, kind, CaseId(of), None, day, detail=detail)


def test_the_last_time_a_case_was_open_is_what_counts():
    opened, shut = event(CaseEventKind.OPENED, LONG_AGO), event(CaseEventKind.CLOSED, TODAY - 9 * DAY)
    again = event(CaseEventKind.REOPENED, TODAY - 5 * DAY)
    foreign = event(CaseEventKind.CLOSED, TODAY, "another")
    assert last_spell(CaseId("case"), []) == Spell()
    assert last_spell(CaseId("case"), [opened, shut, foreign]) == Spell(LONG_AGO, shut.on, "", shut.id)
    assert last_spell(CaseId("case"), [opened, shut, again]) == Spell(again.on)


@pytest.mark.parametrize(
    ("why", "on", "wrong"),
    [
        ("", TODAY.isoformat(), "choose why"),
        ("because", TODAY.isoformat(), "choose why"),
        ("needs_met", "", "give the day"),
        ("needs_met", "next week", "give the day"),
        ("needs_met", (TODAY + DAY).isoformat(), "future"),
        ("needs_met", (LONG_AGO - DAY).isoformat(), "before the case was opened"),
    ],
)
def test_an_end_that_cannot_be_right_is_said_so_in_a_sentence(why, on, wrong):
    with pytest.raises(NonsenseError, match=wrong):
        end_of(why, on, LONG_AGO, TODAY)


def test_closing_changes_the_case_and_nothing_else_and_opening_it_again_keeps_or_names_a_lead():
    held = case(lead="lead")
    rewrite, end = closed(held, CaseEnd.NEEDS_MET, TODAY, by=NURSE.id, now=NOW, event_id="e")
    assert (rewrite.before, rewrite.after) == (held, replace(held, status=CaseStatus.CLOSED))
    assert (end.kind, end.detail, end.lead_id) == (CaseEventKind.CLOSED, "needs_met", LEAD.id)
    opening, again = reopened(rewrite.after, lead=NURSE.id, by=NURSE.id, now=NOW, today=TODAY, event_id="f")
    assert opening.after == replace(held, lead_id=NURSE.id)
    assert (again.kind, again.lead_id, again.previous_id) == (CaseEventKind.REOPENED, NURSE.id, LEAD.id)
    assert stamp_of(held) != stamp_of(rewrite.after)


TOGETHER = agreement("council", "health", "police")
ORDER = ChannelOrder(CaseId("case"), ChannelForm.PRIVATE, LEAD.id, NOW)
OPEN = ChannelRecord(CaseId("case"), ChannelStage.OPEN)


def seat(of, stage: SeatStage = SeatStage.IN, why: str = "") -> Seat:
    return Seat(CaseId("case"), of.identity, stage, NOW, of.id, why=why)


def channelled(
    *seats: Seat, left_out: tuple[str, ...] = (), agreements=(TOGETHER,), circle=CIRCLE
) -> CaseFile:
    order = replace(ORDER, left_out=frozenset(map(PractitionerId, left_out)))
    agreed = frozenset(agreements)
    return replace(LED, circle=circle, order=order, record=OPEN, seats=seats, agreements=agreed)


def stands(file: CaseFile, who=LEAD, of: str = "council") -> dict[str, Stands]:
    view = members(viewer(who, of, *file.agreements), file, TODAY)
    return {one.practitioner_id: one.stands for one in view.seats}


WITH_OFFICER = (*CIRCLE, member(OFFICER, "police", involvement(OFFICER)))


def test_everybody_who_belongs_in_a_channel_is_listed_with_where_they_stand():
    file = channelled(seat(LEAD), seat(NURSE, SeatStage.REFUSED, "guest"), circle=WITH_OFFICER)
    assert stands(file) == {"lead": Stands.IN, "nurse": Stands.REFUSED, "officer": Stands.COMING}
    unknown = replace(OFFICER, identity=None)
    file = channelled(seat(LEAD), circle=(*CIRCLE, member(unknown, "police", involvement(OFFICER))))
    assert stands(file) == {"lead": Stands.IN, "nurse": Stands.COMING, "officer": Stands.NO_ACCOUNT}


def test_who_was_left_out_is_listed_and_first_shown_on_the_way_out():
    assert stands(channelled(seat(LEAD), left_out=("nurse",)))["nurse"] is Stands.LEFT_OUT
    assert stands(channelled(seat(LEAD), seat(NURSE), left_out=("nurse",)))["nurse"] is Stands.LEAVING


def test_who_is_kept_apart_is_listed_and_whoever_may_not_be_seen_is_not():
    apart = channelled(
        seat(LEAD),
        agreements=(agreement("council", "health"), agreement("council", "police")),
        circle=WITH_OFFICER,
    )
    assert set(stands(apart).values()) == {Stands.IN, Stands.COMING, Stands.KEPT_APART}
    unsigned = channelled(seat(LEAD), agreements=(agreement("council", "health"),), circle=WITH_OFFICER)
    assert "officer" not in stands(unsigned)
    assert "hidden" not in stands(channelled(seat(LEAD)))


def test_everybody_but_the_lead_can_be_left_out():
    file = channelled(circle=WITH_OFFICER)
    assert [can_be_left_out(file, one.id, TODAY) for one in (LEAD, NURSE, HIDDEN)] == [False, True, False]
    assert not can_be_left_out(replace(file, order=None), NURSE.id, TODAY)


ME, ALSO = viewer(LEAD, "council", TOGETHER), viewer(NURSE, "health", TOGETHER)
BLIND = viewer(practitioner("blind", "hall"), "parish")


def test_a_card_for_everybody_holds_the_least_of_what_each_may_see():
    about = file_of(*CIRCLE, cases=(LED.case,))
    both = case_card(LED, [about], [ME, ALSO], Spell(LONG_AGO), TODAY)
    assert [one.member.name for one in both.view.people] == ["Lead", "Nurse"]
    assert both.view.lead.name == "Lead"
    assert both.shown == {ChildId("child"): ("lead-child", "nurse-child")}
    with_a_blind_one = case_card(LED, [about], [ME, BLIND], Spell(LONG_AGO), TODAY)
    assert with_a_blind_one.view.people == ()
    assert with_a_blind_one.view.lead.name == ""


def test_whoever_works_with_some_of_the_children_is_on_the_card_once_with_whom():
    two = child("other", names=(type(child().names[0])("Ash", "Example"),))
    with_both = member(LEAD, "council", involvement(LEAD, "other", role="Mentor", since=LONG_AGO - DAY))
    files = [file_of(*CIRCLE, cases=(TWO.case,)), file_of(with_both, of=two, cases=(TWO.case,))]
    view = case_card(TWO, files, [ME, ALSO], Spell(), TODAY).view
    assert [(one.member.name, one.member.role, one.children) for one in view.people] == [
        ("Lead", "Helper, Mentor", ()),
        ("Nurse", "Helper", ("Robin Example",)),
    ]
    assert view.people[0].member.since == LONG_AGO - DAY


def test_a_summary_has_those_who_were_there_while_it_was_open_and_may_be_told_to_all():
    before = member(OFFICER, "police", involvement(OFFICER, until=LONG_AGO + DAY))
    during = member(NURSE, "health", involvement(NURSE, until=TODAY - 30 * DAY))
    history = History(involvements=(CIRCLE[0], during, before, CIRCLE[2]))
    spell = Spell(LONG_AGO + 2 * DAY, TODAY, "needs_met", "e")
    made = summary(LED, {ChildId("child"): history}, [ME, ALSO], spell, TODAY)
    assert [(one.name, one.until) for one in made.view.people] == [
        ("Lead", None),
        ("Nurse", TODAY - 30 * DAY),
    ]
    assert made.view.ask.name == "Lead"
    assert made.shown == {ChildId("child"): ("lead-child", "nurse-child")}


def test_a_stranger_is_counted_and_not_named():
    stranger = Seat(CaseId("case"), Identity("t", "somebody"), SeatStage.STRANGER, NOW)
    view = members(ME, channelled(seat(LEAD), stranger), TODAY)
    assert view.strangers == 1
