from datetime import date
from itertools import islice
from typing import Any

import msgspec

from bench.questions import circles, reasons
from sandbox.world import build_world

WORLD = build_world(date(2026, 11, 23), 200)
URL = "http://127.0.0.1:1/"


def test_nobody_writes_in_two_streams_at_once():
    for streams in (circles(WORLD, URL, 4), reasons(WORLD, URL, 4)):
        chats = [{question.conversation for question in islice(stream, 60)} for stream in streams]

        assert sum(map(len, chats)) == len(set().union(*chats))


def test_each_question_is_about_another_child():
    (stream,) = circles(WORLD, URL, 1)
    asked = [msgspec.json.decode(question.activity)["text"] for question in islice(stream, 150)]

    assert len(set(asked)) == 150


def test_who_is_asked_for_a_reason_does_not_work_with_the_child():
    working = {(row["practitioner"], row["child"]) for row in WORLD["involvements"]}
    identity = {row["aadObjectId"]: row["id"] for row in WORLD["people"]}
    (stream,) = reasons(WORLD, URL, 1)
    for question in islice(stream, 150):
        activity = msgspec.json.decode(question.activity)
        asker = identity[activity["from"]["aadObjectId"]]
        meant = {child["id"] for child in WORLD["children"] if asked_about(child) in activity["text"]}

        assert meant
        assert not {(asker, child) for child in meant} & working


def asked_about(child: dict[str, Any]) -> str:
    """The child as the questions call them."""
    name, born = child["names"][0], child["born"] or ""
    said = f"{date.fromisoformat(born):%d %B %Y}" if len(born) == len("2026-11-23") else "no date"
    return f"{name['given']} {name['family']}, born {said}"
