"""Finds the button that somebody presses on a card, to fill in the data that it carries itself."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def pressed(cards: list[Json], verb: str, given: Json) -> Json:
    """The action that Teams would send: the button's own data, with ``given`` (the inputs) over it.

    Among several buttons with the same verb, the one meant is the one whose data agrees with ``given`` in
    most places and contradicts it in none. When that does not decide it, or no button fits, ``given`` goes as
    it is: that is a forged press, or one whose data is complete.
    """
    fitting = [
        button
        for card in cards
        for button in _buttons(card)
        if button.get("verb") == verb and _agreement(_data(button), given) is not None
    ]
    most = max((_agreement(_data(button), given) or 0 for button in fitting), default=0)
    best = [button for button in fitting if (_agreement(_data(button), given) or 0) == most]
    if not best or any(_data(button) != _data(best[0]) for button in best):
        return {"type": "Action.Execute", "verb": verb, "data": given}
    named = {"id": best[0]["id"]} if "id" in best[0] else {}
    return {"type": "Action.Execute", **named, "verb": verb, "data": {**_data(best[0]), **given}}


def _data(button: Json) -> Json:
    data = button.get("data")
    return data if isinstance(data, dict) else {}


def _agreement(own: Json, given: Json) -> int | None:
    """How many keys both have alike; None when they contradict each other."""
    common = own.keys() & given.keys()
    return len(common) if all(own[key] == given[key] for key in common) else None


def _buttons(part: object) -> Iterator[Json]:
    if isinstance(part, dict):
        if part.get("type") == "Action.Execute":
            yield part
        for inner in part.values():
            yield from _buttons(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _buttons(inner)
