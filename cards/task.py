"""One task: what is to be done, by whom, until when, how it stands, and what the reader may do with it.

In a channel everybody reads the base card, which says what each of them may know and offers "Open" alone; the
clients of up to 60 people ask for their own (``refresh``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cards.actions import Action, OpenUrl, ShowCard, ToggleVisibility
from cards.card import Card, finish, heading, press, size
from cards.circle import LARGEST
from cards.elements import AdaptiveCard, Element, TextBlock, render
from cards.layout import ActionSet, Column, ColumnSet, Container, FactSet
from cards.notes import noted, wrong
from cards.task_forms import FORMS, button, form
from cards.task_words import (
    BUTTONS,
    LONGEST,
    LONGEST_TITLE,
    LONGEST_WORDS,
    due_words,
    is_live,
    state_words,
    urgent,
)
from cards.text import clip, escape, plain
from cases.commands import CaseTasks, MoveTask, MyTasks, RefreshTask, ShowTask, TaskFile
from cases.model import Item
from cases.query import Query
from cases.task import Step
from cases.views import TaskView

SUMMARY = "A task."
NOT_KNOWN, NOT_KNOWN_SUMMARY = "This task is not known here.", "That task is not known here."
NO_LONGER_SHOWN = "This task is no longer shown in this channel. “My tasks”, asked in private, shows yours."
MOST_REFRESHED = 60  # Teams refreshes the cards of no more people
_ORDER = (
    Step.ACCEPT,
    Step.FINISH,
    Step.DECLINE,
    Step.SNOOZE,
    Step.REASSIGN,
    Step.MOVE,
    Step.REOPEN,
    Step.CANCEL,
)
"""The commonest first. Ticking off is done in the checklist."""

_AT_ONCE, _WITHOUT_MORE = 2, 3


def task_card(view: TaskView) -> Card:
    """The task as one person reads it."""
    for people, ticks in ((60, 20), (25, 20), (25, 8), (10, 0)):
        card = _card(view, people, ticks)
        if size(card) <= LARGEST:
            break
    return card


def shared_task_card(view: TaskView, refresh_for: Sequence[str] = ()) -> Card:
    """The base card in a channel. ``refresh_for`` are Teams ids of people who get their own instead."""
    body = [*_body(view, 0)]
    action = press("Open", ShowTask(view.task))
    if not refresh_for:
        return finish(body, SUMMARY, [action])
    card = finish(body, SUMMARY, [action])
    refresh = press("Refresh", RefreshTask(view.task))
    refreshed = AdaptiveCard(
        body,
        fallback_text=card.content["fallbackText"],
        speak=SUMMARY,
        actions=[action],
        refresh=refresh,
        refresh_for=refresh_for[:MOST_REFRESHED],
    )
    return replace(card, content=render(refreshed))


def task_not_known() -> Card:
    """The same for a task that there is not, and for one that is no concern of whoever asks."""
    return finish([heading("Task"), TextBlock(NOT_KNOWN)], NOT_KNOWN_SUMMARY, [press("My tasks", MyTasks())])


def task_not_shown(marker: str) -> Card:
    """In the place of a task that not everybody in the channel may know of any more."""
    return finish([replace_id(marker), TextBlock(NO_LONGER_SHOWN)], SUMMARY)


def replace_id(marker: str) -> TextBlock:
    """A heading by which the message is found again."""
    return TextBlock("Task", id=marker, style="heading", size="Large", weight="Bolder")


def _card(view: TaskView, people: int, ticks: int) -> Card:
    body = _body(view, ticks if Step.TICK in view.steps else 0)
    actions: list[Action] = []
    if view.problem and view.step in FORMS and view.step in view.steps:
        inputs, send = form(view, view.step, people)
        body += [*wrong(view.problem), *inputs]
        back = press("Back", RefreshTask(view.task), associated_inputs="none")
        return finish(body, SUMMARY, [send, back])
    body += wrong(view.problem)
    steps = [step for step in _ORDER if step in view.steps]
    first = steps if len(steps) <= _WITHOUT_MORE else steps[:_AT_ONCE]
    actions += [_action(view, step, people) for step in first]
    rest = [_action(view, step, people) for step in steps[len(first) :]]
    if rest:
        body.append(Container([ActionSet(rest)], id="more", visible=False))
        actions.append(ToggleVisibility("More", ["more"]))
    return finish(body, SUMMARY, [*actions, *_links(view)])


def _action(view: TaskView, step: Step, people: int) -> Action:
    if step not in FORMS:
        return button(view, step)
    inputs, send = form(view, step, people)
    inside: list[Action] = [] if step is Step.REASSIGN and not view.people else [send]
    return ShowCard(BUTTONS[step], AdaptiveCard(inputs, fallback_text=SUMMARY, speak=SUMMARY, actions=inside))


def _links(view: TaskView) -> Iterator[Action]:
    this = Query(reference=view.reference)
    yield press("Tasks of this case", CaseTasks(this), associated_inputs="none")
    if not view.owner and not view.shared and view.due and is_live(view.state):
        yield press("To my calendar", TaskFile(view.task), associated_inputs="none")
    if view.source.startswith("https://"):
        yield OpenUrl("Open the message", view.source)


def _body(view: TaskView, ticks: int) -> list[Element]:
    title = TextBlock(
        f"{urgent(view.priority)}{escape(clip(view.title, LONGEST_TITLE))}", weight="Bolder", size="Medium"
    )
    body: list[Element] = [
        TextBlock(
            f"Task for {_short(view.reference)}",
            id=f"task-{view.task}",
            style="heading",
            size="Large",
            weight="Bolder",
        ),
        *noted(view.note),
        title,
    ]
    if view.details:
        body += [TextBlock(line) for line in _paragraphs(view.details)]
    body.append(FactSet(_facts(view)))
    if view.checklist:
        body.append(_checklist(view, ticks))
    return body


def _paragraphs(details: str) -> Iterator[str]:
    for line in details.splitlines()[:20]:
        if said := escape(clip(line, LONGEST_WORDS)):
            yield said


def _facts(view: TaskView) -> dict[str, str]:
    due = due_words(view.due, view.due_at, view.today, live=is_live(view.state))
    facts = {
        "Who": _short(view.owner) if view.owner else "You",
        "Due": due[:1].upper() + due[1:],
        "State": state_words(view.state, view.said),
        "Asked by": _short(view.asked_by) if view.asked_by else "You",
        "Reminders": f"From {due_words(view.snoozed, None, view.today)} on" if view.snoozed else "",
    }
    if view.owner == view.asked_by:
        del facts["Asked by"]
    return {title: value for title, value in facts.items() if value}


def _checklist(view: TaskView, ticks: int) -> Container:
    done = sum(item.done for item in view.checklist)
    lines: list[Element] = [TextBlock(f"Checklist: {done} of {len(view.checklist)} done", weight="Bolder")]
    for number, item in enumerate(view.checklist):
        line = TextBlock(_item(item), spacing="None")
        if number < ticks:
            tick = MoveTask(view.task, view.version, Step.TICK, item=number)
            named = "Not done after all" if item.done else "Tick off"
            title = f"{named}: {clip(plain(item.words), LONGEST)}"
            action = press(title, tick, associated_inputs="none")
            column = Column([line], width="stretch", select_action=action)
            lines.append(ColumnSet([column], spacing="Small"))
        else:
            lines.append(line)
    return Container(lines, separator=True, spacing="Medium")


def _item(item: Item) -> str:
    return f"{'☑' if item.done else '☐'} {escape(clip(item.words, LONGEST))}"


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
