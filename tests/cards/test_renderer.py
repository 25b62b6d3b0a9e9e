"""Every golden card, as the JavaScript library reads it."""

import json
from pathlib import Path
from typing import Any

from tests.cards.renderer import renderer_warnings

GOLDEN = Path(__file__).with_name("golden")

# Teams reads it in its own cards: Microsoft Learn, "Typeahead search in Adaptive Cards".
TYPEAHEAD = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.'


def card(*body: dict[str, Any]) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body)}


def test_the_library_has_nothing_against_any_golden_card():
    cards = {
        path.name: json.loads(path.read_text(encoding="utf-8"))["content"] for path in GOLDEN.glob("*.json")
    }

    warnings = renderer_warnings(cards)

    assert warnings.keys() == cards.keys()
    assert {name: found for name, found in warnings.items() if set(found) - {TYPEAHEAD}} == {}


def test_the_check_finds_what_the_library_does_not_know_and_what_it_misses():
    text = {"type": "TextBlock", "text": "Hello"}
    wrong = {
        "no card": {"summary": "Hello", "content": card(text)},
        "unknown element": card({"type": "Badge", "text": "New"}),
        "unknown element inside": card({"type": "Container", "items": [{"type": "Bagde"}]}),
        "unknown value": card({**text, "size": "Gigantic"}),
        "action without address": card(
            {"type": "ActionSet", "actions": [{"type": "Action.OpenUrl", "title": "Go"}]}
        ),
        "input without id": card({"type": "Input.Text", "label": "Why?"}),
        "unknown fallback": card({"type": "Badge", "fallback": {"type": "Bagde"}}),
    }
    right = {
        "plain": card(text),
        "fallback": card({"type": "Badge", "text": "New", "fallback": text}),
        "dropped": card(text, {"type": "Badge", "text": "New", "fallback": "drop"}),
    }

    warnings = renderer_warnings({**wrong, **right})

    assert [name for name, found in warnings.items() if found] == list(wrong)
