"""Still working with these? One card for all the children whom somebody has not confirmed for too long."""

from collections.abc import Sequence

from cards.card import Card, finish, heading, press, size
from cards.circle import LARGEST, LONGEST
from cards.dates import day
from cards.elements import Element, TextBlock
from cards.fitting import fewer
from cards.layout import ActionSet, Container
from cards.text import clip, escape, plain
from cases.commands import Join, StillWith, StoppedWith
from cases.views import DueChild, DueView

SUMMARY = "Are you still working with these children?"
NOTHING, NOTHING_SUMMARY = "There is nothing for you to confirm.", "Nothing is due."
MOST = 60


def due(view: DueView) -> Card:
    """As many children as 28 KB hold, the longest unconfirmed first; the rest comes on the next card."""
    if not view.children:
        return finish([heading("All up to date"), *_note(view), TextBlock(NOTHING)], NOTHING_SUMMARY)
    for many in fewer(min(len(view.children), MOST)):
        card = _card(view, view.children[:many])
        if size(card) <= LARGEST:
            break
    return card


def _card(view: DueView, listed: Sequence[DueChild]) -> Card:
    body: list[Element] = [heading("Still working with these?"), *_note(view)]
    body += [_child(child) for child in listed]
    if missing := len(view.children) - len(listed):
        body.append(TextBlock(f"{missing} more come once you have answered for these.", separator=True))
    if len(listed) == 1:
        return finish(body, SUMMARY)
    everybody = tuple(child.child_id for child in listed)
    everything = press("Still working with all of these", StillWith(everybody), style="positive")
    return finish(body, SUMMARY, [everything])


def _note(view: DueView) -> list[Element]:
    if not view.note:
        return []
    lines: list[Element] = [TextBlock(escape(view.note))]
    if view.stopped:
        slip = f"A slip: I still work with {clip(plain(view.stopped.reference), LONGEST)}"
        lines.append(ActionSet([press(slip, Join(child_id=view.stopped.child_id))], spacing="Small"))
    return [Container(lines, style="emphasis")]


def _child(child: DueChild) -> Container:
    named = f"**{_short(child.name)}** · {_short(child.reference)}" if child.name else _short(child.reference)
    about = ", ".join(filter(None, (_short(child.role), f"not confirmed since {day(child.since)}")))
    buttons = [
        press("Still involved", StillWith((child.child_id,))),
        press("I've stopped", StoppedWith(child.child_id)),
    ]
    lines: list[Element] = [
        TextBlock(named),
        TextBlock(about, spacing="None", size="Small", is_subtle=True),
        ActionSet(buttons, spacing="Small"),
    ]
    return Container(lines, separator=True, spacing="Medium")


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
