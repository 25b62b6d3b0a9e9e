"""What each reader is told of what others do, as it is when they are told; and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from cards.updates import SUMMARY
from cases.choices import Choice, Pace
from cases.handover import Handover, HandoverState
from cases.model import (
    CaseId,
    CaseStatus,
    ChildId,
    DisclosureLevel,
    InvolvementId,
    PractitionerId,
    TaskId,
    UpdateKind,
)
from cases.ports_updates import Item
from cases.records import (
    Action,
    CaseEvent,
    CaseEventKind,
    CaseRewrite,
    ChoiceRewrite,
    Effects,
    Event,
    EventKind,
    HandoverRewrite,
    Notice,
    Outcome,
)
from cases.updates import overdue, stranger, updates_of
from dialogs.rounds_tasks import remind_of_tasks
from dialogs.rounds_updates import gather_updates
from dialogs.tell import tell
from dialogs.updates_plan import plan_updates
from tests.builders import NOW, TODAY, case, child, involvement, sensitive
from tests.dialogs.tasks import ANNA, BERT, CASE, DOCTOR, LEAD, Hands, seed, task
from tests.local_teams import words

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CHILD = ChildId("c1")
FRIDAY = TODAY


class Town(Hands):
    """People who do something, and what others are told of it."""

    @property
    def now(self) -> datetime:
        return self.fakes.clock.now()

    async def plan(self) -> None:
        await plan_updates([one.id for one in self.fakes.ledger.updates], self.fakes.desk, self.now)

    def due(self) -> dict[str, datetime]:
        """When each hears of it."""
        return {str(one.practitioner_id): one.due_at for one in self.items}

    @property
    def items(self) -> list[Item]:
        updates: Any = self.fakes.desk.updates
        return list(updates.items.values())

    async def hear(self, who: str, after: timedelta = 2 * HOUR) -> str:
        """All that somebody is told by messages of updates."""
        self.fakes.clock.advance(after)
        await gather_updates(self.fakes.desk, self.now)
        found = []
        for one in await self.fakes.ledger.notices.due(self.now, 100):
            if (one.notice.to, one.notice.kind) == (who, "updates"):
                card = await tell(one.notice, self.fakes.desk, self.now)
                found += [words(card.content)] if card else []
                assert card is None or card.summary == SUMMARY
        return "\n".join(found)

    async def messages(self, who: str) -> int:
        """How many messages of updates somebody has had, or is to have."""
        pending = self.fakes.ledger.notices.pending
        return len([one for _, one in pending if (one.notice.to, one.notice.kind) == (who, "updates")])

    async def choose(self, who: str, **choice: Any) -> None:
        """Somebody chooses anew, from the usual choice."""
        before = await self.fakes.desk.choices.of(PractitionerId(who))
        after = replace(Choice(before.id), **choice)
        muting = set(choice) == {"muted"}
        await self.fakes.ledger.commit(Effects(rewrites=(ChoiceRewrite(before, after, muting=muting),)), None)

    async def event(self, who: str, kind: EventKind, day: date = TODAY, actor: str = "") -> None:
        (row,) = await self.fakes.desk.register.held(PractitionerId(who), [CHILD])
        number = f"e{len(self.fakes.ledger.kept.events)}"
        by = PractitionerId(actor or who)
        made = Event(number, self.now, kind, CHILD, row.id, row.practitioner_id, by, day)
        await self.fakes.ledger.commit(Effects(events=(made,)), None)


async def test_all_who_may_see_it_are_told_and_nobody_else():
    town = Town()
    await town.event("anna", EventKind.JOINED)
    await town.event("doctor", EventKind.CONTACT)
    await town.plan()
    assert set(town.due()) == {"lead", "bert", "doctor"}
    said = await town.hear("lead")
    assert "**Anna** (Helper, Health) joined on 20 November 2026." in said
    assert "Doctor" not in said
    assert await town.hear("anna") == ""
    assert await town.hear("chief") == ""


async def test_what_may_not_be_seen_any_more_is_left_out_when_it_is_told():
    town = Town()
    await town.event("anna", EventKind.JOINED)
    await town.event("bert", EventKind.JOINED)
    await town.plan()
    rows = town.fakes.ledger.kept.rows
    for row in [row for row in rows.values() if row.practitioner_id == "bert"]:
        rows[row.id] = replace(row, until=TODAY - DAY)
    assert await town.hear("bert") == "", "who works with the child no more"
    rows[InvolvementId("anna-c1")] = replace(rows[InvolvementId("anna-c1")], cancelled=True)
    said = await town.hear("lead")
    assert "Bert" in said
    assert "Anna" not in said


async def test_what_was_told_is_on_the_trail_once_however_often_it_is_sent():
    town = Town()
    await town.event("anna", EventKind.JOINED)
    await town.plan()
    assert await town.hear("lead") == await town.hear("lead", timedelta(0)) != ""
    (entry,) = [one for one in town.fakes.ledger.audit if one.action is Action.UPDATE_READ]
    assert (entry.practitioner_id, entry.outcome, entry.child_id) == ("lead", Outcome.LISTED, CHILD)
    assert entry.shown == ("anna-c1",)


async def test_whoever_gets_a_message_of_their_own_gets_no_other():
    town = Town()
    (row,) = await town.fakes.desk.register.held(PractitionerId("anna"), [CHILD])
    made = Event("e9", NOW, EventKind.LEFT, CHILD, row.id, row.practitioner_id, row.practitioner_id, TODAY)
    notice = Notice(PractitionerId("lead"), "involvement", "e9")
    await town.fakes.ledger.commit(Effects(events=(made,), notices=(notice,)), None)
    await town.plan()
    assert set(town.due()) == {"bert", "doctor"}


async def test_a_contact_is_told_after_a_gap_alone():
    town = Town()
    await town.event("anna", EventKind.CONTACT, FRIDAY)
    await town.event("bert", EventKind.CONTACT, FRIDAY)
    await town.plan()
    said = await town.hear("lead")
    assert "**Anna** (Helper, Health) was in touch on 20 November 2026" in said
    assert "Bert" not in said


async def test_a_hand_over_is_told_as_it_stands():
    asked = Handover(
        "h1", CHILD, (InvolvementId("anna-c1"),), ANNA.id, BERT.id, ANNA.id, NOW, TODAY + DAY, with_lead=False
    )
    accepted = replace(asked, state=HandoverState.ACCEPTED, answered_at=NOW)
    town = Town()
    await town.fakes.ledger.commit(Effects(rewrites=(HandoverRewrite(None, asked),)), None)
    await town.plan()
    await town.fakes.ledger.commit(Effects(rewrites=(HandoverRewrite(asked, accepted),)), None)
    await town.plan()
    said = await town.hear("lead")
    assert "**Bert** takes over from **Anna** (Helper, Health) on 21 November 2026." in said
    assert "is asked" not in said, "what has been answered"


async def test_who_is_away_is_told_to_those_who_work_with_the_same_children():
    town = Town()
    await town.press("anna", "I'm away until 4 December")
    await town.plan()
    said = await town.hear("bert")
    assert "People you work with" in said
    assert "**Anna** (Worker, Health) is away from 20 November 2026 to 4 December 2026." in said
    assert "You both work with C-c1." in said


async def test_days_away_that_were_taken_back_are_told_to_nobody():
    town = Town()
    await town.press("anna", "I'm away until 4 December")
    await town.plan()
    assert "bert" in town.due()
    await town.press("anna", "I'm back")
    assert await town.hear("bert") == ""


async def test_another_lead_is_told_and_one_who_is_none_any_more_is_not():
    town = Town()
    for number, (before, after) in enumerate((("lead", "anna"), ("anna", "bert"))):
        one = replace(CASE, lead_id=PractitionerId(before))
        two = replace(CASE, lead_id=PractitionerId(after))
        happened = CaseEvent(
            f"l{number}", town.now, CaseEventKind.LEAD_CHANGED, CASE.id, LEAD.id, TODAY, two.lead_id
        )
        change = Effects(rewrites=(CaseRewrite(one, two),), case_events=(happened,))
        await town.fakes.ledger.commit(change, None)
    await town.plan()
    said = await town.hear("anna")
    assert "The lead is now **Bert**" in said
    assert "**Anna**" not in said
    assert "Recorded by Lead." in said


async def test_a_case_that_was_closed_is_told_with_its_reason():
    town = Town()
    closed = replace(CASE, status=CaseStatus.CLOSED)
    happened = CaseEvent("x", NOW, CaseEventKind.CLOSED, CASE.id, LEAD.id, TODAY, LEAD.id, detail="needs_met")
    change = Effects(rewrites=(CaseRewrite(CASE, closed),), case_events=(happened,))
    await town.fakes.ledger.commit(change, None)
    await town.plan()
    assert "The case was closed: Needs met." in await town.hear("bert")
    assert await town.hear("lead") == ""


async def test_a_task_that_is_late_is_told_to_those_of_its_case_who_see_it():
    town = Town(replace(task(), due=TODAY - 2 * DAY))
    town.fakes.clock.advance(timedelta(days=3, hours=1))
    await remind_of_tasks(town.fakes.desk, town.now)
    (update,) = town.fakes.ledger.updates
    assert (update.kind, update.about_id) == (UpdateKind.TASK_OVERDUE, "anna")
    assert set(update.told) == {"anna", "lead"}, "who are told by messages of their own"
    await town.plan()
    said = await town.hear("bert")
    assert "A task of **Anna** is overdue since 18 November 2026: Ring the school 1" in said
    town.tasks[TaskId("task-1")] = replace(town.tasks[TaskId("task-1")], due=TODAY + 30 * DAY)
    assert await town.hear("bert", timedelta(0)) == ""


async def test_those_who_want_it_at_once_hear_at_once_and_of_confirming_never():
    town = Town()
    town.fakes.desk.choices.kept[BERT.id] = Choice(BERT.id, Pace.AT_ONCE)  # type: ignore[attr-defined]
    await town.event("anna", EventKind.JOINED)
    await town.plan()
    assert town.due()["bert"] == NOW
    town.fakes.ledger.updates.clear()
    await town.event("lead", EventKind.CONFIRMED)
    await town.plan()
    due = [one.due_at for one in town.items if one.practitioner_id == "bert"]
    assert due == [NOW, NOW + HOUR / 2]


async def test_what_was_due_before_an_outage_waits_for_the_morning():
    town = Town()
    await town.event("anna", EventKind.JOINED)
    await town.plan()
    night = datetime(2026, 11, 24, 2, tzinfo=UTC)
    assert await town.hear("lead", night - town.now) == ""
    assert await town.hear("lead", timedelta(hours=5, minutes=59)) == ""
    assert "**Anna**" in await town.hear("lead", timedelta(minutes=1))
    assert await town.messages("lead") == 1


async def test_whoever_wants_it_daily_by_now_hears_what_was_planned_for_now_the_next_morning():
    town = Town()
    await town.choose("bert", pace=Pace.AT_ONCE)
    await town.event("anna", EventKind.JOINED)
    await town.plan()
    assert town.due()["bert"] == NOW
    await town.choose("bert", pace=Pace.DAILY)
    assert await town.hear("bert", timedelta(hours=4)) == ""
    monday = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert await town.hear("bert", monday - town.now - timedelta(minutes=1)) == ""
    assert "**Anna**" in await town.hear("bert", timedelta(minutes=1))
    assert await town.messages("bert") == 1


async def test_whoever_wants_it_at_once_by_now_waits_no_longer():
    town = Town()
    await town.choose("bert", pace=Pace.DAILY)
    await town.event("anna", EventKind.JOINED)
    await town.plan()
    assert await town.hear("bert", timedelta(minutes=1)) == ""
    await town.choose("bert", pace=Pace.AT_ONCE)
    assert "**Anna**" in await town.hear("bert", timedelta(minutes=1))
    await town.choose("bert", pace=Pace.DAILY)
    await town.hear("bert", timedelta(days=4))
    assert await town.messages("bert") == 1


async def test_a_case_that_is_muted_by_now_is_told_of_no_more_nor_what_needs_nobody():
    for after in ({"muted": frozenset({CASE.id})}, {"pace": Pace.ONLY_MINE}):
        town = Town()
        await town.event("anna", EventKind.JOINED)
        await town.event("bert", EventKind.LEFT, actor="lead")
        await town.plan()
        await town.choose("bert", **after)
        said = await town.hear("bert")
        assert "**Anna**" not in said
        assert "**Bert** (Helper, Police) leaves" in said, "what is about themself needs them"
        await town.choose("bert")
        assert "**Anna**" not in await town.hear("bert", timedelta(days=5))


async def test_quiet_hours_that_have_changed_hold_for_what_waits():
    town = Town()
    await town.event("anna", EventKind.JOINED)
    await town.plan()
    assert town.due()["bert"] == NOW + HOUR / 2
    await town.choose("bert", quiet_from=time(9), quiet_to=time(13))
    assert await town.hear("bert", timedelta(hours=1)) == ""
    assert await town.hear("bert", timedelta(hours=2, minutes=29)) == ""
    assert "**Anna**" in await town.hear("bert", timedelta(minutes=1))


async def test_what_would_be_beyond_the_days_number_by_now_is_told_with_the_next_days():
    town = Town()
    await town.choose("bert", budget=1)
    await town.event("anna", EventKind.JOINED)
    await town.plan()
    await town.hear("bert", HOUR)
    await town.event("lead", EventKind.JOINED)
    await town.plan()
    await town.hear("bert", timedelta(hours=3))
    assert await town.messages("bert") == 1
    assert "**Lead**" in await town.hear("bert", timedelta(days=3))


async def test_another_case_that_one_may_not_know_of_changes_not_when_one_hears_who_is_away():
    # The doctor may be known to Bert with one child, and not with the other, whose case Bert leads.
    cases = (CASE, case("c2", lead="bert", id=CaseId("other"), reference="reso-kima"))
    known = sensitive(DOCTOR, DisclosureLevel.NAMED, "bert", child="c1")
    unknown = sensitive(DOCTOR, DisclosureLevel.NONE, child="c2")
    due = []
    for more in ((), (unknown,)):
        people = (*(involvement(one, "c1") for one in (LEAD, BERT)), involvement(BERT, "c2"), known, *more)
        register = seed(children=(child("c1"), child("c2")), cases=cases, involvements=people)
        town = Town(register=register)
        await town.press("doctor", "I'm away until 4 December")
        await town.plan()
        due.append(town.due()["bert"])
        assert "You both work with C-c1." in await town.hear("bert")
    assert due[0] == due[1]


def test_an_update_that_nothing_else_tells_is_told_to_those_named_and_noticed():
    late, odd = overdue(task(), NOW), stranger(CASE.id, "1", NOW)
    escalated = Notice(PractitionerId("boss"), "task.escalated", "task-1/1/1")
    alarm = Notice(PractitionerId("lead"), "channel.stranger", f"{CASE.id}/tenant/someone")
    (of_task,) = updates_of(Effects(updates=(late,), notices=(escalated,)))
    (of_channel,) = updates_of(Effects(updates=(odd,), notices=(alarm,)))
    assert (of_task.told, of_channel.told) == (("anna", "boss"), ("lead",))
