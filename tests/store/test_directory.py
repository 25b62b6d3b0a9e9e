"""What is kept in memory is what the database holds, from the first read after a change on."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from cases.model import AgencyId, Identity
from store.database import Database
from store.register import SqlRegister
from store.seed import RegisterSeed, seed
from tests import builders as make

WHO = make.practitioner("who", "nursing")
HELD = RegisterSeed(
    agencies=(make.agency("trust"), make.agency("council")),
    services=(make.service("nursing", "trust"), make.service("ward", "trust")),
    practitioners=(WHO,),
    children=(make.child(),),
    involvements=(make.involvement(WHO),),
    agreements=(make.agreement("trust", "council"),),
)
IDENTITY = Identity("tenant", "oid-who")

CHANGES = {
    "an agency renamed": "UPDATE agencies SET name = 'Renamed' WHERE id = 'trust'",
    "a service renamed": "UPDATE services SET name = 'Renamed' WHERE id = 'nursing'",
    "a practitioner renamed": "UPDATE practitioners SET name = 'Renamed' WHERE id = 'who'",
    "a practitioner moved": "UPDATE practitioners SET service_id = 'ward' WHERE id = 'who'",
    "a manager appointed": "INSERT INTO service_managers VALUES ('who', 'ward')",
    "an agreement ended": "UPDATE agreements SET valid_to = '2026-06-01'",
    "an agency out of an agreement": "DELETE FROM agreement_agencies WHERE agency_id = 'trust'",
    "a purpose out of an agreement": "DELETE FROM agreement_purposes WHERE purpose = 'care'",
}


async def everything(register: SqlRegister) -> tuple[object, object]:
    files = await register.files(["child"], WHO.id, make.NOW)
    return await register.viewer(IDENTITY, make.NOW), files


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_change_made_elsewhere_is_seen_at_once(change: str, database: Database, database_url: str):
    await seed(database, HELD)
    kept = SqlRegister(database)
    before = await everything(kept)

    async with Database(database_url) as elsewhere:
        await elsewhere.write(lambda connection: connection.execute(text(change)))

    after = await everything(kept)
    assert after != before
    assert after == await everything(SqlRegister(database)), "as one who starts now reads it"


async def test_who_leaves_is_nobody_at_once(database: Database):
    await seed(database, HELD)
    register = SqlRegister(database)
    assert await register.viewer(IDENTITY, make.NOW)
    leave = text("UPDATE practitioners SET active = false WHERE id = 'who'")
    await database.write(lambda connection: connection.execute(leave))
    assert await register.viewer(IDENTITY, make.NOW) is None


async def test_a_change_that_is_rolled_back_changes_nothing(database: Database):
    await seed(database, HELD)
    register = SqlRegister(database)
    before = await everything(register)

    def renamed_and_regretted(connection: Connection) -> None:
        connection.execute(text("UPDATE agencies SET name = 'Renamed'"))
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(renamed_and_regretted)
    assert await everything(register) == before


async def test_somebody_unknown_is_looked_for_again_and_found_when_they_come(database: Database):
    await seed(database, HELD)
    register = SqlRegister(database)
    late = Identity("tenant", "oid-late")
    assert await register.viewer(late, make.NOW) is None
    newcomer = replace(make.practitioner("late", "nursing"), identity=late)
    await seed(database, RegisterSeed(practitioners=(newcomer,)))
    found = await register.viewer(late, make.NOW)
    assert found is not None
    assert found.agency_id == AgencyId("trust")
