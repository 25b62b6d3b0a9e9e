"""Who is working with this child, as a picture: the same question, through the same gate.

It goes to whoever asks, and to nobody else in the room.
"""

from collections.abc import Iterable
from dataclasses import replace

from cards.actions import Execute
from cards.card import Card, press
from cards.circle import circle
from cards.network_picture import networks
from cards.picture import TOO_LARGE, with_picture, without_picture
from cards.shapes import Drawing
from cases.commands import Picture
from cases.look import Decision, decide
from cases.model import Viewer
from cases.query import Query
from cases.records import Action
from cases.views import CircleView
from dialogs.instead import instead
from dialogs.looks import files_of, look_of
from dialogs.turn import Answer, Desk, Reply, Turn

SWITCHED_OFF = "Pictures are switched off here."


async def picture(turn: Turn, viewer: Viewer, command: Picture, desk: Desk) -> Answer:
    """Find the child, decide as for the question in words, and draw what may be seen."""
    files = await files_of(turn, viewer, command.query, command.child_id, desk)
    decision = decide(
        look_of(turn, viewer, files, desk, query=command.query, reason=command.reason, acting=True)
    )
    audit = tuple(replace(entry, action=Action.PICTURE_SEE) for entry in decision.effects.audit)
    return Answer((Reply(await _card(decision, command, desk)),), replace(decision.effects, audit=audit))


async def _card(decision: Decision, command: Picture, desk: Desk) -> Card:
    if isinstance(decision.answer, CircleView):
        return await _drawn(decision.answer, command, desk)
    return instead(decision.answer, command, lambda child: Picture(child_id=child, reason=command.reason))


async def _drawn(view: CircleView, command: Picture, desk: Desk) -> Card:
    # What was typed, not the reference that a button carries: it may have been a namesake.
    asked = command.asked or (command.query if command.query.name else None)
    if command.hidden:
        return circle(view, asked, own=True, drawable=desk.pictures is not None)
    hide = press("Hide picture", Picture(Query(reference=view.reference), asked=asked, hidden=True))
    return await drawn_on(circle(view, asked, own=True), networks(view), hide, desk)


async def drawn_on(card: Card, drawings: Iterable[Drawing], hide: Execute, desk: Desk) -> Card:
    """The card with the first of these that is small enough; or with a sentence why there is none."""
    if desk.pictures is None:
        return without_picture(card, SWITCHED_OFF)
    why = ""
    for drawing in drawings:
        png = await desk.pictures.png(drawing.sketch)
        if whole := with_picture(card, png, drawing.words, hide):
            return whole
        why = TOO_LARGE
    return without_picture(card, why) if why else card
