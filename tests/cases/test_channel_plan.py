"""Who is put into a case's channel, and what is done about it. The table is that of docs/policy.md."""
# ruff: noqa: E501 - a table reads best with one row to a line

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.channel_plan import Moves, moves, wanted
from cases.model import (
    CaseStatus,
    ChannelForm,
    ChannelOrder,
    Colleague,
    DisclosureLevel,
    Involvement,
    Practitioner,
    PractitionerId,
    Seat,
    SeatStage,
    Visibility,
)
from cases.ports_casework import CaseFile
from tests.builders import (
    LONG_AGO,
    NOW,
    TODAY,
    agency,
    agreement,
    case,
    involvement,
    member,
    practitioner,
    sensitive,
    service,
)
from tests.cases.test_policy import DAY, HIDDEN, ME, OTHER, TOGETHER

LEAD = practitioner("lead", "front door")
THIRD = practitioner("third", "custody")
SECOND = practitioner("second", "refuge")
CASE = case(lead="lead", channel="19:x")
ORDER = ChannelOrder(CASE.id, ChannelForm.PRIVATE, LEAD.id, NOW)
OF_THE_COUNCIL = Colleague(LEAD, service("front door", "council"), agency("council"))
NAMED = DisclosureLevel.NAMED


def about(*circle, agreements=(TOGETHER,), **changes) -> CaseFile:
    return replace(
        CaseFile(CASE, circle, OF_THE_COUNCIL, agreements=frozenset(agreements), order=ORDER), **changes
    )


def seat(who: Practitioner, stage: SeatStage = SeatStage.IN) -> Seat:
    assert who.identity
    return Seat(CASE.id, who.identity, stage, NOW, who.id)


LAST_DAY = member(ME, "council", involvement(ME, until=TODAY))
MINE, THEIRS = member(ME, "council", involvement(ME)), member(OTHER, "health", involvement(OTHER))
POLICE = member(THIRD, "police", involvement(THIRD, since=LONG_AGO + DAY))
NAMED_ALONE = member(HIDDEN, "health", sensitive(HIDDEN, NAMED, "lead"))
NAMED_TO_SECOND = member(HIDDEN, "health", sensitive(HIDDEN, NAMED, "lead", "second"))
SECOND_NAMED = member(SECOND, "charity", sensitive(SECOND, NAMED, "lead", "hidden"))
CLOSED = replace(CASE, status=CaseStatus.CLOSED)
APART = [agreement("council", "health"), agreement("council", "police")]
TOGETHER_ROWS = [
    ("somebody of the same agency", about(MINE), {"lead", "me"}),
    ("somebody of health, and an agreement covers both agencies", about(THEIRS), {"lead", "other"}),
    ("somebody of health, and no agreement does", about(THEIRS, agreements=()), {"lead"}),
    ("somebody of health, and the agreement is over", about(THEIRS, agreements=[replace(TOGETHER, valid_to=TODAY - DAY)]), {"lead"}),
    ("two agencies that agree with the lead's, and not with each other", about(POLICE, THEIRS, agreements=APART), {"lead", "other"}),
    ("a sensitive practitioner who is named to all, and no agreement", about(NAMED_ALONE, agreements=()), {"lead"}),
    ("the same, and the others are named to them too", about(NAMED_TO_SECOND, SECOND_NAMED, agreements=[TOGETHER, agreement("council", "charity")]), {"lead", "hidden", "second"}),
    ("somebody who was left out when the channel was asked for", about(MINE, order=replace(ORDER, left_out=frozenset({ME.id}))), {"lead"}),
    ("somebody who has left", about(replace(MINE, practitioner=replace(ME, active=False))), {"lead"}),
    ("somebody who said today that today is their last day", about(LAST_DAY, left=frozenset({LAST_DAY.involvement.id})), {"lead"}),
    ("somebody whose last day is today, as was said before", about(LAST_DAY), {"lead", "me"}),
    ("somebody without an account in Teams", about(replace(MINE, practitioner=replace(ME, identity=None))), {"lead"}),
    ("a closed case: somebody who was in the channel", about(MINE, case=CLOSED, seats=(seat(ME),)), {"me"}),
    ("a closed case: somebody who joined the child since", about(MINE, case=CLOSED), set()),
    ("a shielded child", about(MINE, shielded=True), {"lead"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("held", "people"), [row[1:] for row in TOGETHER_ROWS], ids=[row[0] for row in TOGETHER_ROWS]
)
def test_who_is_put_into_the_channel(held: CaseFile, people: set[str]):
    assert set(wanted(held, TODAY).people.values()) == people


def test_who_cannot_be_there_is_told_apart():
    nobody_knows = replace(MINE, practitioner=replace(ME, identity=None))
    found = wanted(about(nobody_knows, THEIRS, agreements=()), TODAY)
    assert (found.unreachable, found.kept_apart) == ({ME.id}, {OTHER.id})


def test_who_is_wanted_and_not_there_is_added_and_who_is_there_and_not_wanted_removed():
    file = about(MINE, THEIRS, seats=(seat(LEAD), seat(THIRD), seat(OTHER, SeatStage.OUT)))
    assert moves(file, TODAY) == Moves((OTHER.identity, ME.identity)[::-1], (seat(THIRD),))


def test_nobody_is_asked_for_again_whom_teams_has_refused():
    assert moves(about(MINE, seats=(seat(LEAD), seat(ME, SeatStage.REFUSED))), TODAY) == Moves()


def test_who_is_on_the_way_out_is_out_before_they_may_come_back():
    leaving = seat(ME, SeatStage.LEAVING)
    assert moves(about(MINE, seats=(seat(LEAD), leaving)), TODAY) == Moves((), (leaving,))


PEOPLE = [practitioner(f"p{number}", f"s{number % 4}") for number in range(6)]


@st.composite
def files(draw) -> CaseFile:
    """Some people of four agencies, openly involved or not, of which some have agreed with each other."""
    circle = []
    for number, who in enumerate(PEOPLE):
        if draw(st.booleans()):
            since = LONG_AGO + DAY * draw(st.integers(0, 5))
            secret = draw(st.booleans())
            named = draw(st.sets(st.sampled_from(["lead", *(one.id for one in PEOPLE)])))
            held: Involvement = (
                replace(sensitive(who, NAMED, *named), since=since)
                if secret
                else involvement(who, since=since)
            )
            circle.append(member(who, f"a{number % 4}", held))
    parties = st.sets(st.sampled_from(["council", "a0", "a1", "a2", "a3"]), min_size=2)
    agreements = [agreement(*sorted(one)) for one in draw(st.lists(parties, max_size=4))]
    return about(*circle, agreements=agreements)


@given(files())
def test_nobody_is_in_a_room_with_somebody_they_may_not_know_of(file: CaseFile):
    here = set(wanted(file, TODAY).people.values())
    agencies = {member.practitioner.id: member.agency.id for member in file.circle} | {LEAD.id: "council"}
    for one in here:
        for other in here - {one}:
            both = {agencies[one], agencies[other]}
            agreed = len(both) == 1 or any(both <= each.agencies for each in file.agreements)
            assert agreed or _is_named(file, other, one)


@given(files())
def test_what_is_not_disclosed_changes_nothing_about_who_is_there(file: CaseFile):
    """A sensitive involvement that is named to nobody leaves no trace in the list of members."""
    secret = practitioner("secret", "clinic")
    more = member(secret, "a0", sensitive(secret, DisclosureLevel.EXISTENCE))
    assert wanted(replace(file, circle=(*file.circle, more)), TODAY) == wanted(file, TODAY)


def _is_named(file: CaseFile, whose: PractitionerId, to: PractitionerId) -> bool:
    return any(
        member.practitioner.id == whose
        and member.involvement.visibility is Visibility.SENSITIVE
        and to in member.involvement.disclosure.named_to
        for member in file.circle
    )
