"""Around the form of a task: of which case it is, that it is given, that it cannot be."""

from datetime import date, time

from cards.card import Card, finish, heading, press
from cards.dates import coming_day
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, TextInput
from cards.notes import wrong
from cards.text import clip, escape, plain
from cases.commands import NewTask
from cases.query import Query
from cases.views import TaskGiven, TaskNotGiven, WhichCase

TOLD = "You have been given a task."
WHICH, GIVEN, NOT_GIVEN = "Which case is the task for?", "The task is given.", "The task is not given."
LONGEST, LONGEST_NAME = 300, 100


def which_case(view: WhichCase, command: NewTask) -> Card:
    """Of which case it is to be a task; what has been said of it so far is kept."""
    body: list[Element] = [heading(WHICH)]
    body += wrong(view.problem)
    if command.title:
        body.append(TextBlock(f"Task: {escape(clip(command.title, LONGEST))}"))
    if view.led:
        led = {key: clip(plain(words), LONGEST_NAME) for key, words in view.led}
        body.append(ChoiceInput("case_id", "A case that you lead", led, style="filtered"))
    if view.dataset:
        offered = {key: clip(plain(words), LONGEST_NAME) for key, words in view.children}
        label = "Or a child you may see" if view.led else "A child you may see"
        body.append(
            ChoiceInput(
                "query.reference",
                label,
                offered,
                view.dataset,
                style="filtered",
                placeholder="Type a name, a year of birth or a reference",
            )
        )
    label = (
        "Or a child's name or reference" if view.led or view.dataset else "The child's name, or a reference"
    )
    body.append(TextInput("about", label, value=command.about, max_length=LONGEST_NAME))
    kept = NewTask(
        names=command.names,
        title=command.title,
        details=command.details,
        when=command.when,
        source=command.source,
        form=command.form,
    )
    return finish(body, WHICH, [press("Next", kept)])


def task_given(view: TaskGiven) -> Card:
    """What was given, to whom, by when."""
    owners = [escape(clip(name, LONGEST_NAME)) or "you" for name in view.owners]
    body: list[Element] = [
        heading("Given already" if view.before else "Given"),
        TextBlock(escape(clip(view.title, LONGEST)), weight="Bolder"),
        TextBlock(f"For {_listed(owners)}. {_due(view.due, view.due_at, view.today)}"),
    ]
    if view.note:
        body.append(TextBlock(escape(view.note), size="Small", spacing="Small"))
    if len(owners) > 1:
        body.append(TextBlock("Each has a task of their own.", size="Small", is_subtle=True))
    another = NewTask(Query(reference=view.child_reference), case_id=view.case_id)
    return finish(body, GIVEN, [press("Another task of this case", another)])


def task_not_given(view: TaskNotGiven) -> Card:
    """One sentence, and what had been written."""
    body: list[Element] = [heading("No task was given"), TextBlock(escape(view.why))]
    written = (escape(clip(words, LONGEST)) for words in (view.title, view.details))
    body += [TextBlock(words, is_subtle=True, spacing="Small") for words in written if words]
    return finish(body, NOT_GIVEN)


def _listed(owners: list[str]) -> str:
    *first, last = owners
    return f"{', '.join(first)} and {last}" if first else last


def _due(on: date | None, at: time | None, today: date) -> str:
    if on is None:
        return "No day is set."
    hour = f" at {at:%H:%M}" if at else ""
    return f"By {coming_day(on, today, named=True)}{hour}."
