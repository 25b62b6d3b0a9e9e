"""What can be pressed on a card, and what a press carries."""

from random import Random
from typing import Any

from tests.local_teams import walk

Json = dict[str, Any]
ADAPTIVE = "application/vnd.microsoft.card.adaptive"


def adaptive(activity: Json) -> list[Json]:
    attached = activity.get("attachments") or ()
    return [one["content"] for one in attached if one.get("contentType") == ADAPTIVE]


def buttons_of(card: Json) -> list[Json]:
    """Each Action.Execute, those that a card fetches itself anew with among them; one for each data."""
    found = [one for one in walk(card) if one.get("type") == "Action.Execute"]
    return [one for number, one in enumerate(found) if one not in found[:number]]


def filled(card: Json, button: Json, random: Random) -> Json:
    """What a press carries: the button's data, and the inputs as they are or filled in somehow."""
    data = button.get("data") or {}
    if button.get("associatedInputs") == "none":
        return dict(data)
    inputs = [one for one in walk(card) if str(one.get("type")).startswith("Input.") and "id" in one]
    return {**data, **{one["id"]: _typed(one, random) for one in inputs}}


def _typed(field: Json, random: Random) -> str:
    choices = [str(one["value"]) for one in field.get("choices") or ()]
    given = [str(field["value"])] * 3 if field.get("value") else []
    kinds = {
        "Input.Date": ["", "2026-11-18", "2027-03-01", "1899-01-01"],
        "Input.Number": ["1", "0"],
        "Input.Toggle": ["true", "false"],
    }
    return random.choice(given + (choices or kinds.get(str(field["type"]), ["", "Silas Quarrie", "Mentor"])))
