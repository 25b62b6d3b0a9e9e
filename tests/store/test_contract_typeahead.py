"""The children around somebody: what each of these finds, the fake one too."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.matching import traits_of
from cases.matching.nicknames import Forms
from cases.model import Practitioner, ServiceId
from cases.ports_typeahead import OwnChildren
from cases.records import Effects
from cases.typeahead import OwnChild, best_first, typed_in
from store import own_children
from store.database import Database
from store.ledger import SqlLedger
from store.own_children import SqlOwnChildren
from store.seed import RegisterSeed, seed
from tests import builders as make
from tests.builders import NOW, TODAY
from tests.databases import KINDS
from tests.fakes import FakeCases, FakeClock, FakeInvolvements
from tests.fakes_typeahead import FakeOwnChildren
from tests.store.world import ANNA, BEN, CARA, CLOSED, GONE, WORLD

CHIEF = replace(ANNA, id="chief", identity=None, manages=frozenset({ServiceId("neighbourhood")}))
SEED = replace(
    WORLD,
    practitioners=(*WORLD.practitioners, CHIEF),
    involvements=(
        *WORLD.involvements,
        make.involvement(BEN, "baby"),
        replace(make.involvement(BEN, "alone"), until=TODAY - timedelta(days=1)),
    ),
)
GRANTS = (make.grant("gone", "alone"), make.grant("anna", "baby", given=NOW - timedelta(days=2)))
Opened = Callable[[RegisterSeed], Awaitable[OwnChildren]]


@pytest.fixture(params=["fake", *KINDS])
async def opened(request: pytest.FixtureRequest, empty_url: Callable[[str], str]) -> AsyncIterator[Opened]:
    """Opens the port over a register, with some grants in it."""
    if request.param == "fake":

        async def fake(made: RegisterSeed) -> OwnChildren:
            return FakeOwnChildren(made, FakeInvolvements(made), FakeCases(made), GRANTS)

        yield fake
        return
    async with Database(empty_url(request.param)) as database:

        async def real(made: RegisterSeed) -> OwnChildren:
            await seed(database, made)
            await SqlLedger(database, FakeClock(NOW)).commit(Effects(grants=GRANTS), None)
            return SqlOwnChildren(database)

        yield real


ROWS: dict[str, tuple[Practitioner, str, set[str], set[str]]] = {
    # who, what is typed, who is found, with whom of them they work
    "those one works with": (ANNA, "ro", {"robin"}, {"robin"}),
    "in a case's channel, shielded ones never": (BEN, "ba", {"baby", "robin"}, {"baby"}),
    "nothing typed: one's own": (BEN, "", {"baby"}, {"baby"}),
    "sensitive ones are one's own": (CARA, "ro", {"robin"}, {"robin"}),
    "what is over is not": (GONE, "", set(), set()),
    "a grant": (GONE, "ro", {"alone"}, set()),
    "a service one manages": (CHIEF, "ba", {"baby"}, set()),
    "a service one manages, nothing typed": (CHIEF, "", set(), set()),
}


@pytest.mark.parametrize("row", ROWS)
async def test_the_children_around_somebody(opened: Opened, row: str):
    who, text, expected, mine = ROWS[row]
    found = await (await opened(SEED)).around(who, typed_in(text, Forms()), NOW)
    assert {one.child_id for one in found} == expected
    assert {one.child_id for one in found if one.mine} == mine
    known = {one.id: one for one in SEED.children}
    assert all(
        one == OwnChild(one.child_id, known[one.child_id].reference, traits_of(known[one.child_id]), one.mine)
        for one in found
    )


async def test_a_closed_case_brings_nobody(opened: Opened):
    alone = replace(SEED, cases=(CLOSED,))
    found = await (await opened(alone)).around(BEN, typed_in("ro", Forms()), NOW)
    assert {one.child_id for one in found} == {"baby"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("am", ["amara0001"]),
        ("ston am", ["amara0001"]),
        ("amara stone0001", ["amara0001"]),
        ("Amarra Zebedee", ["zeb"]),
        ("zebe", ["zeb"]),
        ("9990000018", ["zeb"]),
        ("999 0000", ["zeb"]),
        ("C-777", ["zeb"]),
        ("1999", ["zeb"]),
    ],
)  # fmt: skip
async def test_of_many_those_who_fit_are_found_all_the_same(
    kind: str, text: str, best: list[str], empty_url: Callable[[str], str]
):
    many = [
        make.child(f"amara{n:04}", names=(make.Name("Amara", f"Stone{n:04}"),), reference=f"C-1{n:04}")
        for n in range(own_children.FEW + 50)
    ]
    zeb = make.child(
        "zeb",
        names=(make.Name("Amara", "Zebedee"),),
        birth=make.Birth(1999),
        nhs_number="9990000018",
        reference="C-7777",
    )
    held = tuple(make.involvement(BEN, one.id) for one in (*many, zeb))
    made = replace(SEED, children=(*many, zeb), involvements=held, cases=(), relationships=(), households=())
    typed = typed_in(text, Forms())
    async with Database(empty_url(kind)) as database:
        await seed(database, made)
        found = await SqlOwnChildren(database).around(CHIEF, typed, NOW)
    assert best[0] in best_first(typed, found)[:501]
    if best == ["zeb"]:
        assert best_first(typed, found)[0] == "zeb"
