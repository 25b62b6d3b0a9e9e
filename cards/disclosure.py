"""What others may see of a sensitive service's involvement: one form, and what somebody is told of it."""

from cards.card import Card, finish, heading, press
from cards.child_form import about_child, back_to_circle
from cards.dates import moment
from cards.elements import Element, TextBlock
from cards.grounds import GROUNDS, recorded_with
from cards.inputs import ChoiceInput, TextInput
from cards.layout import FactSet
from cards.person import about, ways
from cards.text import clip, escape, plain
from cases.commands import Disclose
from cases.model import DisclosureLevel
from cases.query import Query
from cases.views import DisclosureForm, DisclosureNotice

SUMMARY = "Please say what others may see."
TOLD = "Somebody has let you know that they work with a child."
LEVELS: dict[DisclosureLevel, str] = {
    DisclosureLevel.NONE: "Nothing",
    DisclosureLevel.EXISTENCE: "That a further service is involved, and no more",
    DisclosureLevel.NAMED: "Who we are, to the people chosen below",
}
LONGEST = 100


def disclosure_form(view: DisclosureForm) -> Card:
    """Which involvement, if there are several; else how much of it others see, on what ground, and who."""
    body = about_child("What others may see", view)
    this = Query(reference=view.reference)
    back = back_to_circle(view.reference)
    if not view.which:
        body.append(_which(view))
        return finish(body, SUMMARY, [press("Next", Disclose(this)), back])
    body += _inputs(view)
    save = Disclose(this, which=view.which, sent=True, seen=view.seen)
    return finish(body, SUMMARY, [press("Save", save), back])


def _which(view: DisclosureForm) -> ChoiceInput:
    rows = {key: clip(plain(title), LONGEST) for key, title in view.rows}
    wrong = "Please choose one."
    return ChoiceInput(
        "which", "Which involvement?", rows, style="expanded", is_required=True, error_message=wrong
    )


def _inputs(view: DisclosureForm) -> list[Element]:
    inputs: list[Element] = [
        ChoiceInput(
            "level",
            "Others see",
            {str(level): title for level, title in LEVELS.items()},
            value=str(view.level),
            style="expanded",
        ),
        ground(view.basis, "On what ground is this shared?"),
    ]
    if view.people:
        people = {key: clip(plain(title), LONGEST) for key, title in view.people}
        chosen = ",".join(one for one in view.named if one in people)
        inputs.append(
            ChoiceInput("named", "Who may know who you are", people, value=chosen, is_multi_select=True)
        )
    inputs.append(TextInput("also", "Somebody else, by full name", value=view.also, max_length=LONGEST))
    recorded = recorded_with(view.recording_basis)
    if recorded:
        inputs.append(TextBlock(f"{recorded}.", size="Small", is_subtle=True))
    return inputs


def ground(value: str, label: str) -> ChoiceInput:
    """On what ground something is made known; required or not, the answer says."""
    grounds = {str(basis): title for basis, title in GROUNDS.items()}
    return ChoiceInput("basis", label, grounds, value=value, style="compact", placeholder="Please choose")


def disclosure_told(notice: DisclosureNotice) -> Card:
    """Who works with the child; the child by reference only."""
    body: list[Element] = [
        heading(f"Somebody lets you know that they work with {escape(notice.reference)}"),
        FactSet({**about(notice.person), "When": moment(notice.at)}),
        TextBlock(ways(notice.person)),
        TextBlock(
            "Not everybody may know this: please do not pass it on without asking them.",
            size="Small",
            is_subtle=True,
        ),
    ]
    return finish(body, TOLD)
