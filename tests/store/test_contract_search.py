"""What every look-up of children finds, the fake one too."""

import pytest

from cases.model import Birth, ConversationId, Name
from cases.query import Query
from store.seed import RegisterSeed
from tests import builders as make
from tests.store.conftest import Opened
from tests.store.world import WORLD

ROWS = [
    # name as typed
    (Query("Robin Example"), {"robin"}),
    (Query("example robin"), {"robin"}),
    (Query("ROBIN   EXAMPLE!"), {"robin"}),
    (Query("Example, Robin"), {"robin"}),
    (Query("robin"), {"robin"}),
    (Query("exam"), {"robin", "kim"}),
    (Query("Kimberley Example Stone"), {"kim"}),
    (Query("kim"), {"kim"}),
    (Query("Kim ONeill"), {"kim"}),
    (Query("kim o'neill"), {"kim"}),
    (Query("O’Neill K"), {"kim"}),
    (Query("zoe luczak"), {"alone"}),
    (Query("Zoë Łuczak"), {"alone"}),
    (Query("Baby"), {"baby"}),
    (Query("obin"), set()),
    (Query("robin exemple"), set()),
    (Query("r"), set()),
    (Query("?!"), set()),
    (Query("%"), set()),
    (Query("ro_in"), set()),
    # with a date of birth; a part that is not known still fits
    (Query("robin", Birth(2014, 3, 2)), {"robin"}),
    (Query("robin", Birth(2014)), {"robin"}),
    (Query("robin", Birth(2014, 3)), {"robin"}),
    (Query("robin", Birth(2015)), set()),
    (Query("robin", Birth(2014, 3, 3)), set()),
    (Query("exam", Birth(2016)), {"kim"}),
    (Query("kim", Birth(2016, 5, 5)), {"kim"}),
    (Query("zoe", Birth(2011, 1, 1)), {"alone"}),
    (Query("baby", Birth(2027)), {"baby"}),
    # identifiers
    (Query(nhs_number="9990000018"), {"robin"}),
    (Query(nhs_number="9990000026"), set()),
    (Query(reference="C-kim"), {"kim"}),
    (Query(reference="lumo-tavi"), {"robin", "kim"}),
    (Query(reference="bado-kilu"), {"robin", "alone"}),
    (Query(reference="C-nobody"), set()),
    (Query(reference="\x00"), set()),
    (Query(conversation_id=ConversationId("19:case@thread.tacv2")), {"robin", "kim"}),
    (Query(conversation_id=ConversationId("19:other@thread.tacv2")), set()),
    # every given part has to fit
    (Query("robin", reference="lumo-tavi"), {"robin"}),
    (Query("zoe", reference="lumo-tavi"), set()),
    (Query("?", reference="lumo-tavi"), set()),
    (Query("robin", nhs_number="9990000018"), {"robin"}),
    (Query("kim", nhs_number="9990000018"), set()),
    (Query("kim", conversation_id=ConversationId("19:case@thread.tacv2")), {"kim"}),
    # nothing to go by
    (Query(), set()),
    (Query(born=Birth(2014)), set()),
]


async def test_the_table_of_look_ups(ports: Opened):
    search = (await ports(WORLD)).search

    found = {query: set(await search.exactly(query)) for query, _ in ROWS}

    assert found == dict(ROWS)


async def test_a_child_called_exactly_so_hides_nobody_with_a_longer_name(ports: Opened):
    names = {"li": "Amy Li", "lister": "Amy Lister", "may": "Maya Lin"}
    children = tuple(make.child(key, names=(Name(*called.split()),)) for key, called in names.items())
    search = (await ports(RegisterSeed(children=children))).search

    assert set(await search.exactly(Query("Amy Li"))) == {"li", "lister"}


async def test_nobody_is_left_out_however_many_there_are(ports: Opened):
    count = 700
    search = (await ports(RegisterSeed(children=(*(make.child(f"c{n}") for n in range(count)),)))).search

    assert len(set(await search.exactly(Query("Robin Example")))) == count


async def test_names_in_other_scripts_are_found_by_their_beginning(ports: Opened):
    children = (
        make.child("minh", names=(Name("Đỗ", "Minh"),)),
        make.child("ram", names=(Name("राम", "कुमार"),)),
        make.child("omar", names=(Name("عُمَر", "خان"),)),
        make.child("last", names=(Name("\U0001f600z\U00020000"),)),
    )
    search = (await ports(RegisterSeed(children=children))).search

    assert set(await search.exactly(Query("do minh"))) == {"minh"}
    assert set(await search.exactly(Query("रा"))) == {"ram"}
    assert set(await search.exactly(Query("عمر"))) == {"omar"}
    assert set(await search.exactly(Query("z\U00020000"))) == {"last"}


CLOSE = [
    # a name misspelt, misheard, shortened, swapped, in one word; with what helps
    (Query("Robyn Exampel", Birth(2014, 3, 2)), "robin"),
    (Query("Exampl Robin", Birth(2014, 3)), "robin"),
    (Query("Bob Example", Birth(2014, 3, 2)), "robin"),
    (Query("robin exemple"), "robin"),
    (Query("Robin Example", Birth(2014, 2, 3)), "robin"),
    (Query("Robin Example", Birth(2015, 3, 2)), "robin"),
    (Query("Kim O'Niell", Birth(2016)), "kim"),
    (Query("Kimberley Stone", Birth(2016)), "kim"),
    (Query("Kimberly Examplestone", Birth(2016)), "kim"),
    (Query("zoey luchak", Birth(2011)), "alone"),
    # a number with one digit wrong
    (Query(nhs_number="9990000017"), "robin"),
    (Query("Robn Exmple", nhs_number="9990000818"), "robin"),
]


@pytest.mark.parametrize(("query", "child"), CLOSE, ids=[str(query) for query, _ in CLOSE])
async def test_who_only_comes_close_is_found_and_is_not_exact(ports: Opened, query: Query, child: str):
    search = (await ports(WORLD)).search

    first, *_ = await search.find(query)

    assert (first.child_id, first.exact) == (child, False)
    assert 0 < first.probability < 1


async def test_those_who_fit_exactly_come_first_and_once(ports: Opened):
    search = (await ports(WORLD)).search

    for query, children in ROWS:
        found = await search.find(query)
        assert {one.child_id for one in found if one.exact} == children
        assert [one.exact for one in found] == sorted((one.exact for one in found), reverse=True)
        assert len({one.child_id for one in found}) == len(found)
