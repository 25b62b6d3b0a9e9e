"""Children written, and written anew, as the whole register reads them back."""

from dataclasses import replace

from cases.model import Birth, Child, ChildId, Name
from cases.query import Query
from store.child_rows import insert_children, rewrite_children
from store.database import Database
from store.search import SqlChildSearch
from store.truth import everything

ADA = Child(
    ChildId("ada"), "C-9001", (Name("Ada", "Byron"), Name("Ada", "King")), Birth(2015, 12, 10), "North"
)


async def test_a_child_reads_back_as_written(database: Database) -> None:
    await database.write(lambda connection: insert_children(connection, [ADA]))
    assert (await everything(database)).children == (ADA,)


async def test_a_changed_child_is_found_by_the_new_name_and_no_longer_by_the_old(database: Database) -> None:
    changed = replace(ADA, names=(Name("Ada", "Lovelace"),), birth=None, nhs_number="9990000018")
    await database.write(lambda connection: insert_children(connection, [ADA]))
    await database.write(lambda connection: rewrite_children(connection, [changed]))
    search = SqlChildSearch(database)
    assert (await everything(database)).children == (changed,)
    assert list(await search.exactly(Query(name="Ada Lovelace"))) == ["ada"]
    assert list(await search.exactly(Query(name="Ada Byron"))) == []


async def test_nothing_to_write_writes_nothing(database: Database) -> None:
    await database.write(lambda connection: insert_children(connection, []))
    await database.write(lambda connection: rewrite_children(connection, []))
    assert (await everything(database)).children == ()
