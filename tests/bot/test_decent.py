"""When a notice may go: by the hours that its reader has chosen, and by what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.decent import decent_hours
from cases.choices import Choice
from cases.deferral import FOR_TODAY, URGENT
from cases.handover import Handover
from cases.model import Absence, ChildId, InvolvementId
from cases.ports_delivery import PendingNotice
from cases.profile import Profile
from cases.records import Effects, HandoverRewrite, Notice
from dialogs.tell import TELLERS, tell
from tests.builders import NOW
from tests.desk import FakeDesk, fake_desk
from tests.dialogs.tasks import ANNA, BERT, seed, task
from tests.local_teams import words

FRIDAY = date(2026, 11, 20)
EVENING = datetime(2026, 11, 20, 19, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


class Counted:
    """Choices and profiles that count how often they are asked."""

    def __init__(self, port: Any) -> None:
        self._port, self.asked = port, 0

    def __getattr__(self, name: str) -> Any:
        self.asked += 1
        return getattr(self._port, name)


def evening(moment: datetime = EVENING) -> FakeDesk:
    """Anna has chosen something, and left her hours as they are offered."""
    fakes = fake_desk(seed())
    fakes.clock.advance(moment - fakes.clock.now())
    chosen(fakes, Choice(ANNA.id))
    return fakes


def chosen(fakes: FakeDesk, choice: Choice) -> None:
    choices: Any = fakes.desk.choices
    choices.kept[choice.id] = choice
    choices.chosen.add(choice.id)


async def held(fakes: FakeDesk, kind: str, subject: str = "x", since: datetime | None = None) -> Any:
    pending = PendingNotice(1, Notice(ANNA.id, kind, subject), since=since)
    return await decent_hours(fakes.desk, fakes.clock)(pending)


@pytest.mark.parametrize("kind", sorted(TELLERS))
async def test_who_has_chosen_is_left_alone_in_the_evening_but_for_what_is_urgent(kind: str):
    assert await held(evening(), kind) == (None if kind in URGENT else MONDAY)
    assert await held(evening(NOW), kind) is None


async def test_who_has_chosen_nothing_hears_at_once_and_is_told_of_no_hours():
    fakes = fake_desk(seed())
    fakes.clock.advance(EVENING - fakes.clock.now())
    fakes.ledger.tasks.rows["task-1"] = replace(task(1), due=FRIDAY)
    for kind in sorted(TELLERS):
        assert await held(fakes, kind) is None
    card = await tell(Notice(ANNA.id, "task.given", "task-1"), fakes.desk, EVENING)
    assert card is not None
    assert FOR_TODAY not in words(card.content)


async def test_who_has_chosen_other_hours_has_those():
    fakes = evening()
    chosen(fakes, replace(Choice(ANNA.id), quiet_from=time(22)))
    assert await held(fakes, "disclosure") is None


async def test_a_task_for_the_same_day_is_told_and_says_why():
    for due, until in ((FRIDAY, None), (FRIDAY + timedelta(days=1), MONDAY), (None, MONDAY)):
        fakes = evening()
        fakes.ledger.tasks.rows["task-1"] = replace(task(1), due=due)
        assert await held(fakes, "task.given", "task-1") == until
        card = await tell(Notice(ANNA.id, "task.given", "task-1"), fakes.desk, EVENING)
        assert card is not None
        assert (FOR_TODAY in words(card.content)) == (until is None)


async def test_somebody_elses_task_and_none_tell_nothing_of_their_day():
    fakes = evening()
    fakes.ledger.tasks.rows["task-1"] = replace(task(1), due=FRIDAY, owner_id=BERT.id)
    assert await held(fakes, "task.given", "task-1") == await held(fakes, "task.given", "no such") == MONDAY


async def test_an_answer_comes_on_the_day_of_the_question_to_whoever_asked():
    for asker, at, until in (
        (ANNA, NOW, None),
        (ANNA, NOW - timedelta(days=1), MONDAY),
        (BERT, NOW, MONDAY),
    ):
        fakes = evening()
        rows = (InvolvementId("anna-c1"),)
        asked = Handover("h1", ChildId("c1"), rows, ANNA.id, BERT.id, asker.id, at, FRIDAY, with_lead=False)
        await fakes.ledger.commit(Effects(rewrites=(HandoverRewrite(None, asked),)), None)
        assert await held(fakes, "handover.answer", "h1") == until


async def test_nothing_is_kept_for_ever_for_who_is_away_with_no_last_day():
    fakes = evening()
    fakes.ledger.profiles.rows[ANNA.id] = Profile(ANNA.id, absence=Absence(FRIDAY))
    assert await held(fakes, "disclosure", since=EVENING) > MONDAY
    assert await held(fakes, "disclosure", since=EVENING - timedelta(days=60)) is None


async def test_by_day_it_takes_two_look_ups_and_for_what_is_urgent_none():
    fakes = evening(NOW)
    choices, profiles = Counted(fakes.desk.choices), Counted(fakes.desk.profiles)
    fakes = replace(fakes, desk=replace(fakes.desk, choices=choices, profiles=profiles))
    await held(fakes, "task.given", "task-1")
    assert (choices.asked, profiles.asked) == (1, 1)
    await held(fakes, "override")
    assert (choices.asked, profiles.asked) == (1, 1)
