"""Finds the button that somebody presses on a card, to fill in the data that it carries itself."""

from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]


def pressed(cards: Sequence[Json], verb: str, given: Json) -> Json:
    """The action that Teams would send: the button's own data, with ``given`` (the inputs) over it.

    Among several buttons with the same verb, the one meant is the one whose data agrees with ``given`` in
    most places and contradicts it in none. When that does not decide it, or no button fits, ``given`` goes as
    it is: that is a forged press, or one whose data is complete.
    """
    inputs = {
        part["id"] for part in _parts(cards) if str(part.get("type")).startswith("Input.") and "id" in part
    }
    fixed = {key: value for key, value in given.items() if key not in inputs}
    agreeing = [
        (agreement, button)
        for button in _parts(cards)
        if button.get("type") == "Action.Execute" and button.get("verb") == verb
        if (agreement := _agreement(_data(button), fixed)) is not None
    ]
    most = max((agreement for agreement, _ in agreeing), default=0)
    best = [button for agreement, button in agreeing if agreement == most]
    if not best or any(_data(button) != _data(best[0]) for button in best):
        return {"type": "Action.Execute", "verb": verb, "data": given}
    named = {"id": best[0]["id"]} if "id" in best[0] else {}
    return {"type": "Action.Execute", **named, "verb": verb, "data": _data(best[0]) | given}


def _data(button: Json) -> Json:
    data = button.get("data")
    return data if isinstance(data, dict) else {}


def _agreement(own: Json, given: Json) -> int | None:
    """How many keys both have alike; None when they contradict each other."""
    common = own.keys() & given.keys()
    return len(common) if all(own[key] == given[key] for key in common) else None


def _parts(part: object) -> Iterator[Json]:
    """Every object in a card, however deep."""
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from _parts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _parts(inner)
