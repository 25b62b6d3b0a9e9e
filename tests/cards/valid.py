"""What is wrong with a card, by the official schema and by Microsoft's typed models."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft6Validator
from microsoft_teams import cards as teams
from pydantic import BaseModel, ValidationError


def walk(content: object) -> Iterator[dict[str, Any]]:
    """Every element, action and other object of a card, from the outside in."""
    if isinstance(content, dict):
        yield content
    parts = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    for part in parts:
        yield from walk(part)


def typed(content: object, prefix: str = "") -> list[dict[str, Any]]:
    """The elements and actions whose type starts like this."""
    return [item for item in walk(content) if str(item.get("type", "")).startswith(prefix) and "type" in item]


def schema_errors(content: Mapping[str, Any]) -> list[str]:
    """By the official JSON schema of version 1.5, which knows nothing of ``msteams``.

    Nor of the style "filtered" and of ``choices.data``, which Microsoft documents since version 1.5; nor of
    Teams' charts: what a client that knows no chart shows instead has to be there, and is looked at.
    """
    bare = [
        item["type"] for item in typed(dict(content), "Chart.") if not isinstance(item.get("fallback"), dict)
    ]
    plain = _known_style(_without_charts({key: value for key, value in content.items() if key != "msteams"}))
    return [f"{chart} has no fallback" for chart in bare] + [
        f"{error.json_path}: {error.message[:200]}" for error in _schema().iter_errors(plain)
    ]


def _without_charts(part: Any) -> Any:
    if isinstance(part, dict):
        if str(part.get("type", "")).startswith("Chart."):
            return _without_charts(part.get("fallback"))
        return {key: _without_charts(value) for key, value in part.items()}
    return [_without_charts(one) for one in part] if isinstance(part, list) else part


def _known_style(part: Any) -> Any:
    if isinstance(part, dict):
        choices = part.get("type") == "Input.ChoiceSet" and part.get("style") == "filtered"
        changed = {**part, "style": "compact"} if choices else part
        return {key: _known_style(value) for key, value in changed.items() if key != "choices.data"}
    return [_known_style(one) for one in part] if isinstance(part, list) else part


def model_errors(content: Mapping[str, Any]) -> list[str]:
    """By microsoft-teams-cards, each element against the model of its type, unknown properties included."""
    wrong = []
    for item in typed(dict(content)):
        model = _models().get(item["type"])
        if model is None:
            wrong.append(f"{item['type']} is no element")
            continue
        try:
            extra = (model.model_validate(item).model_extra or {}).keys() - {"$schema"}
        except ValidationError as error:
            wrong.append(f"{item['type']}: {error}")
        else:
            wrong += [f"{item['type']} has no {name}" for name in extra]
    return wrong


@cache
def _schema() -> Draft6Validator:
    text = (files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text(encoding="utf-8")
    return Draft6Validator(json.loads(text))


@cache
def _models() -> dict[str, type[BaseModel]]:
    models = [
        model for model in vars(teams).values() if isinstance(model, type) and issubclass(model, BaseModel)
    ]
    return {
        str(model.model_fields["type"].default): model for model in models if "type" in model.model_fields
    }
