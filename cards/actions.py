"""Adaptive Cards 1.5: buttons."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict, Unpack

from cards.elements import AdaptiveCard, Strict, render


class Options(TypedDict, total=False):
    """What every action may carry. A screen reader adds ``tooltip`` to the title."""

    id: str
    style: Literal["default", "positive", "destructive"]
    tooltip: str
    icon_url: str
    is_enabled: bool
    mode: Literal["primary", "secondary"]
    fallback: "Action | Literal['drop']"


class SendOptions(Options, total=False):
    """``associated_inputs`` "none" sends without looking at the card's inputs."""

    associated_inputs: Literal["auto", "none"]


class Action(Strict, options=Options):
    """A button."""


class Submit(Action, options=SendOptions):
    """Sends ``data`` and the card's inputs as a message. Data may hold ``msteams`` for Teams' own kinds."""

    element_type = "Action.Submit"

    def __init__(self, title: str, data: Mapping[str, object], **options: Unpack[SendOptions]) -> None:
        super().__init__({"title": title, "data": dict(data)}, options)


class Execute(Action, options=SendOptions):
    """Sends ``verb``, ``data`` and the card's inputs as an invoke; the answer may replace the card.

    Clients that know no Action.Execute fall back to a Submit of the same data with the verb in it.
    """

    element_type = "Action.Execute"

    def __init__(
        self, title: str, verb: str, data: Mapping[str, object], **options: Unpack[SendOptions]
    ) -> None:
        options.setdefault("fallback", Submit(title, {**data, "verb": verb}))
        super().__init__({"title": title, "verb": verb, "data": dict(data)}, options)


class OpenUrl(Action, options=Options):
    """Opens a link."""

    element_type = "Action.OpenUrl"

    def __init__(self, title: str, url: str, **options: Unpack[Options]) -> None:
        super().__init__({"title": title, "url": url}, options)


class ShowCard(Action, options=Options):
    """Unfolds another card below."""

    element_type = "Action.ShowCard"

    def __init__(self, title: str, card: AdaptiveCard, **options: Unpack[Options]) -> None:
        super().__init__({"title": title, "card": render(card)}, options)


class ToggleVisibility(Action, options=Options):
    """Shows or hides the elements with these ids."""

    element_type = "Action.ToggleVisibility"

    def __init__(self, title: str, targets: Sequence[str], **options: Unpack[Options]) -> None:
        super().__init__({"title": title, "targetElements": list(targets)}, options)
