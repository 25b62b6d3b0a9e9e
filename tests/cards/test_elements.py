"""The elements: strict keywords, plain data, and what the official schema and models know."""

from typing import Any

import pytest

from cards.actions import Action, Execute, OpenUrl, ShowCard, Submit, ToggleVisibility
from cards.elements import AdaptiveCard, Element, Image, TextBlock, render
from cards.inputs import ChoiceInput, DateInput, TextInput, ToggleInput
from cards.layout import ActionSet, Column, ColumnSet, Container, FactSet, Table
from tests.cards.renderer import renderer_warnings
from tests.cards.valid import model_errors, schema_errors, typed

INNER = AdaptiveCard([TextBlock("inside")], fallback_text="inside", speak="inside")
ACTIONS: list[Action] = [
    Execute("Go", "go", {"a": 1}, style="positive", tooltip="Goes", associated_inputs="none"),
    Submit("Send", {"msteams": {"type": "imBack", "value": "hello"}}, is_enabled=False),
    OpenUrl("Open", "https://teams.microsoft.com/", icon_url="https://bad.example/i.png", mode="secondary"),
    ShowCard("More", INNER, id="more"),
    ToggleVisibility("Hide", ["hidden"]),
]
ELEMENTS: list[Element] = [
    TextBlock("a", style="heading", size="ExtraLarge", weight="Lighter", color="Attention", max_lines=2),
    TextBlock("b", is_subtle=True, font_type="Monospace", horizontal_alignment="Center", spacing="None"),
    TextBlock("c", id="hidden", visible=False, height="stretch", separator=True),
    TextBlock("d", fallback=TextBlock("e"), requires={"teams": "1.0"}),
    TextBlock("f", fallback="drop"),
    Image("https://bad.example/a.png", "A face", size="Small", style="Person", select_action=ACTIONS[0]),
    Container([TextBlock("g")], style="warning", bleed=True, min_height="40px"),
    ColumnSet([Column([TextBlock("h")], width="auto"), Column([], width=2, style="accent")], spacing="Large"),
    FactSet({"Who": "Grace", "When": "today"}),
    Table([[[TextBlock("i")], [TextBlock("j")]]], [1, 2], show_grid_lines=False),
    ActionSet(ACTIONS),
    TextInput("k", "Words", placeholder="some", is_multiline=True, max_length=9, style="Tel", regex=".+"),
    TextInput("l", "Name", is_required=True, error_message="Give a name", value="x"),
    ChoiceInput("m", "Which", {"1": "One"}, value="1", style="expanded", is_multi_select=False),
    DateInput("n", "Day", value="2026-11-22", min="2026-01-01", max="2026-12-31"),
    ToggleInput("o", "Sure", "Yes, I am", value="true"),
]


# What Teams knows beyond the official schema.
TYPEAHEAD = ChoiceInput(
    "p", "Who", {}, dataset="graph.microsoft.com/users?scope=currentContext", style="filtered"
)


def whole(**more: Any) -> dict[str, Any]:
    return render(AdaptiveCard(ELEMENTS, fallback_text="a card", speak="a card", **more))


def test_every_element_and_action_is_valid():
    content = whole(actions=ACTIONS)
    assert schema_errors(content) == []
    assert model_errors(content) == []


def test_the_renderer_has_nothing_against_any_of_them():
    assert renderer_warnings({"whole": whole()}) == {"whole": []}


def test_every_kind_is_on_the_card_that_is_checked():
    kinds = {type(item).element_type for item in (*ELEMENTS, *ACTIONS)}
    assert kinds < {item["type"] for item in typed(whole())}


@pytest.mark.parametrize("kind", dict.fromkeys(type(item) for item in (*ELEMENTS, *ACTIONS)))
def test_a_misspelt_keyword_is_refused_by_name(kind: type[Any]):
    arguments = {
        TextBlock: ("a",),
        Image: ("a", "b"),
        Table: ([], []),
        ChoiceInput: ("a", "b", {}),
        ToggleInput: ("a", "b", "c"),
        TextInput: ("a", "b"),
        DateInput: ("a", "b"),
        Execute: ("a", "b", {}),
        Submit: ("a", {}),
        OpenUrl: ("a", "b"),
        ShowCard: ("a", INNER),
        ToggleVisibility: ("a", []),
        FactSet: ({},),
    }.get(kind, ([],))
    kind(*arguments)
    with pytest.raises(TypeError, match=rf"{kind.__name__}\(\).*'colour'"):
        kind(*arguments, colour="Good")


def test_a_card_refuses_a_misspelt_keyword_too():
    with pytest.raises(TypeError, match="fallbacktext"):
        whole(fallbacktext="x")


def test_a_property_has_its_name_in_json():
    block = TextBlock("a", is_subtle=True, visible=False, max_lines=3).render()
    assert block == {
        "type": "TextBlock",
        "text": "a",
        "wrap": True,
        "isSubtle": True,
        "isVisible": False,
        "maxLines": 3,
    }


def test_text_wraps_unless_told_not_to():
    assert TextBlock("a").render()["wrap"] is True
    assert TextBlock("a", wrap=False).render()["wrap"] is False


def test_a_refreshing_card_names_the_action_and_for_whom_it_runs():
    content = whole(refresh=ACTIONS[0], refresh_for=["29:1"], msteams={"width": "Full"})
    assert content["refresh"] == {"action": ACTIONS[0].render(), "userIds": ["29:1"]}
    assert content["msteams"] == {"width": "Full"}
    assert content["version"] == "1.5"
    assert schema_errors(content) == []


def test_an_old_client_gets_the_verb_in_the_data():
    button = Execute("Go", "go", {"a": 1}).render()
    assert button["fallback"] == {"type": "Action.Submit", "title": "Go", "data": {"a": 1, "verb": "go"}}
    assert button["data"] == {"a": 1}


def test_another_fallback_can_be_given():
    assert Execute("Go", "go", {}, fallback="drop").render()["fallback"] == "drop"


def test_a_choice_can_look_further_while_one_types():
    assert model_errors(TYPEAHEAD.render()) == []
    assert TYPEAHEAD.render()["choices.data"] == {
        "type": "Data.Query",
        "dataset": "graph.microsoft.com/users?scope=currentContext",
    }


def test_the_librarys_own_descriptors_read_what_was_given():
    assert TextBlock("a", id="b").id == "b"
