"""An agreement that cannot be read shares nothing, and the rest are read all the same."""

from typing import Any

import pytest
from sqlalchemy import Connection, text
from structlog.testing import capture_logs

from store.database import Database
from store.migrate import upgrade
from store.register import SqlRegister
from store.seed import seed
from tests.fakes import FakeClock
from tests.store.world import ANNA, WORLD

# As a later version, another tool or a damaged file might have left them.
UNREADABLE = {
    "an unknown purpose": "UPDATE agreement_purposes SET purpose = 'curiosity'"
    " WHERE agreement_id = 'council+trust' AND purpose = 'care'",
    "an unknown level": "UPDATE agreements SET level = 'everything' WHERE id = 'council+trust'",
}
UNREADABLE_DATES = {
    "a date that is none": "UPDATE agreements SET valid_from = 'soon' WHERE id = 'council+trust'",
    "an end that is none": "UPDATE agreements SET valid_to = '2026-02-30' WHERE id = 'council+trust'",
    "a number for a date": "UPDATE agreements SET valid_from = 7 WHERE id = 'council+trust'",
}


def without_constraints(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        return
    connection.execute(text("ALTER TABLE agreements DROP CONSTRAINT ck_agreements_level_known"))
    connection.execute(
        text("ALTER TABLE agreement_purposes DROP CONSTRAINT ck_agreement_purposes_purpose_known")
    )


async def left_out(database: Database, clock: FakeClock, statement: str) -> tuple[list[str], list[Any]]:
    await seed(database, WORLD)

    def spoil(connection: Connection) -> None:
        without_constraints(connection)
        connection.execute(text(statement))

    await database.write(spoil)
    with capture_logs() as logs:
        viewer = await SqlRegister(database).viewer(ANNA.identity, clock.now())
    return [agreement.id for agreement in viewer.agreements], logs


@pytest.mark.parametrize("what", UNREADABLE)
async def test_it_is_left_out_and_its_id_logged(what: str, fresh_url: str, clock: FakeClock):
    async with Database(fresh_url) as database:
        await upgrade(database)
        read, logs = await left_out(database, clock, UNREADABLE[what])

    assert read == ["council"]
    assert logs == [
        {"event": "agreement.unreadable", "agreement_id": "council+trust", "log_level": "warning"}
    ]


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.parametrize("what", UNREADABLE_DATES)
async def test_so_it_is_for_dates_where_the_database_would_hold_any_text(
    what: str, database: Database, clock: FakeClock
):
    read, logs = await left_out(database, clock, UNREADABLE_DATES[what])

    assert read == ["council"]
    assert [line["agreement_id"] for line in logs] == ["council+trust"]
