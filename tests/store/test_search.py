"""Look-ups stay quick: they go through an index, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, event, text

from cases.model import Birth, ConversationId
from cases.query import Query
from store.database import Database
from store.search import SqlChildSearch
from store.seed import RegisterSeed, seed
from tests import builders as make

MANY = RegisterSeed(
    children=tuple(
        make.child(
            f"c{number:05}",
            names=(make.Name(f"Robin{number:05}", "Example"),),
            nhs_number=f"{9990000000 + number}",
        )
        for number in range(3000)
    ),
    cases=tuple(
        replace(
            make.case(f"c{number:05}", channel=f"19:{number}"), id=f"case-{number}", reference=f"ref-{number}"
        )
        for number in range(1500)
    ),
)

QUERIES = {
    "a name's beginning": (Query("robin0012"), 10),
    "a whole name": (Query("Robin00123 Example"), 1),
    "the family name first": (Query("example robin00123"), 1),
    "a name and a date of birth": (Query("robin00123", Birth(2014, 3, 2)), 1),
    "an NHS number": (Query(nhs_number="9990000123"), 1),
    "a child's reference": (Query(reference="C-c00123"), 1),
    "a case's reference": (Query(reference="ref-123"), 1),
    "a conversation": (Query(conversation_id=ConversationId("19:123")), 1),
}


class Explaining:
    """Reads as the database does, and keeps the plan of every SELECT."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.plan: list[str] = []

    async def look_up(self, fn):
        return await self._database.read(lambda connection: self._explained(connection, fn))

    read = look_up

    def _explained(self, connection: Connection, fn):
        seen: list[tuple[str, object]] = []

        def note(conn, cursor, statement, parameters, context, executemany):  # noqa: ARG001 - SQLAlchemy's
            seen.append((statement, parameters))

        event.listen(connection, "before_cursor_execute", note)
        found = fn(connection)
        event.remove(connection, "before_cursor_execute", note)
        explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        for statement, parameters in seen:
            rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
            self.plan += [str(row[-1]) for row in rows]
        return found


@pytest.mark.parametrize("what", QUERIES)
async def test_the_look_up_goes_through_an_index(what: str, database: Database):
    await seed(database, MANY)
    await database.write(lambda connection: connection.execute(text("ANALYZE")))
    explaining = Explaining(database)
    query, count = QUERIES[what]

    found = await SqlChildSearch(explaining).exactly(query)

    assert len(found) == count
    assert explaining.plan
    assert not [step for step in explaining.plan if "Seq Scan" in step or step.startswith("SCAN")]
