"""What holds for every card: unchanged, valid, small, accessible, and nobody named where it may not be."""

import json
import os
from functools import cache
from pathlib import Path

import pytest

from cards import Card
from cards.buttons import decode, encode
from tests.cards.samples import HOSTILE, NAMES, SAMPLES
from tests.cards.valid import model_errors, schema_errors, typed, walk

GOLDEN = Path(__file__).parent / "golden"
LARGEST = 28 * 1024


@pytest.fixture(params=SAMPLES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@cache
def made(name: str) -> Card:
    return SAMPLES[name]()


@pytest.fixture
def card(name: str) -> Card:
    return made(name)


def test_it_is_what_it_was(name: str, card: Card):
    path = GOLDEN / f"{name}.json"
    whole = {"summary": card.summary, "content": card.content}
    written = json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("TEAMAROUND_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written, "changed on purpose? TEAMAROUND_GOLDEN=1 rewrites it"


def test_there_is_no_golden_file_too_many():
    assert {path.stem for path in GOLDEN.glob("*.json")} == SAMPLES.keys()


def test_the_official_schema_accepts_it(card: Card):
    assert schema_errors(card.content) == []


def test_microsofts_models_know_every_property(card: Card):
    assert model_errors(card.content) == []


def test_it_holds_plain_json_only(card: Card):
    for item in walk(card.content):
        assert {type(value) for value in item.values()} <= {str, int, bool, list, dict}


def test_it_fits_into_a_teams_message(card: Card):
    text = json.dumps(card.content, ensure_ascii=False, separators=(",", ":"))
    assert len(text.encode("utf-8")) <= LARGEST
    assert len(text.encode("utf-16-le")) <= LARGEST


def test_nobody_is_named_where_a_lock_screen_or_an_old_client_shows_it(card: Card):
    for shown in (card.summary, card.content["fallbackText"], card.content["speak"]):
        assert shown
        assert not [name for name in NAMES if name in shown]
        assert HOSTILE not in shown


def test_it_is_read_out_in_order_and_nothing_runs_off_the_edge(card: Card):
    blocks = typed(card.content["body"], "TextBlock")
    assert all(block["wrap"] and block["text"].strip() for block in blocks)
    assert all(item["label"] for item in typed(card.content, "Input."))
    assert all(item["altText"] for item in typed(card.content, "Image"))
    headings = [block for block in blocks if block.get("style") == "heading"]
    assert headings == blocks[:1] or len(blocks) == 1


def test_every_button_asks_for_exactly_one_command(card: Card):
    for button in typed(card.content, "Action.Execute"):
        command = decode(button["verb"], button["data"])
        assert encode(command) == (button["verb"], button["data"])
        assert button["title"].strip()


def test_old_clients_send_the_same_request(card: Card):
    for button in typed(card.content, "Action.Execute"):
        old = button["fallback"]
        assert old["type"] == "Action.Submit"
        assert old["title"] == button["title"]
        assert old["data"] == {**button["data"], "verb": button["verb"]}


def test_no_more_than_six_buttons_stand_together(card: Card):
    assert all(len(item["actions"]) <= 6 for item in walk(card.content) if "actions" in item)
