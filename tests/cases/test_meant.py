"""Who is meant, as the page says: in every conversation alike."""

from dataclasses import replace

import pytest

from cases.matching import PLAUSIBLE
from cases.meant import Meant, chosen_among
from cases.model import Birth, ChildFile, ChildId, Name
from cases.query import Query
from tests import builders as make
from tests.docs.tables import table

JUST_SO, LONGER = ("Amra", "Hassan"), ("Amra", "Hassanova")


def who(key: str, *called: str, close: float | None = None, area: str = "Northgate") -> ChildFile:
    child = make.child(key, names=(Name(*(called or JUST_SO)),))
    return ChildFile(replace(child, id=ChildId(key), area=area), close=close)


FOUND = {
    "nobody": [],
    "one who fits exactly": [who("that one")],
    "one whose name only begins so": [who("that one", *LONGER)],
    "one called just so, and one with a longer name": [who("the one called just so"), who("b", *LONGER)],
    "two called just so": [who("a"), who("b")],
    "two called just so, one of them in the area that was said": [
        who("a"),
        who("the one in the area", area="Millbrook"),
    ],
    "one who fits exactly, and one who comes close at 0.99": [
        who("b", "Amira", "Hasan", close=0.99),
        who("the one who fits"),
    ],
    "one who comes close, at 0.95": [who("that one", "Amira", close=0.95)],
    "one who comes close, at 0.90": [who("that one", "Amira", close=0.9)],
    "one who comes close, at 0.85": [who("that one", "Amira", close=0.85)],
    "one who comes close, at 0.84": [who("that one", "Amira", close=0.84)],
    "one at 0.99, and another at 0.50": [who("that one", close=0.99), who("b", close=0.5)],
    "one at 0.99, and another at 0.49": [who("that one", close=0.99), who("b", close=0.49)],
    "two at 0.80": [who("a", close=0.8), who("b", close=0.8)],
}


def said(found: Meant[ChildFile]) -> str:
    if not found.these:
        return "nobody"
    return str(found.one.child.id) if found.one else "which of them"


@pytest.mark.parametrize("row", table("docs/policy.md", "meant"), ids=lambda row: row[0])
def test_who_is_meant_is_what_the_page_says(row: list[str]):
    label, to_see, to_change = row
    query = Query("amra hassan", area="Millbrook")

    assert said(chosen_among(query, FOUND[label])) == to_see
    assert said(chosen_among(query, FOUND[label], acting=True)) == to_change


def test_the_page_names_every_situation():
    assert [row[0] for row in table("docs/policy.md", "meant")] == list(FOUND)


@pytest.mark.parametrize("acting", [True, False])
def test_the_order_in_which_they_were_found_says_nothing(acting: bool):  # noqa: FBT001 - a parameter
    for files in FOUND.values():
        one_way = chosen_among(Query("Amra Hassan"), files, acting=acting)
        other_way = chosen_among(Query("Amra Hassan"), files[::-1], acting=acting)
        assert {file.child.id for file in one_way.these} == {file.child.id for file in other_way.these}
        assert one_way.ask == other_way.ask


@pytest.mark.parametrize("born", [Birth(2014), Birth(2014, 3)])
def test_where_a_part_of_the_date_is_said_who_comes_close_is_offered_beside_who_fits(born: Birth):
    fits, near, far = who("fits"), who("near", close=PLAUSIBLE), who("far", close=PLAUSIBLE - 0.01)

    found = chosen_among(Query("amra hassan", born), [near, fits, far])

    assert (found.these, found.ask) == ((fits, near), True)
    assert chosen_among(Query("amra hassan", born), [fits, far]).one == fits


def test_where_the_whole_date_is_said_or_a_number_who_fits_goes_before_who_comes_close():
    fits, near = who("fits"), who("near", close=0.94)

    for query in (
        Query("amra hassan"),
        Query("amra hassan", Birth(2014, 3, 2)),
        Query("amra hassan", Birth(2014), nhs_number="9990000018"),
    ):
        assert chosen_among(query, [near, fits]).these == (fits,)


def test_whose_name_only_begins_so_is_trusted_with_the_whole_date_or_a_number():
    longer = who("longer", *LONGER)

    for query in (Query("amra hassan", Birth(2014, 3, 2)), Query("amra hassan", nhs_number="9990000018")):
        assert chosen_among(query, [longer]).one == longer
    for query in (Query("amra hassan", Birth(2014)), Query("amra hassan")):
        assert chosen_among(query, [longer]).these == (longer,)
        assert chosen_among(query, [longer]).ask


@pytest.mark.parametrize("typed", ["Okonkwo, Amara", "amara reed", "O'Kon Kwo"])
def test_some_words_of_a_name_in_full_are_its_words(typed: str):
    file = who("a", "Amara", "Okonkwo-Reed")

    assert chosen_among(Query(typed), [file]).ask == (typed == "O'Kon Kwo")


WITHOUT_DATE = {
    (("Amra", "Hassan"), None, "Amra Hassan"): True,
    (("Amra", "Hassan"), Birth(2014), "Amra Hassan"): True,
    (("Amra", "Hassan"), Birth(2014, 3), "Amra"): True,
    (("Amra", "Hassan"), Birth(2014, 3, 2), "Amra"): False,
}


@pytest.mark.parametrize(("called", "born", "typed"), WITHOUT_DATE)
def test_one_who_fits_because_the_date_that_was_said_is_not_known_is_offered(
    called: tuple[str, str], born: Birth | None, typed: str
):
    file = ChildFile(make.child("a", names=(Name(*called),), birth=born))

    found = chosen_among(Query(typed, Birth(2014, 3, 2)), [file])

    assert found.these == (file,)
    assert found.ask is WITHOUT_DATE[called, born, typed]
    assert not chosen_among(Query(typed), [file]).ask
