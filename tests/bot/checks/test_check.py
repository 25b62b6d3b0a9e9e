"""A channel is held against the register: whoever should not be there is found, told of and put out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.knocks import SECOND_LOOK
from cases.model import ChannelForm, ChannelStage, Identity, SeatStage
from cases.ports_channels import Membership, Role
from cases.ports_tenant import RefusedError
from cases.records import Action, Effects, Outcome, Rewrite
from tests import builders as make
from tests.bot.checks.conftest import (
    CASE,
    GOVERNANCE,
    LAG,
    LEAD,
    ME,
    OWNER,
    STRANGER,
    TEAM,
    UNKNOWN,
    Town,
    town,
)

MINUTE = timedelta(minutes=1)


def put_in(town: Town, who: Identity) -> None:
    town.channel.people[who] = Role.MEMBER


def stranger_told(who: Identity) -> list[tuple[str, str, str]]:
    subject = f"{CASE}/{who.tenant_id}/{who.object_id}"
    return [(one.id, "channel.stranger", subject) for one in (GOVERNANCE, LEAD)]


async def test_where_all_is_as_it_should_be_nothing_is_told_and_nothing_done(here: Town):
    await here.check_twice()
    await here.check(thorough=True)
    assert here.told() == here.audited() == here.works("tend") == here.works("check") == []


async def known_before(here: Town):
    """The case's file as it was read some time ago."""
    return await here.casework.case_file(CASE, here.now().date())


async def test_what_was_read_some_time_ago_is_enough_where_all_is_well(here: Town):
    known = await known_before(here)
    here.casework.case_file = None  # it is not read again
    await here.check(thorough=True, known=known)
    assert here.told() == here.works("tend") == here.works("check") == []


async def test_by_what_was_read_some_time_ago_nobody_is_a_stranger(here: Town):
    known = await known_before(here)
    put_in(here, STRANGER.identity)
    put_in(here, GOVERNANCE.identity)
    joined = replace(here.casework.seats[CASE, ME.identity], identity=GOVERNANCE.identity)
    joins = Rewrite(make.child().id, GOVERNANCE.id, (), (make.involvement(GOVERNANCE),))
    await here.fake.ledger.commit(Effects(rewrites=(joins,)), None)
    await here.book.seat(replace(joined, practitioner_id=GOVERNANCE.id))
    await here.check(thorough=True, known=known)
    assert here.seat(GOVERNANCE.identity).stage is SeatStage.IN
    assert here.seat(STRANGER.identity).stage is SeatStage.LEAVING


async def test_a_channel_that_is_gone_is_found_gone_whenever_its_case_was_read(here: Town):
    known = await known_before(here)
    del here.teams.teams[TEAM].channels[here.channel.id]
    await here.check(thorough=True, known=known)
    assert [work.ids for work in here.works("check")] == [(CASE, "again")]


async def test_a_stranger_is_put_out_and_told_of_and_on_the_trail(here: Town):
    put_in(here, STRANGER.identity)
    await here.check()
    assert here.told() == stranger_told(STRANGER.identity)
    (entry,) = here.audited()
    assert (entry.action, entry.outcome, entry.basis) == (
        Action.CHANNEL_STRANGER,
        Outcome.CHANGED,
        "case:case",
    )
    assert (entry.identity, entry.practitioner_id, entry.child_id) == (STRANGER.identity, "stranger", "child")
    assert here.seat(STRANGER.identity).stage is SeatStage.LEAVING
    assert [work.ids for work in here.works("tend")] == [(CASE,)]
    await here.tend()
    assert set(here.channel.people) == {OWNER, LEAD.identity, ME.identity}


async def test_whoever_is_not_on_the_register_is_found_as_well(here: Town):
    put_in(here, UNKNOWN)
    await here.check()
    assert here.told() == stranger_told(UNKNOWN)
    assert here.audited()[0].practitioner_id is None
    assert here.seat(UNKNOWN).practitioner_id is None


async def test_strangers_on_a_later_page_are_found(here: Town):
    here.teams.page_size = 2
    put_in(here, STRANGER.identity)
    await here.check()
    assert here.told() == stranger_told(STRANGER.identity)


async def test_an_appearance_is_told_once_and_the_next_one_again(here: Town):
    put_in(here, STRANGER.identity)
    for _ in range(3):
        await here.check()
    assert len(here.told()) == 2
    await here.tend()
    here.fake.clock.advance(LAG)
    await here.check()
    assert len(here.told()) == 2
    put_in(here, STRANGER.identity)
    await here.check()
    await here.check()
    assert len(here.told()) == 4
    assert len(here.audited()) == 2


async def test_a_crash_between_telling_and_writing_down_tells_nobody_twice(here: Town):
    put_in(here, STRANGER.identity)
    await here.check()
    del here.casework.seats[CASE, STRANGER.identity]
    await here.check()
    assert len(here.told()) == 2
    assert here.seat(STRANGER.identity).stage is SeatStage.LEAVING


async def test_who_is_listed_and_has_no_access_is_no_stranger(here: Town):
    # A private channel that was made a moment ago seems to have its whole team.
    whole = here.teams.teams[TEAM].people
    here.teams.also_listed = [Membership(one.object_id, one, role) for one, role in whole.items()]
    await here.check()
    assert here.told() == here.audited() == here.works("tend") == []


async def test_who_was_put_out_a_moment_ago_is_looked_at_again_when_no_listing_lags(here: Town):
    put_in(here, STRANGER.identity)
    await here.check()
    await here.tend()

    here.teams.also_listed = [Membership("old", STRANGER.identity, Role.MEMBER)]
    here.fake.clock.advance(MINUTE)
    await here.check()
    assert len(here.told()) == 2
    (again,) = here.works("check")
    assert again.ids == (CASE,)
    assert LAG <= again.not_before - (here.now() - MINUTE) <= LAG + MINUTE


async def test_who_was_put_out_and_is_back_within_the_lag_is_a_stranger_at_once(here: Town):
    put_in(here, STRANGER.identity)
    await here.check()
    await here.tend()
    here.fake.clock.advance(MINUTE)
    put_in(here, STRANGER.identity)
    await here.check()
    assert len(here.told()) == 4


async def test_by_night_whoever_was_put_out_is_asked_about_though_not_listed(here: Town):
    put_in(here, STRANGER.identity)
    await here.check()
    await here.tend()
    here.fake.clock.advance(2 * LAG)
    put_in(here, STRANGER.identity)
    here.teams.unlisted = {STRANGER.identity}
    await here.check()
    assert len(here.told()) == 2
    await here.check(thorough=True)
    assert len(here.told()) == 4


async def test_by_the_setting_a_stranger_is_left_in_and_told_of_once():
    here = town(alert_only=True)
    put_in(here, STRANGER.identity)
    for _ in range(3):
        await here.check()
        await here.tend()
        here.fake.clock.advance(LAG)
    assert here.told() == stranger_told(STRANGER.identity)
    assert [entry.outcome for entry in here.audited()] == [Outcome.LISTED]
    assert STRANGER.identity in here.channel.people
    del here.channel.people[STRANGER.identity]
    await here.check()
    assert here.seat(STRANGER.identity).stage is SeatStage.OUT
    put_in(here, STRANGER.identity)
    here.fake.clock.advance(LAG)
    await here.check()
    assert len(here.told()) == 4


async def test_who_was_left_in_is_put_out_when_the_setting_changes():
    here = town(alert_only=True)
    put_in(here, STRANGER.identity)
    await here.check()
    strict = town()
    strict.casework.seats |= here.casework.seats
    put_in(strict, STRANGER.identity)
    await strict.check()
    assert strict.told() == []
    await strict.tend()
    assert STRANGER.identity not in strict.channel.people


async def test_somebody_of_no_directory_is_told_of_once_a_day(here: Town):
    here.teams.also_listed = [Membership("skype", None, Role.MEMBER)]
    await here.check()
    await here.check()
    assert here.told() == stranger_told(Identity("-", "-"))
    here.fake.clock.advance(timedelta(days=1))
    await here.check()
    assert len(here.told()) == 4


async def test_whoever_was_taken_out_by_hand_is_put_back_and_the_lead_told(here: Town):
    del here.channel.people[ME.identity]
    await here.check()
    await here.check()
    assert here.told() == [("lead", "channel.missing", f"{CASE}/me")]
    assert here.seat(ME.identity).stage is SeatStage.OUT
    await here.tend()
    assert ME.identity in here.channel.people
    assert here.seat(ME.identity).stage is SeatStage.IN


async def test_who_was_added_a_moment_ago_and_is_not_listed_is_looked_at_later(here: Town):
    seat = replace(here.seat(ME.identity), at=here.now())
    here.casework.seats[CASE, ME.identity] = seat
    del here.channel.people[ME.identity]
    await here.check()
    assert here.told() == here.works("tend") == []
    (later,) = here.works("check")
    here.fake.clock.advance(later.not_before - here.now())
    await here.check()
    assert here.told() == [("lead", "channel.missing", f"{CASE}/me")]


async def test_whom_teams_did_not_let_in_and_somebody_else_did_has_a_seat(here: Town):
    here.casework.seats[CASE, ME.identity] = replace(
        here.seat(ME.identity), stage=SeatStage.REFUSED, why="guest"
    )
    await here.check()
    assert (here.seat(ME.identity).stage, here.seat(ME.identity).why) == (SeatStage.IN, "")


async def test_one_person_is_looked_at_who_is_not_listed_yet(here: Town):
    put_in(here, STRANGER.identity)
    for one in (STRANGER.identity, STRANGER.identity, OWNER, ME.identity, UNKNOWN):
        await here.checker.look_at(CASE, one, here.now())
    assert here.told() == stranger_told(STRANGER.identity)
    assert len(here.works("tend")) == 1


async def test_the_account_that_owns_the_channel_is_put_back_or_made_its_owner_again(here: Town):
    del here.channel.people[OWNER]
    del here.teams.teams[TEAM].people[OWNER]
    await here.check()
    assert here.channel.people[OWNER] is Role.OWNER
    here.channel.people[OWNER] = Role.MEMBER
    await here.check()
    assert here.channel.people[OWNER] is Role.OWNER
    assert here.told() == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("channel.renamed", {"name": "Robin Example"}),
        ("channel.bot_removed", {"bot": False}),
        ("channel.archived_by_hand", {"archived": True}),
        ("channel.deleted", {"deleted": True}),
    ],
)
async def test_what_was_done_to_the_channel_by_hand_is_told_at_the_second_look_and_once(
    here: Town, kind, change
):
    for name, value in change.items():
        setattr(here.channel, name, value)
    await here.check()
    assert here.told() == []
    (again,) = here.works("check")
    assert again.ids == (CASE, "again")
    assert SECOND_LOOK <= again.not_before - here.now() <= SECOND_LOOK + MINUTE
    await here.check(again=True)
    await here.check(again=True)
    assert here.told() == [("lead", kind, CASE)]


async def test_a_renamed_channel_is_left_to_whoever_tends_it(here: Town):
    here.channel.name = "Robin Example"
    await here.check_twice()
    assert here.record.name == "Robin Example"
    assert len(here.works("tend")) == 1


async def test_while_the_bot_is_not_in_it_a_channel_is_not_open(here: Town):
    here.channel.bot, here.channel.name = False, "Robin Example"
    await here.check_twice()
    assert (here.record.stage, here.record.name) == (ChannelStage.OPENING, "Robin Example")
    assert [kind for _, kind, _ in here.told()] == ["channel.renamed", "channel.bot_removed"]


async def test_a_channel_archived_by_hand_stays_so_and_the_lead_is_asked_once_a_week(here: Town):
    here.channel.archived = True
    for _ in range(8):
        await here.check_twice()
        here.fake.clock.advance(timedelta(days=1))
    assert here.record.stage is ChannelStage.OPEN
    assert here.works("tend") == []
    assert [kind for _, kind, _ in here.told()] == ["channel.archived_by_hand"] * 2


async def test_a_closed_cases_channel_that_was_opened_by_hand_is_closed_again(here: Town):
    here.casework.records[CASE] = replace(here.record, stage=ChannelStage.ARCHIVED)
    here.close()
    await here.check_twice()
    assert here.record.stage is ChannelStage.OPEN
    assert (len(here.works("tend")), here.told()) == (1, [])


async def test_a_deleted_channel_is_lost_and_one_restored_is_opened_anew(here: Town):
    here.channel.deleted = True
    await here.check_twice()
    assert here.record.stage is ChannelStage.LOST
    await here.check_twice()
    assert here.works("tend") == []
    here.channel.deleted = False
    await here.check()
    assert (here.record.stage, here.record.since) == (ChannelStage.OPENING, here.now())
    assert len(here.works("tend")) == 1


async def test_a_channel_taken_for_lost_is_looked_for_again_when_nothing_lags_any_more(here: Town):
    here.channel.deleted = True
    await here.check_twice()
    assert max(one.not_before for one in here.works("check")) > here.now() + LAG


async def test_a_channel_that_comes_back_archived_is_known_to_be(here: Town):
    here.channel.deleted = True
    await here.check_twice()
    here.channel.deleted, here.channel.archived = False, True
    await here.check()
    assert here.record.stage is ChannelStage.ARCHIVED
    assert len(here.works("tend")) == 1


async def test_a_channel_made_a_moment_ago_may_not_be_seen_yet(here: Town):
    here.casework.records[CASE] = replace(here.record, since=here.now())
    here.channel.deleted = True
    await here.check_twice()
    assert (here.record.stage, here.told()) == (ChannelStage.OPEN, [])
    (later,) = here.works("check")
    assert later.not_before >= here.now() + LAG


async def test_while_a_channel_is_being_made_only_strangers_are_looked_for(here: Town):
    here.casework.records[CASE] = replace(here.record, stage=ChannelStage.OPENING)
    here.channel.bot, here.channel.name = False, "Robin Example"
    del here.casework.seats[CASE, ME.identity]
    await here.check_twice()
    assert here.told() == here.works("tend") == []
    put_in(here, STRANGER.identity)
    await here.check()
    assert here.told() == stranger_told(STRANGER.identity)


async def test_in_its_first_quarter_of_an_hour_a_channel_is_left_to_whoever_makes_it(here: Town):
    fresh = replace(here.record, stage=ChannelStage.OPENING, since=here.now())
    here.casework.records[CASE] = fresh
    here.channel.people[STRANGER.identity] = Role.MEMBER
    await here.check()
    assert (here.told(), here.seat(STRANGER.identity)) == ([], None)
    here.fake.clock.advance(LAG)
    await here.check()
    assert here.seat(STRANGER.identity).stage is SeatStage.LEAVING


async def test_a_team_made_for_the_case_is_looked_at_as_a_whole():
    here = town(form=ChannelForm.OWN_TEAM)
    here.channel.bot = False
    put_in(here, STRANGER.identity)
    await here.check_twice()
    assert here.told() == stranger_told(STRANGER.identity)


async def test_a_case_without_a_channel_is_not_looked_at(here: Town):
    here.casework.records[CASE] = replace(here.record, channel_id=None)
    await here.check()
    del here.casework.records[CASE]
    await here.check()
    assert here.teams.asked == []


async def test_where_nobody_says_who_has_access_the_check_fails_aloud(here: Town):
    put_in(here, STRANGER.identity)
    here.teams.unpermitted = True
    with pytest.raises(RefusedError):
        await here.check()
