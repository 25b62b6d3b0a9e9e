"""A whole register goes in and comes out again."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from cases.model import ChildId, Relationship
from store.database import Database
from store.seed import RegisterSeed, seed
from store.tables import metadata
from store.truth import everything
from tests import builders as make
from tests.databases import APPEND_ONLY
from tests.store.registers import registers
from tests.store.world import ROBIN, WORLD


def ordered(register: RegisterSeed) -> RegisterSeed:
    by_id = {
        name: tuple(sorted(getattr(register, name), key=lambda value: value.id))
        for name in RegisterSeed.__dataclass_fields__
        if name != "relationships"
    }
    return RegisterSeed(**by_id, relationships=register.relationships)


async def test_a_register_is_read_back_as_it_was_written(database: Database):
    await seed(database, WORLD)

    assert await everything(database) == ordered(WORLD)


async def test_an_empty_database_holds_an_empty_register(database: Database):
    await seed(database, RegisterSeed())

    assert await everything(database) == RegisterSeed()


async def test_a_seed_that_is_refused_adds_nothing(database: Database):
    bad = replace(WORLD, relationships=(*WORLD.relationships, Relationship(ROBIN.id, "nobody", "aunt")))

    with pytest.raises(IntegrityError):
        await seed(database, bad)

    assert await everything(database) == RegisterSeed()


async def test_more_rows_than_one_statement_takes_are_written(database: Database):
    many = tuple(make.child(f"c{number:05}") for number in range(5_003))

    await seed(database, RegisterSeed(children=many))

    assert (await everything(database)).children == many


async def test_a_child_and_a_person_may_have_the_same_id(database: Database):
    twins = replace(
        WORLD,
        children=(*WORLD.children, make.child("pat")),
        relationships=(Relationship(ChildId("pat"), "pat", "carer"),),
    )

    await seed(database, twins)

    assert (await everything(database)).relationships == twins.relationships


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=registers())
async def test_any_register_that_is_allowed_comes_back_as_it_was(register: RegisterSeed, database: Database):
    def forget(connection):
        for table in reversed(metadata.sorted_tables):
            if table.name not in (*APPEND_ONLY, "directory_version"):
                connection.execute(delete(table))

    await database.write(forget)
    await seed(database, register)

    assert await everything(database) == register
