"""Who is working with this child, as a picture: the same question, through the same gate.

It goes to whoever asks, and to nobody else in the room.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from cards.actions import Execute
from cards.card import Card, press
from cards.choice import choice
from cards.circle import circle
from cards.network_picture import networks
from cards.not_found import not_found
from cards.picture import TOO_LARGE, with_picture, without_picture
from cards.protected import protected
from cards.reason import reason
from cards.shapes import Drawing
from cases.commands import Picture
from cases.look import Decision, Look, decide
from cases.model import ChildId, Reason, Viewer
from cases.query import Query
from cases.records import Action
from cases.views import ChoiceView, CircleView, ProtectedView, ReasonView
from dialogs.looks import find
from dialogs.turn import Answer, Desk, Reply, Turn

SWITCHED_OFF = "Pictures are switched off here."


async def picture(turn: Turn, viewer: Viewer, command: Picture, desk: Desk) -> Answer:
    """Find the child, decide as for the question in words, and draw what may be seen."""
    if command.child_id is not None:
        files = await desk.register.files([command.child_id], viewer.id, turn.now)
    else:
        files = await find(turn, viewer, command.query, desk)
    decision = decide(
        Look(
            viewer=viewer,
            identity=turn.identity,
            query=command.query,
            asked=turn.asked,
            files=files,
            reason=command.reason,
            further=False,
            now=turn.now,
            today=turn.today,
            grant_for=desk.grant_for,
            fresh_id=desk.fresh_id(),
        )
    )
    audit = tuple(replace(entry, action=Action.PICTURE_SEE) for entry in decision.effects.audit)
    return Answer((Reply(await _card(decision, command, desk)),), replace(decision.effects, audit=audit))


async def _card(decision: Decision, command: Picture, desk: Desk) -> Card:
    match decision.answer:
        case CircleView() as view:
            return await _drawn(view, command, desk)
        case ChoiceView() as view:
            return choice(view, then=partial(_exactly, view.reason))
        case ReasonView() as view:
            return reason(view, command)
        case ProtectedView() as view:
            return protected(view)
        case _:
            return not_found()


def _exactly(why: Reason | None, child: ChildId) -> Picture:
    return Picture(child_id=child, reason=why)


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
