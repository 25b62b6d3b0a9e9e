"""What only a database can get wrong in reading history: kinds it does not know, and how it looks rows up."""

from sqlalchemy import Connection, event, text

from cases.records import EventKind
from store.database import Database
from store.history import SqlHistories
from store.seed import seed
from tests.store.test_contract_history import HISTORY
from tests.store.world import ROBIN

COLUMNS = {
    "events": (
        "child_id, involvement_id, practitioner_id, actor_id, on_day, detail, previous, basis, grant_id"
    ),
    "case_events": "case_id, on_day",
}


async def test_kinds_that_a_newer_release_has_written_are_passed_over(database: Database):
    await seed(database, HISTORY)

    def write(connection: Connection) -> None:
        for table, kept in COLUMNS.items():
            copied = f"SELECT number + 100, 'new-' || id, at, 'unheard of', {kept} FROM {table}"  # noqa: S608
            connection.execute(text(f"INSERT INTO {table} (number, id, at, kind, {kept}) {copied}"))

    await database.write(write)

    history = await SqlHistories(database).of(ROBIN.id)
    assert {one.kind for one in history.events} == {EventKind.CONTACT}
    assert len(history.case_events) == 3


async def test_a_childs_history_takes_three_statements_once_its_people_are_known(database: Database):
    await seed(database, HISTORY)
    histories = SqlHistories(database)
    await histories.of(ROBIN.id)
    said: list[str] = []

    def listen(connection: Connection) -> None:
        @event.listens_for(connection.engine, "before_cursor_execute")
        def heard(*arguments: object) -> None:
            said.append(str(arguments[2]))

    await database.read(listen)
    await histories.of(ROBIN.id)

    reading = [one for one in said if "directory_version" not in one and one.startswith("SELECT")]
    assert len(reading) == 3, reading
