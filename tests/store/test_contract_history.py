"""What every reader of history tells, the fake one too."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cases.model import CaseId, CaseStatus, ChildId, InvolvementId, PractitionerId
from cases.ports_history import History
from cases.records import CaseEvent, CaseEventKind, Effects, Event, EventKind
from tests.store.conftest import Opened
from tests.store.world import (
    ALONE,
    ANNA,
    ANNA_ROBIN,
    BABY,
    BEN,
    CARA_ROBIN,
    CLOSED,
    ENDED,
    KIM,
    OPEN,
    ROBIN,
    WORLD,
)

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def contact(number: int, child: str = "robin") -> Event:
    return Event(
        f"event-{number}", AT - timedelta(minutes=number), EventKind.CONTACT, ChildId(child),
        ANNA_ROBIN.id, ANNA.id, ANNA.id, date(2026, 11, 2), "visit",
    )  # fmt: skip


def opened(case: CaseId, lead: str | None = "ben", kind: CaseEventKind = CaseEventKind.OPENED) -> CaseEvent:
    who = PractitionerId(lead) if lead else None
    return CaseEvent(f"{case}.{kind}".replace(" ", "-"), AT, kind, case, None, date(2026, 1, 5), who)


HISTORY = replace(
    WORLD,
    events=(contact(1), contact(2, "kim"), contact(3)),
    case_events=(opened(OPEN.id), opened(CLOSED.id, None), opened(CLOSED.id, "anna", CaseEventKind.CLOSED)),
)


async def test_of_a_child_it_has_every_involvement_past_ones_too(ports: Opened):
    history = await (await ports(HISTORY)).histories.of(ROBIN.id)

    assert {one.involvement for one in history.involvements} == {ANNA_ROBIN, CARA_ROBIN, ENDED}
    (anna,) = (one for one in history.involvements if one.involvement == ANNA_ROBIN)
    assert (anna.practitioner, anna.service.id, anna.agency.id) == (ANNA, "family-support", "council")


async def test_of_a_child_it_has_their_own_events_in_the_order_they_were_written(ports: Opened):
    histories = (await ports(HISTORY)).histories

    assert (await histories.of(ROBIN.id)).events == (contact(1), contact(3))
    assert (await histories.of(KIM.id)).events == (contact(2, "kim"),)


async def test_it_has_the_events_of_open_and_closed_cases_and_who_led_them(ports: Opened):
    histories = (await ports(HISTORY)).histories

    robin, alone = await histories.of(ROBIN.id), await histories.of(ALONE.id)

    assert robin.case_events == HISTORY.case_events
    assert {one: lead.practitioner for one, lead in robin.leads.items()} == {BEN.id: BEN, ANNA.id: ANNA}
    assert alone.case_events == HISTORY.case_events[1:]
    assert CLOSED.status is CaseStatus.CLOSED
    assert robin.leads[BEN.id].agency.id == "council"


async def test_what_a_turn_has_written_is_there(ports: Opened):
    made = await ports(HISTORY)
    changed = opened(OPEN.id, "anna", CaseEventKind.LEAD_CHANGED)

    await made.ledger.commit(Effects(events=(contact(4),), case_events=(changed,)), None)

    history = await made.histories.of(ROBIN.id)
    assert history.events[-1] == contact(4)
    assert history.case_events[-1] == changed


async def test_a_lead_who_is_no_longer_known_is_left_out(ports: Opened):
    held = replace(WORLD, case_events=(opened(OPEN.id, "nobody"),))
    history = await (await ports(held)).histories.of(ROBIN.id)

    assert history.leads == {}
    assert len(history.case_events) == 1


async def test_an_event_of_an_involvement_that_is_not_there_comes_along(ports: Opened):
    stray = replace(contact(1), involvement_id=InvolvementId("nowhere"))
    history = await (await ports(replace(WORLD, events=(stray,)))).histories.of(ROBIN.id)

    assert history.events == (stray,)


async def test_of_a_child_without_any_and_of_an_unknown_one_there_is_nothing(ports: Opened):
    histories = (await ports(HISTORY)).histories

    assert await histories.of(BABY.id) == History()
    assert await histories.of(ChildId("nobody\x00")) == History()
