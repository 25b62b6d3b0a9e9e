"""Acknowledging what a message told; the reminder; and what the lead hears, once, of whom they may see."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cases.commands import SeenUpdates, WhoHasSeen
from cases.model import Absence, CaseId, DisclosureLevel, PractitionerId, Update, UpdateKind
from cases.profile import Profile
from cases.records import Action, CaseRewrite, Effects, Notice, Outcome, ProfileRewrite
from cases.updates_seen import Telling
from dialogs.rounds import ROUNDS
from dialogs.rounds_update_seen import remind_of_unseen
from dialogs.tell import tell
from dialogs.turn import Audience
from tests.builders import NOW, case, involvement, sensitive
from tests.desk import FakeDesk
from tests.dialogs.case_talk import CASE, DOCTOR, NURSE, OFFICER, Talk, channelled, register
from tests.local_teams import words

LATER = timedelta(days=3)
"""From a Friday morning to the next Monday: one working day."""

IN_CIRCLE = register(
    involvements=(
        *register().involvements,
        involvement(OFFICER, "c1"),
        sensitive(DOCTOR, DisclosureLevel.NONE, child="c1"),
    )
)
CLOSED = Update("closed", NOW, UpdateKind.CASE_CLOSED, case_id=CASE, actor_id=PractitionerId("me"))
LED = replace(CLOSED, id="led", kind=UpdateKind.LEAD_CHANGED)
ELSEWHERE = replace(CLOSED, id="elsewhere", case_id=CaseId("elsewhere"))
NEWS = replace(CLOSED, id="news", kind=UpdateKind.JOINED)


def told(fakes: FakeDesk, who: str, *updates: Update, at: datetime = NOW) -> None:
    fakes.desk.seens.rows += [Telling(one, PractitionerId(who), f"batch-{who}", at) for one in updates]


def of(fakes: FakeDesk, update: str = "closed") -> dict[str, Telling]:
    return {one.practitioner_id: one for one in fakes.desk.seens.rows if one.update.id == update}


async def heard(fakes: FakeDesk, now: datetime) -> list[tuple[str, str]]:
    """Make the round; who is told what by it."""
    before = len(fakes.ledger.notices.pending)
    await remind_of_unseen(fakes.desk, now)
    new = [one.notice for _, one in fakes.ledger.notices.pending[before:]]
    assert {one.kind for one in new} <= {"update.seen"}
    return [(str(one.to), one.subject) for one in new]


def some(*people: str) -> FakeDesk:
    fakes = channelled(IN_CIRCLE, "me")
    for one in people:
        told(fakes, one, CLOSED)
    return fakes


async def test_one_press_acknowledges_all_that_a_message_tells():
    fakes = channelled(IN_CIRCLE, "me")
    told(fakes, "nurse", CLOSED, LED, NEWS)
    talk = Talk(fakes, "nurse")
    said = await talk.say(SeenUpdates("batch-nurse"))
    assert talk.cards[0][1] is Audience.PRESSER
    assert "The case was closed: **lumo-tavi**" in said
    assert "You said so at 09:30 on 20 November 2026." in said
    assert {one.seen_at for one in fakes.desk.seens.rows} == {NOW}
    entry = fakes.ledger.audit[-1]
    assert (entry.action, entry.outcome) == (Action.UPDATES_ACKNOWLEDGE, Outcome.CHANGED)
    assert await talk.say(SeenUpdates("batch-nurse")) == said
    assert {one.seen_at for one in fakes.desk.seens.rows} == {NOW}


async def test_what_one_may_not_know_any_more_is_acknowledged_without_naming_it():
    fakes = channelled(IN_CIRCLE, "me")
    told(fakes, "broker", CLOSED, ELSEWHERE)
    said = await Talk(fakes, "broker").say(SeenUpdates("batch-broker"))
    assert "lumo-tavi" not in said
    assert all(one.seen_at for one in fakes.desk.seens.rows)


async def test_anothers_message_is_as_one_that_there_is_not():
    fakes = some("nurse")
    talk = Talk(fakes, "officer")
    cards = []
    for batch in ("batch-nurse", "nothing", ""):
        await talk.say(SeenUpdates(batch))
        cards.append(talk.cards[0])
    assert all(one == cards[0] for one in cards)
    assert of(fakes)["nurse"].seen_at is None


async def test_the_lead_sees_who_has_and_who_has_not_of_those_whom_they_may_see():
    fakes = some("me", "nurse", "officer", "doctor", "broker")
    await Talk(fakes, "nurse").say(SeenUpdates("batch-nurse"))
    talk = Talk(fakes, "me")
    said = await talk.say(WhoHasSeen("closed"))
    assert "1 of 2 has not seen it yet." in said
    assert "**Officer**, Worker: not yet\n**Nurse**, Worker: 09:30 on 20 November 2026" in said
    for hidden in ("Doctor", "Broker", "Me"):
        assert f"**{hidden}**" not in said
    entry = fakes.ledger.audit[-1]
    assert (entry.action, entry.outcome, entry.child_id) == (Action.UPDATES_SEE, Outcome.SHOWN, "c1")


async def test_a_hidden_recipient_changes_no_byte_of_it():
    talks = [Talk(some("nurse", *hidden), "me") for hidden in ((), ("doctor",))]
    said = [await talk.say(WhoHasSeen("closed")) for talk in talks]
    assert said[0] == said[1]
    assert talks[0].cards == talks[1].cards


async def test_that_a_hidden_person_alone_was_told_reads_as_that_nobody_was():
    talks = [Talk(some(*people), "me") for people in ((), ("doctor",), ("me", "doctor"))]
    for talk in talks:
        assert "There is no such update" in await talk.say(WhoHasSeen("closed"))
    assert all(talk.cards == talks[0].cards for talk in talks)


@pytest.mark.parametrize("update", ["closed", "news", "elsewhere", "nothing"])
@pytest.mark.parametrize("who", ["nurse", "officer", "manager", "broker"])
async def test_to_everybody_else_there_is_no_such_update(who, update):
    fakes = some("nurse")
    told(fakes, "nurse", NEWS, ELSEWHERE)
    talk = Talk(fakes, who)
    assert "There is no such update that I can show you." in await talk.say(WhoHasSeen(update))
    unknown = Talk(fakes, who)
    await unknown.say(WhoHasSeen("no such thing"))
    assert talk.cards == unknown.cards


async def test_after_a_working_day_each_is_asked_again_once():
    fakes = some("nurse", "officer")
    told(fakes, "nurse", LED, NEWS)
    monday = NOW + LATER
    assert await heard(fakes, monday - timedelta(minutes=15)) == []
    assert sorted(await heard(fakes, monday)) == [
        ("nurse", "batch/batch-nurse"),
        ("officer", "batch/batch-officer"),
    ]
    assert of(fakes, "led")["nurse"].reminded_at == of(fakes)["nurse"].reminded_at == monday
    assert of(fakes, "news")["nurse"].reminded_at is None
    for minutes in (15, 30, 600):
        assert await heard(fakes, monday + timedelta(minutes=minutes)) == []


async def test_the_round_looks_once_in_a_quarter_of_an_hour():
    fakes = some()
    assert await heard(fakes, NOW + LATER) == []
    told(fakes, "nurse", CLOSED)
    assert await heard(fakes, NOW + LATER + timedelta(minutes=14)) == []
    assert await heard(fakes, NOW + LATER + timedelta(minutes=15)) == [("nurse", "batch/batch-nurse")]


async def test_whoever_has_seen_it_is_not_asked_again():
    fakes = some("nurse", "officer")
    await Talk(fakes, "nurse").say(SeenUpdates("batch-nurse"))
    assert await heard(fakes, NOW + LATER) == [("officer", "batch/batch-officer")]


async def test_the_reminder_comes_at_a_decent_hour_of_a_day_that_they_work():
    fakes = some("nurse")
    away = Profile(NURSE.id, absence=Absence(date(2026, 11, 30), date(2026, 12, 1)))
    await fakes.ledger.commit(Effects(rewrites=(ProfileRewrite(Profile(NURSE.id), away),)), None)
    caught: list[Effects] = []

    class Watched:
        """Keeps what is committed."""

        async def commit(self, effects, once):
            caught.append(effects)
            return await fakes.ledger.commit(effects, once)

    sunday_a_week_later = NOW + timedelta(days=9, hours=8)
    desk = replace(fakes.desk, ledger=Watched())
    await remind_of_unseen(desk, sunday_a_week_later)
    (notice,) = caught[0].notices
    assert notice.not_before == datetime.fromisoformat("2026-12-02T08:00:00+00:00")


async def test_the_reminder_names_the_case_and_one_press_ends_it():
    fakes = some("nurse")
    await heard(fakes, NOW + LATER)
    notice = Notice(NURSE.id, "update.seen", "batch/batch-nurse")
    card = await tell(notice, fakes.desk, NOW + LATER)
    assert card
    assert "The case was closed: **lumo-tavi**" in words(card.content)
    talk = Talk(fakes, "nurse")
    talk.cards = [(card, Audience.ASKER)]
    assert "Seen" in await talk.press("Seen")
    assert of(fakes)["nurse"].seen_at == NOW


@pytest.mark.parametrize(
    ("who", "subject"),
    [
        ("broker", "batch/batch-broker"),  # may not know of the case
        ("nurse", "batch/batch-officer"),
        ("nurse", "lead/closed"),
        ("me", "lead/nothing"),
    ],
)
async def test_where_there_is_nothing_to_see_nothing_is_sent(who, subject):
    fakes = some("nurse", "officer", "broker")
    assert await tell(Notice(PractitionerId(who), "update.seen", subject), fakes.desk, NOW + LATER) is None


async def test_after_another_working_day_the_lead_hears_once():
    fakes = some("nurse", "officer", "manager")
    await heard(fakes, NOW + LATER)
    await Talk(fakes, "nurse").say(SeenUpdates("batch-nurse"))
    tuesday = NOW + LATER + timedelta(days=1)
    assert await heard(fakes, tuesday - timedelta(minutes=15)) == []
    assert await heard(fakes, tuesday) == [("me", "lead/closed")]
    assert of(fakes)["officer"].escalated_at == tuesday
    assert of(fakes)["manager"].escalated_at is None, "not one whom the lead may see here"
    for days in range(1, 9):
        assert await heard(fakes, tuesday + timedelta(days=days)) == []
    card = await tell(Notice(PractitionerId("me"), "update.seen", "lead/closed"), fakes.desk, tuesday)
    assert card
    assert "1 of 2 has not seen it yet." in words(card.content)


async def test_of_whoever_was_told_later_the_lead_does_not_hear_a_second_time():
    fakes = some("nurse")
    await heard(fakes, NOW + LATER)
    assert await heard(fakes, NOW + LATER + timedelta(days=1)) == [("me", "lead/closed")]
    # Such keys are kept for a week.
    await fakes.ledger.release("update.seen:lead:closed")
    told(fakes, "officer", CLOSED, at=NOW + LATER)
    assert await heard(fakes, NOW + timedelta(days=5)) == [("officer", "batch/batch-officer")]
    assert await heard(fakes, NOW + timedelta(days=6)) == []
    assert of(fakes)["officer"].escalated_at is not None


async def test_a_hidden_recipient_brings_the_lead_nothing_and_nothing_sooner():
    """The clinic's counsellor was told three days before the nurse, and the lead may not know of her."""
    heards = []
    for hidden in ((), ("doctor",)):
        fakes = channelled(IN_CIRCLE, "me")
        for one in hidden:
            told(fakes, one, CLOSED, at=NOW - LATER)
        told(fakes, "nurse", CLOSED)
        days = [await heard(fakes, NOW + timedelta(days=number)) for number in range(12)]
        heards.append([[one for one in day if one[0] == "me"] for day in days])
    assert heards[0] == heards[1]
    assert [("me", "lead/closed")] in heards[0]


async def test_a_lead_who_was_told_and_has_not_pressed_is_not_put_before_themself():
    fakes = some("me")
    assert await heard(fakes, NOW + LATER) == [("me", "batch/batch-me")]
    assert await heard(fakes, NOW + LATER + timedelta(days=2)) == []


async def test_a_case_without_a_lead_waits_for_one():
    seed = replace(IN_CIRCLE, cases=(case("c1", lead=None, channel="19:case"),))
    fakes = channelled(seed, "nurse")
    told(fakes, "nurse", CLOSED)
    await heard(fakes, NOW + LATER)
    assert await heard(fakes, NOW + LATER + timedelta(days=2)) == []
    before = fakes.ledger.cases.rows[CASE]
    after = replace(before, lead_id=PractitionerId("me"))
    await fakes.ledger.commit(Effects(rewrites=(CaseRewrite(before, after),)), None)
    assert ("me", "lead/closed") in await heard(fakes, NOW + LATER + timedelta(days=3))


async def test_two_replicas_at_once_ask_once():
    fakes = some("nurse", "officer")
    await asyncio.gather(*(remind_of_unseen(fakes.desk, NOW + LATER) for _ in range(3)))
    assert await fakes.ledger.notices.waiting() == 2
    tuesday = NOW + LATER + timedelta(days=1)
    await asyncio.gather(*(remind_of_unseen(fakes.desk, tuesday) for _ in range(3)))
    assert await fakes.ledger.notices.waiting() == 3


async def test_what_was_seen_in_the_meantime_is_left_alone():
    fakes = some("nurse")
    ledger = fakes.ledger

    class Overtaken:
        """A ledger before which everybody pressed "Seen"."""

        async def commit(self, effects, once):
            if effects.notices:
                fakes.desk.seens.rows = [replace(one, seen_at=NOW) for one in fakes.desk.seens.rows]
            return await ledger.commit(effects, once)

    await remind_of_unseen(replace(fakes.desk, ledger=Overtaken()), NOW + LATER)
    assert await ledger.notices.waiting() == 0


def test_the_round_is_one_of_those_that_are_made():
    assert remind_of_unseen in ROUNDS
