"""A shielded child's record: its reference, and how to have the lead get in touch."""

from cards.actions import Execute
from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.inputs import TextInput
from cards.reason import LONGEST_WORDS
from cards.text import clip, escape
from cases.commands import AskLead, Override
from cases.model import Reason
from cases.views import ProtectedView

SUMMARY = "This record is protected."
PASSED_ON = "Your request has been passed on."


def protected(view: ProtectedView) -> Card:
    """The reference, and whom to turn to. Who the lead is, it does not say.

    The words typed here go with either button.
    """
    why = Reason(view.reason.purpose)
    body: list[Element] = [
        heading("This record is protected"),
        TextBlock(f"Reference {escape(view.reference)}"),
        TextBlock("To find out more, contact the lead. I can ask them to get in touch with you."),
        TextInput(
            "reason.words",
            "In a few words: what is it about?",
            value=clip(view.reason.words, LONGEST_WORDS),
            max_length=LONGEST_WORDS,
            is_multiline=True,
        ),
        TextBlock(
            "If you ask, they are told who you are, how to reach you and why. If a child is in danger now, "
            "call 999.",
            size="Small",
            is_subtle=True,
        ),
    ]
    actions: list[Execute] = [press("Ask the lead to get in touch", AskLead(view.reference, why))]
    if view.may_override:
        actions.append(press("I must see this now", Override(view.reference, why)))
    return finish(body, SUMMARY, actions)


def passed_on() -> Card:
    """The same whoever is to get in touch, and whether they were asked before."""
    body = [
        heading("Passed on"),
        TextBlock("I have passed it on. What they do with it is for them to decide."),
        TextBlock("If a child is in danger now, call 999."),
    ]
    return finish(body, PASSED_ON)
