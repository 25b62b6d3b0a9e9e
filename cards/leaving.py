"""Has this colleague left? Asked back before anything is done."""

from collections.abc import Sequence

from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.layout import ActionSet, Container
from cards.text import clip, escape
from cases.commands import HasLeft
from cases.views import MayHaveLeft

SUMMARY = "Please say once more that this is so."
NOBODY = "There is nobody of that name for whom you answer."
MOST, LONGEST = 12, 100


def has_left(people: Sequence[MayHaveLeft]) -> Card:
    """One button for each; what it does is said first."""
    body: list[Element] = [
        heading("Has this colleague left?"),
        TextBlock(
            "They will see nothing here from then on. You get a list of the children they worked with, and "
            "can hand each to somebody else."
        ),
    ]
    for one in people[:MOST]:
        about = ", ".join(_short(part) for part in (one.role, one.service) if part)
        lines: list[Element] = [TextBlock(f"**{_short(one.name)}**")]
        lines += [TextBlock(about, spacing="None")] if about else []
        lines.append(_yes(one))
        body.append(Container(lines, separator=True, spacing="Medium"))
    return finish(body, SUMMARY)


def _yes(one: MayHaveLeft) -> Element:
    return ActionSet(
        [press("Yes, they have left", HasLeft(practitioner_id=one.practitioner_id))], spacing="Small"
    )


def nobody_of_that_name() -> Card:
    """The same for a name that nobody has and for somebody for whom another answers."""
    return finish([heading("Nobody of that name"), TextBlock(NOBODY)], NOBODY)


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
