"""One set of ports on the fakes and one on each database, for the tests that all of them have to pass."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass

import pytest
from sqlalchemy import Connection, Row, select

from cases.model import ChildId, Identity, InvolvementId, PractitionerId
from cases.ports import ChildSearch, Ledger, Register
from cases.ports_audit import Trail
from cases.ports_calendar import Calendars
from cases.ports_delivery import Contacts, Notices
from cases.ports_handover import Handovers
from cases.ports_history import Histories
from cases.ports_leavers import Roll
from cases.ports_override import Approaches
from cases.ports_profiles import Profiles
from cases.ports_reach import Reach
from cases.ports_reminders import Reminders
from cases.ports_reviews import Reviews
from cases.ports_seen import Seens
from cases.ports_tasks import Tasks
from cases.ports_updates import Choices, Updates
from cases.ports_upkeep import Upkeep
from cases.records import Action, AuditEntry, ChoiceRewrite, Outcome, SeenAgain, SeenBatch
from cases.updates_seen import Telling
from store.approaches import SqlApproaches
from store.calendar_links import SqlCalendars
from store.choices import SqlChoices
from store.contacts import SqlContacts
from store.database import Database
from store.handovers import SqlHandovers
from store.history import SqlHistories
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.profiles import SqlProfiles
from store.reach import SqlReach
from store.register import SqlRegister
from store.reminders import SqlReminders
from store.reviews import SqlReviews
from store.roll import SqlRoll
from store.search import SqlChildSearch
from store.seed import RegisterSeed, seed
from store.seens import SqlSeens
from store.tables import audit, update_batches, update_items, updates
from store.tasks import SqlTasks
from store.trail import SqlTrail
from store.updates import SqlUpdates
from store.upkeep import SqlUpkeep
from store.upsert import insert
from tests.databases import KINDS
from tests.fakes import (
    FakeCases,
    FakeChildSearch,
    FakeClock,
    FakeContacts,
    FakeInvolvements,
    FakeLedger,
    FakeNotices,
    FakeRegister,
    FakeTrail,
)
from tests.fakes_handover import FakeHandovers
from tests.fakes_history import FakeHistories
from tests.fakes_override import FakeApproaches
from tests.fakes_profiles import FakeProfiles
from tests.fakes_reach import FakeReach
from tests.fakes_reminders import fake_reminders
from tests.fakes_reviews import FakeReviews
from tests.fakes_roll import FakeRoll
from tests.fakes_seen import FakeSeens
from tests.fakes_updates import FakeChoices, FakeUpdates
from tests.fakes_upkeep import fake_upkeep


@dataclass(frozen=True)
class Ports:
    """Every port over one register, and a way to read the audit trail."""

    register: Register
    search: ChildSearch
    ledger: Ledger
    contacts: Contacts
    notices: Notices
    trail: Callable[[], Awaitable[Sequence[AuditEntry]]]
    reading: Trail
    upkeep: Upkeep
    handovers: Handovers
    histories: Histories
    profiles: Profiles
    approaches: Approaches
    roll: Roll
    tasks: Tasks
    reminders: Reminders
    calendars: Calendars
    reviews: Reviews
    updates: Updates
    choices: Choices
    seens: Seens
    tell: Callable[[Telling], Awaitable[None]]
    reach: Reach


Opened = Callable[[RegisterSeed], Awaitable[Ports]]


@pytest.fixture(params=["fake", *KINDS])
async def ports(
    request: pytest.FixtureRequest, clock: FakeClock, empty_url: Callable[[str], str]
) -> AsyncIterator[Opened]:
    """Opens every port over a register with a seed in it."""
    if request.param == "fake":

        async def fakes(register: RegisterSeed) -> Ports:
            return _fakes(register, clock)

        yield fakes
        return
    async with Database(empty_url(request.param)) as database:

        async def real(register: RegisterSeed) -> Ports:
            await seed(database, register)
            return _real(database, clock)

        yield real


def _fakes(register: RegisterSeed, clock: FakeClock) -> Ports:
    notices, contacts = FakeNotices(), FakeContacts(register)
    kept, cases = FakeInvolvements(register), FakeCases(register)
    handovers = FakeHandovers(register)
    profiles = FakeProfiles(register, kept.rows)
    approaches = FakeApproaches(register)
    ledger = FakeLedger(clock, notices, kept, cases, handovers, profiles, approaches)

    async def trail() -> Sequence[AuditEntry]:
        return ledger.audit

    reader = FakeRegister(register, ledger.grants, kept, cases, profiles)
    upkeep = fake_upkeep(register, ledger, reader.people)
    choices, seens, tell = fake_choices(ledger)
    return Ports(
        reader,
        FakeChildSearch(register),
        ledger,
        contacts,
        notices,
        trail,
        FakeTrail(register, ledger.audit),
        upkeep,
        handovers,
        FakeHistories(register, kept, cases),
        profiles,
        approaches,
        FakeRoll(upkeep.people),
        ledger.tasks,
        *fake_reminders(ledger, reader),
        FakeReviews(register, ledger, FakeChoices(), clock),
        FakeUpdates(ledger, choices),
        choices,
        seens,
        tell,
        FakeReach(register, contacts),
    )


def fake_choices(
    ledger: FakeLedger,
) -> tuple[FakeChoices, FakeSeens, Callable[[Telling], Awaitable[None]]]:
    """How people want to hear, who has seen what, and a way to have told somebody."""
    choices, seens = FakeChoices(), FakeSeens()
    ledger.keepers |= {ChoiceRewrite: choices, SeenBatch: seens.batches, SeenAgain: seens}

    async def tell(telling: Telling) -> None:
        seens.rows.append(telling)

    return choices, seens, tell


async def write_telling(database: Database, telling: Telling) -> None:
    """Write that somebody was told of an update in a message."""

    def write(connection: Connection) -> None:
        dialect = connection.dialect.name
        connection.execute(insert(dialect, updates).on_conflict_do_nothing(), asdict(telling.update))
        batch = {"id": telling.batch, "practitioner_id": telling.practitioner_id, "at": telling.told_at}
        connection.execute(insert(dialect, update_batches).on_conflict_do_nothing(), batch)
        item = {
            name: getattr(telling, name)
            for name in ("practitioner_id", "batch", "seen_at", "reminded_at", "escalated_at")
        }
        connection.execute(
            update_items.insert(), {**item, "update_id": telling.update.id, "due_at": telling.told_at}
        )

    await database.write(write)


def _real(database: Database, clock: FakeClock) -> Ports:
    async def trail() -> Sequence[AuditEntry]:
        return await read_trail(database)

    return Ports(
        SqlRegister(database),
        SqlChildSearch(database),
        SqlLedger(database, clock),
        SqlContacts(database),
        SqlNotices(database),
        trail,
        SqlTrail(database),
        SqlUpkeep(database),
        SqlHandovers(database),
        SqlHistories(database),
        SqlProfiles(database),
        SqlApproaches(database),
        SqlRoll(database),
        SqlTasks(database),
        SqlReminders(database),
        SqlCalendars(database),
        SqlReviews(database),
        SqlUpdates(database),
        SqlChoices(database),
        SqlSeens(database),
        lambda telling: write_telling(database, telling),
        SqlReach(database),
    )


async def read_trail(database: Database) -> list[AuditEntry]:
    """The audit trail, oldest first."""

    def read(connection: Connection) -> list[AuditEntry]:
        return [_entry(row) for row in connection.execute(select(audit).order_by(audit.c.id))]

    return await database.read(read)


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(
        at=row.at,
        identity=Identity(row.tenant_id, row.object_id),
        practitioner_id=PractitionerId(row.practitioner_id) if row.practitioner_id else None,
        action=Action(row.action),
        outcome=Outcome(row.outcome),
        child_id=ChildId(row.child_id) if row.child_id else None,
        basis=row.basis,
        reason=row.reason,
        asked=row.asked,
        shown=tuple(InvolvementId(identifier) for identifier in row.shown),
    )
