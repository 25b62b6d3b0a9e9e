"""Being put in touch, for the practitioner of the sensitive service: who asks, and three answers."""

from cards.card import Card, finish, heading, press
from cards.disclosure import ground
from cards.elements import Element, TextBlock
from cards.inputs import TextInput, ToggleInput
from cards.introduction_queue import LONGEST_WORDS, request
from cards.layout import ActionSet, Container
from cards.notes import wrong
from cards.person import ways
from cards.text import escape
from cases.commands import AnswerIntroduction
from cases.views import ApproachForm, PersonView

SUMMARY = "Somebody asks to be put in touch with you."
DONE, GONE = "Your answer is recorded.", "There is nothing waiting for you here."


def introduction_answer(form: ApproachForm) -> Card:
    """Nothing of the practitioner is told to the asker before one of these buttons is pressed."""
    one = form.request

    def answer(title: str, what: str) -> ActionSet:
        command = AnswerIntroduction(one.introduction, form.which, what)
        return ActionSet([press(title, command)], spacing="Small")

    body: list[Element] = [heading("Somebody asks to be put in touch"), *request(one)]
    body += wrong(form.problem)
    body += [
        TextBlock("They do not know who you are, nor of which service.", size="Small", is_subtle=True),
        _way(
            ground(form.basis, "If you accept: on what ground?"),
            answer("Accept: give my name", "accept"),
        ),
        _way(answer("I'll get in touch myself", "contact")),
        _way(
            TextInput("why", "If you decline: why?", value=form.why, max_length=LONGEST_WORDS),
            ToggleInput(
                "share", "May they read why?", "Yes, show them", value="true" if form.share else "false"
            ),
            answer("Decline", "decline"),
        ),
    ]
    return finish(body, SUMMARY)


def _way(*elements: Element) -> Container:
    """One of the three, set apart: which input belongs to which button is plain to see."""
    return Container(elements, separator=True, spacing="Medium")


def introduction_answered(said: str, asker: PersonView | None = None) -> Card:
    """What was done, and how the asker is reached if that is what comes next."""
    body: list[Element] = [heading("Done"), TextBlock(escape(said))]
    if asker:
        body.append(TextBlock(ways(asker)))
    return finish(body, DONE)


def introduction_gone() -> Card:
    """The same for what was never there, what is over, and what is not for this reader."""
    body: list[Element] = [
        heading("Nothing is waiting for you here"),
        TextBlock("It may have been answered or withdrawn."),
    ]
    return finish(body, GONE)
