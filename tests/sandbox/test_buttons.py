from sandbox.buttons import Json, pressed


def execute(verb: str, button_id: str | None = None, **data: object) -> Json:
    named = {"id": button_id} if button_id else {}
    return {"type": "Action.Execute", **named, "verb": verb, "data": data}


def card(*buttons: Json) -> Json:
    return {"type": "AdaptiveCard", "actions": list(buttons)}


def test_inputs_go_over_the_buttons_own_data() -> None:
    content = card(execute("who", "b1", child="one", words="")) | {
        "body": [{"type": "Input.Text", "id": "words"}]
    }
    assert pressed([content], "who", {"words": "now", "purpose": "care"}) == {
        "type": "Action.Execute",
        "id": "b1",
        "verb": "who",
        "data": {"child": "one", "words": "now", "purpose": "care"},
    }


def test_a_button_inside_a_shown_card_or_an_action_set_is_found() -> None:
    inner = {"type": "Action.ShowCard", "card": card(execute("deep", "b7", child="one"))}
    outer = {"type": "AdaptiveCard", "body": [{"type": "ActionSet", "actions": [inner]}]}
    assert pressed([outer], "deep", {}) == {
        "type": "Action.Execute",
        "id": "b7",
        "verb": "deep",
        "data": {"child": "one"},
    }


def test_of_buttons_alike_the_one_that_agrees_with_the_given_data_is_meant() -> None:
    alike = card(execute("pick", child="one", seal="x"), execute("pick", child="two", seal="y"))
    assert pressed([alike], "pick", {"child": "two"})["data"] == {"child": "two", "seal": "y"}


def test_when_it_cannot_be_told_which_button_is_meant_the_data_goes_as_given() -> None:
    alike = card(execute("pick", child="one"), execute("pick", child="two"))
    assert pressed([alike], "pick", {"words": "now"})["data"] == {"words": "now"}


def test_data_that_contradicts_every_button_goes_as_given() -> None:
    assert pressed([card(execute("pick", child="one", seal="x"))], "pick", {"child": "two"})["data"] == {
        "child": "two"
    }


def test_a_verb_that_is_on_no_card_goes_as_given() -> None:
    assert pressed([card(execute("pick"))], "drop", {"a": 1}) == {
        "type": "Action.Execute",
        "verb": "drop",
        "data": {"a": 1},
    }
