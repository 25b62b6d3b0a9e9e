"""Many children on one pair of scales weigh what each weighs by itself."""

from itertools import product

import pytest

from cases.matching import Asked, Called, Traits, ask, likelihood, pack, unknown_rarity
from cases.matching.nicknames import Forms
from cases.matching.scales import Scales
from cases.model import Birth
from cases.query import Query

BORN = Birth(2014, 3, 2)
NAMES = (
    (Called(("amra", "mae"), ("hassan", "khan")),),
    (Called(("amra",), ("hasan",)), Called(("emra",))),
    (Called(("mohammed",), ("khan",)),),
    (Called(("bob",), ("examplestone",)),),
    (),
)
BIRTHS = (BORN, Birth(2014, 2, 3), Birth(2014), None)
CHILDREN = [
    Traits(names, birth, number, "", area)
    for names, birth, number, area in product(NAMES, BIRTHS, ("9990000018", ""), ("northfield", ""))
]
ASKED = (
    Query("Amra Hassan", BORN),
    Query("Amra Mae Hassankhan", Birth(2014, 3)),
    Query("mohd khan", area="Northfield"),
    Query("Robert Example Stone", BORN),
    Query("Emra", BORN, "9990000818"),
    Query(nhs_number="9990000018"),
)
PRIOR = 17.0


def beside(asked: Asked) -> list[tuple[float, float]]:
    packed = [pack(child) for child in CHILDREN]
    scales = Scales(asked, packed)
    together = [scales.likelihood(one, PRIOR, unknown_rarity) for one in packed]
    alone = [likelihood(asked, child, PRIOR) for child in CHILDREN]
    return list(zip(together, alone, strict=True))


@pytest.mark.parametrize("query", ASKED, ids=str)
def test_each_weighs_as_by_itself_or_is_left_out_for_being_improbable(query: Query):
    pairs = beside(ask(query, Forms()))

    assert all(together in (alone, 0.0) for together, alone in pairs)
    assert all(alone < 0.05 for together, alone in pairs if not together)
    assert any(together > 0.5 for together, _ in pairs)
