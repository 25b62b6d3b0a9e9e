"""What a channel's listing says of who is there, against the register and the book that is kept of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.channel_plan import wanted
from cases.checking import (
    LAG,
    Oddity,
    Verdict,
    compare,
    hear_of_channel,
    hear_of_stranger,
    oddities,
    verdict,
)
from cases.model import (
    CaseId,
    CaseStatus,
    ChannelRecord,
    ChannelStage,
    Colleague,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.ports_casework import CaseFile
from cases.ports_channels import Channel, ChannelKind, Membership, Role
from tests.builders import NOW, TODAY, agency, case, involvement, member, practitioner, service

IN, OUT, LEAVING, REFUSED, STRANGER = (
    SeatStage.IN,
    SeatStage.OUT,
    SeatStage.LEAVING,
    SeatStage.REFUSED,
    SeatStage.STRANGER,
)
OWNER = Identity("tenant", "oid-owner")
ME, OTHER = practitioner("me", "social"), practitioner("other", "social")
CHANNEL = ConversationId("19:channel@thread.tacv2")
SECOND = timedelta(seconds=1)
ROOM = Channel(CHANNEL, "lumo-tavi", ChannelKind.PRIVATE, archived=False)


def seat(of: Identity, stage: SeatStage, ago: timedelta = LAG) -> Seat:
    return Seat(CaseId("case"), of, stage, NOW - ago, PractitionerId("somebody"))


# Belongs there; our book, and for how long it has said so; listed; what is to be made of it.
CHECKING = [
    ("belongs, in the book as in, listed", True, IN, LAG, True, Verdict.FINE),
    ("belongs, added 14 minutes ago, not listed", True, IN, LAG - SECOND, False, Verdict.UNSURE),
    ("belongs, added 15 minutes ago, not listed", True, IN, LAG, False, Verdict.MISSING),
    ("belongs, not in the book, listed", True, None, LAG, True, Verdict.DUE),
    ("belongs, not in the book, not listed", True, None, LAG, False, Verdict.DUE),
    ("belongs, put out before", True, OUT, LAG, False, Verdict.DUE),
    ("belongs, left in as a stranger before", True, STRANGER, LAG, True, Verdict.DUE),
    ("belongs, Teams did not let them in, not listed", True, REFUSED, LAG, False, Verdict.FINE),
    ("belongs, Teams did not let them in, listed", True, REFUSED, LAG, True, Verdict.LET_IN),
    ("does not belong, not in the book, listed", False, None, LAG, True, Verdict.STRANGER),
    ("does not belong, Teams did not let them in, listed", False, REFUSED, LAG, True, Verdict.STRANGER),
    ("does not belong any more, in the book as in", False, IN, LAG, True, Verdict.DUE),
    ("does not belong, being put out", False, LEAVING, LAG, True, Verdict.DUE),
    ("does not belong, put out 14 minutes ago, listed", False, OUT, LAG - SECOND, True, Verdict.UNSURE),
    ("does not belong, put out 15 minutes ago, listed", False, OUT, LAG, True, Verdict.STRANGER),
    ("does not belong, put out, not listed", False, OUT, LAG, False, Verdict.FINE),
    ("does not belong, left in by the setting, listed", False, STRANGER, LAG, True, Verdict.KNOWN),
    (
        "does not belong, found 14 minutes ago, not listed",
        False,
        STRANGER,
        LAG - SECOND,
        False,
        Verdict.UNSURE,
    ),
    ("does not belong, found 15 minutes ago, not listed", False, STRANGER, LAG, False, Verdict.GONE),
]


def judged(belongs, stage: SeatStage | None, ago: timedelta, listed) -> Verdict:
    held = seat(ME.identity, stage, ago) if stage else None
    return verdict(belongs=belongs, seat=held, listed=listed, now=NOW)


@pytest.mark.parametrize(("belongs", "stage", "ago", "listed", "expected"), [row[1:] for row in CHECKING])
def test_what_is_to_be_made_of_somebody(belongs, stage, ago, listed, expected):
    assert judged(belongs, stage, ago, listed) is expected


def case_file(*seats: Seat, since=NOW - 2 * LAG, **changes: object) -> CaseFile:
    record = ChannelRecord(CaseId("case"), ChannelStage.OPEN, "team", CHANNEL, "lumo-tavi", since)
    made = CaseFile(
        case=case(lead="me"),
        circle=(member(ME, "council", involvement(ME)),),
        lead=Colleague(ME, service("social", "council"), agency("council")),
        record=record,
        seats=seats,
    )
    return replace(made, **changes)


def listed(*people: Identity | None, owner: Role | None = Role.OWNER) -> list[Membership]:
    rows = [Membership(f"m-{number}", one, Role.MEMBER) for number, one in enumerate(people)]
    return [*rows, Membership("m-owner", OWNER, owner)] if owner else rows


def compared(file: CaseFile, rows: list[Membership]):
    return compare(file, rows, OWNER, TODAY, NOW)


def test_the_account_that_owns_the_channel_is_no_stranger_and_has_to_be_its_owner():
    file = case_file(seat(ME.identity, IN))
    found = compared(file, listed(ME.identity))
    assert (found.strangers, found.no_owner, found.due, found.look_again) == ((), False, False, None)
    assert compared(file, listed(ME.identity, owner=None)).no_owner
    assert compared(file, listed(ME.identity, owner=Role.MEMBER)).no_owner


def test_in_a_channel_made_a_moment_ago_the_owner_may_not_be_listed_yet():
    file = case_file(seat(ME.identity, IN), since=NOW - SECOND)
    found = compared(file, listed(ME.identity, owner=None))
    assert (found.no_owner, found.look_again) == (False, NOW - SECOND + LAG)


def test_whoever_is_in_no_directory_is_named_by_the_membership_alone():
    found = compared(case_file(seat(ME.identity, IN)), listed(ME.identity, None))
    assert [one.id for one in found.nameless] == ["m-1"]


def test_what_is_unsure_is_looked_at_again_when_the_last_of_it_is_settled():
    young = (seat(ME.identity, IN, 2 * SECOND), seat(OTHER.identity, OUT, 3 * SECOND))
    found = compared(case_file(*young), listed(OTHER.identity))
    assert (set(found.unsure), found.look_again) == ({ME.identity, OTHER.identity}, NOW - 2 * SECOND + LAG)
    assert not found.missing
    assert not found.strangers


PEOPLE = [ME, OTHER, *(practitioner(f"p{number}", "social") for number in range(4))]
IDENTITIES = [one.identity for one in PEOPLE]


@st.composite
def situations(draw):
    circle = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    seats = tuple(
        seat(one, draw(st.sampled_from(list(SeatStage))), timedelta(minutes=draw(st.integers(0, 40))))
        for one in draw(st.lists(st.sampled_from(IDENTITIES), unique=True))
    )
    status = draw(st.sampled_from(list(CaseStatus)))
    members = tuple(member(one, "council", involvement(one)) for one in circle)
    file = case_file(
        *seats, circle=members, case=case(lead=draw(st.sampled_from(["me", None])), status=status)
    )
    file = replace(file, lead=file.lead if file.case.lead_id else None)
    return file, draw(st.lists(st.sampled_from(IDENTITIES), unique=True))


@given(situations())
def test_nobody_who_belongs_is_a_stranger_and_no_one_else_goes_unnoticed(situation):
    file, there = situation
    found, people = compared(file, listed(*there)), wanted(file, TODAY).people
    assert not set(people) & set(found.strangers)
    assert not set(people) & {one.identity for one in (*found.known, *found.gone)}
    assert {one.identity for one in (*found.missing, *found.let_in)} <= set(people)
    seats = {one.identity: one for one in file.seats}
    noticed = {*found.strangers, *(one.identity for one in found.known)}
    for who in set(there) - set(people):
        held = seats.get(who)
        if held is not None and held.stage in (IN, LEAVING):
            assert found.due
        elif held is not None and held.stage is OUT and held.at + LAG > NOW:
            assert who in found.unsure
            assert found.look_again is not None
        else:
            assert who in noticed


def odd(stage=ChannelStage.OPEN, status=CaseStatus.OPEN, *, has_bot=True, **room: object) -> set[Oddity]:
    file = case_file(case=case(lead="me", status=status))
    record = replace(file.record, stage=stage, name="old-name")
    return set(oddities(file, record, replace(ROOM, **room), has_bot=has_bot))


def test_what_of_a_channel_is_not_as_it_was_left():
    closed = {"stage": ChannelStage.ARCHIVED, "status": CaseStatus.CLOSED}
    assert odd() == odd(name="old-name") == set()
    assert odd(name="Robin") == {Oddity.RENAMED}
    assert odd(has_bot=False) == {Oddity.NO_BOT}
    assert odd(archived=True, has_bot=False) == {Oddity.ARCHIVED}
    assert odd(**closed, archived=True, has_bot=False, name="Robin") == set()
    assert odd(**closed) == {Oddity.UNARCHIVED}
    assert odd(stage=ChannelStage.OPENING, name="Robin", has_bot=False) == set()


def colleague(name: str, of: str, **changes: object) -> Colleague:
    return Colleague(practitioner(name, f"{of}-team", **changes), service(f"{of}-team", of), agency(of))


LEAD, NEAR, FAR = colleague("lead", "council"), colleague("near", "council"), colleague("far", "police")


def test_the_lead_and_the_governance_leads_of_their_agency_hear_of_a_stranger():
    governance = [NEAR, FAR]
    assert hear_of_stranger(None, LEAD, governance) == ("lead", "near")
    assert hear_of_stranger(None, None, governance) == ("far", "near")
    assert hear_of_stranger(None, LEAD, [FAR]) == ("far", "lead")
    assert hear_of_stranger(NEAR.practitioner.id, LEAD, governance) == ("far", "lead")
    assert hear_of_stranger(LEAD.practitioner.id, LEAD, governance) == ("near",)
    left = colleague("lead", "council", active=False)
    assert hear_of_stranger(None, left, governance) == ("near",)


def test_without_a_lead_the_governance_leads_hear_of_a_channel():
    assert hear_of_channel(case_file(), [NEAR]) == ("me",)
    assert hear_of_channel(case_file(lead=None), [NEAR, FAR]) == ("far", "near")
