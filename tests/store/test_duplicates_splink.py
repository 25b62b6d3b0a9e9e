"""Duplicates of a whole register by Splink, on both databases, where the extra is installed."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from random import Random

import pytest
from sqlalchemy import Connection

from bench.people.children import People
from bench.people.twice import AGAIN, doubled, is_one
from cases.matching.nicknames import Forms
from cases.model import Birth, Child, ChildId, Name
from store.child_rows import insert_children
from store.database import Database
from store.duplicates import Duplicate, count, enqueue
from store.ledger import SqlLedger
from store.seed import seed
from store.stewarding import SqlStewarding
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.merging import effects, merge_of
from tests.store.test_stewarding import ALFIE, ALFY, TWICE
from tests.store.world import WORLD

pytestmark = pytest.mark.skipif(find_spec("splink") is None, reason="the extra is not installed")

TWINS = ("Amelia", "Oscar"), ("Zofia", "Jakub"), ("Aisha", "Yusuf"), ("Grace", "Isla"), ("Dawit", "Selam")


def with_doubles(people: People, share: float) -> list[Child]:
    dice = Random(11)  # noqa: S311 - the same each time
    return [child for block in people.all() for child in doubled(block, share, dice)]


def twins() -> list[Child]:
    """Of one name, one day and one ward; nobody's number is known."""
    born = Birth(2016, 5, 9)
    return [
        make.child(
            f"{pair}-{given}", names=(Name(given, f"Example{pair}"),), birth=born, nhs_number="", upn=""
        )
        for pair, both in enumerate(TWINS)
        for given in both
    ]


async def put(database: Database, register: Sequence[Child]) -> None:
    def write(connection: Connection) -> None:
        insert_children(connection, register)

    await database.write(write)


async def found_in(database: Database) -> list[Duplicate]:
    from store.duplicates_splink import find  # noqa: PLC0415 - it may not be there

    return [one async for one in find(database, lambda _: None)]


async def test_where_splink_is_installed_most_who_are_twice_are_found_and_no_twins(database: Database):
    register = [*with_doubles(People(2_000), 0.05), *twins()]
    twice = sum(child.id.endswith(AGAIN) for child in register)
    assert twice > 90
    await put(database, register)

    found = await found_in(database)

    right = [one for one in found if is_one(one.one, one.other)]
    assert len(right) >= 0.9 * twice
    assert len(found) - len(right) <= 3
    assert len({(one.one, one.other) for one in found}) == len(found)
    assert not {child.id for child in twins()} & {child for one in found for child in (one.one, one.other)}
    assert all(0.85 <= one.probability <= 1 and one.certain == (one.probability >= 0.95) for one in found)
    names = iter(map(str, range(9_999)))
    assert await enqueue(database, found, lambda: next(names), make.NOW) == len(found)
    assert await enqueue(database, found, lambda: next(names), make.NOW) == 0
    assert len(await SqlStewarding(database).waiting(9_999)) == len(found)


async def test_where_splink_is_installed_a_register_of_few_needs_no_learning(database: Database):
    assert await found_in(database) == []
    await seed(database, TWICE)

    found = await found_in(database)

    assert [(one.one, one.other) for one in found] == [(ALFIE.id, ALFY.id)]
    assert found[0].references == ("C-alfie", "C-alfy")
    assert await count(database) == len(TWICE.children)


async def test_where_splink_is_installed_part_of_a_date_bears_out_what_it_says(database: Database):
    nadia = make.child(
        "nadia", names=(Name("Nadia", "Brzezinska"),), birth=Birth(2015, 4, 30), area="Millbrook"
    )
    month = replace(nadia, id=ChildId("month"), reference="C-month", birth=Birth(2015, 4))
    other = replace(nadia, id=ChildId("other"), reference="C-other", birth=Birth(2009, 11))
    some = [child for block in People(500).all() for child in block]
    await put(database, [*some, nadia, month, other])

    found = {frozenset((one.one, one.other)) for one in await found_in(database)}

    assert frozenset((nadia.id, month.id)) in found
    assert not any(other.id in pair for pair in found)


async def test_where_splink_is_installed_one_name_alone_may_be_either(database: Database):
    whole = make.child("whole", names=(Name("Ihuoma", "Nwachukwu"),), nhs_number="", upn="")
    single = replace(whole, id=ChildId("single"), reference="C-single", names=(Name("Nwachukwu"),))
    nameless = make.child("nameless", names=(), birth=None, area="", nhs_number="", upn="")
    some = [child for block in People(500).all() for child in block]
    await put(database, [*some, whole, single, nameless])

    found = [(one.one, one.other) for one in await found_in(database)]

    assert (single.id, whole.id) in found


async def test_where_splink_is_installed_who_was_merged_is_left_out(database: Database, clock: FakeClock):
    await seed(database, replace(WORLD, children=(*WORLD.children, ALFIE, ALFY)))
    await SqlLedger(database, clock).commit(effects(merge_of(ALFIE, ALFY)), None)

    assert await found_in(database) == []


async def test_where_splink_is_installed_it_says_nothing_of_anybody(
    database: Database, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    await seed(database, TWICE)
    with caplog.at_level(logging.DEBUG):
        assert await found_in(database)

    assert capfd.readouterr() == ("", "")
    assert [line for line in caplog.records if line.name.startswith(("splink", "duckdb"))] == []


def test_where_splink_is_installed_a_key_that_too_many_share_is_none():
    from store.splink_rows import MOST, Rows  # noqa: PLC0415 - it may not be there

    crowd = [make.child(f"{one}", birth=Birth(2010, 1 + one % 12, 1)) for one in range(MOST + 1)]
    with Rows(Forms()) as rows:
        rows.add([*crowd, ALFIE])
        rows.keyed()

        assert rows.connection.execute("SELECT count(by_name) FROM rows").fetchall() == [(1,)]
        assert rows.pairs("l.by_name = r.by_name") == 0
        assert rows.pairs("l.by_birth_and_given = r.by_birth_and_given") > 0
