"""A register that was filled with ids in capitals is found by them after the upgrade, on both databases."""

from importlib import import_module
from typing import Any

from sqlalchemy import Connection, text

from cases.model import Identity
from store.database import Database
from store.migrate import upgrade
from store.register import SqlRegister
from store.seed import RegisterSeed, seed
from store.tables import practitioners
from tests.builders import NOW, agency, practitioner, service
from tests.store.revisions import upgrade_to

HOME = "11111111-AAAA-4AAA-8AAA-111111111111"
BEFORE = import_module("store.migrations.versions.0031_directory_entries").down_revision


def account(number: int) -> str:
    return f"{number:08X}-0000-4000-8000-0000000000AA"


async def test_ids_in_capitals_become_those_that_entra_writes_unless_somebody_has_them(fresh_url: str):
    plain = [practitioner(name, "nursing", identity=None) for name in ("loud", "odd", "twice")]
    quiet = practitioner("quiet", "nursing", identity=Identity(HOME, account(2)))
    held = RegisterSeed(
        agencies=(agency("health"),),
        services=(service("nursing", "health"),),
        practitioners=(*plain, quiet),
    )

    def shout(connection: Connection) -> None:
        spelt: dict[str, Any] = {"loud": account(1), "odd": "No-Guid", "twice": account(2)}
        for whose, said in spelt.items():
            connection.execute(
                practitioners.update()
                .where(practitioners.c.id == whose)
                .values(tenant_id=HOME, object_id=said)
            )

    async with Database(fresh_url) as database:
        await database.write(lambda connection: upgrade_to(connection, BEFORE))
        await seed(database, held)
        await database.write(shout)
        await upgrade(database)
        register = SqlRegister(database)
        found = await register.viewer(Identity(HOME, account(1)), NOW)
        assert found.practitioner.id == "loud"
        assert (await register.viewer(Identity(HOME, account(2)), NOW)).practitioner.id == "quiet"
        kept = await database.read(
            lambda connection: dict(
                connection.execute(text("SELECT id, object_id FROM practitioners ORDER BY id")).all()
            )
        )
        assert (kept["odd"], kept["twice"]) == ("No-Guid", account(2))
