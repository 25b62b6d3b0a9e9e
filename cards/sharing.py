"""Not sharing: the lead ends what a reason opened, the asker hears of it, and no reason is given."""

from collections.abc import Sequence

from cards.card import Card, finish, heading, press
from cards.dates import moment
from cards.elements import Element, TextBlock
from cards.inputs import TextInput, ToggleInput
from cards.notes import wrong
from cards.reason import LONGEST_WORDS
from cards.text import clip, escape
from cases.commands import EndAccess, Leave
from cases.model import PractitionerId
from cases.query import Query
from cases.views import EndedView

FORM = "Please say why, and their access ends."
DONE = "Their access has ended."
ENDED = "Your access to a child's circle has ended."
UNSAID = "Without a reason I can't look."


def end_access_form(command: EndAccess, references: Sequence[str], problem: str = "") -> Card:
    """Why the lead does not share any longer; and whether the other person reads it."""
    body: list[Element] = [
        heading("End their access"),
        TextBlock(f"To {_listed(references)}. It ends at once, and they are told that you have ended it."),
    ]
    body += wrong(problem)
    body += [
        TextInput(
            "words",
            "Why? It is recorded as a decision not to share",
            value=clip(command.words, LONGEST_WORDS),
            max_length=LONGEST_WORDS,
            is_multiline=True,
            is_required=True,
            error_message="Please say why, in a few words.",
        ),
        ToggleInput(
            "tell", "What they are told", "Tell them why", value="true" if command.tell == "true" else "false"
        ),
    ]
    return finish(body, FORM, [press("End it now", EndAccess(command.grant_id, sent=True))])


def access_ended(said: str, still_there: tuple[str, PractitionerId] | None = None) -> Card:
    """It has ended. ``still_there`` is the child whom they are recorded as working with, and who they are."""
    body: list[Element] = [heading("Done"), TextBlock(escape(said))]
    if still_there is None:
        return finish(body, DONE)
    reference, whose = still_there
    body.append(
        TextBlock(
            f"They are recorded as working with {escape(reference)}, and see the circle for that. "
            "If that is wrong, end it as well."
        )
    )
    leave = Leave(Query(reference=reference), practitioner_id=whose)
    return finish(body, DONE, [press("End their work with the child", leave)])


def access_ended_told(view: EndedView) -> Card:
    """To whoever had given the reason."""
    body: list[Element] = [
        heading("Your access has ended"),
        TextBlock(f"The lead has ended your access to {_listed(view.references)}."),
    ]
    if view.words:
        body.append(TextBlock(f"In their words: {escape(clip(view.words, LONGEST_WORDS))}"))
    body.append(
        TextBlock(
            f"Until {moment(view.until)} a reason opens it no more. If you think that is wrong, speak to the "
            "lead or to your governance lead.",
            size="Small",
            is_subtle=True,
        )
    )
    return finish(body, ENDED)


def no_reason() -> Card:
    """The same whatever was asked."""
    body = [
        heading("Without a reason I can't look"),
        TextBlock("That is all right. It is recorded that you gave none. Ask again whenever you like."),
    ]
    return finish(body, UNSAID)


def _listed(references: Sequence[str]) -> str:
    *most, last = [escape(one) for one in references]
    return f"{', '.join(most)} and {last}" if most else last
