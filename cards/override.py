"""Past a shield: the warning before, the one view, and that it cannot be."""

from dataclasses import replace

from cards.actions import Execute
from cards.card import Card, finish, heading, press
from cards.circle import circle_once
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, TextInput, ToggleInput
from cards.notes import wrong
from cards.purposes import PURPOSES
from cards.reason import LONGEST_WORDS
from cards.text import clip, escape
from cases.commands import AskLead, Override
from cases.model import Reason
from cases.override import SHORTEST_WORDS
from cases.views import CircleView, WarningView

WARNING = "Please read this before you go on."
REFUSED = "That is not possible now."
NOTHING = "There is nothing here that I can show you."
ONCE = "You see this once. It is recorded, and the governance lead has been alerted."
EFFECTS = (
    "The governance lead is alerted at once, with your name and your words. The lead of the case is told.",
    "You get one view, and no more than your agreements show. When it is gone, it is gone.",
    "Misuse is investigated.",
)


def override_warning(view: WarningView, command: Override) -> Card:
    """What seeing past the shield does, and what it needs: a purpose, words, and a tick."""
    reason = command.reason
    body: list[Element] = [
        heading("Before you see this protected record"),
        TextBlock(f"Reference {escape(command.reference)}"),
    ]
    body += [TextBlock(f"- {one}", spacing="Small") for one in EFFECTS]
    body += wrong(view.problem)
    body += [
        ChoiceInput(
            "reason.purpose",
            "For what purpose?",
            {str(purpose): PURPOSES[purpose] for purpose in view.purposes},
            value=str(reason.purpose) if reason and reason.purpose in view.purposes else "safeguarding",
            style="compact",
            is_required=True,
            error_message="Please choose a purpose.",
        ),
        TextInput(
            "reason.words",
            "What has happened, and why can it not wait for the lead?",
            value=clip(reason.words, LONGEST_WORDS) if reason else "",
            max_length=LONGEST_WORDS,
            is_multiline=True,
            is_required=True,
            error_message=f"Please say it in at least {SHORTEST_WORDS} letters.",
        ),
        ToggleInput(
            "danger",
            "Is a child in danger?",
            "Yes: a child is at immediate risk of serious harm",
            value="true" if command.danger == "true" else "false",
        ),
        TextBlock(_left(view.left), size="Small", is_subtle=True),
    ]
    return finish(body, WARNING, _buttons(command, reason))


def _buttons(command: Override, reason: Reason | None) -> list[Execute]:
    see = press("See it once", Override(command.reference, form=command.form, sent=True), style="destructive")
    said = replace(reason, words=clip(reason.words, LONGEST_WORDS)) if reason else None
    ask = AskLead(command.reference, said)
    return [see, press("Ask the lead instead", ask, associated_inputs="none")]


def _left(left: int) -> str:
    return "This is the last time today." if left == 1 else f"You can do this {left} times today."


def seen_once(view: CircleView) -> Card:
    """The circle past the shield: one view, on which nothing can be pressed."""
    if view.members or view.further_service:
        return circle_once(view, ONCE)
    body = [
        heading("There is nothing here that I can show you"),
        TextBlock("No agreement of your agency covers it for that purpose."),
        TextBlock("Your view is recorded, and the governance lead has been alerted. Contact the lead."),
        TextBlock("If a child is in danger now, call 999."),
    ]
    return finish(body, NOTHING)


def override_refused(sentence: str) -> Card:
    """Why the record cannot be seen past its shield now."""
    body = [
        heading("That is not possible now"),
        TextBlock(escape(sentence)),
        TextBlock("If a child is in danger now, call 999."),
    ]
    return finish(body, REFUSED)
