"""What the database itself refuses, on both."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from cases.model import (
    AgencyId,
    Birth,
    CaseId,
    Disclosure,
    DisclosureLevel,
    InvolvementId,
    Relationship,
    ServiceId,
    TaskId,
)
from cases.records import (
    Action,
    AuditEntry,
    CaseEvent,
    CaseEventKind,
    Effects,
    Event,
    EventKind,
    Outcome,
    TaskEvent,
)
from store import tables
from store.database import Database
from store.ledger import SqlLedger
from store.register import SqlRegister
from store.seed import RegisterSeed, seed
from store.truth import everything
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.conftest import read_trail
from tests.store.world import ANNA, BEN, KIM, OPEN, ROBIN, WORLD

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def one_more(**values: Any) -> RegisterSeed:
    return RegisterSeed(**{table: (value,) for table, value in values.items()})


REFUSED_SEEDS = {
    "an id twice": one_more(agencies=make.agency("council")),
    "a service of no agency": one_more(services=make.service("x", "nowhere")),
    "a practitioner of no service": one_more(practitioners=make.practitioner("x", "nowhere")),
    "two people with one identity": one_more(
        practitioners=make.practitioner("x", "clinic", identity=ANNA.identity)
    ),
    "a manager of no service": one_more(
        practitioners=make.practitioner("x", "clinic", manages=frozenset({ServiceId("nowhere")}))
    ),
    "a child's reference twice": one_more(children=make.child("x", reference=ROBIN.reference)),
    "month 13": one_more(children=make.child("x", birth=Birth(2014, 13))),
    "month 0": one_more(children=make.child("x", birth=Birth(2014, 0))),
    "day 32": one_more(children=make.child("x", birth=Birth(2014, 1, 32))),
    "31 April": one_more(children=make.child("x", birth=Birth(2014, 4, 31))),
    "29 February of a common year": one_more(children=make.child("x", birth=Birth(2023, 2, 29))),
    "29 February of 1900": one_more(children=make.child("x", birth=Birth(1900, 2, 29))),
    "a day without its month": one_more(children=make.child("x", birth=Birth(2014, None, 3))),
    "a year long past": one_more(children=make.child("x", birth=Birth(14))),
    "an NHS number of nine digits": one_more(children=make.child("x", nhs_number="999000001")),
    "an NHS number with a letter": one_more(children=make.child("x", nhs_number="999000001X")),
    "a relationship to nobody": one_more(relationships=Relationship(ROBIN.id, "nobody", "aunt")),
    "a relationship with oneself": one_more(relationships=Relationship(ROBIN.id, ROBIN.id, "sibling")),
    "a relationship twice": one_more(relationships=Relationship(ROBIN.id, KIM.id, "sibling")),
    "a case's reference twice": one_more(cases=replace(OPEN, id=CaseId("x"), conversation_id=None)),
    "a channel of two cases": one_more(
        cases=replace(OPEN, id=CaseId("x"), reference="x", conversation_id=OPEN.conversation_id)
    ),
    "a case about nobody known": one_more(cases=replace(make.case("nobody"), reference="x")),
    "a case led by nobody known": one_more(cases=replace(make.case("robin", lead="nobody"), reference="x")),
    "an involvement that ends before it begins": one_more(
        involvements=make.involvement(BEN, "robin", until=date(2026, 1, 4))
    ),
    "an involvement with nobody known": one_more(involvements=make.involvement(BEN, "nobody")),
    "a disclosure of an open involvement": one_more(
        involvements=make.involvement(
            BEN, "robin", disclosure=Disclosure(DisclosureLevel.EXISTENCE, "consent")
        )
    ),
    "a disclosure without a basis": one_more(
        involvements=replace(
            make.sensitive(BEN, DisclosureLevel.EXISTENCE, child="robin"),
            disclosure=Disclosure(DisclosureLevel.EXISTENCE),
        )
    ),
    "a disclosure to nobody known": one_more(
        involvements=make.sensitive(BEN, DisclosureLevel.NAMED, "nobody", child="robin")
    ),
    "an agreement that ends before it begins": one_more(
        agreements=make.agreement("council", valid_to=date(2026, 1, 4), id="x")
    ),
    "an agreement with no agency known": one_more(
        agreements=replace(make.agreement("x"), agencies=frozenset({AgencyId("nowhere")}))
    ),
}


@pytest.mark.parametrize("what", REFUSED_SEEDS)
async def test_the_database_refuses(what: str, database: Database):
    await seed(database, WORLD)
    before = await everything(database)

    with pytest.raises(IntegrityError):
        await seed(database, REFUSED_SEEDS[what])

    assert await everything(database) == before


ROWS = {
    "an unknown visibility": ("UPDATE involvements SET visibility = 'secret'", {}),
    "an unknown level of disclosure": ("UPDATE involvements SET disclosure_level = 'all'", {}),
    "an unknown status": ("UPDATE cases SET status = 'asleep'", {}),
    "an unknown level of an agreement": ("UPDATE agreements SET level = 'everything'", {}),
    "an unknown purpose": ("UPDATE agreement_purposes SET purpose = 'curiosity'", {}),
    "half an identity": ("UPDATE practitioners SET tenant_id = NULL", {}),
    "unborn, but no year": ("UPDATE children SET birth_year = NULL WHERE id = 'baby'", {}),
    "a relationship with two people": ("UPDATE relationships SET other_child_id = 'alone'", {}),
    "a member of a household twice": (
        "INSERT INTO household_members (household_id, child_id) VALUES ('h', 'robin'), ('h', 'robin')",
        {},
    ),
    "a member of a household who is nobody": (
        "INSERT INTO household_members (household_id) VALUES ('h')",
        {},
    ),
}


@pytest.mark.parametrize("what", ROWS)
async def test_no_statement_gets_past_the_constraints(what: str, database: Database):
    await seed(database, WORLD)
    statement, values = ROWS[what]
    await database.write(lambda connection: connection.execute(insert(tables.households), {"id": "h"}))

    with pytest.raises(IntegrityError):
        await database.write(lambda connection: connection.execute(text(statement), values))


@pytest.mark.parametrize(
    "changes",
    [{"expires_at": NOW}, {"child_id": "nobody"}, {"practitioner_id": "nobody"}],
    ids=["over before it begins", "for no child known", "for nobody known"],
)
async def test_a_grant_cannot_be(changes: dict[str, Any], database: Database, clock: FakeClock):
    await seed(database, WORLD)
    grant = replace(make.grant("anna", "robin", given=NOW), **changes)

    with pytest.raises(IntegrityError):
        await SqlLedger(database, clock).commit(Effects(grants=(grant,)), None)


async def test_a_moment_without_a_zone_is_refused(database: Database, clock: FakeClock):
    await seed(database, WORLD)
    grant = make.grant("anna", "robin", given=datetime(2026, 11, 20))  # noqa: DTZ001 - that is the point

    with pytest.raises(StatementError, match="time zone"):
        await SqlLedger(database, clock).commit(Effects(grants=(grant,)), None)


async def test_moments_come_back_in_utc_to_the_microsecond(database: Database, clock: FakeClock):
    summer = datetime.fromisoformat("2026-07-01T09:30:00.123456+01:00")
    entry = AuditEntry(summer, ANNA.identity, ANNA.id, Action.BOT_USE, Outcome.SHOWN)

    await SqlLedger(database, clock).commit(Effects(audit=(entry,)), None)

    (kept,) = await read_trail(database)
    assert kept.at == summer
    assert kept.at.utcoffset() == timedelta(0)


async def test_text_that_cannot_be_stored_is_kept_as_far_as_it_can(database: Database, clock: FakeClock):
    asked = "who helps \x00 \ud83d Zoë 😀"
    entry = AuditEntry(NOW, ANNA.identity, ANNA.id, Action.BOT_USE, Outcome.SHOWN, asked=asked)

    await SqlLedger(database, clock).commit(Effects(audit=(entry,)), "act\x00")

    assert [line.asked for line in await read_trail(database)] == ["who helps \ufffd \ufffd Zoë 😀"]


CHANGES = {
    "update": update(tables.audit).values(asked="nothing"),
    "update of one column of one line": update(tables.audit).where(tables.audit.c.id == 1).values(reason=""),
    "delete": delete(tables.audit),
}


async def written(database: Database, clock: FakeClock) -> AuditEntry:
    entry = AuditEntry(NOW, ANNA.identity, ANNA.id, Action.CIRCLE_SEE, Outcome.SHOWN, asked="robin")
    await SqlLedger(database, clock).commit(Effects(audit=(entry,)), None)
    return entry


@pytest.mark.parametrize("what", CHANGES)
async def test_the_audit_trail_refuses(what: str, database: Database, clock: FakeClock):
    entry = await written(database, clock)

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda connection: connection.execute(CHANGES[what]))

    assert await read_trail(database) == [entry]


async def test_the_audit_trail_refuses_to_have_a_line_replaced(database: Database, clock: FakeClock):
    entry = await written(database, clock)
    replace_line = {
        "sqlite": "INSERT OR REPLACE INTO audit SELECT id, at, tenant_id, object_id, practitioner_id, action,"
        " outcome, child_id, basis, reason, 'nothing', shown FROM audit",
        "postgresql": "INSERT INTO audit SELECT * FROM audit"
        " ON CONFLICT (id) DO UPDATE SET asked = 'nothing'",
    }[database.kind]

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda connection: connection.execute(text(replace_line)))

    assert await read_trail(database) == [entry]


@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize("first", ["SELECT 1", "SET LOCAL session_replication_role = replica"])
async def test_the_audit_trail_refuses_to_be_emptied_at_a_stroke(
    first: str, database: Database, clock: FakeClock
):
    entry = await written(database, clock)

    def truncate(connection):
        connection.execute(text(first))
        connection.execute(text("TRUNCATE audit"))

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(truncate)

    assert await read_trail(database) == [entry]


@pytest.mark.parametrize("statement", ["UPDATE case_events SET lead_id = NULL", "DELETE FROM case_events"])
async def test_the_history_of_cases_refuses(statement: str, database: Database, clock: FakeClock):
    event = CaseEvent("one", NOW, CaseEventKind.OPENED, CaseId("case"), None, NOW.date(), ANNA.id)
    await SqlLedger(database, clock).commit(Effects(case_events=(event,)), None)

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda connection: connection.execute(text(statement)))


@pytest.mark.parametrize("statement", ["UPDATE task_events SET words = ''", "DELETE FROM task_events"])
async def test_the_history_of_tasks_refuses(statement: str, database: Database, clock: FakeClock):
    event = TaskEvent("one", NOW, TaskId("t"), ANNA.id, "given")
    await SqlLedger(database, clock).commit(Effects(task_events=(event,)), None)

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda connection: connection.execute(text(statement)))


@pytest.mark.parametrize("statement", ["UPDATE events SET detail = ''", "DELETE FROM events"])
async def test_the_history_refuses(statement: str, database: Database, clock: FakeClock):
    event = Event(
        "one", NOW, EventKind.JOINED, ROBIN.id, InvolvementId("i"), ANNA.id, ANNA.id, NOW.date(), "Helper"
    )
    await SqlLedger(database, clock).commit(Effects(events=(event,)), None)

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda connection: connection.execute(text(statement)))

    assert await SqlRegister(database).event("one") == event
