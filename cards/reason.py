"""Why do you need to know? Asked before the bot says whether it knows the child at all."""

from dataclasses import replace

from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.inputs import TextInput
from cards.layout import ActionSet
from cards.purposes import PURPOSES
from cases.commands import (
    AskLead,
    Family,
    FamilyExactly,
    HandOver,
    Join,
    Leave,
    NoReason,
    OpenCase,
    Override,
    Picture,
    Timeline,
    Who,
    WhoExactly,
)
from cases.model import Reason
from cases.views import ReasonView

SUMMARY = "Before I look, please say why you need to know."
LONGEST_WORDS = 300

OfAChild = Who | WhoExactly | Family | FamilyExactly | Timeline | Picture
Asking = OfAChild | Join | Leave | HandOver | AskLead | Override | OpenCase


def reason(view: ReasonView, command: Asking) -> Card:
    """One tap on a purpose asks ``command`` again with that reason; words are optional.

    Nobody has to say why: "I'd rather not say" ends it there, with the words, if any, as the why not.
    """
    body: list[Element] = [
        heading("Why do you need to know?"),
        TextBlock(
            "Choose a reason and I'll look. Your look is recorded, and if there is a lead, they are told."
        ),
        TextInput(
            "reason.words",
            "In a few words, if you like",
            max_length=LONGEST_WORDS,
            is_multiline=True,
            placeholder="For instance: she came to the clinic today",
        ),
        # Buttons one below another: thumbs hit them, and no client folds the last ones into a menu.
        *(
            ActionSet([press(PURPOSES[purpose], replace(command, reason=Reason(purpose)))], spacing="Small")
            for purpose in view.purposes
        ),
        ActionSet([press("I'd rather not say", NoReason())], separator=True, spacing="Medium"),
    ]
    return finish(body, SUMMARY)
