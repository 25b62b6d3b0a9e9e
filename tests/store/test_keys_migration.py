"""A register from before there were search keys has them once it is upgraded, all of them and no others."""

from alembic import command
from sqlalchemy import Connection, text

from cases.matching import child_keys, child_number, traits_of
from cases.model import Birth, Child, ChildId, Name
from cases.query import Query
from store.database import Database
from store.migrate import _config, upgrade
from store.search import SqlChildSearch

MANY = 603
CHILDREN = (
    "INSERT INTO children (id, reference, birth_year, birth_month, birth_day, birth_expected, area, shielded)"
)
NAMES = "INSERT INTO child_names (child_id, position, given, family) VALUES (:id, :position, :given, :family)"


def child(number: int) -> Child:
    names = (Name(f"Robin{number}", "Example"), Name("Bobby", f"Stone{number}"))
    return Child(ChildId(f"c{number:05}"), f"C-{number}", names, Birth(2014, 1 + number % 12), "Millbrook")


def _before(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "0026")
    for one in map(child, range(MANY)):
        row = {"id": one.id, "reference": one.reference, "month": one.birth.month, "no": False}
        connection.execute(
            text(f"{CHILDREN} VALUES (:id, :reference, 2014, :month, NULL, :no, 'Millbrook', :no)"), row
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
        first, *_ = await SqlChildSearch(database).find(Query("Robin77 Exampel", Birth(2014, 6)))

    expected = {
        (key, child_number(one.id)) for one in map(child, range(MANY)) for key in child_keys(traits_of(one))
    }
    assert {tuple(row) for row in rows} == expected
    assert (first.child_id, first.exact) == (child(77).id, False)
