"""The form to hand over one's work with a child."""

from cards.card import Card, finish, press
from cards.child_form import about_child, back_to_circle
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, DateInput, ToggleInput
from cards.text import clip, plain
from cases.commands import HandOver
from cases.query import Query
from cases.views import HandoverForm

SUMMARY = "Please fill in a few details."
NOBODY = "There is nobody in your agency to whom this can be handed over here."
MORE = "Somebody else of your agency? Write: hand over, the child's name, to, and their full name."
LONGEST, LONGEST_CHOICE = 100, 80


def handover_form(view: HandoverForm, command: HandOver) -> Card:
    """To whom, and from when; as it was filled in."""
    body = about_child("Hand over their work" if view.whose else "Hand over your work with this child", view)
    this = Query(reference=view.reference)
    back = back_to_circle(view.reference)
    if not view.people:
        return finish([*body, TextBlock(NOBODY)], SUMMARY, [back])
    body += _inputs(view, command)
    send = HandOver(
        this, whose=command.whose, practitioner_id=command.practitioner_id, sent=True, seen=view.seen
    )
    return finish(body, SUMMARY, [press("Ask them", send), back])


def _inputs(view: HandoverForm, command: HandOver) -> list[Element]:
    inputs: list[Element] = []
    if len(view.owners) > 1:
        inputs.append(_choice("practitioner_id", "Whose work?", view.owners, "Please choose whose.", ""))
    inputs.append(_choice("to", "To whom?", view.people, "Please choose a colleague.", view.chosen))
    if view.more:
        inputs.append(TextBlock(MORE, size="Small", is_subtle=True, spacing="Small"))
    inputs.append(
        DateInput(
            "first_day",
            "Their first day",
            value=command.first_day if command.sent else command.first_day or view.today.isoformat(),
            min=view.today.isoformat(),
            is_required=True,
            error_message="Please give a day from today on.",
        )
    )
    if view.cases:
        listed = plain(", ".join(view.cases))
        inputs.append(
            ToggleInput(
                "with_lead",
                "Lead",
                f"And the lead of the case {listed}",
                value="false" if command.with_lead == "false" else "true",
            )
        )
    inputs.append(
        TextBlock(
            "They are asked first. Until they accept, nothing changes. "
            f"Their first day is {'the last one of who works there now' if view.whose else 'your last'}.",
            size="Small",
            is_subtle=True,
        )
    )
    return inputs


def _choice(
    field: str, label: str, offered: tuple[tuple[str, str], ...], wrong: str, value: str
) -> ChoiceInput:
    choices = {key: clip(plain(title), LONGEST_CHOICE) for key, title in offered}
    return ChoiceInput(
        field, label, choices, value=value, style="filtered", is_required=True, error_message=wrong
    )
