"""A card as it stands in a dialog of a message extension, where Teams knows no Action.Execute."""

from typing import Any

from cards.card import Card


def in_dialog(card: Card) -> dict[str, Any]:
    """The card's content, each button in its older form: the same request, as a dialog sends it."""
    content: dict[str, Any] = _older(card.content)
    return content


def _older(part: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(part, list):
        return [_older(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "Action.Execute":
        kept = {key: part[key] for key in ("style", "associatedInputs", "tooltip") if key in part}
        return {**part["fallback"], **kept}
    return {key: _older(each) for key, each in part.items()}
