"""What is typed so far, and which children fit it: tables."""

import pytest

from cases.matching import traits_of
from cases.matching.nicknames import Forms
from cases.model import Birth, Name
from cases.typeahead import OwnChild, best_first, typed_in
from tests.builders import child

FORMS = Forms()
CHILDREN = [
    OwnChild(one.id, one.reference, traits_of(one))
    for one in (
        child("amara", names=(Name("Amara", "Okonkwo-Reed"),), nhs_number="9990000018"),
        child("amaya", names=(Name("Amaya", "Stone"), Name("May", "Hill")), birth=Birth(2016),
              reference="C-2002"),
        child("tom", names=(Name("Thomas", "Amaral"),), birth=None, reference="C-2003"),
        child("zoe", names=(Name("Zoë", "Łuczak"),), birth=Birth(2014, 7, 1), reference="C-2004"),
        child("baby", names=(Name("Baby"),), birth=Birth(2027, 2, expected=True), reference="C-3001"),
    )
]  # fmt: skip

ROWS = {
    "": ["amara", "amaya", "baby", "tom", "zoe"],
    "am": ["amara", "amaya", "tom"],
    "ama": ["amara", "amaya", "tom"],
    "AMARA": ["amara", "tom", "amaya"],
    "amara okonkwo-reed": ["amara"],
    "okon": ["amara"],
    "reed am": ["amara"],
    "reed, amara": ["amara"],
    "amra okonkwo": ["amara"],
    "amara okonkvo": ["amara"],
    "amara okenk": ["amara"],
    "may hi": ["amaya"],
    "tommy amaral": ["tom"],
    "tommy": ["tom"],
    "nobody okonkwo": [],
    "zoe lucz": ["zoe"],
    "Zoë Łuczak": ["zoe"],
    "luczack": ["zoe"],
    "am 2014": ["amara", "tom"],
    "am 2016": ["amaya", "tom"],
    "amara okonkwo 2015": ["amara"],
    "2014": ["amara", "zoe"],
    "zoe 1/7/2014": ["zoe"],
    "zoe 31/2/2014": ["zoe"],
    "9990000018": ["amara"],
    "999 000 0019": ["amara"],
    "999 0000": ["amara"],
    "c-2": ["amaya", "tom", "zoe"],
    "C-2003": ["tom"],
    "c2003": ["tom"],
    "nobody": [],
    "xq": [],
    "%": ["amara", "amaya", "baby", "tom", "zoe"],
    "lumo-tavi": [],
}


@pytest.mark.parametrize("text", ROWS)
def test_what_is_typed_finds_those_who_begin_so_and_then_those_who_come_close(text: str):
    assert list(best_first(typed_in(text, FORMS), CHILDREN)) == ROWS[text]


@pytest.mark.parametrize("text", ROWS)
def test_each_child_is_judged_by_itself(text: str):
    typed = typed_in(text, FORMS)
    alone = {one.child_id for one in CHILDREN if best_first(typed, [one])}
    assert alone == set(best_first(typed, CHILDREN))


def test_whoever_is_called_just_so_goes_before_those_whose_names_only_begin_so():
    jo = child("jo", names=(Name("Jo", "Hart"),), reference="C-2")
    joan = child("joan", names=(Name("Joan", "Hart"),), reference="C-1")
    near = child("near", names=(Name("Joh", "Hart"),), reference="C-0")
    own = [OwnChild(one.id, one.reference, traits_of(one)) for one in (near, joan, jo)]
    assert best_first(typed_in("jo hart", FORMS), own)[0] == "jo"


def test_an_agencys_own_forms_of_names_count():
    own = [
        OwnChild(one.id, one.reference, traits_of(one)) for one in [child(names=(Name("Kwabena", "Hart"),))]
    ]
    assert not best_first(typed_in("bena hart", FORMS), own)
    assert best_first(typed_in("bena hart", Forms([("Kwabena", "Bena")])), own)


@pytest.mark.parametrize("text", ["", "a", "?", "  ", "-"])
def test_too_little_is_short(text: str):
    assert typed_in(text, FORMS).short


@pytest.mark.parametrize("text", ["am", "李", "2014", "C-1", "lumo-tavi", "9990000018", "a 1"])
def test_two_letters_or_a_number_are_enough(text: str):
    assert typed_in(text, FORMS).short is (
        text == "李" and len("".join(typed_in(text, FORMS).asked.words)) < 2
    )


@pytest.mark.parametrize("text", ["a" * 5000, "a " * 5000, "9" * 5000, "\x00", "\ud800", "C-" * 900])
def test_whatever_is_typed_is_no_trouble(text: str):
    best_first(typed_in(text, FORMS), CHILDREN)
