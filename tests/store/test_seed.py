from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from store import tables
from store.database import Database
from store.seed import RegisterSeed, seed
from store.truth import everything
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
