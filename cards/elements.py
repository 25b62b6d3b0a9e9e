"""Adaptive Cards 1.5 on top of PyPI ``adaptivecards``, which stops at 1.2. See also layout, inputs, actions.

An unknown keyword raises TypeError at once (the library drops it in silence). Every element holds plain dicts
and lists from the moment it is made, children included, so that rendering a card costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, TypedDict, Unpack

from adaptivecards import adaptivecard, baseobject

Json = dict[str, Any]
Spacing = Literal["None", "Small", "Default", "Medium", "Large", "ExtraLarge", "Padding"]
Size = Literal["Small", "Default", "Medium", "Large", "ExtraLarge"]
Align = Literal["Left", "Center", "Right"]


class Strict(baseobject.Element):  # type: ignore[misc]  # the library carries no types
    """An element or action. A subclass names the TypedDict of its options; JSON names follow from it."""

    keys: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, options: type | None = None) -> None:
        super().__init_subclass__()
        if options:
            cls.keys = {name: _RENAMED.get(name) or _camel(name) for name in options.__annotations__}

    def __init__(self, own: Json, options: Mapping[str, object]) -> None:
        """Take ``own`` by JSON key and ``options`` by Python name. Raises TypeError for an unknown option."""
        # The library's own constructor takes three times as long, and a circle has a hundred elements.
        self._data = data = {"type": self.element_type, **own}
        keys = self.keys
        for name, value in options.items():
            if name not in keys:
                raise TypeError(f"{type(self).__name__}() got an unexpected keyword argument {name!r}")
            data[keys[name]] = value.render() if isinstance(value, Strict) else value


_RENAMED = {"visible": "isVisible"}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def rendered(items: Sequence[Strict]) -> list[Json]:
    """The plain data of each."""
    return [item.render() for item in items]


class Options(TypedDict, total=False):
    """What every element may carry. ``fallback`` is shown by clients that do not know the element."""

    id: str
    spacing: Spacing
    separator: bool
    visible: bool
    height: Literal["auto", "stretch"]
    fallback: "Element | Literal['drop']"
    requires: Mapping[str, str]


class Element(Strict, options=Options):
    """Something on a card."""


class TextOptions(Options, total=False):
    """How a paragraph looks. It wraps unless told not to."""

    wrap: bool
    style: Literal["default", "heading"]
    size: Size
    weight: Literal["Lighter", "Default", "Bolder"]
    color: Literal["Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"]
    is_subtle: bool
    font_type: Literal["Default", "Monospace"]
    horizontal_alignment: Align
    max_lines: int


class TextBlock(Element, options=TextOptions):
    """A paragraph. ``text`` is markdown: pass what people typed through ``cards.text.escape``."""

    element_type = "TextBlock"

    def __init__(self, text: str, **options: Unpack[TextOptions]) -> None:
        super().__init__({"text": text, "wrap": True}, options)


class ImageOptions(Options, total=False):
    """How a picture looks."""

    size: Literal["Auto", "Stretch", "Small", "Medium", "Large"]
    style: Literal["Default", "Person"]
    width: str
    horizontal_alignment: Align
    select_action: Strict


class Image(Element, options=ImageOptions):
    """A picture. ``alt_text`` is what a screen reader says, so it cannot be left out."""

    element_type = "Image"

    def __init__(self, url: str, alt_text: str, **options: Unpack[ImageOptions]) -> None:
        super().__init__({"url": url, "altText": alt_text}, options)


class AdaptiveCard(adaptivecard.AdaptiveCard):  # type: ignore[misc]  # the library carries no types
    """A whole card. ``fallback_text`` and ``speak`` may show on a lock screen: no names in them.

    ``refresh`` is an action that the clients of up to 60 people (``refresh_for``: their Teams ids) run by
    themselves to get their own view; everybody else sees this base card.
    """

    def __init__(
        self,
        body: Sequence[Element],
        *,
        fallback_text: str,
        speak: str,
        actions: Sequence[Strict] = (),
        refresh: Strict | None = None,
        refresh_for: Sequence[str] = (),
        msteams: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__()
        data: Json = self._data
        data.update(version="1.5", fallbackText=fallback_text, speak=speak, body=rendered(body))
        if actions:
            data["actions"] = rendered(actions)
        if refresh:
            data["refresh"] = {"action": refresh.render(), "userIds": list(refresh_for)}
        if msteams:
            data["msteams"] = dict(msteams)


def render(card: AdaptiveCard) -> Json:
    """The card as plain dicts and lists, ready for JSON."""
    plain: Json = card.render()
    return plain
