"""What every look-up of children finds, the fake one too."""

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

    found = {query: set(await search.find(query)) for query, _ in ROWS}

    assert found == dict(ROWS)


async def test_a_child_called_exactly_so_hides_nobody_with_a_longer_name(ports: Opened):
    names = {"li": "Amy Li", "lister": "Amy Lister", "may": "Maya Lin"}
    children = tuple(make.child(key, names=(Name(*called.split()),)) for key, called in names.items())
    search = (await ports(RegisterSeed(children=children))).search

    assert set(await search.find(Query("Amy Li"))) == {"li", "lister"}


async def test_nobody_is_left_out_however_many_there_are(ports: Opened):
    count = 700
    search = (await ports(RegisterSeed(children=(*(make.child(f"c{n}") for n in range(count)),)))).search

    assert len(set(await search.find(Query("Robin Example")))) == count


async def test_names_in_other_scripts_are_found_by_their_beginning(ports: Opened):
    children = (
        make.child("minh", names=(Name("Đỗ", "Minh"),)),
        make.child("ram", names=(Name("राम", "कुमार"),)),
        make.child("omar", names=(Name("عُمَر", "خان"),)),
        make.child("last", names=(Name("\U0001f600z\U00020000"),)),
    )
    search = (await ports(RegisterSeed(children=children))).search

    assert set(await search.find(Query("do minh"))) == {"minh"}
    assert set(await search.find(Query("रा"))) == {"ram"}
    assert set(await search.find(Query("عمر"))) == {"omar"}
    assert set(await search.find(Query("z\U00020000"))) == {"last"}
