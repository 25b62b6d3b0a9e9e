"""How somebody says how they want to hear, and which cases they mute."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from cases.choices import Choice, Pace
from cases.commands import EditUpdates, MuteCase, SetUpdates
from cases.lifecycle import OUTDATED
from cases.model import Absence, CaseId, CaseStatus, PractitionerId
from cases.profile import Profile
from cases.query import Query
from cases.records import Action, Effects, Notice, Outcome, OutdatedError, ProfileRewrite
from dialogs.tell import tell
from dialogs.turn import Audience, Room
from tests.builders import NOW, case, involvement
from tests.dialogs.case_talk import CASE, NURSE, Talk, channelled, register
from tests.local_teams import walk

ME = PractitionerId("me")
HOURLY = "You hear at most once an hour, not between 18:00 and 08:00, not on your days off."


def kept(talk: Talk) -> Choice:
    choices = talk.desk.choices
    return choices.kept.get(ME, Choice(ME))


def inputs(talk: Talk) -> dict[str, str]:
    return {one["id"]: one.get("value", "") for one in walk(talk.cards[0][0].content) if "label" in one}


async def test_the_form_is_filled_in_and_one_sentence_says_what_it_means():
    talk = Talk(channelled(register()), "me")
    await talk.say("my updates")
    assert inputs(talk) == {
        "how": "60", "daily_at": "08:30", "quiet_from": "18:00", "quiet_to": "08:00",
        "zone": "Europe/London", "budget": "10",
    }  # fmt: skip
    said = await talk.press("Save", **inputs(talk))
    assert "Saved." in said
    assert HOURLY in said
    assert await talk.desk.choices.made(ME) == Choice(ME), "it is a choice now"
    assert [one.outcome for one in talk.fakes.ledger.audit] == [Outcome.FORM_SHOWN, Outcome.CHANGED]
    assert {one.action for one in talk.fakes.ledger.audit} == {Action.UPDATES_CHOOSE}
    await talk.press("Change")
    assert inputs(talk)["how"] == "60"


async def test_all_that_the_form_asks_is_kept():
    talk = Talk(channelled(register()), "me")
    await talk.say("update settings")
    filled = {"how": "daily", "daily_at": "16:15", "quiet_from": "06:00", "quiet_to": "20:00"}
    said = await talk.press("Save", **filled, zone="Asia/Kolkata", budget="3")
    assert "once a day at 16:15, not between 06:00 and 20:00, not on your days off (Kolkata time)." in said
    assert "After 3 messages in a day" in said
    assert kept(talk) == Choice(ME, Pace.DAILY, 60, time(16, 15), time(6), time(20), "Asia/Kolkata", 3)


async def test_a_form_that_makes_no_sense_comes_back_as_it_was_filled_in():
    talk = Talk(channelled(register()), "me")
    await talk.say("my updates")
    filled = {
        "how": "120", "daily_at": "09:45", "quiet_from": "19:00", "quiet_to": "07:00", "zone": "Mars/Phobos",
        "budget": "5",
    }  # fmt: skip
    said = await talk.press("Save", **filled)
    assert "I know no such time zone: please choose one from the list, or say Europe/Dublin." in said
    assert inputs(talk) == filled
    assert await talk.desk.choices.made(ME) is None


async def test_words_that_make_no_sense_bring_the_form_with_the_rest_as_it_is():
    talk = Talk(channelled(register()), "me")
    assert "by the 24-hour clock" in await talk.say("quiet from 25:00 to 08:00")
    assert inputs(talk)["how"] == "60"
    assert inputs(talk)["quiet_to"] == "08:00"


async def test_in_words_only_what_is_said_changes():
    talk = Talk(channelled(register()), "me")
    await talk.say("quiet from 17:30 to 08:30")
    said = await talk.say("send me updates once a day")
    assert "You hear once a day at 08:30, not between 17:30 and 08:30, not on your days off." in said
    assert "only of what needs you" in await talk.say("only what needs me")
    assert (
        "You hear at once, not on" in [await talk.say("updates at once"), await talk.say("no quiet hours")][1]
    )


async def test_whoever_is_away_for_ever_hears_how_long_things_are_kept():
    fakes = channelled(register())
    away = Profile(ME, absence=Absence(NOW.date()))
    await fakes.ledger.commit(Effects(rewrites=(ProfileRewrite(Profile(ME), away),)), None)
    talk = Talk(fakes, "me")
    assert "for 60 days at most" in await talk.say("updates at once")
    back = replace(away, absence=Absence(NOW.date(), date(2026, 12, 1)))
    await fakes.ledger.commit(Effects(rewrites=(ProfileRewrite(away, back),)), None)
    assert "60 days" not in await talk.say("updates at once")


async def test_a_form_from_before_a_change_changes_nothing():
    talk = Talk(channelled(register()), "me")
    await talk.say("my updates")
    form, filled = talk.cards, inputs(talk)
    await talk.say("updates at once")
    talk.cards = form
    said = await talk.press("Save", **filled)
    assert OUTDATED in said
    assert inputs(talk)["how"] == "at once"
    assert kept(talk).pace is Pace.AT_ONCE


@pytest.mark.parametrize(
    "wish", [SetUpdates("daily"), EditUpdates("daily", sent=True), MuteCase(case_id=CASE)]
)
async def test_a_change_at_the_same_moment_is_not_written_over(wish):
    talk = Talk(channelled(register()), "me")
    commit = talk.fakes.ledger.commit
    other = replace(Choice(ME), budget=7)

    class OnceOutdated:
        """A ledger before which somebody else was, once."""

        first = True

        async def commit(self, effects, once):
            if self.first:
                self.first = False
                talk.desk.choices.kept[ME] = other
                raise OutdatedError
            return await commit(effects, once)

    talk.fakes = replace(talk.fakes, desk=replace(talk.desk, ledger=OnceOutdated()))
    assert OUTDATED in await talk.say(wish)
    assert kept(talk) == other


async def test_a_case_is_muted_in_its_channel_and_by_reference_and_heard_again():
    fakes = channelled(register(), "me", "nurse")
    here = Talk(fakes, "me", Room.CHANNEL)
    assert "lumo-tavi is muted." in await here.say("mute this case")
    assert here.cards[0][1] is Audience.ASKER
    talk = Talk(fakes, "me")
    assert "lumo-tavi is muted already." in await talk.say("mute lumo-tavi")
    listed = await talk.say("what is muted?")
    assert "lumo-tavi" in listed
    assert await talk.desk.choices.made(ME) is None, "muting is no choice of when"
    assert kept(talk).muted == {CASE}
    assert "You hear of lumo-tavi again." in await talk.press("Unmute")
    assert "You have muted no case." in await talk.say("what is muted?")
    assert "lumo-tavi is not muted." in await talk.say("unmute lumo-tavi")
    assert {one.action for one in fakes.ledger.audit} == {Action.UPDATES_MUTE}


async def test_a_choice_leaves_what_is_muted_as_it_is_and_the_other_way_round():
    talk = Talk(channelled(register()), "me")
    await talk.say("updates at once")
    await talk.say("mute lumo-tavi")
    assert kept(talk) == Choice(ME, Pace.AT_ONCE, muted=frozenset({CASE}))
    await talk.say("my updates")
    await talk.press("Save", **inputs(talk))
    assert kept(talk).muted == {CASE}
    assert await talk.desk.choices.made(ME) == kept(talk)


async def test_without_saying_which_case_one_is_asked():
    assert "Which case do you mean?" in await Talk(channelled(register()), "me").say("mute this case")


async def test_a_case_that_one_may_not_know_of_is_as_one_that_there_is_not():
    talk = Talk(channelled(register()), "officer")
    cards = []
    by_id = [MuteCase(case_id=CaseId(one)) for one in (CASE, "none")]
    for said in ("mute lumo-tavi", "mute reso-kima", *by_id):
        await talk.say(said)
        cards.append(talk.cards[0][0])
    assert all(one == cards[0] for one in cards)
    refused, unknown, *_ = talk.fakes.ledger.audit
    assert (refused.outcome, unknown.outcome) == (Outcome.REFUSED, Outcome.NOT_FOUND)
    assert talk.desk.choices.kept == {}


async def test_a_muted_case_of_which_one_may_know_no_longer_is_not_listed():
    seed = register()
    fakes = channelled(seed)
    talk = Talk(fakes, "nurse")
    await talk.say("mute lumo-tavi")
    ended = replace(involvement(NURSE, "c1"), until=NOW.date() - timedelta(days=3))
    fakes.ledger.kept.rows[ended.id] = ended
    assert "You have muted no case." in await talk.say("what is muted?")


async def test_a_closed_case_can_be_heard_again_by_its_button():
    fakes = channelled(register(of_case=case("c1", lead="me", status=CaseStatus.CLOSED)))
    talk = Talk(fakes, "me")
    await talk.say(MuteCase(case_id=CASE))
    assert "You hear of lumo-tavi again." in await talk.say(MuteCase(Query(reference="lumo-tavi"), back=True))


async def test_what_is_urgent_says_why_it_comes_in_quiet_hours_that_were_chosen():
    fakes = channelled(register(), "me")
    night = NOW + timedelta(hours=12)
    notice = Notice(ME, "channel.stranger", f"{CASE}/tenant/oid-somebody")
    fakes.clock.advance(timedelta(hours=12))
    usual = await tell(notice, fakes.desk, night)
    assert usual
    assert "quiet hours" not in str(usual.content), "nothing was chosen that it would have waited for"
    me = Talk(fakes, "me")
    await me.say("updates every hour")
    card = await tell(notice, fakes.desk, night)
    assert card
    assert (
        "This does not wait for the end of your quiet hours: somebody unexpected is in the channel of a case."
        in str(card.content)
    )
    await me.say("quiet from 23:00 to 07:00")
    plain = await tell(notice, fakes.desk, night)
    assert plain
    assert "quiet hours" not in str(plain.content)
    assert card.summary == plain.summary
    by_day = await tell(notice, fakes.desk, NOW)
    assert by_day
    assert by_day.content == plain.content
