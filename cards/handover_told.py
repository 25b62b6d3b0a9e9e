"""What people read of a hand-over: that they are asked, how it stands, that nobody has answered."""

from cards.actions import Action, ShowCard
from cards.card import Card, finish, heading, press
from cards.dates import day
from cards.elements import AdaptiveCard, Element, TextBlock
from cards.inputs import ChoiceInput, TextInput
from cards.layout import FactSet
from cards.notes import wrong
from cards.text import clip, escape
from cases.commands import AcceptHandover, DeclineHandover, Who, WithdrawHandover
from cases.handover import HandoverState, WhyNot
from cases.query import Query
from cases.views import HandoverAsked, HandoverStands

ASKED = "You are asked to take over work with a child."
STANDS = "How a hand-over stands."
NOT_KNOWN = "This hand-over is not known here."
LONGEST, LONGEST_WORDS, MOST_ROLES = 100, 300, 5
REASONS: dict[WhyNot, str] = {
    WhyNot.NO_ROOM: "I have no room for it now",
    WhyNot.NOT_ME: "I should not work with this child",
    WhyNot.ELSEWHERE: "It belongs with another service",
    WhyNot.OTHER: "Another reason",
}


def handover_asked(view: HandoverAsked) -> Card:
    """Who asks, and for what: the child by reference, the role and since when; accept or decline."""
    facts = {
        "Asked by": _short(view.asked_by),
        "Whose work": "A colleague's" if view.of_another else "Their own",
        **{
            f"Role{'' if number == 0 else f' {number + 1}'}": f"{_short(role)}, since {day(since)}"
            for number, (role, since) in enumerate(view.roles[:MOST_ROLES])
        },
        "Your first day": day(view.first_day),
        "Lead": "You would be the lead of the case" if view.with_lead else "",
    }
    body: list[Element] = [
        heading(f"Take over {escape(view.reference)}?"),
        FactSet({title: value for title, value in facts.items() if value}),
    ]
    body += wrong(view.problem)
    body.append(
        TextBlock(
            "You may see the circle once you have accepted and your first day has come.", is_subtle=True
        )
        if not view.may_see
        else TextBlock("Nothing changes until you accept.", is_subtle=True)
    )
    actions: list[Action] = [
        press("Accept", AcceptHandover(view.handover), style="positive", associated_inputs="none"),
        ShowCard("Decline", _decline(view.handover)),
    ]
    if view.may_see:
        actions.append(
            press("Show the circle", Who(Query(reference=view.reference)), associated_inputs="none")
        )
    return finish(body, ASKED, actions)


def _decline(handover: str) -> AdaptiveCard:
    choices = {str(why): title for why, title in REASONS.items()}
    wrong = "Please choose why: it is recorded, and shown to who asked."
    inputs: list[Element] = [
        ChoiceInput("why", "Why not?", choices, style="expanded", is_required=True, error_message=wrong),
        TextInput("words", "In your words, if you like", max_length=LONGEST_WORDS),
        TextBlock("This is recorded and shown to who asked. No case notes.", size="Small", is_subtle=True),
    ]
    send = press("Decline and say why", DeclineHandover(handover))
    return AdaptiveCard(inputs, fallback_text=ASKED, speak=ASKED, actions=[send])


def handover_stands(view: HandoverStands) -> Card:
    """How it stands now, in a sentence or two."""
    reference = escape(view.reference)
    body: list[Element] = [heading(f"Hand-over of {reference}"), TextBlock(_sentence(view))]
    if view.reason:
        body.append(TextBlock(f"Why: {_why(view.reason)}"))
    actions = []
    if view.may_withdraw:
        actions.append(press("Withdraw", WithdrawHandover(view.may_withdraw)))
    if not view.giver:
        actions.append(press("Show the circle", Who(Query(reference=view.reference))))
    return finish(body, STANDS, actions)


def handover_not_known() -> Card:
    """The same for one that there is not, and for one that is no concern of whoever presses."""
    return finish([heading("Hand-over"), TextBlock(NOT_KNOWN)], STANDS)


def _sentence(view: HandoverStands) -> str:
    who = f"{_short(view.receiver)} has" if view.receiver else "You have"
    until = f"{_short(view.giver)} is" if view.giver else "you are"
    on = day(view.first_day)
    asked = f"{who} been asked to take over from {on}. Nothing changes before the answer."
    if view.reminder:
        asked = f"{who} not answered yet. You can withdraw it and ask somebody else."
    return {
        HandoverState.ASKED: asked,
        HandoverState.ACCEPTED: f"{who} accepted, to begin on {on}. Until then {until} involved as before.",
        HandoverState.DONE: f"{who} taken over, from {on}. That is the last day of who worked there before.",
        HandoverState.DECLINED: f"{who} declined. Nothing has changed.",
        HandoverState.WITHDRAWN: "It was withdrawn. Nothing has changed.",
        HandoverState.LAPSED: "There was nothing left to hand over, so it has ended.",
    }[view.state]


def _why(reason: str) -> str:
    why, _, words = reason.partition(": ")
    known = REASONS[WhyNot(why)] if why in set(WhyNot) else why
    return ". ".join(_clip(part) for part in (known, words) if part)


def _clip(typed: str) -> str:
    return escape(clip(typed, LONGEST_WORDS))


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
