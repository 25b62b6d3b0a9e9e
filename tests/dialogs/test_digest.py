"""Managers' digests: on demand, by the round, told later, and each line with what can be done about it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from cases.choices import Choice
from cases.commands import AskToConfirm, Command, DigestLine, MyDigest
from cases.digest import Kind, Line, Rules
from cases.digest_times import began, day_in, due, period
from cases.model import Absence, PractitionerId
from cases.profile import Profile, Weekday
from cases.records import Departure, Effects, Notice, TaskMarks
from dialogs.digest_plan import plan_some
from dialogs.dispatch import dispatch
from dialogs.rounds_digests import PLAN, plan_digests
from dialogs.tell import tell
from dialogs.turn import Digesting, Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY
from tests.desk import FakeDesk, fake_desk, with_channels
from tests.digest_world import ANN, CHIEF, HAPPENED, MATRON, STRANGER, UNSEEN, UPDATES, WORLD
from tests.fakes_casework import FakeCasework
from tests.fakes_digests import FakeDigests
from tests.fakes_updates import FakeChoices
from tests.local_teams import walk, words
from tests.property.registers import identity

LONDON = "Europe/London"
DAY = timedelta(days=1)


async def desk(seed: RegisterSeed = WORLD) -> FakeDesk:
    fakes = with_channels(fake_desk(seed))
    await fakes.ledger.commit(HAPPENED, None)
    digests, casework = fakes.desk.digests, fakes.desk.casework
    assert isinstance(digests, FakeDigests)
    assert isinstance(casework, FakeCasework)
    casework.seats[STRANGER.case_id, STRANGER.identity] = STRANGER
    fakes.ledger.updates.extend(UPDATES)
    digests.unseen.update(UNSEEN)
    return replace(fakes, desk=replace(fakes.desk, digesting=Digesting(rules=Rules(level=1))))


async def answer(fakes: FakeDesk, who: str, said: str | Command, once: str = "") -> dict[str, Any]:
    turn = Turn(
        identity(who), Room.PERSONAL, "a:1", f"{said}{who}{once}", NOW, said if isinstance(said, str) else ""
    )
    (reply,) = await dispatch(turn, said, fakes.desk) or ()
    return reply.card.content


def titles(card: dict[str, Any]) -> list[str]:
    return [one["title"] for one in walk(card) if one.get("type") == "Action.Execute"]


async def test_a_manager_reads_every_count_and_the_charts_say_the_same_in_words():
    card = await answer(await desk(), "chief", "my digest")
    said = words(card)
    for line in (
        "**2** children without a contact for 28 days",
        "**1** involvement that nobody has confirmed",
        "**3** overdue tasks",
        "**1** child left uncovered",
        "**2** cases without a lead",
        "**3** cases without a channel",
        "**2** updates not acknowledged",
        "**1** request to be put in touch waits",
        "**1** channel with somebody in it",
        "**1** look past a shield by your people since 19 November",
        "**4** children",
        "**1** case opened since 19 November",
        "**1** case closed since 19 November",
    ):
        assert line in said
    charts = {one["type"]: one for one in walk(card) if str(one.get("type")).startswith("Chart.")}
    late, caseload = charts["Chart.VerticalBar"], charts["Chart.HorizontalBar"]
    assert [one["y"] for one in late["data"]] == [1, 1, 1]
    assert [(one["x"], one["y"]) for one in caseload["data"]] == [("Ann", 2), ("Bob", 1), ("Yan", 1)]
    assert caseload["fallback"]["facts"][0] == {"title": "Ann", "value": "2"}


async def test_whoever_manages_nothing_is_told_so():
    fakes = await desk()
    for said in ("digest", MyDigest(), DigestLine(Line.NO_LEAD), AskToConfirm(ANN.id)):
        assert "You manage no service" in words(await answer(fakes, "ann", said))


@pytest.mark.parametrize(
    ("line", "says", "offers"),
    [
        (Line.CHILDREN, "Ann", "Profile"),
        (Line.ABOVE, "2 children", "Profile"),
        (Line.NO_CONTACT, "C-c2", "Who is working with them?"),
        (Line.UNCONFIRMED, "last confirmed", "Ask them to confirm"),
        (Line.OVERDUE, "Task late", "Open, or give to somebody else"),
        (Line.OVERDUE_10, "Task later", "Open, or give to somebody else"),
        (Line.UNCOVERED, "Cat", "Hand over"),
        (Line.NO_LEAD, "ref-k5", "Choose a new lead"),
        (Line.NO_CHANNEL, "ref-k2", "Ask for a channel"),
        (Line.UNSEEN, "ref-k1", "My digest"),
        (Line.WAITING, "Yan", "My digest"),
        (Line.STRANGERS, "ref-k1", "Who is in it?"),
        (Line.OVERRIDES, "Ann", "My digest"),
        (Line.OPENED, "ref-k2", "Tasks"),
        (Line.CLOSED, "ref-k6", "My digest"),
    ],
)
async def test_every_line_leads_to_what_it_counts_and_to_something_to_do(line: Line, says: str, offers: str):
    card = await answer(await desk(), "chief", DigestLine(line))
    assert says in words(card)
    assert offers in titles(card)


async def test_a_line_counts_as_many_as_it_lists():
    fakes = await desk()
    whole = await answer(fakes, "chief", MyDigest())
    buttons = [one for one in walk(whole) if one.get("type") == "Action.Execute"]
    lines = [Line(one["data"]["line"]) for one in buttons if one["verb"] == "digest.line"]
    assert len(lines) == 14
    for line in (one for one in lines if one is not Line.CHILDREN):
        card = await answer(fakes, "chief", DigestLine(line))
        heading = next(one["text"] for one in walk(card) if one.get("style") == "heading")
        listed = [one for one in walk(card) if one.get("type") == "Container"]
        assert heading.startswith(str(len(listed))), line


async def test_one_service_alone_can_be_looked_at_and_no_other_service():
    fakes = await desk()
    youth = await answer(fakes, "chief", DigestLine(Line.CHILDREN, service="youth"))
    assert "Yan" in words(youth)
    assert "Ann" not in words(youth)
    nursing = await answer(fakes, "chief", DigestLine(Line.CHILDREN, service="nursing"))
    assert "You manage no service" in words(nursing)


async def test_somebody_is_asked_to_confirm_once_and_the_answer_tells_nothing_else():
    fakes = await desk()
    first = await answer(fakes, "chief", AskToConfirm(ANN.id))
    again = await answer(fakes, "chief", AskToConfirm(ANN.id), "again")
    assert words(first) == words(again)
    assert "They are asked" in words(first)
    asked = [one.notice for _, one in fakes.ledger.notices.pending if one.notice.kind == "due"]
    assert asked == [Notice(ANN.id, "due", TODAY.isoformat())]
    for nobody in ("bob", "nurse", "nobody"):
        assert "nothing to ask" in words(await answer(fakes, "chief", AskToConfirm(PractitionerId(nobody))))


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def morning(fakes: FakeDesk, now: datetime) -> list[str]:
    """The subjects of the digests that a morning brings the chief, of a service that is up."""
    await plan_digests(fakes.desk, fakes.clock.now())
    before = len(fakes.ledger.notices.pending)
    fakes.clock.advance(now - fakes.clock.now())
    await plan_digests(fakes.desk, now)
    for key, work in list(fakes.ledger.work.items()):
        if work.name == PLAN:
            zone, day = work.ids
            assert await plan_some(fakes.desk, zone, date.fromisoformat(day), "", now) == ""
            fakes.ledger.work.pop(key)
    told = [one.notice for _, one in fakes.ledger.notices.pending[before:]]
    return [one.subject for one in told if one.to == CHIEF.id and one.kind == "digest"]


async def test_a_week_brings_one_digest_each_working_morning_the_first_of_them_the_weeks():
    fakes = await desk()
    assert await morning(fakes, at(MONDAY, 7, 59)) == []
    assert await morning(fakes, at(MONDAY)) == ["week/2026-W48"]
    assert await morning(fakes, at(MONDAY, 12)) == []
    assert await morning(fakes, at(TUESDAY)) == ["day/2026-11-24"]
    for ahead, told in ((2, ["day/2026-11-25"]), (3, ["day/2026-11-26"]), (4, ["day/2026-11-27"])):
        assert await morning(fakes, at(MONDAY + ahead * DAY)) == told
    assert await morning(fakes, at(MONDAY + 5 * DAY)) == []
    assert await morning(fakes, at(MONDAY + 7 * DAY)) == ["week/2026-W49"]


async def test_after_an_outage_the_latest_comes_and_comes_once():
    fakes = await desk()
    await morning(fakes, at(MONDAY))
    assert await morning(fakes, at(MONDAY + 4 * DAY, 11)) == ["day/2026-11-27"]
    assert await morning(fakes, at(MONDAY + 4 * DAY, 12)) == []
    # In quiet hours nothing is made up for: the next morning brings what it brings.
    assert await morning(fakes, at(MONDAY + 7 * DAY, 20)) == []
    assert await morning(fakes, at(MONDAY + 8 * DAY)) == ["week/2026-W49"]


async def test_what_was_due_before_the_service_first_ran_is_not_made_up_for():
    fakes = await desk()
    fakes.clock.advance(at(MONDAY, 9) - fakes.clock.now())
    for hour in (9, 10, 17):
        assert await morning(fakes, at(MONDAY, hour)) == []
    assert await morning(fakes, at(TUESDAY)) == ["week/2026-W48"]
    assert await morning(fakes, at(TUESDAY + 2 * DAY, 11)) == ["day/2026-11-26"], "after an outage"


async def test_nor_is_it_for_a_register_that_was_filled_after_the_service_first_ran():
    empty, fakes = fake_desk(RegisterSeed()), await desk()
    for hour in (7, 9):
        await plan_digests(empty.desk, at(MONDAY, hour))
    marks = empty.ledger.keepers[TaskMarks].rows
    fakes.ledger.keepers[TaskMarks].rows.update(marks)
    fakes.clock.advance(at(MONDAY, 9, 1) - fakes.clock.now())
    assert await morning(fakes, at(MONDAY, 9, 2)) == []
    assert await morning(fakes, at(TUESDAY)) == ["week/2026-W48"]


async def test_a_service_that_is_put_up_before_the_hour_makes_that_days():
    fakes = await desk()
    fakes.clock.advance(at(MONDAY, 7, 58) - fakes.clock.now())
    assert await morning(fakes, at(MONDAY)) == ["week/2026-W48"]


async def test_two_replicas_make_it_once():
    fakes = await desk()
    for _ in range(2):
        await plan_some(fakes.desk, LONDON, MONDAY, "", at(MONDAY))
    mine = [one for one in fakes.ledger.notices.pending if one[1].notice.to == CHIEF.id]
    assert len(mine) == 1
    assert len([one for one in fakes.ledger.audit if one.practitioner_id == CHIEF.id]) == 1


async def told(fakes: FakeDesk, subject: str, now: datetime, who: str = "chief") -> str:
    card = await tell(Notice(PractitionerId(who), "digest", subject), fakes.desk, now)
    return words(card.content) if card else ""


async def test_what_is_told_are_the_figures_of_then_with_the_change_since_the_one_before():
    fakes = await desk()
    await morning(fakes, at(MONDAY))
    await morning(fakes, at(TUESDAY))
    await fakes.ledger.commit(Effects(rewrites=(Departure(ANN.id, active=False, on=TUESDAY),)), None)
    week, day = (
        await told(fakes, "week/2026-W48", at(TUESDAY)),
        await told(fakes, "day/2026-11-24", at(TUESDAY)),
    )
    assert "Your team's week: Monday 23 November" in week
    assert "**2** cases without a lead" in week
    assert "Tuesday 24 November" in day
    assert "Changes since 23 November" in day
    assert "**2** cases without a lead" in day
    now = words(await answer(fakes, "chief", "my digest"))
    assert "**3** (+1) cases without a lead" in now
    assert "**2** (+1) children left uncovered" in now  # c1 is Yan's, too
    assert await told(fakes, "day/2026-11-25", at(TUESDAY)) == ""


async def test_whoever_manages_nothing_any_more_is_told_nothing_and_new_services_are_counted_afresh():
    fakes = await desk()
    await morning(fakes, at(MONDAY))
    register: Any = fakes.desk.register
    register.people[CHIEF.id] = replace(CHIEF, manages=frozenset({"youth"}))
    assert "**1** child" in await told(fakes, "week/2026-W48", at(MONDAY))
    register.people[CHIEF.id] = replace(CHIEF, manages=frozenset())
    assert await told(fakes, "week/2026-W48", at(MONDAY)) == ""


async def test_part_timers_days_off_and_time_zones_are_kept():
    fakes = await desk()
    choices: Any = fakes.desk.choices
    assert isinstance(choices, FakeChoices)
    choices.kept[MATRON.id] = Choice(MATRON.id, zone="Asia/Kolkata")
    fakes.ledger.profiles.rows[CHIEF.id] = Profile(CHIEF.id, frozenset({Weekday.TUESDAY, Weekday.THURSDAY}))
    assert await morning(fakes, at(MONDAY, 2, 30)) == []
    matron = [one.notice for _, one in fakes.ledger.notices.pending if one.notice.to == MATRON.id]
    assert [one.subject for one in matron] == ["week/2026-W48"]
    assert await morning(fakes, at(MONDAY)) == []
    assert await morning(fakes, at(TUESDAY)) == ["week/2026-W48"]
    fakes.ledger.profiles.rows[CHIEF.id] = Profile(CHIEF.id, absence=Absence(MONDAY))
    assert await morning(fakes, at(TUESDAY + DAY)) == []


NEVER: Any = lambda _: False  # noqa: E731 - no bank holidays
USUAL, ANYBODY = Choice(CHIEF.id), Profile(CHIEF.id)


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        (LONDON, datetime(2026, 3, 27, 8, tzinfo=UTC), date(2026, 3, 27)),  # before the clocks go forward
        (LONDON, datetime(2026, 3, 27, 7, 59, tzinfo=UTC), None),
        (LONDON, datetime(2026, 3, 30, 7, tzinfo=UTC), date(2026, 3, 30)),  # and after
        (LONDON, datetime(2026, 3, 30, 6, 59, tzinfo=UTC), None),
        (LONDON, datetime(2026, 10, 23, 7, tzinfo=UTC), date(2026, 10, 23)),  # before they go back
        (LONDON, datetime(2026, 10, 26, 7, 30, tzinfo=UTC), None),  # and after
        (LONDON, datetime(2026, 10, 26, 8, tzinfo=UTC), date(2026, 10, 26)),
        (LONDON, datetime(2028, 2, 29, 8, tzinfo=UTC), date(2028, 2, 29)),
        ("Asia/Kolkata", datetime(2026, 11, 23, 2, 30, tzinfo=UTC), date(2026, 11, 23)),
        ("Asia/Kolkata", datetime(2026, 11, 23, 2, 29, tzinfo=UTC), None),
    ],
)
def test_the_morning_begins_when_it_does_there(zone: str, now: datetime, day: date | None):
    assert day_in(zone, now, time(8)) == day
    if day:
        assert due(replace(USUAL, zone=zone), ANYBODY, day, now, frozenset(), NEVER)


def test_a_bank_holiday_moves_the_weeks_to_the_next_day():
    monday = date(2026, 5, 25)
    holiday = monday.__eq__
    assert due(USUAL, ANYBODY, monday, at(monday, 9), frozenset(), holiday) is None
    tuesday = due(USUAL, ANYBODY, monday + DAY, at(monday + DAY, 9), frozenset(), holiday)
    assert tuesday is not None
    assert tuesday.kinds == (Kind.WEEK, Kind.DAY)


def test_a_late_riser_hears_when_it_is_not_quiet_any_more():
    late = replace(USUAL, quiet_to=time(9, 30))
    made = due(late, ANYBODY, MONDAY, at(MONDAY), frozenset({Kind.WEEK}), NEVER)
    assert made is not None
    assert (made.kinds, made.at) == ((Kind.DAY,), at(MONDAY, 9, 30))


def test_periods_have_names_that_sort_and_begin_with_the_last():
    assert period(Kind.WEEK, date(2027, 1, 3)) == "2026-W53"
    assert period(Kind.DAY, MONDAY) == "2026-11-23"
    assert began(Kind.WEEK, NOW, NOW - DAY) == NOW - 7 * DAY
    assert (began(Kind.DAY, NOW, None), began(Kind.DAY, NOW, NOW - 3 * DAY)) == (NOW - DAY, NOW - 3 * DAY)


async def test_a_desk_reads_its_own_hour():
    fakes = await desk()
    early = replace(fakes, desk=replace(fakes.desk, digesting=Digesting(at=time(7))))
    # The usual quiet hours end at eight: it is made at seven and comes then.
    assert await morning(early, at(MONDAY, 7)) == ["week/2026-W48"]
    (when,) = [when for when, one in early.ledger.notices.pending if one.notice.to == CHIEF.id]
    assert when >= at(MONDAY, 7)
