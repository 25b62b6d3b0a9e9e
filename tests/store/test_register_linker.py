"""Children of agencies' files are linked to the register; their sources follow a merge, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from cases.model import Birth, ChildId, Name
from cases.ports_import import FRESH, Link
from cases.records import NewLinks
from store.database import Database
from store.ledger import SqlLedger
from store.linking import RegisterLinker
from store.seed import seed
from store.stewarding import SqlStewarding
from store.tables import sources
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.merging import effects, merge_of, unmerge_of
from tests.store.test_stewarding import ALFIE, ALFY, LINK
from tests.store.world import ALONE, KIM, ROBIN, WORLD

SAME = replace(ALFIE, id=ChildId("fresh"), reference="")
REGISTER = replace(WORLD, children=(*WORLD.children, ALFIE))
GIVEN = {
    "the very same": (SAME, Link(ALFIE.id)),
    "a misspelt one": (replace(SAME, names=(Name("Alfy", "Tayler"),)), Link(ALFIE.id)),
    "a twin": (replace(SAME, names=(Name("Sylvia", "Taylor"),)), FRESH),
    "by number alone": (make.child("x", names=(Name("Zed"),), nhs_number=ROBIN.nhs_number), Link(ROBIN.id)),
    "two numbers": (make.child("x", nhs_number=ROBIN.nhs_number, upn="A9"), Link(ROBIN.id)),
    "nobody like it": (make.child("x", names=(Name("Zed", "Quux"),), birth=Birth(2001)), FRESH),
    "shielded": (replace(KIM, id=ChildId("x")), Link(doubtful=(KIM.id,))),
}


@pytest.mark.parametrize("case", GIVEN)
async def test_who_a_child_of_a_file_is(database: Database, case: str):
    await seed(database, REGISTER)
    child, expected = GIVEN[case]
    assert await RegisterLinker(database).link([child]) == [expected]


async def test_nobody_is_looked_for_in_an_empty_register(database: Database):
    assert await RegisterLinker(database).link([SAME, ALFY]) == [FRESH, FRESH]


def gives(agency: str, entity: str, source: str = "s") -> dict[str, object]:
    return {
        "agency_id": agency, "source": source, "kind": "children", "source_id": entity,
        "entity_id": entity, "row_hash": "", "given": "", "seen_run": "run",
    }  # fmt: skip


async def test_an_agencys_system_goes_on_giving_the_merged_child_and_its_own_again(
    database: Database, clock: FakeClock
):
    await seed(database, REGISTER)
    other = gives("trust", ALFIE.id) | {"kind": "people", "source_id": "p"}
    rows = [gives("council", ROBIN.id), gives("trust", ALFIE.id), other]
    await database.write(lambda connection: connection.execute(insert(sources), rows))
    ledger, change = SqlLedger(database, clock), merge_of(ROBIN, ALFIE)

    async def entities() -> dict[tuple[str, str], str]:
        found = await database.read(lambda connection: connection.execute(select(sources)).all())
        return {(row.kind, row.agency_id): row.entity_id for row in found}

    before = await entities()
    await ledger.commit(effects(change), None)
    assert await entities() == before | {("children", "trust"): ROBIN.id}
    await ledger.commit(effects(unmerge_of(change)), None)
    assert await entities() == before


async def test_a_steward_reads_which_agencies_gave_a_record_but_no_sensitive_one(
    database: Database, clock: FakeClock
):
    await seed(database, WORLD)
    # The trust has a sensitive service and no other.
    rows = [gives("council", ROBIN.id), gives("trust", ROBIN.id, "t"), gives("council", ALONE.id)]
    await database.write(lambda connection: connection.execute(insert(sources), rows))
    await SqlLedger(database, clock).commit(effects(NewLinks((LINK,))), None)

    (pair,) = await SqlStewarding(database).waiting(9)

    assert pair.agencies == {ROBIN.id: ("Council",), ALONE.id: ("Council",)}
