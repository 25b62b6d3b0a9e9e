"""How a picture of a network is asked for, and what is not meant so."""

import pytest

from cases.birth import take_birth
from cases.commands import NotUnderstood, Picture, Who
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise

AMINA = Picture(Query(name="Amina Khan"))
HERE = ConversationId("19:case")


@pytest.mark.parametrize(
    "text",
    [
        "show me Amina Khan's network as a picture",
        "Could you show me Amina Khan's network as a picture, please?",
        "Who is working with Amina Khan, as a picture?",
        "Amina Khan as a picture",
        "Amina Khan's circle as a diagram",
        "picture of Amina Khan",
        "a picture of Amina Khan's network",
        "show me a picture of the network around Amina Khan",
        "draw me the circle of Amina Khan",
        "Draw Amina Khan's network",
        "give me a drawing of the team around Amina Khan",
        "network map for Amina Khan",
    ],
)
def test_a_picture_is_asked_for_in_many_ways(text: str):
    assert recognise(text) == AMINA


def test_the_child_is_named_as_in_any_question():
    born, _ = take_birth("born 2 March 2014")
    assert recognise("Amina Khan born 2 March 2014 as a picture") == Picture(
        Query(name="Amina Khan", born=born)
    )
    assert recognise("draw the network of C-1042") == Picture(Query(reference="C-1042"))
    assert recognise("show me this child's network as a picture", HERE) == Picture(
        Query(conversation_id=HERE)
    )
    assert recognise("picture of this child", HERE) == Picture(Query(conversation_id=HERE))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("this child as a picture", "which child you mean"),
        ("Amina Khan and her siblings as a picture", "one child's network at a time"),
        ("draw the network of the Khan family", "one child's network at a time"),
        ("picture of the weather today", ""),
    ],
)
def test_what_is_not_one_child_is_asked_back(text: str, hint: str):
    command = recognise(text)
    assert isinstance(command, NotUnderstood)
    assert hint in command.hint


def test_what_is_no_picture_is_left_to_the_others():
    assert recognise("Who is working with Amina Khan?") == Who(Query(name="Amina Khan"))
    assert not isinstance(recognise("show Amina Khan's timeline as a picture"), Picture)
    assert recognise("Draw Amina") != AMINA
