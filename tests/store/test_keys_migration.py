"""A register from before there were search keys has them once it is upgraded, all of them and no others."""

from sqlalchemy import Connection, text

from cases.matching import child_keys, child_number, traits_of
from cases.model import Birth, Child, ChildId, Name
from cases.names import name_keys
from cases.query import Query
from store.database import Database
from store.migrate import upgrade
from store.search import SqlChildSearch
from tests.store.revisions import upgrade_to

MANY = 603
CHILDREN = (
    "INSERT INTO children (id, reference, birth_year, birth_month, birth_day, birth_expected, area, shielded)"
)
NAMES = "INSERT INTO child_names (child_id, position, given, family) VALUES (:id, :position, :given, :family)"


def child(number: int) -> Child:
    names = (Name(f"Robin{number}", "Example"), Name("Bobby", f"Stone{number}"))
    born = Birth(2014, 1 + number % 12) if number % 5 else None
    return Child(ChildId(f"c{number:05}"), f"C-{number}", names, born, "Millbrook")


def _before(connection: Connection) -> None:
    upgrade_to(connection, "0026")
    for one in map(child, range(MANY)):
        born = {"year": one.birth and one.birth.year, "month": one.birth and one.birth.month}
        connection.execute(
            text(f"{CHILDREN} VALUES (:id, :reference, :year, :month, NULL, :no, 'Millbrook', :no)"),
            {"id": one.id, "reference": one.reference, "no": False, **born},
        )
        keys = sorted({key for name in one.names for key in name_keys(name)})
        connection.execute(
            text("INSERT INTO child_name_keys (key, child_id) VALUES (:key, :id)"),
            [{"key": key, "id": one.id} for key in keys],
        )
        connection.execute(
            text(NAMES),
            [
                {"id": one.id, "position": position, "given": name.given, "family": name.family}
                for position, name in enumerate(one.names)
            ],
        )


async def test_keys_are_filled_for_children_who_are_there(fresh_url: str):
    async with Database(fresh_url) as database:
        await database.write(_before)
        await upgrade(database)

        rows = await database.read(
            lambda connection: connection.execute(text("SELECT key, number FROM child_keys")).all()
        )
        search = SqlChildSearch(database)
        first, *_ = await search.find(Query("Robin77 Exampel", Birth(2014, 6)))
        namesakes = await search.exactly(Query("Example", Birth(2014, 6)))

    expected = {
        (key, child_number(one.id)) for one in map(child, range(MANY)) for key in child_keys(traits_of(one))
    }
    assert {tuple(row) for row in rows} == expected
    assert (first.child_id, first.exact) == (child(77).id, False)
    assert sorted(namesakes) == [
        one.id for one in map(child, range(MANY)) if one.birth in (None, Birth(2014, 6))
    ]
