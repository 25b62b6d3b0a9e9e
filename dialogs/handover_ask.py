"""To whom work is to be handed over, and from when: asked of them, or first of who asks, by a form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.card import Card
from cards.handover import handover_form
from cases.commands import HandOver
from cases.days import NonsenseError, day_of, said, sensible
from cases.handover import Handover
from cases.handover_moves import led_by, still_given
from cases.model import Colleague, PractitionerId, Viewer
from cases.names import normalise
from cases.policy_handover import may_receive
from cases.records import Effects, HandoverRewrite, Notice, Outcome, Rewrite
from cases.scene import Scene, stamp
from cases.views import HandoverForm
from dialogs.handover_stands import stands
from dialogs.involvement_answer import entry_of, is_sure
from dialogs.turn import Answer, Desk, Reply, Turn

MOST = 50
"""How many colleagues a form lists: more do not fit into a message, and nobody reads them."""

UNKNOWN = "I know nobody of that name to whom this can be handed over: please choose."
PAST = "The first day cannot be in the past: please give today or a later one."


@dataclass(frozen=True, slots=True)
class Wish:
    """Who asks for what, and all that is known of it."""

    turn: Turn
    viewer: Viewer
    command: HandOver
    scene: Scene
    owners: Sequence[Colleague]
    so_far: Effects
    replaces: str = ""


async def to_whom(wish: Wish, desk: Desk) -> Answer:
    """Ask them; or a form, while anything is unsure."""
    giver, command = wish.scene.whose, wish.command
    named = await _fitting(wish, desk, command.name) if command.name else []
    # Of several called so it is one; a single one may have been somebody else.
    people = named if len(named) > 1 else list(dict.fromkeys([*named, *await _fitting(wish, desk, "")]))
    problem = UNKNOWN if command.name and not named else ""
    chosen = await _chosen(wish, desk, named)
    led = led_by(giver.practitioner.id, wish.scene.file)
    sure = len(wish.owners) == 1 and is_sure(command.query, wish.scene.file)
    if chosen is None or not (
        sure and (command.sent or (command.name and not led and _is_named(command, chosen)))
    ):
        if command.sent and chosen is None:
            problem = "Please choose a colleague."
        return _form(wish, people, chosen, problem)
    try:
        handover = _handover(wish, chosen, with_lead=bool(led) and command.with_lead != "false")
    except NonsenseError as wrong:
        return _form(wish, people, chosen, str(wrong))
    return _asked(
        wish, handover, await stands(handover, wish.viewer.id, desk, wish.turn.now, wish.scene.file)
    )


async def _fitting(wish: Wish, desk: Desk, called: str) -> list[Colleague]:
    giver, rows = wish.scene.whose, wish.scene.going_on
    found = await desk.handovers.receivers(giver, called, MOST + 1)
    return [one for one in found if all(may_receive(one, giver, row) for row in rows)]


async def _chosen(wish: Wish, desk: Desk, named: Sequence[Colleague]) -> Colleague | None:
    if wish.command.to:
        one = await desk.register.colleague(PractitionerId(wish.command.to))
        rows, giver = wish.scene.going_on, wish.scene.whose
        return one if one and all(may_receive(one, giver, row) for row in rows) else None
    return named[0] if len(named) == 1 else None


def _is_named(command: HandOver, chosen: Colleague) -> bool:
    """In full: of a first name alone, somebody else may have been meant."""
    return normalise(chosen.practitioner.name) == normalise(command.name)


def _handover(wish: Wish, to: Colleague, *, with_lead: bool) -> Handover:
    """What is asked for. Raises NonsenseError for a first day that cannot be."""
    scene, command = wish.scene, wish.command
    written = command.first_day if command.sent else command.first_day or scene.today.isoformat()
    first_day = sensible(day_of(written), scene.file.child.birth, scene.today)
    if first_day < scene.today:
        raise NonsenseError(PAST)
    handover = Handover(
        id=scene.fresh_id,
        child_id=scene.file.child.id,
        involvements=tuple(row.id for row in scene.going_on),
        giver_id=scene.whose.practitioner.id,
        receiver_id=to.practitioner.id,
        asked_by=wish.viewer.id,
        asked_at=scene.now,
        first_day=first_day,
        with_lead=with_lead,
    )
    if not still_given(handover, scene.held, scene.whose, to, scene.today):
        last = max(row.until or date.max for row in scene.going_on)
        raise NonsenseError(f"This work ends on {said(last)}: please give a first day up to then.")
    return handover


def _form(wish: Wish, people: Sequence[Colleague], chosen: Colleague | None, problem: str) -> Answer:
    scene, child = wish.scene, wish.scene.file.child
    giver = scene.whose
    of_another = len(wish.owners) == 1 and giver.practitioner.id != wish.viewer.id
    form = HandoverForm(
        child_name=str(child.names[0]) if child.names else "",
        birth=child.birth,
        reference=child.reference,
        today=scene.today,
        people=tuple((str(one.practitioner.id), _words(one, giver)) for one in people[:MOST]),
        more=len(people) > MOST,
        whose=giver.practitioner.name if of_another else "",
        owners=tuple(
            (str(one.practitioner.id), f"{one.practitioner.name}, {one.service.name}") for one in wish.owners
        ),
        cases=tuple(case.reference for case in led_by(giver.practitioner.id, scene.file)),
        chosen=str(chosen.practitioner.id) if chosen else "",
        seen=stamp(scene.going_on) if len(wish.owners) == 1 else "",
        problem=problem,
    )
    entry = entry_of(wish.turn, wish.viewer, Outcome.FORM_SHOWN, scene.file)
    unseen = tuple(replace(one, shown=()) for one in wish.so_far.audit)
    effects = replace(wish.so_far, audit=(*unseen, entry))
    return Answer((Reply(handover_form(form, wish.command)),), effects)


def _words(one: Colleague, giver: Colleague) -> str:
    where = "" if one.service.id == giver.service.id else one.service.name
    return ", ".join(filter(None, (one.practitioner.name, one.practitioner.role, where)))


def _asking(wish: Wish, handover: Handover) -> Notice:
    """What begins today does not wait for anybody's quiet hours to end."""
    kind = "handover.today" if handover.first_day <= wish.turn.today else "handover"
    return Notice(handover.receiver_id, kind, handover.id)


def _asked(wish: Wish, handover: Handover, card: Card) -> Answer:
    scene = wish.scene
    entry = replace(entry_of(wish.turn, wish.viewer, Outcome.CHANGED, scene.file), basis=handover.state)
    unseen = tuple(replace(one, shown=()) for one in wish.so_far.audit)
    effects = replace(
        wish.so_far,
        audit=(*unseen, entry),
        notices=(*wish.so_far.notices, _asking(wish, handover)),
        # Nothing changes of the involvements yet: it is made sure that they are what was looked at.
        rewrites=(
            Rewrite(handover.child_id, handover.giver_id, scene.held, ()),
            HandoverRewrite(None, handover, wish.replaces),
        ),
    )
    return Answer((Reply(card),), effects)
