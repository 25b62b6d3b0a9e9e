"""The form to give a task: filled in as far as it was said, one tap to give it."""

from dataclasses import replace

from cards.actions import ToggleVisibility
from cards.card import Card, finish, heading, press
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, DateInput, TextInput, TimeInput
from cards.layout import ActionSet, Container
from cards.notes import wrong
from cards.text import clip, escape, plain
from cases.commands import NewTask
from cases.model import Priority
from cases.query import Query
from cases.task import LONGEST_TITLE, LONGEST_WORDS
from cases.views import TaskForm

SUMMARY = "Please fill in a few details of a task."
LONGEST, LONGEST_CHOICE, MOST_CHILDREN = 100, 80, 3
PRIORITIES = {str(Priority.NORMAL): "Normal", str(Priority.URGENT): "Urgent"}
MORE, MORE_PLAIN = "Details, checklist, priority, template", "Details, checklist, priority"
NO_NAMES = "It may show where others look on: no child's name, please."


def task_form(view: TaskForm, command: NewTask) -> Card:
    """What, who, by when; as it was filled in."""
    body: list[Element] = [
        heading("New task"),
        TextBlock(_about(view)),
    ]
    body += wrong(view.problem)
    if view.filled:
        body.append(TextBlock(escape(view.filled), size="Small", is_subtle=True, spacing="Small"))
    send = NewTask(
        Query(reference=view.child_reference),
        case_id=view.case_id,
        source=command.source,
        form=command.form,
        sent=True,
    )
    body += [
        *_inputs(view, command),
        ActionSet([ToggleVisibility(MORE if view.templates else MORE_PLAIN, ["more"])]),
        Container(_more(view, command, send), id="more", visible=_says_more(command)),
    ]
    return finish(body, SUMMARY, [press("Give this task", send, style="positive")])


def _says_more(command: NewTask) -> bool:
    """Whether something stands in what is folded away otherwise."""
    urgent = command.priority == Priority.URGENT
    return bool(command.details or command.checklist or command.template or command.fill or urgent)


def _about(view: TaskForm) -> str:
    listed = list(view.children[:MOST_CHILDREN])
    if len(view.children) > MOST_CHILDREN:
        listed.append(f"{len(view.children) - MOST_CHILDREN} more")
    about = escape(clip(", ".join(listed), LONGEST))
    return " · ".join(filter(None, (about, f"case {escape(clip(view.reference, LONGEST))}")))


def _inputs(view: TaskForm, command: NewTask) -> list[Element]:
    inputs: list[Element] = [
        TextInput("title", "What is to be done?", value=command.title, max_length=LONGEST_TITLE),
        TextBlock(NO_NAMES, size="Small", is_subtle=True, spacing="Small"),
        ChoiceInput(
            "owners",
            "Who is to do it?",
            {key: clip(plain(words), LONGEST_CHOICE) for key, words in view.people},
            view.dataset,
            value=",".join(view.chosen),
            style="filtered" if view.dataset else "compact",
            is_multi_select=len(view.people) > 1,
        ),
    ]
    if view.for_reader:
        words = "Only the lead of the case, and their manager, can give tasks to others."
        inputs.append(TextBlock(words, size="Small", is_subtle=True, spacing="Small"))
    inputs += [
        DateInput("due", "By when? (a day, if there is one)", value=command.due, min=view.today.isoformat()),
        TimeInput("due_at", "At what time? (if it matters)", value=command.due_at),
    ]
    if view.note:
        inputs.append(TextBlock(escape(view.note), size="Small", spacing="Small"))
    return inputs


def _more(view: TaskForm, command: NewTask, send: NewTask) -> list[Element]:
    inputs: list[Element] = [
        TextInput("details", "Details", value=command.details, max_length=LONGEST_WORDS, is_multiline=True),
        TextInput(
            "checklist",
            "Checklist, one line for each step",
            value=command.checklist,
            max_length=LONGEST_WORDS,
            is_multiline=True,
        ),
        ChoiceInput(
            "priority",
            "Priority",
            PRIORITIES,
            value=command.priority if command.priority in PRIORITIES else str(Priority.NORMAL),
            style="compact",
        ),
    ]
    if view.templates:
        offered = {key: clip(plain(title), LONGEST_CHOICE) for key, title in view.templates}
        chosen = command.template if command.template in offered else ""
        inputs.append(
            ChoiceInput(
                "template", "From a template", offered, value=chosen, style="compact", placeholder="None"
            )
        )
        inputs.append(ActionSet([press("Fill in from the template", replace(send, sent=False, fill=True))]))
    return inputs
