from random import Random

import pytest

from bench.people.asked import Question
from bench.people.children import People
from bench.people.errors import FIFTEEN, KINDS, remembered
from bench.people.sample import WITHOUT_NUMBER, mixed, questions, strangers
from bench.people.slips import is_latin, misremembered, mistyped, one_digit_wrong, plain
from cases.commands import Who
from cases.model import Birth, Child, ChildId, Name
from cases.names import normalise
from dialogs.recognise import recognise

TOWN = People(3_000)
KATE = Child(
    ChildId("c-1"),
    "C-1",
    (Name("Katherine", "Ahmed-Jones"),),
    Birth(2014, 3, 2),
    area="Millrace",
    nhs_number="9990000018",
)


def same_dice() -> Random:
    return Random(4)  # noqa: S311 - the same each time


def some(kind: str, number: int = 40) -> list[Question]:
    return list(questions(TOWN, kind, number))


def names_of(question: Question) -> set[str]:
    assert question.child is not None
    return {normalise(f"{name.given} {name.family}") for name in question.child.names}


@pytest.mark.parametrize("kind", KINDS)
def test_questions_are_the_same_each_time(kind: str):
    assert some(kind, 5) == some(kind, 5)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("exact", "one_name_only")])
def test_every_kind_really_gets_something_wrong_or_leaves_something_out(kind: str):
    for question in some(kind):
        memory, child = question.memory, question.child
        assert child is not None
        right_name = normalise(memory.name) in names_of(question) and kind != "other_script"
        assert not (right_name and memory.born == child.birth and not memory.nhs_number)


def test_exact_ones_have_nothing_wrong():
    for question in some("exact"):
        assert question.child is not None
        assert normalise(question.memory.name) in names_of(question)
        assert question.memory.born == question.child.birth


def test_a_typo_is_in_one_name_or_in_both():
    for kind, wrong in (("typo_one_name", 1), ("typo_both_names", 2)):
        for question in some(kind):
            words = normalise(question.memory.name).replace(" ", "")
            assert all(normalise(name).replace(" ", "") != words for name in names_of(question)), wrong


def test_what_is_known_of_the_date_is_what_the_kind_says():
    for kind in ("nickname_year_only", "typo_year_only"):
        for question in some(kind):
            assert question.child is not None
            assert question.child.birth is not None
            assert question.memory.born == Birth(question.child.birth.year)
    for kind in ("name_typo_no_dob", "nhs_one_digit_wrong_typo_no_dob", "typo_no_dob_area"):
        assert all(question.memory.born is None for question in some(kind))


def test_an_area_is_given_where_there_is_no_date():
    for question in some("typo_no_dob_area"):
        assert question.child is not None
        assert question.memory.area == question.child.area
        assert question.memory.area in question.text


def test_one_digit_of_the_nhs_number_is_wrong():
    for question in some("nhs_one_digit_wrong_typo_no_dob"):
        assert question.child is not None
        pairs = zip(question.memory.nhs_number, question.child.nhs_number, strict=True)
        assert sum(one != other for one, other in pairs) == 1


def test_another_script_is_really_another():
    for question in some("other_script"):
        assert question.child is not None
        in_latin = {is_latin(str(name)) for name in question.child.names}
        assert is_latin(question.memory.name) not in in_latin or len(in_latin) == 2


def test_a_half_of_a_double_name_a_short_form_and_joined_words():
    dice = same_dice()

    assert {remembered("half_of_double_barrel", KATE, dice).family for _ in range(20)} == {"Ahmed", "Jones"}
    assert {remembered("nickname", KATE, dice).given for _ in range(40)} == {"Kate", "Katie", "Kathy"}
    assert remembered("joined_tokens", KATE, dice).name == "Katherine Ahmedjones"
    assert remembered("swapped_names", KATE, dice).name == "Ahmed-Jones Katherine"


def test_a_kind_that_cannot_happen_to_a_child_leaves_nothing():
    one_name = Child(ChildId("c-2"), "C-2", (Name("Suharto"),), Birth(2014, 3, 2))

    for kind in ("nickname", "joined_tokens", "half_of_double_barrel", "other_script", "typo_no_dob_area"):
        assert remembered(kind, one_name, same_dice()) is None


def test_slips_never_leave_things_as_they_are():
    dice = same_dice()
    born = Birth(2016, 2, 29)

    for word in ("Li", "Amra", "O'Brien", "Zoë", "Aa"):
        assert all(mistyped(word, dice).lower() != word.lower() for _ in range(200))
    assert all(misremembered(born, dice) != born for _ in range(200))
    assert all(one_digit_wrong("9990000018", dice) != "9990000018" for _ in range(200))
    assert plain("Wiśniewska Łukasz Zoë Yılmaz") == "Wisniewska Lukasz Zoe Yilmaz"


def test_strangers_are_nobody_of_the_register():
    known = {(name, child.birth) for block in TOWN.all() for child in block for name in child.names}

    for kind in WITHOUT_NUMBER:
        for question in strangers(TOWN, kind, 5):
            assert question.child is None
            assert question.wanted is None
            assert (Name(question.memory.given, question.memory.family), question.memory.born) not in known


def test_a_mixture_has_every_kind_as_often():
    asked = mixed(TOWN, 3)

    assert len(FIFTEEN) == 15
    assert len(asked) == 3 * len(KINDS)
    assert {question.kind for question in asked} == set(KINDS)


def test_nearly_all_that_is_typed_is_read_as_a_question_about_a_child():
    asked = mixed(TOWN, 20, FIFTEEN)
    read = [question for question in asked if isinstance(recognise(question.text), Who)]

    assert len(read) > 0.98 * len(asked)


def test_names_in_every_script_are_read_as_names():
    for question in some("other_script", 60):
        command = recognise(question.text)
        assert isinstance(command, Who), question.text
        assert normalise(command.query.name) == normalise(question.memory.name)
