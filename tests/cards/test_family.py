"""A family's card: each child with their own circle, nobody cut in silence."""

from dataclasses import replace

import pytest

from cards import Card
from cards.buttons import decode
from cards.circle import FURTHER, NOBODY
from cards.family import ALONE, family
from cases.commands import Family
from cases.model import ConversationId
from cases.query import Query
from cases.views import FamilyView
from tests.cards.samples import CHILD, SIBLINGS, siblings
from tests.cards.valid import typed


def sections(card: Card) -> list[list[str]]:
    """What each child's section says; the footer is none."""
    containers = typed(card.content["body"], "Container")
    return [[block["text"] for block in typed(one, "TextBlock")] for one in containers][:-1]


def texts(card: Card) -> list[str]:
    return [block["text"] for block in typed(card.content["body"], "TextBlock")]


def test_each_child_has_a_section_with_the_adults_and_the_circle():
    amina, bilal, zara = sections(family(SIBLINGS, CHILD))
    assert amina[:3] == [
        "Amina Khan",
        "Born 2 March 2014 (12) · TA-1042",
        "Mother: Sadia Khan · Foster carer: Jo O'Hara",
    ]
    assert amina[3] == "**Grace Adeyemi**, Lead, Social worker, Northbrook Council"
    assert amina[4].startswith("[01632 960123](tel:01632960123) · [Chat](")
    assert amina[4].endswith(" · Also with Bilal and Zara")
    assert bilal[:3] == ["Bilal Khan", "Born 2018 · TA-1043", "Mother: Sadia Khan"]
    assert zara == ["Zara Khan", "Date of birth not known · TA-1044", FURTHER]


def test_a_further_service_is_said_of_the_child_it_is_with():
    said = sections(family(SIBLINGS, CHILD))
    assert [FURTHER in section for section in said] == [False, False, True]
    nobody = replace(SIBLINGS.children[2], further_service=False)
    assert NOBODY in sections(family(replace(SIBLINGS, children=(nobody,)), CHILD))[0]


def test_a_child_alone_is_said_to_be_the_only_one_that_can_be_shown():
    alone = replace(SIBLINGS, children=SIBLINGS.children[:1])
    assert ALONE in texts(family(alone, CHILD))
    assert ALONE not in texts(family(SIBLINGS, CHILD))


def test_the_reason_is_offered_until_one_is_given():
    (button,) = typed(family(SIBLINGS, CHILD).content["actions"], "Action.Execute")
    assert button["title"] == "Anyone else in the family?"
    assert decode(button["verb"], button["data"]) == Family(CHILD, others=True)
    assert "actions" not in family(replace(SIBLINGS, may_ask=False), CHILD).content
    here = Query(conversation_id=ConversationId("19:case"))
    (button,) = typed(family(SIBLINGS, here).content["actions"], "Action.Execute")
    assert decode(button["verb"], button["data"]) == Family(here, others=True)


def test_a_look_for_a_reason_says_until_when():
    assert any(
        text.startswith("You may look until 14:05 on 23 November") for text in texts(family(SIBLINGS, CHILD))
    )
    standing = replace(SIBLINGS, children=SIBLINGS.children[:1])
    assert not [text for text in texts(family(standing, CHILD)) if "reason" in text]


@pytest.mark.parametrize(
    ("children", "members"), [(2, 3), (4, 5), (6, 12), (9, 30), (30, 5), (80, 5), (200, 1)]
)
@pytest.mark.parametrize("long", [False, True])
def test_nobody_is_cut_in_silence(children: int, members: int, long: bool):  # noqa: FBT001 - a parameter
    card = family(siblings(children, members, long=long), CHILD)
    said = sections(card)
    missing = next((int(text.split()[0]) for text in texts(card) if "of the children" in text), 0)
    assert len(said) + missing == children
    for section in said:
        named = sum(text.startswith("**Practitioner") for text in section)
        left = next((int(text.split()[0]) for text in section if "involved. Ask for" in text), 0)
        assert named + left == members


def test_an_ordinary_family_is_shown_with_every_way_to_reach_people():
    assert all(text.count("](") == 3 for text in texts(family(siblings(3, 5), CHILD)) if "tel:" in text)


def test_a_view_of_one_child_too_many_practitioners_says_how_many():
    view: FamilyView = siblings(1, 300)
    (section,) = sections(family(view, CHILD))
    assert any(
        text.endswith("more are involved. Ask for this child alone to see the circle.") for text in section
    )
