"""Adaptive Cards 1.5: inputs. Each has a label, because that is what a screen reader says.

``field`` is the input's id: what it fills in a button's data, with dots for nesting.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Unpack

from cards.elements import Element, Options


class InputOptions(Options, total=False):
    """What every input may carry. ``error_message`` says what to do when a required one is left empty."""

    is_required: bool
    error_message: str


class TextInputOptions(InputOptions, total=False):
    """How words are typed."""

    placeholder: str
    value: str
    max_length: int
    is_multiline: bool
    style: Literal["Text", "Tel", "Url", "Email"]
    regex: str


class TextInput(Element, options=TextInputOptions):
    """Words."""

    element_type = "Input.Text"

    def __init__(self, field: str, label: str, **options: Unpack[TextInputOptions]) -> None:
        super().__init__({"id": field, "label": label}, options)


class ChoiceInputOptions(InputOptions, total=False):
    """How choices are shown and picked."""

    placeholder: str
    value: str
    style: Literal["compact", "expanded", "filtered"]
    is_multi_select: bool
    wrap: bool


class ChoiceInput(Element, options=ChoiceInputOptions):
    """One of ``choices`` (value to title). ``dataset`` names where typing finds more (Teams' Data.Query)."""

    element_type = "Input.ChoiceSet"

    def __init__(
        self,
        field: str,
        label: str,
        choices: Mapping[str, str],
        dataset: str = "",
        **options: Unpack[ChoiceInputOptions],
    ) -> None:
        offered: Sequence[dict[str, str]] = [
            {"title": title, "value": value} for value, title in choices.items()
        ]
        own: dict[str, Any] = {"id": field, "label": label, "choices": offered, "wrap": True}
        if dataset:
            own["choices.data"] = {"type": "Data.Query", "dataset": dataset}
        super().__init__(own, options)


class DateInputOptions(InputOptions, total=False):
    """ISO days."""

    value: str
    min: str
    max: str


class DateInput(Element, options=DateInputOptions):
    """A day."""

    element_type = "Input.Date"

    def __init__(self, field: str, label: str, **options: Unpack[DateInputOptions]) -> None:
        super().__init__({"id": field, "label": label}, options)


class ToggleInputOptions(InputOptions, total=False):
    """``value`` is "true" or "false"."""

    value: Literal["true", "false"]
    wrap: bool


class ToggleInput(Element, options=ToggleInputOptions):
    """Yes or no. ``title`` stands beside the switch, ``label`` above it."""

    element_type = "Input.Toggle"

    def __init__(self, field: str, label: str, title: str, **options: Unpack[ToggleInputOptions]) -> None:
        super().__init__({"id": field, "label": label, "title": title, "wrap": True}, options)


class TimeInputOptions(InputOptions, total=False):
    """Times of day, for instance "15:00"."""

    value: str
    min: str
    max: str


class TimeInput(Element, options=TimeInputOptions):
    """A time of day."""

    element_type = "Input.Time"

    def __init__(self, field: str, label: str, **options: Unpack[TimeInputOptions]) -> None:
        super().__init__({"id": field, "label": label}, options)
