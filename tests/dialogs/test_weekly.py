"""A lead's week and a governance lead's month: asked for, and told by themselves once each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cards.card import Card
from cases.commands import AccessReview, Command, WeekOf, WhoLooked
from cases.model import (
    Approach,
    ApproachKind,
    CaseId,
    ChildId,
    ConversationId,
    DisclosureLevel,
    PractitionerId,
    Purpose,
    Reason,
)
from cases.profile import Profile, Weekday
from cases.query import Query
from cases.records import Action, AuditEntry, Outcome
from dialogs.dispatch import dispatch
from dialogs.rounds_weekly import tell_of_access, tell_of_weeks
from dialogs.tell import tell
from dialogs.turn import Room, Turn
from tests.builders import NOW, agreement, case, child, involvement, practitioner, sensitive
from tests.desk import FakeDesk, fake_desk
from tests.dialogs import tasks as given
from tests.local_teams import words
from tests.property.registers import AGENCIES, identity

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)
HELEN = practitioner("helen", "front door", governance_lead=True)
JOINED = date(2026, 11, 18)


def desk(**changes: object) -> FakeDesk:
    held = (
        involvement(given.LEAD, "c1", last_confirmed=JOINED, last_contact=JOINED),
        involvement(given.ANNA, "c1", since=JOINED),
        replace(sensitive(given.DOCTOR, DisclosureLevel.NONE, child="c1"), since=JOINED),
    )
    seed = given.seed(involvements=held)
    seed = replace(seed, **{"practitioners": (*seed.practitioners, HELEN), **changes})
    fakes = fake_desk(seed)
    fakes.ledger.tasks.rows["task-1"] = given.task(1, due=JOINED)
    return fakes


async def to(fakes: FakeDesk, moment: datetime) -> list[Card | None]:
    """From a service that is up: move the clock, make the rounds as two replicas would, send what is due."""
    await tell_of_weeks(fakes.desk, fakes.clock.now())
    await tell_of_access(fakes.desk, fakes.clock.now())
    fakes.clock.advance(moment - fakes.clock.now())
    for _ in range(2):
        await tell_of_weeks(fakes.desk, moment)
        await tell_of_access(fakes.desk, moment)
    return await sent(fakes, moment)


async def sent(fakes: FakeDesk, now: datetime) -> list[Card | None]:
    cards = []
    for pending in await fakes.ledger.notices.take(now, now + DAY, "me", 100):
        cards.append(await tell(pending.notice, fakes.desk, now))
        await fakes.ledger.notices.done(pending.id, "me")
    return cards


async def ask(fakes: FakeDesk, who: str, said: str | Command, place: str = "a:1") -> Card:
    room = Room.PERSONAL if place == "a:1" else Room.CHANNEL
    asked = said if isinstance(said, str) else ""
    turn = Turn(identity(who), room, ConversationId(place), f"{who}{said}", fakes.clock.now(), asked)
    replies = await dispatch(turn, said, fakes.desk)
    assert replies is not None
    return replies[0].card


async def test_on_monday_at_eight_a_lead_is_told_of_the_week_before_once():
    fakes = desk()
    assert await to(fakes, MONDAY - QUARTER) == []
    (card,) = await to(fakes, MONDAY)
    assert card is not None
    said = words(card.content)
    for text in ("lumo-tavi", "1 task is overdue", "Joined: Anna, Health (18 Nov)"):
        assert text in said
    assert "Doctor" not in str(card)
    assert "lumo" not in card.summary
    for later in range(1, 40):
        assert await to(fakes, MONDAY + later * QUARTER * 2) == []
    assert len(await to(fakes, MONDAY + 7 * DAY)) == 1


async def test_what_was_due_before_the_service_first_ran_is_not_made_up_for():
    fakes = desk()
    fakes.clock.advance(MONDAY + QUARTER - NOW)
    for later in range(1, 40):
        assert await to(fakes, MONDAY + later * QUARTER) == []
    assert await to(fakes, MONDAY + DAY) == []
    assert len(await to(fakes, MONDAY + 7 * DAY)) == 1
    assert len(await to(fakes, MONDAY + 15 * DAY)) == 1, "after an outage"


async def test_what_was_told_is_on_the_trail_before_it_is_sent():
    fakes = desk()
    await to(fakes, MONDAY)
    (entry,) = [one for one in fakes.ledger.audit if one.action is Action.CASE_WEEK]
    assert (entry.practitioner_id, entry.outcome, entry.child_id) == ("lead", Outcome.SHOWN, "c1")
    assert set(entry.shown) == {"lead-c1", "anna-c1"}


async def test_after_an_outage_it_is_caught_up_with_once():
    fakes = desk()
    await to(fakes, MONDAY)
    wednesday = MONDAY + 9 * DAY
    assert await to(fakes, wednesday - timedelta(hours=2)) == [], "not before eight"
    assert len(await to(fakes, wednesday)) == 1
    assert await to(fakes, wednesday + DAY) == []
    assert len(await to(fakes, MONDAY + 14 * DAY)) == 1


async def test_who_leads_only_since_wednesday_is_told_on_the_next_monday():
    fakes = desk()
    assert await to(fakes, MONDAY + 2 * DAY) == []
    assert len(await to(fakes, MONDAY + 7 * DAY)) == 1


async def test_who_works_on_other_days_is_told_on_the_first_of_them():
    wednesdays = Profile(PractitionerId("lead"), frozenset({Weekday.WEDNESDAY}))
    fakes = desk(profiles=(wednesdays,))
    assert await to(fakes, MONDAY) == []
    assert len(await to(fakes, MONDAY + 2 * DAY)) == 1


async def test_quiet_hours_put_it_off():
    fakes = desk()
    choices = fakes.desk.choices
    usual = await choices.of(PractitionerId("lead"))
    choices.kept[usual.id] = replace(usual, quiet_to=(MONDAY + timedelta(hours=1)).time())
    assert await to(fakes, MONDAY) == []
    assert len(await sent(fakes, MONDAY + timedelta(hours=1))) == 1


async def test_without_anything_to_say_nothing_is_sent():
    fakes = desk()
    del fakes.ledger.tasks.rows["task-1"]
    for one in list(fakes.ledger.kept.rows.values()):
        fakes.ledger.kept.rows[one.id] = replace(
            one, since=date(2026, 11, 1), last_contact=None, last_confirmed=JOINED
        )
    assert await to(fakes, MONDAY) == [None]
    assert "Nothing has changed" in words((await ask(fakes, "lead", "my week")).content)


async def test_who_leads_no_case_any_more_is_told_nothing():
    fakes = desk()
    await to(fakes, MONDAY - QUARTER)
    fakes.clock.advance(QUARTER)
    await tell_of_weeks(fakes.desk, MONDAY)
    row = fakes.ledger.cases.rows[CaseId("case")]
    fakes.ledger.cases.rows[row.id] = replace(row, lead_id=PractitionerId("anna"))
    assert await sent(fakes, MONDAY) == [None]


async def test_many_leads_are_all_told():
    leads = tuple(practitioner(f"lead-{number:03}", "front door") for number in range(450))
    cases = tuple(
        replace(case("c1", lead=one.id), id=CaseId(f"k{one.id}"), reference=one.id) for one in leads
    )
    fakes = desk(cases=cases, practitioners=(*given.PEOPLE, *leads))
    await tell_of_weeks(fakes.desk, fakes.clock.now())
    fakes.clock.advance(MONDAY - fakes.clock.now())
    await tell_of_weeks(fakes.desk, MONDAY)
    assert await fakes.ledger.notices.waiting() == 450


@pytest.mark.parametrize(
    "said",
    [
        "week of lumo-tavi",
        WeekOf(Query(reference="C-c1")),
        WeekOf(Query(reference="LUMO-TAVI")),
        WeekOf(Query(conversation_id=ConversationId("19:case"))),
    ],
    ids=str,
)
async def test_a_lead_asks_for_one_of_their_cases(said: str | Command):
    place = "19:case" if isinstance(said, WeekOf) and said.query.conversation_id else "a:1"
    card = await ask(desk(), "lead", said, place)
    assert "The week of lumo-tavi" in words(card.content)
    assert "to today" in words(card.content)


@pytest.mark.parametrize("who", ["anna", "boss", "chief", "helen"])
async def test_to_all_others_it_is_as_unknown(who: str):
    fakes = desk()
    known, unknown = await ask(fakes, who, "week of lumo-tavi"), await ask(fakes, who, "week of sita-mola")
    assert known == unknown
    child, nobody = (WeekOf(Query(reference=one)) for one in ("C-c1", "C-c9"))
    assert await ask(fakes, who, child) == await ask(fakes, who, nobody)
    assert "Nothing has changed" in words((await ask(fakes, who, "my week")).content)


def look(at: datetime, who: str, child_id: str = "c1", **changes: object) -> AuditEntry:
    made = AuditEntry(
        at,
        identity(who),
        PractitionerId(who),
        Action.CIRCLE_SEE,
        Outcome.SHOWN,
        ChildId(child_id),
        "involved",
    )
    return replace(made, **changes)


NIGHT = datetime(2026, 10, 14, 22, tzinfo=UTC)
OVERRIDE = Approach(
    "o-1",
    ApproachKind.OVERRIDE,
    given.LEAD.id,
    ChildId("c1"),
    Reason(Purpose.SAFEGUARDING, "words that stay where they are"),
    NIGHT,
    2,
)


def looked(fakes: FakeDesk) -> FakeDesk:
    fakes.ledger.audit.extend(
        [
            look(NIGHT, "lead", reason="safeguarding: words that stay where they are"),
            look(NIGHT + DAY, "anna", basis="grant:care"),
            look(NIGHT + DAY, "bert", outcome=Outcome.REFUSED),
            look(NIGHT + DAY, "doctor"),
        ]
    )
    fakes.ledger.approaches.rows[OVERRIDE.id] = OVERRIDE
    return fakes


DECEMBER, NOVEMBER = datetime(2026, 12, 1, 8, tzinfo=UTC), datetime(2026, 11, 2, 8, tzinfo=UTC)


async def test_on_the_first_working_day_of_a_month_governance_leads_look_at_the_one_before():
    fakes = looked(desk())
    fakes.clock.advance(NOVEMBER - DAY - NOW)
    assert await to(fakes, NOVEMBER - QUARTER) == []
    (card,) = [one for one in await to(fakes, NOVEMBER) if one and "Access in" in words(one.content)]
    said = words(card.content)
    for text in (
        "Access in October 2026",
        "Overrides: 1",
        "not reviewed",
        "Reasons given: 1",
        "Refused looks: 1 person",
        "Lead, Council: 1 look · C-c1",
        "Anna, Health: 1 look · C-c1",
    ):
        assert text in said, said
    for hidden in ("Doctor", "Robin", "Example", "words that stay"):
        assert hidden not in str(card), hidden
    (entry,) = [one for one in fakes.ledger.audit if one.action is Action.ACCESS_REVIEW]
    assert (entry.practitioner_id, entry.outcome, entry.asked) == (
        "helen", Outcome.SHOWN, "access review 2026-10",
    )  # fmt: skip
    assert "Access in" not in str(await to(fakes, NOVEMBER + DAY))


async def test_a_month_of_which_there_is_nothing_to_say_is_not_told():
    fakes = desk()
    fakes.clock.advance(DECEMBER - NOW)
    cards = await to(fakes, DECEMBER)
    assert not [one for one in cards if one and "Access in" in words(one.content)]
    assert "Nothing is on record" in words((await ask(fakes, "helen", "access review")).content)


async def test_a_governance_lead_asks_for_any_month():
    fakes = looked(desk())
    assert "Reasons given: 1" in words((await ask(fakes, "helen", "access review for October")).content)
    assert "Reasons given: 1" in words((await ask(fakes, "helen", "access review")).content)
    assert "Nothing is on record" in words((await ask(fakes, "helen", "access review 2026-09")).content)
    future = await ask(fakes, "helen", AccessReview("2027-01"))
    assert future == await ask(fakes, "lead", AccessReview()), "as unknown"
    assert await ask(fakes, "helen", AccessReview("nonsense")) == future


async def test_to_nobody_else_there_is_anything_to_review():
    fakes = looked(desk())
    assert await ask(fakes, "boss", "access review") == await ask(
        fakes, "boss", WhoLooked(Query(reference="C-c7"))
    )
    assert fakes.ledger.audit[-2].outcome is Outcome.REFUSED


async def test_agreements_that_end_are_told():
    soon = agreement(*AGENCIES, valid_to=date(2026, 12, 24))
    card = await ask(desk(agreements=(soon,)), "helen", "access review")
    assert "With Charity, Health, Police: ends on 24 December 2026" in words(card.content)


async def test_a_shielded_child_is_told_of_by_no_reference():
    fakes = looked(desk(children=(child("c1", shielded=True),)))
    del fakes.ledger.approaches.rows[OVERRIDE.id]
    card = await ask(fakes, "helen", "access review")
    assert "Lead, Council: 1 look" in words(card.content)
    assert "C-c1" not in str(card)
