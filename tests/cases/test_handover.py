"""Where a hand-over stands, who may do what, and what becomes of the involvements."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.bank_holidays import is_bank_holiday
from cases.handover import (
    TABLE,
    Handover,
    HandoverState,
    Part,
    Step,
    part_of,
    reason_of,
    reminder_due,
    stepped,
)
from cases.handover_moves import Move, Taking, taken
from cases.model import (
    Colleague,
    DisclosureLevel,
    Involvement,
    InvolvementId,
    Practitioner,
    PractitionerId,
    ServiceId,
)
from cases.policy_acting import administers
from cases.policy_handover import may_hand_over, may_receive
from cases.records import CaseRewrite, EventKind
from tests.builders import (
    LONG_AGO,
    NOW,
    TODAY,
    agency,
    case,
    child,
    file,
    involvement,
    member,
    practitioner,
    sensitive,
    service,
    viewer,
)

DAY = timedelta(days=1)
GIVER = practitioner("giver", "nursing", role="Nurse")
TAKER = practitioner("taker", "nursing", role="Senior nurse")
ASKED = Handover(
    "h", child().id, (InvolvementId("giver-child"),), GIVER.id, TAKER.id, GIVER.id, NOW, TODAY, with_lead=True
)


def colleague(one: Practitioner, of: str = "health", *, secret: bool = False) -> Colleague:
    return Colleague(one, service(one.service_id, of, sensitive=secret), agency(of))


HERE = colleague(GIVER)
CLINIC = practitioner("doctor", "clinic")
RECEIVERS = [
    ("of the same service", colleague(TAKER), involvement(GIVER), True),
    ("of another service of the agency", colleague(practitioner("x", "visiting")), involvement(GIVER), True),
    ("of another agency", colleague(practitioner("x", "office"), "council"), involvement(GIVER), False),
    ("who has left", colleague(replace(TAKER, active=False)), involvement(GIVER), False),
    ("the practitioner themself", HERE, involvement(GIVER), False),
    ("of a sensitive service of the agency", colleague(CLINIC, secret=True), involvement(GIVER), False),
    (
        "sensitive: of the same service",
        colleague(TAKER, secret=True),
        sensitive(GIVER, DisclosureLevel.NONE),
        True,
    ),
    (
        "sensitive: of another service of the agency",
        colleague(practitioner("x", "visiting")),
        sensitive(GIVER, DisclosureLevel.NONE),
        False,
    ),
]


@pytest.mark.parametrize(("who", "receiver", "row", "may"), RECEIVERS, ids=[row[0] for row in RECEIVERS])
def test_to_whom_an_involvement_may_be_handed_over(who, receiver, row, may):  # noqa: ARG001
    assert may_receive(receiver, HERE, row) is may


SECRET = sensitive(CLINIC, DisclosureLevel.NONE)
ADMINISTRATOR = practitioner("admin", "office", administrator=True)
NURSING, CLINICAL = frozenset({ServiceId("nursing")}), frozenset({ServiceId("clinic")})
OF_NURSE, OF_DOCTOR = member(GIVER, "health"), member(CLINIC, "health", SECRET)
HANDING = [
    ("whose it is", viewer(GIVER, "health"), OF_NURSE, True),
    ("their manager", viewer(practitioner("m", "office", manages=NURSING), "health"), OF_NURSE, True),
    (
        "their manager, in a sensitive service",
        viewer(practitioner("m", "office", manages=CLINICAL), "health"),
        OF_DOCTOR,
        True,
    ),
    (
        "the manager of another service",
        viewer(practitioner("m", "o", manages=CLINICAL), "health"),
        OF_NURSE,
        False,
    ),
    ("their agency's administrator", viewer(ADMINISTRATOR, "health"), OF_NURSE, True),
    (
        "their agency's administrator, in a sensitive service",
        viewer(ADMINISTRATOR, "health"),
        OF_DOCTOR,
        False,
    ),
    ("another agency's administrator", viewer(ADMINISTRATOR, "council"), OF_NURSE, False),
    ("a colleague of the same service", viewer(TAKER, "health"), OF_NURSE, False),
    ("the lead", viewer(practitioner("lead", "office"), "health"), OF_NURSE, False),
]


@pytest.mark.parametrize(("who", "acts", "whose", "may"), HANDING, ids=[row[0] for row in HANDING])
def test_who_may_hand_over_an_involvement(who, acts, whose, may):  # noqa: ARG001
    assert may_hand_over(acts, whose) is may


def test_an_administrator_of_a_sensitive_service_administers_it():
    own = viewer(practitioner("admin", "clinic", administrator=True), "health")
    assert administers(own, OF_DOCTOR)


@pytest.mark.parametrize(("state", "part", "step"), list(product(HandoverState, Part, Step)))
def test_what_is_not_in_the_table_changes_nothing(state: HandoverState, part: Part, step: Step):
    after = stepped(replace(ASKED, state=state), part, step, NOW, "no_room")
    wanted = TABLE.get((state, part, step))
    assert (after.state if after else None) is wanted


def test_each_has_one_part():
    by_manager = replace(ASKED, asked_by=PractitionerId("manager"))
    assert [part_of(PractitionerId(one), by_manager) for one in ("taker", "manager", "giver", "x")] == [
        Part.RECEIVER,
        Part.ASKER,
        Part.GIVER,
        Part.OTHER,
    ]


def test_a_reason_is_one_tap_or_words():
    assert reason_of("no_room", "") == "no_room"
    assert reason_of("no_room", "  Full   until May ") == "no_room: Full until May"
    assert reason_of("other", "A cousin of mine") == "other: A cousin of mine"
    assert reason_of("other", " ") == reason_of("", "words") == reason_of("made up", "words") == ""


def test_whoever_asked_is_reminded_once_after_five_working_days():
    asked = replace(ASKED, asked_at=datetime(2026, 12, 21, 10, tzinfo=UTC))
    # Christmas Day, the holiday for Boxing Day, and a week-end come between.
    due = datetime(2026, 12, 30, 10, tzinfo=UTC)
    assert not reminder_due(asked, due - timedelta(minutes=1), is_bank_holiday)
    assert reminder_due(asked, due, is_bank_holiday)
    assert not reminder_due(replace(asked, reminded_at=NOW), due, is_bank_holiday)
    assert not reminder_due(replace(asked, state=HandoverState.DECLINED), due, is_bank_holiday)


MINE = involvement(GIVER, role="Nurse", since=LONG_AGO)


def take(
    *given: Involvement, held: tuple[Involvement, ...] = (), lead: str = "", **changes: object
) -> Move | None:
    handover = replace(
        ASKED, state=HandoverState.ACCEPTED, involvements=tuple(row.id for row in given), **changes
    )
    now = [row for row in (*given, *held) if row.current(TODAY)]
    whose = {GIVER.id: GIVER, TAKER.id: TAKER}
    members = [member(whose[row.practitioner_id], "health", row) for row in now]
    seen = file(*members, cases=(case(lead=lead),) if lead else ())
    return taken(Taking(handover, TAKER.id, HERE, colleague(TAKER), seen, given, held, NOW, TODAY))


def rows(move: Move | None) -> dict[str, tuple]:
    assert move is not None
    after = [row for change in move.rewrites if not isinstance(change, CaseRewrite) for row in change.after]
    return {row.id: (row.role, row.since, row.until, row.cancelled) for row in after}


def test_the_receiver_begins_on_the_givers_last_day_in_their_own_role():
    move = take(MINE)
    assert rows(move) == {
        "giver-child": ("Nurse", LONG_AGO, TODAY, False),
        "h.in0": ("Senior nurse", TODAY, None, False),
    }
    assert move is not None
    assert move.handover.state is HandoverState.DONE
    assert [event.kind for event in move.events] == [EventKind.LEFT, EventKind.JOINED]


def test_a_role_for_this_child_in_particular_goes_over():
    assert rows(take(replace(MINE, role="Key worker")))["h.in0"][0] == "Key worker"


def test_a_first_day_ahead_is_agreed_and_not_done():
    later = TODAY + 3 * DAY
    move = take(MINE, first_day=later, lead="giver")
    assert rows(move)["h.in0"][1:3] == (later, None)
    assert rows(move)["giver-child"][2] == later
    assert move is not None
    assert move.handover.state is HandoverState.ACCEPTED
    assert not move.case_events
    assert TAKER.id not in {one.practitioner.id for one in move.file.circle}


def test_a_first_day_that_is_over_becomes_the_day_of_the_answer():
    move = take(MINE, first_day=TODAY - 3 * DAY)
    assert rows(move)["h.in0"][1] == TODAY
    assert move is not None
    assert move.handover.first_day == TODAY


def test_the_lead_goes_over_when_it_is_done_and_was_asked_for():
    move = take(MINE, lead="giver")
    assert move is not None
    (event,) = move.case_events
    assert (event.lead_id, event.previous_id) == (TAKER.id, GIVER.id)
    assert [one.lead_id for one in move.file.cases] == [TAKER.id]
    for unchanged in (take(MINE, lead="giver", with_lead=False), take(MINE, lead="somebody")):
        assert unchanged is not None
        assert not unchanged.case_events


def test_what_the_receiver_has_already_is_widened_and_not_doubled():
    theirs = involvement(TAKER, role="Senior nurse", since=LONG_AGO, until=TODAY + DAY)
    assert rows(take(MINE, held=(theirs,))) == {
        "giver-child": ("Nurse", LONG_AGO, TODAY, False),
        "taker-child": ("Senior nurse", LONG_AGO, None, False),
    }


def test_an_end_that_was_planned_stays():
    end = TODAY + 9 * DAY
    assert rows(take(replace(MINE, until=end)))["h.in0"][2] == end


def test_work_that_begins_later_is_called_off_for_one_and_begins_for_the_other():
    coming = replace(MINE, since=TODAY + 5 * DAY)
    assert rows(take(coming)) == {
        "giver-child": ("Nurse", TODAY + 5 * DAY, TODAY + 5 * DAY, True),
        "h.in0": ("Senior nurse", TODAY + 5 * DAY, None, False),
    }


def test_a_disclosure_stays_with_the_service():
    named = sensitive(GIVER, DisclosureLevel.NAMED, "teacher")
    move = take(named)
    assert move is not None
    (made,) = [row for row in move.rewrites[1].after if row.practitioner_id == TAKER.id]
    assert (made.visibility, made.disclosure) == (named.visibility, named.disclosure)


def test_there_is_nothing_to_hand_over_once_it_has_ended():
    assert take(replace(MINE, until=TODAY - DAY)) is None
    assert take(replace(MINE, until=TODAY + DAY), first_day=TODAY + 2 * DAY) is None
    assert take(replace(MINE, cancelled=True)) is None
