"""What is asked before a task is moved along: why not, what came of it, who else, which day."""

from collections.abc import Sequence

from cards.actions import Execute
from cards.card import press
from cards.elements import Element, TextBlock
from cards.inputs import ChoiceInput, DateInput, TextInput, TimeInput
from cards.task_words import BUTTONS, LONGEST, LONGEST_WORDS
from cards.text import clip, plain
from cases.commands import MoveTask
from cases.task import Step
from cases.task_asked import SAY_WHEN, SAY_WHOM, SAY_WHY, SAY_WHY_CANCELLED, WHY_NOT, WhyNot
from cases.views import TaskView

FORMS = frozenset({Step.DECLINE, Step.FINISH, Step.REASSIGN, Step.CANCEL, Step.MOVE})
"""The steps that something is asked about."""

_READ = "Everybody who sees this task can read it. No case notes."
_OTHERS = "There are more people in the circle: type a task for them, for instance “ask …  to …”."
_FIELDS = {
    Step.DECLINE: "declined",
    Step.FINISH: "done",
    Step.REASSIGN: "given",
    Step.MOVE: "moved",
    Step.CANCEL: "cancelled",
}
_SENDS = {
    Step.DECLINE: "Decline and say why",
    Step.FINISH: "It is done",
    Step.REASSIGN: "Give it to them",
    Step.CANCEL: "Cancel it",
    Step.MOVE: "Save the day",
}


def move(view: TaskView, step: Step) -> MoveTask:
    """What a button carries: the task, its version and the step."""
    return MoveTask(view.task, view.version, step)


def form(view: TaskView, step: Step, people: int) -> tuple[Sequence[Element], Execute]:
    """The inputs, and the button that sends them. At most so many ``people`` are offered."""
    inputs = {
        Step.DECLINE: _declining,
        Step.FINISH: _finishing,
        Step.REASSIGN: _reassigning,
        Step.CANCEL: _cancelling,
        Step.MOVE: _moving,
    }[step](view, people)
    note = TextBlock(_READ, size="Small", is_subtle=True)
    return [*inputs, note], press(_SENDS[step], move(view, step))


def button(view: TaskView, step: Step) -> Execute:
    """A step that asks nothing."""
    if step is Step.ACCEPT:
        return press(BUTTONS[step], move(view, step), style="positive", associated_inputs="none")
    return press(BUTTONS[step], move(view, step), associated_inputs="none")


def _words(view: TaskView, label: str, step: Step, required: str = "") -> TextInput:
    field = f"typed.{_FIELDS[step]}"
    typed = view.words if view.step is step else ""
    if required:
        return TextInput(
            field,
            label,
            value=typed,
            max_length=LONGEST_WORDS,
            is_required=True,
            error_message=required,
        )
    return TextInput(field, label, value=typed, max_length=LONGEST_WORDS)


def _declining(view: TaskView, people: int) -> list[Element]:  # noqa: ARG001 - one shape for all forms
    choices = {**WHY_NOT, WhyNot.OTHER: "Another reason"}
    offered = {str(why): title for why, title in choices.items()}
    return [
        ChoiceInput("why", "Why not?", offered, style="expanded", is_required=True, error_message=SAY_WHY),
        _words(view, "In your words, if you like", Step.DECLINE),
    ]


def _finishing(view: TaskView, people: int) -> list[Element]:  # noqa: ARG001
    return [_words(view, "What came of it, in one line, if you like", Step.FINISH)]


def _cancelling(view: TaskView, people: int) -> list[Element]:  # noqa: ARG001
    return [_words(view, "Why is it cancelled?", Step.CANCEL, SAY_WHY_CANCELLED)]


def _reassigning(view: TaskView, people: int) -> list[Element]:
    if not view.people:
        return [TextBlock("There is nobody else in the circle whom you could give it to.")]
    offered = {str(key): clip(plain(title), LONGEST) for key, title in view.people[:people]}
    asked = [
        ChoiceInput(
            "to",
            "Who is to do it now?",
            offered,
            style="compact",
            placeholder="Choose",
            is_required=True,
            error_message=SAY_WHOM,
        ),
        _words(view, "Why, if you like", Step.REASSIGN),
    ]
    missing = view.more or len(view.people) > people
    return [*asked, TextBlock(_OTHERS, size="Small", is_subtle=True)] if missing else asked


def _moving(view: TaskView, people: int) -> list[Element]:  # noqa: ARG001
    today = view.today.isoformat()
    due = max(view.due, view.today).isoformat() if view.due else ""
    day = DateInput("due", "Due on", min=today, is_required=True, error_message=SAY_WHEN)
    if due:
        day = DateInput("due", "Due on", value=due, min=today, is_required=True, error_message=SAY_WHEN)
    at = TimeInput("due_at", "At a time, if it matters")
    if view.due_at:
        at = TimeInput("due_at", "At a time, if it matters", value=f"{view.due_at:%H:%M}")
    return [day, at, _words(view, "Why, if you like", Step.MOVE)]
